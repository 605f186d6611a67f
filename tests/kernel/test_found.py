"""``%publish`` without arguments, at the end of an ordinary notebook in a real kernel."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from jupyter_registry.kernel.display import MIME
from jupyter_registry.types import Manifest

from .conftest import Kernel, start

CELLS = (
    "from sklearn.datasets import load_wine\nfrom sklearn.ensemble import RandomForestClassifier\n"
    "from sklearn.linear_model import LogisticRegression\nfrom sklearn.metrics import accuracy_score, f1_score\n"
    "from sklearn.model_selection import cross_val_score, train_test_split",
    "X, y = load_wine(return_X_y=True, as_frame=True)\n"
    "X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)",
    "forest = RandomForestClassifier(20, random_state=0).fit(X_train, y_train)",
    "pred = forest.predict(X_test)\nacc = accuracy_score(y_test, pred)\nf1 = f1_score(y_test, pred, average='macro')",
    "this line is wrong (",
    "!ls\n%matplotlib inline",
    "X_train = X_train / X_train.max()\nX_test = X_test / X_test.max()",
    "line = LogisticRegression(max_iter=500).fit(X_train, y_train)",
    "acc = accuracy_score(y_test, line.predict(X_test))",
    "folds = cross_val_score(line, X_train, y_train, cv=4)",
)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kernel]:
    """A kernel in which a notebook with two models ran from top to bottom."""
    for running in start(tmp_path_factory.mktemp("found")):
        for code in CELLS:
            running.run(code)
        yield running


def published(session: Kernel, variable: str) -> tuple[Manifest, str]:
    """The manifest of a variable published without arguments, and what the output says."""
    ran = session.run(f"%publish {variable} --name {variable}")
    assert ran.status == "ok", ran
    assert ran.result is not None
    with session.registry() as registry:
        return registry.get_version(variable).manifest, str(ran.result[MIME])


def test_the_last_model_is_described_by_its_own_numbers(session: Kernel) -> None:
    """Metrics with data and split, train and test data, signature and cells are there without a word said."""
    manifest, _ = published(session, "line")
    assert [(one.name, one.dataset, one.split, one.inferred) for one in manifest.metrics] == [
        ("accuracy", "wine", "test", False),
        ("accuracy", "wine", "cross-validation", False),
    ]
    assert session.run("print(acc)").stdout.strip() == str(manifest.metrics[0].value)
    assert [(data.name, data.split, data.rows, data.source) for data in manifest.datasets] == [
        ("wine", "train", 133, "pkg:pypi/scikit-learn#datasets/wine"),
        ("wine", "test", 45, "pkg:pypi/scikit-learn#datasets/wine"),
    ]
    assert all(data.digest for data in manifest.datasets)
    assert manifest.signature is not None
    assert (len(manifest.signature.inputs), len(manifest.signature.example)) == (13, 1)
    assert manifest.notebook is not None
    assert [cell.order for cell in manifest.notebook.cells if cell.in_slice] == [1, 2, 7, 8]


def test_an_earlier_model_is_not_described_by_later_numbers(session: Kernel) -> None:
    """A model whose data and scores were overwritten keeps its own score, and its data is known by size alone."""
    manifest, text = published(session, "forest")
    assert [(one.name, one.origin) for one in manifest.metrics] == [
        ("accuracy", "accuracy_score(y_test, pred) in cell [4]"),
        ("f1_macro", "f1_score(y_test, pred, average='macro') in cell [4]"),
    ]
    assert session.run("print(accuracy_score(y_test, pred))").stdout.strip() == str(manifest.metrics[0].value)
    assert [(data.name, data.rows, data.digest) for data in manifest.datasets] == [("wine", 133, ""), ("wine", 45, "")]
    assert "X_train changed after the model was fitted." in text
    assert manifest.notebook is not None
    assert [cell.order for cell in manifest.notebook.cells if cell.in_slice] == [1, 2, 3]


def test_what_the_author_says_stands(session: Kernel) -> None:
    """Given metrics and data take the place of those that are found."""
    session.run("mine = {'accuracy': 0.5}\n%publish line --name line-told --metrics mine --data X_test --quiet")
    with session.registry() as registry:
        manifest = registry.get_version("line-told").manifest
    assert [(one.name, one.value) for one in manifest.metrics] == [("accuracy", 0.5)]
    assert [data.name for data in manifest.datasets] == ["X_test"]


def test_fitting_and_publishing_in_one_cell(session: Kernel) -> None:
    """A cell that loads, fits, measures and publishes is read while it runs."""
    session.run(
        "again = LogisticRegression(C=2.0, max_iter=500).fit(X_train, y_train)\n"
        "score = again.score(X_test, y_test)\n%publish again --name again --quiet"
    )
    with session.registry() as registry:
        manifest = registry.get_version("again").manifest
    assert [(one.name, one.split, one.inferred) for one in manifest.metrics] == [("accuracy", "test", False)]
    assert manifest.notebook is not None
    assert manifest.notebook.cells[-1].in_slice


def test_what_is_not_certain_is_said(session: Kernel) -> None:
    """A number that may be about the model is kept as inferred, and the output says so."""
    session.run(
        "def guess(rows): return unsure.predict(rows)\nunsure = LogisticRegression(max_iter=500).fit(X_train, y_train)"
    )
    session.run("guessed = guess(X_test)")
    session.run("accuracy_score(y_test, guessed)")
    manifest, shown = published(session, "unsure")
    assert [(one.name, one.inferred) for one in manifest.metrics] == [("accuracy", True)]
    assert "Not certain to be of this model: accuracy." in shown


def test_rows_of_the_test_data_are_kept_unless_told_otherwise(session: Kernel) -> None:
    """The output says that they are kept; with ``--no-test-data`` there are none, and it says nothing."""
    manifest, text = published(session, "line")
    assert [artifact.path for artifact in manifest.artifacts] == ["model.skops", "test-data.jsonl", "test-target.jsonl"]
    assert "some test rows kept" in text
    ran = session.run("%publish line --name bare --no-test-data")
    assert ran.result is not None
    assert "some test rows kept" not in str(ran.result[MIME])
    with session.registry() as registry:
        assert len(registry.get_version("bare").manifest.artifacts) == 1
