"""The cells that made a version, as a notebook that runs."""

from __future__ import annotations

import re
from typing import Any

from ..capture.secrets import REMOVED
from ..errors import NotFound
from ..types import Cell, Version

OWN_MAGIC = re.compile(r"^(\s*)((?:\w+\s*=\s*)?%%?(?:publish|registry)\b.*)$", re.MULTILINE)


def slice_notebook(version: Version) -> dict[str, Any]:
    """The producing slice of ``version`` as a notebook of format 4.5; raises ``NotFound`` when no cells are kept.

    Lines that publish are commented out. A cell that failed when it ran is marked, so that running all cells goes
    on after it as it did then.
    """
    made = version.manifest.notebook
    cells = [cell for cell in made.cells if cell.in_slice] if made is not None else []
    if made is None or not cells:
        raise NotFound(
            f"No cells that make {version.model}:{version.number} are kept.",
            field="ref",
            fix="Publish from a notebook, without --no-cells.",
        )
    environment = version.manifest.environment
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "language_info": {"name": "python", "version": environment.python if environment else ""},
        },
        "cells": [_head(version, cells, made.slice_reason), *(_code_cell(cell) for cell in cells)],
    }


def _head(version: Version, cells: list[Cell], reason: str) -> dict[str, Any]:
    count = "1 cell" if len(cells) == 1 else f"{len(cells):,} cells"
    lines = [f"# {version.model}:{version.number}", "", f"The {count} that made it, in the order they ran."]
    if reason:
        lines.append(f"These are all cells that ran, because {reason}.")
    if any(REMOVED in cell.source for cell in cells):
        lines.append(f"Secrets were cut out: put them back where it says {REMOVED}.")
    return {"cell_type": "markdown", "id": "about", "metadata": {}, "source": "\n".join(lines)}


def _code_cell(cell: Cell) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": f"ran-{cell.order}",
        "metadata": {} if cell.ok else {"tags": ["raises-exception"]},
        "execution_count": None,
        "outputs": [],
        "source": OWN_MAGIC.sub(r"\1pass  # \2", cell.source),
    }
