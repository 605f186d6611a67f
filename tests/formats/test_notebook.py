"""The cells that made a version, written as a notebook."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import nbformat
import pytest

from jupyter_registry.capture.secrets import REMOVED
from jupyter_registry.errors import NotFound
from jupyter_registry.formats.notebook import slice_notebook
from jupyter_registry.types import Cell, Manifest, Notebook, Version


def version(*cells: Cell, reason: str = "") -> Version:
    """A version that was published from a notebook with these cells."""
    return Version(
        model="wine",
        number=3,
        digest="sha256:" + "0" * 64,
        stage="draft",
        stage_reason="",
        published_at=datetime(2026, 1, 1, tzinfo=timezone.utc),
        published_by="someone",
        manifest=Manifest(notebook=Notebook(cells=cells, slice_reason=reason)),
    )


def sources(made: dict[str, Any]) -> list[str]:
    """Sources of the code cells."""
    return [cell["source"] for cell in made["cells"] if cell["cell_type"] == "code"]


def test_only_the_cells_of_the_slice_are_written() -> None:
    """The notebook is valid, begins with what it is and holds the cells of the slice in their order."""
    made = slice_notebook(
        version(
            Cell(source="a = 1", order=1, in_slice=True),
            Cell(source="print(a)", order=2),
            Cell(source="model = a", order=4, in_slice=True),
        )
    )
    nbformat.validate(made)
    assert sources(made) == ["a = 1", "model = a"]
    assert made["cells"][0]["source"].splitlines()[::2] == [
        "# wine:3",
        "The 2 cells that made it, in the order they ran.",
    ]


def test_running_it_publishes_nothing() -> None:
    """Magics of the registry are commented out, so that the code around them still runs."""
    lines = "if True:\n    card = %publish model --name a\n%registry show a\nb = 1"
    (source,) = sources(slice_notebook(version(Cell(source=lines, order=1, in_slice=True))))
    found: dict[str, Any] = {}
    exec(source, found)
    assert found["b"] == 1
    assert "pass  # card = %publish model --name a" in source


def test_a_failed_cell_may_fail_again() -> None:
    """A cell that raised carries the tag with which running goes on after it."""
    made = slice_notebook(version(Cell(source="1 / 0", order=1, ok=False, in_slice=True)))
    assert made["cells"][1]["metadata"] == {"tags": ["raises-exception"]}


def test_what_stands_in_the_way_is_said() -> None:
    """A slice that is everything, and secrets that were cut out, are named at its head."""
    made = slice_notebook(version(Cell(source=f"key = '{REMOVED}'", order=1, in_slice=True), reason="no name is known"))
    head = made["cells"][0]["source"]
    assert "all cells that ran, because no name is known." in head
    assert REMOVED in head


def test_a_version_without_cells_says_so() -> None:
    """A version that keeps no cells of its making is a refusal with the way on."""
    with pytest.raises(NotFound, match="No cells that make wine:3"):
        slice_notebook(version(Cell(source="a = 1", order=1)))
