"""What a publish from a real notebook kernel finds out by itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from jupyter_registry.types import Manifest, Metric

from ..project import needed, run
from .conftest import PREPARED, Kernel, start

SEARCHED = """
from sklearn.model_selection import GridSearchCV
from sklearn.metrics import classification_report
import pandas as pd
steps = make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000))
search = GridSearchCV(steps, {"logisticregression__C": [0.1, 10.0]}, cv=4, scoring="f1_macro").fit(X, y)
report = classification_report(y, search.predict(X), output_dict=True)
text = classification_report(y, search.predict(X))
series = pd.Series({"accuracy": 0.5, "log_loss": 0.25})
f1 = 0.75
"""
SECRET = "api_key = 'sk-proj-Zx81Qm2Lr0Tt5Vw9Bn3Kd7Hs'  # a secret of this cell"
SPY = """
import sys
started = []
sys.addaudithook(lambda event, given: started.append(given[1][:1]) if event == "subprocess.Popen" else None)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A git repository with one commit, in which the notebook lies."""
    needed("git", shutil.which("git"))
    made = tmp_path_factory.mktemp("work")
    (made / "train.ipynb").write_text("{}")
    for command in (["init", "-q", "-b", "work"], ["add", "."], ["commit", "-q", "-m", "first"]):
        run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *command], 1, cwd=made)
    return made


@pytest.fixture(scope="module")
def session(folder: Path) -> Iterator[Kernel]:
    """A kernel in which a notebook was run: data, a fitted search, a secret, a cell that failed."""
    for running in start(folder):
        for code in (PREPARED, SEARCHED, SECRET, "1 / 0", "", SPY):
            running.run(code)
        yield running


def published(session: Kernel, line: str, name: str) -> Manifest:
    """The manifest of what ``%publish`` with this line stored."""
    ran = session.run(f"%publish {line} --name {name}")
    assert ran.status == "ok", ran
    with session.registry() as registry:
        return registry.get_version(name).manifest


def test_a_search_tells_what_it_tried_and_chose(session: Kernel) -> None:
    """Parameters are deep, the chosen ones and the score of the folds are there, with the number of folds."""
    manifest = published(session, "search", "searched")
    assert manifest.params["logisticregression__max_iter"] == 2000
    assert manifest.params["chosen__logisticregression__C"] == manifest.params["logisticregression__C"]
    assert manifest.params["search__cv"] == 4
    (score,) = [metric for metric in manifest.metrics if metric.split == "cross-validation"]
    assert "f1" in score.name
    assert 0.9 < score.value <= 1.0
    assert (manifest.framework, manifest.task) == ("scikit-learn", "tabular-classification")


def test_data_gives_signature_example_and_dataset(session: Kernel) -> None:
    """``--data`` names the columns with their types and ranges, one valid row, and the table with its rows."""
    manifest = published(session, "search --data X_test", "with-data")
    signature = manifest.signature
    assert signature is not None
    assert [field.name for field in signature.inputs][:2] == ["alcohol", "malic_acid"]
    assert {field.dtype for field in signature.inputs} == {"float64"}
    assert signature.outputs[0].dtype.startswith("int")
    assert signature.example[0]["alcohol"] == pytest.approx(14.23)
    (dataset,) = manifest.datasets
    assert (dataset.rows, len(dataset.columns)) == (40, 13)
    assert dataset.digest.startswith("sha256:")


METRICS = {
    "scores": {"accuracy": 0.98},
    "series": {"accuracy": 0.5, "log_loss": 0.25},
    "f1": {"f1": 0.75},
}


@pytest.mark.parametrize("given", METRICS)
def test_metrics_are_read_by_the_name_of_their_variable(given: str, session: Kernel) -> None:
    """A dict, a Series and a single number in a variable become named metrics."""
    manifest = published(session, f"model --metrics {given}", f"metrics-{given}")
    assert _values(manifest.metrics) == METRICS[given]


@pytest.mark.parametrize("given", ["report", "text"])
def test_a_classification_report_is_read_as_dict_and_as_text(given: str, session: Kernel) -> None:
    """Both forms of the report give accuracy and the averages."""
    found = _values(published(session, f"model --metrics {given}", f"report-{given}").metrics)
    assert found["accuracy"] == pytest.approx(1.0, abs=0.05)
    assert {"macro_avg.f1-score", "weighted_avg.precision", "weighted_avg.recall"} <= set(found)


def _values(metrics: tuple[Metric, ...]) -> dict[str, float]:
    return {metric.name: metric.value for metric in metrics}


def test_the_environment_is_read_without_starting_a_program(session: Kernel) -> None:
    """Python, packages, processor and memory are there, and git is the only program that was started."""
    environment = published(session, "model", "environment").environment
    assert environment is not None
    assert environment.python.startswith("3.")
    assert (environment.cpu_count or 0) > 0
    assert (environment.memory_bytes or 0) > 2**20
    installed = {package.name: package.version for package in environment.packages}
    assert session.run("import sklearn; print(sklearn.__version__)").stdout.strip() == installed["scikit-learn"]
    assert "scikit-learn" in environment.requires
    assert session.run("print({str(given[0]) for given in started})").stdout.strip() == "{'git'}"


def test_git_and_notebook_are_those_of_the_folder(session: Kernel, folder: Path) -> None:
    """The commit of the folder, its branch, that it has changes, and the notebook with how sure that is."""
    notebook = published(session, "model", "located").notebook
    assert notebook is not None
    assert notebook.git is not None
    commit = run(["git", "rev-parse", "HEAD"], 1, cwd=folder).strip()
    assert (notebook.git.commit, notebook.git.branch, notebook.git.dirty) == (commit, "work", True)
    assert (notebook.path, notebook.path_confidence) == ("train.ipynb", "likely")


def test_executed_cells_are_kept_in_order_without_secrets(session: Kernel) -> None:
    """All cells up to the publishing one, in the order they ran, the failed one too; no secret's value is there."""
    notebook = published(session, "model", "with-cells").notebook
    assert notebook is not None
    sources = [cell.source for cell in notebook.cells]
    assert [cell.order for cell in notebook.cells] == sorted(cell.order for cell in notebook.cells)
    assert sources[0].strip() == PREPARED.strip()
    assert sources[3] == "1 / 0"
    assert sources[-1] == "%publish model --name with-cells"
    assert sources[2].startswith("api_key = ")
    assert "sk-proj" not in "".join(sources)


def test_cells_can_be_left_out(session: Kernel) -> None:
    """``--no-cells`` keeps the notebook's path and no source."""
    notebook = published(session, "model --no-cells", "no-cells").notebook
    assert notebook is not None
    assert (notebook.cells, notebook.path) == ((), "train.ipynb")


def test_skops_comes_first_and_pickle_only_on_request(session: Kernel) -> None:
    """Without a word the file is skops and loads; a pickle is made when asked for and loads for nobody by itself."""
    safe = published(session, "model", "safe").artifacts[0]
    unsafe = published(session, "model --format pickle", "unsafe").artifacts[0]
    assert (safe.format, unsafe.format) == ("skops", "pickle")
    session.run("import jupyter_registry")
    assert session.run("print(jupyter_registry.load('safe').predict(X_test)[:1])").stdout == "[0]\n"
    refused = session.run("jupyter_registry.load('unsafe')")
    assert refused.status == "error"
    assert "trust" in refused.evalue + refused.stderr
    trusted = f"print(jupyter_registry.load('unsafe', trust='{unsafe.digest}').predict(X_test)[:1])"
    assert session.run(trusted).stdout == "[0]\n"
