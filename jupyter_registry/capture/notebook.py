"""The notebook of this kernel: its path, the publishing cell and the executed cells in order."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, Literal

from ..limits import CELL_SOURCE
from ..types import Cell, GitState, Notebook
from .git import git_state
from .secrets import scrub
from .text import clean

CELLS = 500  # newest executed cells kept
Confidence = Literal["certain", "likely", "unknown"]


def notebook(shell: Any, *, cells: bool = True) -> Notebook | None:
    """What is known about the notebook that ``shell`` runs; outside of IPython the state of the code alone.

    ``cells`` false leaves out the source of the executed cells.
    """
    git = _git_here()
    if shell is None:
        return Notebook(git=git) if git else None
    path, confidence = where(shell)
    return Notebook(
        path=path,
        path_confidence=confidence,
        cell_id=cell_id(shell),
        cells=executed_cells(shell) if cells else (),
        git=git,
    )


def running_shell() -> Any:
    """The IPython this code runs in, or None; IPython is not imported for it."""
    interactive = sys.modules.get("IPython")
    return interactive.get_ipython() if interactive is not None else None


def _git_here() -> GitState | None:
    try:
        return git_state(Path.cwd())
    except OSError:  # the working folder was deleted
        return None


def where(shell: Any) -> tuple[str, Confidence]:
    """Path of the notebook below the working folder and how sure it is; only the name of one outside."""
    known = shell.user_ns.get("__vsc_ipynb_file__")
    if isinstance(known, str) and known:
        return _shown(known), "certain"
    session = os.environ.get("JPY_SESSION_NAME", "")
    if session.endswith(".ipynb"):
        return _shown(session), "likely"  # stale after a rename
    return "", "unknown"


def _shown(path: str) -> str:
    try:
        shown = Path(path).relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        shown = Path(path).name
    return clean(shown, 1000)


def cell_id(shell: Any) -> str:
    """Id of the cell that is running, or ""."""
    parent = shell.get_parent() if hasattr(shell, "get_parent") else {}
    found = (parent or {}).get("metadata", {}).get("cellId", "")
    return clean(found, 100) if isinstance(found, str) else ""


def executed_cells(shell: Any) -> tuple[Cell, ...]:
    """Cells run in this session, oldest first, without their secrets."""
    history = getattr(shell.history_manager, "input_hist_raw", [])
    numbered = [(order, source) for order, source in enumerate(history) if order and source.strip()]
    return tuple(Cell(source=clean(scrub(source), CELL_SOURCE), order=order) for order, source in numbered[-CELLS:])
