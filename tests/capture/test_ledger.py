"""The ledger of executed cells, in a real IPython."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator

import pytest

from jupyter_registry.capture import ledger as ledgers
from jupyter_registry.limits import CELL_SOURCE

from .shell import Notebook, notebook

HEAVY = {"msgspec", "numpy", "pandas", "sklearn", "IPython", "sqlite3", "httpx"}
DATA = """
import numpy as np
from sklearn.linear_model import LinearRegression, LogisticRegression
X = np.arange(40.0).reshape(20, 2)
y = (X[:, 0] > 18).astype(int)
"""


@pytest.fixture
def book() -> Iterator[Notebook]:
    """An empty notebook."""
    with notebook() as opened:
        yield opened


def test_loading_the_ledger_loads_no_other_library() -> None:
    """The first cell of a kernel pays for the standard library alone."""
    code = "import sys, jupyter_registry.capture.ledger; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert HEAVY.isdisjoint(done.stdout.split())


def test_every_execution_is_noted(book: Notebook) -> None:
    """Source, order, cell, outcome and duration are kept for each run of a cell, also for the second one."""
    book.run("a = 1", "b = a / 0", "a = 1")
    first, failed, again = book.ledger.entries
    assert [(entry.source, entry.order, entry.cell_id) for entry in (first, failed, again)] == [
        ("a = 1", 1, "c1"),
        ("b = a / 0", 2, "c2"),
        ("a = 1", 3, "c3"),
    ]
    assert (first.ok, failed.ok, failed.error) == (True, False, "ZeroDivisionError")
    assert first.digest == again.digest != failed.digest
    assert first.duration_ms is not None
    assert first.ended_at > 0


def test_a_failed_cell_defines_what_ran_before_the_failure(book: Notebook) -> None:
    """Of a cell that raised only the statements before the failing one count; of one without sense nothing."""
    book.run("a = 1\nb = 1 / 0\nc = 1", "d = (", "e = 1\n1 =")
    assert [set(entry.names.defines) for entry in book.ledger.entries] == [{"a"}, set(), set()]
    assert [entry.error for entry in book.ledger.entries][1:] == ["SyntaxError", "SyntaxError"]


def test_a_failure_inside_a_function_is_placed_at_the_call(book: Notebook) -> None:
    """The line of the cell counts, not the line of the function that raised."""
    book.run("def f():\n    x = 1\n    y = 2\n    raise ValueError", "a = 1\nb = f()\nc = 1")
    assert book.ledger.entries[1].names.defines == {"a"}


def test_a_fit_is_noted_with_its_tables(book: Notebook) -> None:
    """A newly fitted model is kept with its cell and the shape of what it was fitted on; looking at it is not a fit."""
    book.run(DATA, "model = LogisticRegression()\nmodel.fit(X, y)", "model.predict(X)", "print(model)")
    (fit,) = book.ledger.fits
    assert (fit.name, fit.entry, fit.kind.rpartition(".")[2]) == ("model", 1, "LogisticRegression")
    assert [(table.name, table.exact, table.mark.shape) for table in fit.tables] == [
        ("X", True, (20, 2)),
        ("y", True, (20,)),
    ]
    assert fit.holds(book["model"])


FITS = {
    "chained": ("model = LogisticRegression().fit(X, y)", ["X", "y"]),
    "by a function": ("def make(a, b): return LogisticRegression().fit(a, b)\nmodel = make(X, y)", ["X", "y"]),
    "of a part": ("model = LogisticRegression().fit(X[:, :1], y)", ["X", "y"]),
    "in a loop": ("for model in [LogisticRegression()]:\n    model.fit(X, y)", ["X", "y"]),
    "under with": (
        "import contextlib\nwith contextlib.nullcontext():\n    model = LogisticRegression().fit(X, y)",
        ["X", "y"],
    ),
    "timed": ("%%time\nmodel = LogisticRegression().fit(X, y)", ["X", "y"]),
    "of a model that was given its data before": (
        "class Maker:\n    def __init__(self, a, b): self.a = a\n"
        "    def fit(self):\n        made = LogisticRegression().fit(self.a, (self.a[:, 0] > 18).astype(int))\n"
        "        return made\n"
        "maker = Maker(X, y)\nmodel = maker.fit()",
        ["X", "y"],
    ),
    "of a search": (
        "from sklearn.model_selection import GridSearchCV\n"
        "search = GridSearchCV(LogisticRegression(), {'C': [1.0]}, cv=2).fit(X, y)\nmodel = search.best_estimator_",
        ["X", "y"],
    ),
}


@pytest.mark.parametrize("case", FITS)
def test_the_ways_to_fit(case: str, book: Notebook) -> None:
    """A fit is noticed however it is written, with the variables it was given."""
    source, tables = FITS[case]
    book.run(DATA, source)
    fit = book.ledger.latest_fit(book["model"])
    assert fit is not None
    assert [table.name for table in fit.tables] == tables


def test_models_in_a_dict_are_noted(book: Notebook) -> None:
    """Each of the models that a loop fits inside a dict is listed, with its data."""
    book.run(
        DATA,
        "models = {'a': LogisticRegression(), 'b': LogisticRegression(C=2)}",
        "for m in models.values(): m.fit(X, y)",
    )
    assert len(book.ledger.fits) == 2
    for key in "ab":
        fit = book.ledger.latest_fit(book["models"][key])
        assert fit is not None
        assert [table.name for table in fit.tables] == ["X", "y"]


def test_an_earlier_fit_stays_listed(book: Notebook) -> None:
    """A model replaced under the same name keeps its own line; fitting one again adds a line for it."""
    book.run(
        DATA,
        "model = LogisticRegression().fit(X, y)",
        "old = model",
        "model = LinearRegression().fit(X, y)",
        "old.fit(X[:, :1], y)",
    )
    assert [(fit.kind.rpartition(".")[2], fit.entry) for fit in book.ledger.fits] == [
        ("LogisticRegression", 1),
        ("LinearRegression", 3),
        ("LogisticRegression", 4),
    ]
    latest = book.ledger.latest_fit(book["old"])
    assert latest is not None
    assert latest.entry == 4


def test_a_part_of_a_fitted_object_is_found(book: Notebook) -> None:
    """An attribute of a fitted object belongs to the fit of its owner."""
    book.run(
        DATA,
        "from sklearn.model_selection import GridSearchCV\n"
        "search = GridSearchCV(LogisticRegression(), {'C': [1.0]}, cv=2).fit(X, y)",
    )
    fit = book.ledger.latest_fit(book["search"].best_estimator_)
    assert fit is not None
    assert fit.name == "search"


def test_the_ledger_keeps_no_model_alive(book: Notebook) -> None:
    """A model that the notebook lets go is gone, though its fit stays listed."""
    book.run(DATA, "model = LogisticRegression().fit(X, y); None", "del model")
    gc.collect()
    (fit,) = book.ledger.fits
    assert fit.reference is not None
    assert fit.reference() is None


def test_the_oldest_cells_are_dropped(book: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of cells and of characters is bounded, and how many were dropped is known."""
    monkeypatch.setattr(ledgers, "CELLS", 3)
    book.run(*(f"a = {number}" for number in range(5)))
    assert [entry.source for entry in book.ledger.entries] == ["a = 2", "a = 3", "a = 4"]
    assert book.ledger.dropped == 2
    monkeypatch.setattr(ledgers, "CHARACTERS", 10)
    book.run("b = 100000")
    assert [entry.source for entry in book.ledger.entries] == ["b = 100000"]
    assert book.ledger.entry(4) is None
    newest = book.ledger.entry(5)
    assert newest is not None
    assert newest.source == "b = 100000"


