"""What is kept of the cells of a notebook, and what is said about how they ran."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jupyter_registry.capture import notebook as capture
from jupyter_registry.capture.ledger import Ledger
from jupyter_registry.capture.surroundings import Surroundings

from .shell import Notebook, notebook

IMPORTS = "import numpy as np\nfrom sklearn.linear_model import LogisticRegression"
DATA = "X = np.arange(40.0).reshape(20, 2)\ny = (X[:, 0] > 18).astype(int)"
FIT = "model = LogisticRegression().fit(X, y)"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Notebook]:
    """A notebook that lies in an empty folder, not saved yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "train.ipynb"))
    with notebook() as opened:
        yield opened


def told(book: Notebook, name: str = "model", *, cells: bool = True) -> tuple[Any, list[str]]:
    """The notebook as it would be published with a variable, and the warnings."""
    around = Surroundings(book[name])
    return around.notebook(cells=cells), around.warnings


def save(*cells: tuple[str, str], later: float = 10.0) -> None:
    """Save the notebook with these ids and sources, as if some seconds from now."""
    content = [{"id": name, "cell_type": "code", "source": source.splitlines(keepends=True)} for name, source in cells]
    Path("train.ipynb").write_text(json.dumps({"cells": content, "metadata": {}, "nbformat": 4}))
    os.utime("train.ipynb", (time.time() + later,) * 2)


def test_an_ordinary_run_needs_no_warning(book: Notebook) -> None:
    """Cells that ran from top to bottom and were saved as they ran are kept, the slice marked; nothing is said."""
    book.run(IMPORTS, DATA, "print(1)", FIT)
    save(("c1", IMPORTS), ("c2", DATA), ("c3", "print(1)"), ("c4", FIT + "\n"))
    made, warnings = told(book)
    assert warnings == []
    assert (made.path, made.path_confidence, made.slice_reason) == ("train.ipynb", "likely", "")
    assert [(cell.order, cell.cell_id, cell.in_slice) for cell in made.cells] == [
        (1, "c1", True),
        (2, "c2", True),
        (3, "c3", False),
        (4, "c4", True),
    ]


WARNINGS: dict[str, tuple[list[str], str]] = {
    "data replaced": ([IMPORTS, DATA, FIT, "X = X * 2"], "X changed after the model was fitted."),
    "data changed in place": ([IMPORTS, DATA, FIT, "X[3] = 7"], "X changed after the model was fitted."),
    "setting redefined": (
        [IMPORTS, DATA, "c = 2.0", "model = LogisticRegression(C=c).fit(X, y)", "c = 3.0"],
        "c had another value when the model was made: see Cell [5].",
    ),
    "failed cell": (
        [IMPORTS, DATA, "X[0] = 0\n1 / 0", FIT],
        "Cell [3] of those that make the model failed (ZeroDivisionError).",
    ),
    "no slice": (
        [IMPORTS, DATA, "LogisticRegression().fit(X, y)", "model = _"],
        "All cells that ran (4) are kept as those that make the model: no cell that ran defines _.",
    ),
}


@pytest.mark.parametrize("case", WARNINGS)
def test_what_is_odd_is_said(case: str, book: Notebook) -> None:
    """Changed data, redefined names, failed cells and a slice that could not be found are each one sentence."""
    cells, warning = WARNINGS[case]
    book.run(*cells)
    assert told(book)[1] == [warning]


def test_the_same_cell_run_again_is_no_redefinition(book: Notebook) -> None:
    """Running imports and data once more after the fit changes nothing that is worth saying."""
    book.run(IMPORTS, DATA, FIT, IMPORTS, DATA)
    assert told(book)[1] == []


def test_edits_after_the_run_are_said(book: Notebook) -> None:
    """A cell that was saved with other code after it ran, and one that is gone, are named."""
    book.run(IMPORTS, DATA, FIT)
    save(("c1", IMPORTS), ("c3", "model = LogisticRegression(C=9).fit(X, y)"))
    assert told(book)[1] == ["Cell [2] ran and is no longer in the notebook.", "Cell [3] was edited after it ran."]


def test_a_file_saved_before_the_run_proves_nothing(book: Notebook) -> None:
    """Differences to a file that is older than the run are the author's unsaved work."""
    save(("c1", "old"), later=-3600)
    book.run(IMPORTS, DATA, FIT)
    assert told(book)[1] == []


def test_another_order_is_said(book: Notebook) -> None:
    """Cells that ran in another order than they stand in are named."""
    book.run(IMPORTS, DATA, FIT)
    save(("c2", DATA), ("c1", IMPORTS), ("c3", FIT))
    assert told(book)[1] == ["Cells ran in another order than they stand in: [2] stands above [1]."]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"cells": 3}', '{"cells": [{"source": 1}]}', "\x00"])
def test_a_file_that_cannot_be_read_is_no_obstacle(content: str, book: Notebook) -> None:
    """A notebook file of any content leaves the publish alone."""
    Path("train.ipynb").write_text(content)
    os.utime("train.ipynb", (time.time() + 10,) * 2)
    book.run(IMPORTS, DATA, FIT)
    assert told(book)[1] == []


def test_the_cells_of_the_slice_are_kept_first(book: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """When there are too many cells the newest and those of the slice stay."""
    monkeypatch.setattr(capture, "CELLS", 5)
    book.run(IMPORTS, DATA, FIT, *(f"a = {number}" for number in range(10)))
    made, _ = told(book)
    assert [cell.order for cell in made.cells] == [1, 2, 3, 12, 13]


def test_sources_can_be_left_out(book: Notebook) -> None:
    """Without cells the path stays, and so do the warnings."""
    book.run(IMPORTS, DATA, FIT, "X = None")
    made, warnings = told(book, cells=False)
    assert (made.cells, made.path) == ((), "train.ipynb")
    assert warnings == ["X changed after the model was fitted."]


def test_a_broken_ledger_stops_nothing(book: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the cells cannot be read the notebook is described without them, and it is said."""

    def broken(self: Ledger) -> None:
        raise RuntimeError("broken")

    book.run(IMPORTS, DATA, FIT)
    monkeypatch.setattr(Ledger, "look_at_running", broken)
    made, warnings = told(book)
    assert made.cells == ()
    assert warnings == ["The executed cells could not be read (RuntimeError)."]
