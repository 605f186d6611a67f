"""The fewest cells that make a published object."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from jupyter_registry.capture import ledger as ledgers
from jupyter_registry.capture.slice import producing

from .shell import Notebook, notebook

IMPORTS = "import numpy as np\nfrom sklearn.linear_model import LogisticRegression"
DATA = "X = np.arange(40.0).reshape(20, 2)\ny = (X[:, 0] > 18).astype(int)"
PIPELINE = "from sklearn.pipeline import make_pipeline\nfrom sklearn.preprocessing import StandardScaler"
FIT = "model = LogisticRegression().fit(X, y)"

CASES: dict[str, tuple[list[str], list[int]]] = {
    "plain": ([IMPORTS, DATA, FIT], [1, 2, 3]),
    "other work between": ([IMPORTS, "a = 1", DATA, "print(a)", FIT, "b = model.predict(X)"], [1, 3, 5]),
    "fit in a cell of its own": ([IMPORTS, DATA, "model = LogisticRegression()", "model.fit(X, y)"], [1, 2, 3, 4]),
    "looked at": ([IMPORTS, DATA, "X.mean()\nX.sum(axis=0)", FIT, "model.get_params()"], [1, 2, 4]),
    "changed in place": ([IMPORTS, DATA, "X[0] = 0", FIT], [1, 2, 3, 4]),
    "changed after the fit": ([IMPORTS, DATA, FIT, "X[0] = 0", "X = None"], [1, 2, 3]),
    "redefined before": ([IMPORTS, "X = 1\nk = 2", DATA, FIT], [1, 3, 4]),
    "ran twice": ([IMPORTS, DATA, "X = X + 1", "X = X + 1", FIT], [1, 2, 3, 4, 5]),
    "fitted twice": ([IMPORTS, DATA, FIT, FIT], [1, 2, 4]),
    "by a function": (
        [IMPORTS, DATA, "def train(rows):\n    return LogisticRegression(C=strength).fit(rows, y)", "strength = 2.0",
         "other = 3", "model = train(X)"],
        [1, 2, 3, 4, 6],
    ),
    "a function that changes its argument": (
        [IMPORTS, DATA, "def clean(rows):\n    rows[0] = 0", "def look(rows):\n    return rows[0]", "look(X)",
         "clean(X)", FIT],
        [1, 2, 3, 6, 7],
    ),
    "a function defined anew": (
        [IMPORTS, "def rows(): return 1", "def rows(): return np.arange(40.0).reshape(20, 2)",
         "X = rows()\ny = (X[:, 0] > 18).astype(int)", FIT],
        [1, 3, 4, 5],
    ),
    "second name of the data": ([IMPORTS, DATA, "Z = X", "Z[0] = 0", FIT], [1, 2, 3, 4, 5]),
    "seed": ([IMPORTS, "np.random.seed(0)", "np.random.rand(1)", DATA, FIT], [1, 2, 4, 5]),
    "numbers drawn before": (
        [IMPORTS, "np.random.seed(0)", "noise = np.random.rand(3)", "X = np.random.rand(20, 2)",
         "y = (X[:, 0] > 0.5).astype(int)", FIT],
        [1, 2, 3, 4, 5, 6],
    ),
    "drawn before the seed": (
        [IMPORTS, "noise = np.random.rand(3)", "np.random.seed(0)\nX = np.random.rand(20, 2)",
         "y = (X[:, 0] > 0.5).astype(int)", FIT],
        [1, 3, 4, 5],
    ),
    "a generator of its own": (
        [IMPORTS, "noise = np.random.rand(3)", "rng = np.random.default_rng(0)", "X = rng.random((20, 2))",
         "y = (X[:, 0] > 0.5).astype(int)", FIT],
        [1, 3, 4, 5, 6],
    ),
    "setting": ([IMPORTS, "%matplotlib inline", "%env SEED=1", DATA, FIT], [1, 3, 4, 5]),
    "failed": ([IMPORTS, "X = 1 / 0", DATA, "y.nothing", FIT], [1, 3, 5]),
    "half failed": ([IMPORTS, DATA, "X[0] = 0\n1 / 0", FIT], [1, 2, 3, 4]),
    "one of several": ([IMPORTS, DATA, "other = LogisticRegression(C=5).fit(X, y)", FIT, "other.C = 3"], [1, 2, 4]),
    "changed model": ([IMPORTS, DATA, FIT, "model.threshold_ = 0.3", "print(model)"], [1, 2, 3, 4]),
    "in a loop": (
        [IMPORTS, DATA, "models = {'a': LogisticRegression(), 'b': LogisticRegression(C=2)}", "n = len(models)",
         "for kind, each in models.items():\n    each.fit(X, y)", "model = models['a']"],
        [1, 2, 3, 5, 6],
    ),
    "fitted within a pipeline": (
        [IMPORTS, PIPELINE, DATA, "model = LogisticRegression()", "pipe = make_pipeline(StandardScaler(), model)",
         "pipe.fit(X, y)", "shown = pipe.predict(X)"],
        [1, 2, 3, 4, 5, 6],
    ),
    "fitted within a pipeline without a name": (
        [IMPORTS, PIPELINE, DATA, "model = LogisticRegression()", "make_pipeline(StandardScaler(), model).fit(X, y)",
         "model.threshold_ = 0.3"],
        [1, 2, 3, 4, 5, 6],
    ),
    "fitted within a pipeline in a pipeline": (
        [IMPORTS, PIPELINE, DATA, "model = LogisticRegression()", "pipe = make_pipeline(StandardScaler(), model)",
         "outer = make_pipeline(StandardScaler(), pipe)", "outer.fit(X, y)", "model.threshold_ = 0.3"],
        [1, 2, 3, 4, 5, 6, 7, 8],
    ),
    "in a list with a name": (
        [IMPORTS, DATA, "model = LogisticRegression()", "models = [model]", "for each in models:\n    each.fit(X, y)"],
        [1, 2, 3, 4, 5],
    ),
    "copied by a search": (
        [IMPORTS, "from sklearn.model_selection import GridSearchCV", DATA, "model = LogisticRegression()",
         "search = GridSearchCV(model, {'C': [1, 2]}, cv=2)", "search.fit(X, y)", "model.fit(X, y)"],
        [1, 3, 4, 7],
    ),
    "files": (
        [IMPORTS, DATA, "np.savetxt('rows.txt', X)", "np.savetxt('other.txt', X)", "Z = np.loadtxt('rows.txt')",
         "model = LogisticRegression().fit(Z, y)"],
        [1, 2, 3, 5, 6],
    ),
    "timed": ([IMPORTS, DATA, "%%time\nmodel = LogisticRegression().fit(X, y)"], [1, 2, 3]),
    "class": (
        [IMPORTS, DATA, "class Own(LogisticRegression):\n    def extra(self): return later", "later = 1",
         "model = Own().fit(X, y)"],
        [1, 2, 3, 4, 5],
    ),
    "the last of a loop": (
        [IMPORTS, DATA, "for strength in (1.0, 2.0):\n    model = LogisticRegression(C=strength)\n    model.fit(X, y)"],
        [1, 2, 3],
    ),
    "in a branch": (
        [IMPORTS, "if True:\n    k = 2.0\nelif False:\n    k = 3.0", DATA, "model = LogisticRegression(C=k).fit(X, y)"],
        [1, 2, 3, 4],
    ),
    "star import": (
        ["from numpy import *", "from sklearn.linear_model import *", "a = 1",
         "X = arange(40.0).reshape(20, 2)\ny = (X[:, 0] > 18).astype(int)", FIT],
        [1, 2, 4, 5],
    ),
    "unread cell": ([IMPORTS, DATA, "import (", FIT], [1, 2, 4]),
}  # fmt: skip


@pytest.fixture
def book(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Notebook]:
    """An empty notebook in an empty folder."""
    monkeypatch.chdir(str(tmp_path))
    with notebook() as opened:
        yield opened


def orders(book: Notebook, name: str = "model") -> list[int]:
    """Numbers of the cells in the slice of a variable, as the notebook shows them."""
    found = producing(book.ledger, book[name])
    assert found.reason == ""
    return [entry.order for entry in book.ledger.entries if entry.number in found.numbers]


@pytest.mark.parametrize("case", CASES)
def test_the_cells_that_make_a_model(case: str, book: Notebook) -> None:
    """The slice holds the cells that the model depends on, and no other."""
    cells, expected = CASES[case]
    book.run(*cells)
    assert orders(book) == expected


@pytest.mark.parametrize("case", CASES)
def test_the_slice_alone_makes_the_same_model(case: str, book: Notebook) -> None:
    """In a fresh notebook the cells of the slice lead to the same parameters and predictions."""
    cells, _ = CASES[case]
    book.run(*cells)
    sources = [cells[order - 1] for order in orders(book)]
    rows = [[0.0, 1.0], [30.0, 31.0]]
    first = book["model"]
    with notebook() as fresh:
        fresh.run(*sources)
        again = fresh["model"]
        assert again.get_params() == first.get_params()
        assert again.predict_proba(rows).tolist() == first.predict_proba(rows).tolist()


def test_the_running_cell_belongs_to_the_slice(book: Notebook) -> None:
    """A cell that fits and publishes at once is looked at while it runs."""
    look = (
        "from jupyter_registry.capture.ledger import ledger_of\nled = ledger_of(get_ipython())\nled.look_at_running()\n"
    )
    book.run(
        IMPORTS,
        DATA,
        f"{FIT}\n{look}found = __import__('jupyter_registry.capture.slice', fromlist=['x']).producing(led, model)",
    )
    assert book["found"].numbers == {0, 1, 2}
    assert book["found"].reason == ""
    assert [fit.entry for fit in book.ledger.fits] == [2]


def test_everything_is_kept_when_a_name_is_not_known(book: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a needed cell was dropped the slice is everything that is left, and it says so."""
    monkeypatch.setattr(ledgers, "CELLS", 2)
    book.run(IMPORTS, DATA, FIT)
    found = producing(book.ledger, book["model"])
    assert len(found.numbers) == 2
    assert "no cell that ran defines LogisticRegression" in found.reason
    assert "1 oldest cells are no longer known" in found.reason


def test_everything_is_kept_for_an_output_that_is_used(book: Notebook) -> None:
    """A cell that reads the last output depends on numbers that change, so nothing is left out."""
    book.run(IMPORTS, DATA, "LogisticRegression().fit(X, y)", "model = _")
    found = producing(book.ledger, book["model"])
    assert found.numbers == {0, 1, 2, 3}
    assert found.reason == "no cell that ran defines _"


def test_everything_is_kept_for_an_object_without_a_name(book: Notebook) -> None:
    """An object that no variable holds cannot be traced."""
    book.run("a = 1")
    assert producing(book.ledger, object()).reason == "no cell that ran makes the object under a name"
    assert producing(book.ledger, object()).numbers == {0}