def test_a_long_source_is_cut() -> None:
    """No more of a source is kept than a registry takes."""
    assert ledgers.SOURCE == CELL_SOURCE
    with notebook() as book:
        book.run("a = 1  #" + "x" * ledgers.SOURCE)
        assert len(book.ledger.entries[0].source) == ledgers.SOURCE
        assert book.ledger.entries[0].names.defines == {"a"}


def test_a_ledger_that_begins_late_takes_over_the_history() -> None:
    """Cells that ran before the ledger are there with their sources, and with fits as far as they still show."""
    with notebook(noted=False) as book:
        book.run(DATA, "model = LogisticRegression().fit(X, y)")
        assert [entry.order for entry in book.ledger.entries] == [1, 2]
        assert book.ledger.entries[1].duration_ms is None
        assert book.ledger.latest_fit(book["model"]) is not None
        book.run("a = 1")
        assert [entry.order for entry in book.ledger.entries] == [1, 2, 3]


HOSTILE = """
class Meta(type):
    def __getattr__(cls, name): raise RuntimeError(name)
class Odd(metaclass=Meta):
    def __getattribute__(self, name): raise RuntimeError(name)
    def __len__(self): raise RuntimeError
    def __eq__(self, other): raise RuntimeError
    __hash__ = None
"""


def test_objects_that_raise_are_survived(book: Notebook) -> None:
    """Objects that raise on every access, generators, odd frames and endless lists leave the cells alone."""
    book.run(
        DATA,
        HOSTILE,
        "odd = Odd()\nodds = [odd] * 3\nheld = {'a': odd}\nfirst = odds[0]\nfew = odds[:2]\nmore = {**held}",
        "endless = iter(int, 1)\nrows = (row for row in X)\nloop = []\nloop.append(loop)",
        "import pandas as pd\ntwins = pd.DataFrame([[1, object()]], columns=[('a', 1), ('a', 1)])",
        "def measure(a, b): return a\nscore = measure(odd, odds)",
        "model = LogisticRegression().fit(X, y)\nscore = model.score(X, y)",
    )
    assert [entry.ok for entry in book.ledger.entries] == [True] * 7
    assert [entry.names.binds() != set() for entry in book.ledger.entries] == [True] * 7
    assert [fit.name for fit in book.ledger.fits] == ["model"]
    assert [(score.function, score.fits) for score in book.ledger.scores] == [("score", {1})]


def test_what_is_not_part_of_the_history_is_not_noted(book: Notebook) -> None:
    """Silent executions, such as those of a variable inspector, leave no trace."""
    book.shell.run_cell("a = 1", store_history=False)
    book.shell.run_cell("a = 1", store_history=True, silent=True)
    book.run("b = 1")
    assert [entry.source for entry in book.ledger.entries] == ["b = 1"]
