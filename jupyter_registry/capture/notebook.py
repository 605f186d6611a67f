"""The notebook of this kernel: its path, the publishing cell, the executed cells and what is odd about them."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from ..limits import CELL_SOURCE
from ..types import Cell, Notebook
from .cell_warnings import warnings_of
from .git import Checkout, Question, checkout
from .ledger import Entry, Ledger
from .local_modules import local_modules
from .secrets import scrub
from .slice import Slice
from .text import clean

CELLS = 500  # executed cells kept: those of the slice, and the newest
Confidence = Literal["certain", "likely", "unknown"]


class Told(msgspec.Struct, frozen=True):
    """A notebook and what is worth saying about how it ran."""

    notebook: Notebook | None
    warnings: tuple[str, ...] = ()


def notebook(
    shell: Any,
    ledger: Ledger | None,
    made: Slice,
    obj: Any,
    *,
    cells: bool = True,
    files: Mapping[str, Path] | None = None,
    status: Question | None = None,
) -> Told:
    """What is known about the notebook that ``shell`` runs; outside of IPython the state of the code alone.

    ``made`` are the cells that make ``obj``, and ``files`` the author's own modules that they import. ``cells``
    false leaves out all source: of the executed cells, of those modules and of local edits. ``status`` is what git
    was asked about the working folder, if it was.
    """
    ran = executed_cells(ledger, made) if cells and ledger is not None and shell is not None else ()
    here = _checkout_here(status, diff=cells)
    git = here.state if here is not None else None
    if shell is None:
        return Told(Notebook(git=git) if git else None)
    path, confidence = where(shell)
    found = Notebook(
        path=shown(path) if path else "",
        path_confidence=confidence,
        cell_id=cell_id(shell),
        cells=ran,
        slice_reason=clean(made.reason, 1000) if cells else "",
        git=git,
        modules=local_modules(files or {}, here, sources=cells),
    )
    return Told(found, tuple(warnings_of(ledger, made, obj, path)) if ledger is not None else ())


def running_shell() -> Any:
    """The IPython this code runs in, or None; IPython is not imported for it."""
    interactive = sys.modules.get("IPython")
    return interactive.get_ipython() if interactive is not None else None


def _checkout_here(status: Question | None, *, diff: bool) -> Checkout | None:
    try:
        return checkout(Path.cwd(), diff=diff, status=status)
    except OSError:  # the working folder was deleted
        return None


def where(shell: Any) -> tuple[str, Confidence]:
    """Path of the notebook's file and how sure it is; "" when it is not known."""
    known = shell.user_ns.get("__vsc_ipynb_file__")
    if isinstance(known, str) and known:
        return known, "certain"
    session = os.environ.get("JPY_SESSION_NAME", "")
    if session.endswith(".ipynb"):
        return session, "likely"  # stale after a rename
    return "", "unknown"


def shown(path: str) -> str:
    """The path below the working folder; only the name of a file outside of it."""
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


def executed_cells(ledger: Ledger, made: Slice) -> tuple[Cell, ...]:
    """Cells run in this kernel, oldest first, without their secrets; those of the slice are marked."""
    room = max(0, CELLS - len(made.numbers))
    others = [entry.number for entry in ledger.entries if entry.number not in made.numbers]
    kept = made.numbers | frozenset(others[-room:] if room else ())
    return tuple(_cell(entry, entry.number in made.numbers) for entry in ledger.entries if entry.number in kept)


def _cell(entry: Entry, in_slice: bool) -> Cell:
    return Cell(
        source=clean(scrub(entry.source, f"Cell [{entry.order}]"), CELL_SOURCE),
        order=entry.order,
        cell_id=clean(entry.cell_id, 100),
        ok=entry.ok,
        duration_ms=entry.duration_ms,
        error=clean(entry.error, 200),
        in_slice=in_slice,
    )
