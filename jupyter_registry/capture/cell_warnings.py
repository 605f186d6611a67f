"""What is odd about how the cells ran that made a model: edited, moved, failed, redefined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

from .fingerprint import fingerprint
from .ledger import Entry, Ledger
from .slice import Slice

SAVED_BYTES = 64 * 1024 * 1024  # a larger file is not read
NAMED = 3  # names or cells listed in one sentence


class _Saved(msgspec.Struct):
    """One cell of a notebook file."""

    id: str = ""
    source: str | list[str] = ""


class _File(msgspec.Struct):
    """What is read of a notebook file."""

    cells: list[_Saved] = []


def warnings_of(ledger: Ledger, made: Slice, obj: Any, path: str) -> Iterator[str]:
    """Sentences for the author; ``path`` is the notebook's file, "" when it is not known."""
    cells = [entry for entry in ledger.entries if entry.number in made.numbers]
    if made.reason:
        yield f"All cells that ran ({len(cells):,}) are kept as those that make the model: {made.reason}."
    elif failed := [entry for entry in cells if not entry.ok]:
        yield f"{_listed(failed)} of those that make the model failed ({failed[0].error})."
    yield from _against_file(cells, path)
    changed = changed_tables(ledger, obj)
    if changed:
        yield f"{_few(changed)} changed after the model was fitted."
    if not made.reason:
        yield from _redefined(ledger, made, cells, changed)


def changed_tables(ledger: Ledger, obj: Any) -> list[str]:
    """Names of the tables the object was fitted on that hold something else by now."""
    fit = ledger.latest_fit(obj)
    tables = fit.tables if fit is not None else ()
    return [table.name for table in tables if fingerprint(ledger.values.get(table.name)) != table.mark]


def _redefined(ledger: Ledger, made: Slice, cells: Sequence[Entry], known: Sequence[str]) -> Iterator[str]:
    """Names that the model's cells bound and read, and that a later cell bound to something else."""
    bound = {name for entry in cells for name in entry.names.binds()}
    read = {name for entry in cells for name in entry.names.uses | entry.names.own}
    sources = {entry.digest for entry in cells}
    last = max(made.numbers, default=0)
    later = [entry for entry in ledger.entries if entry.number > last and entry.digest not in sources]
    again = {name: entry for entry in later for name in sorted(entry.names.binds() & bound & read)}
    names = [name for name in again if name not in known and not name.startswith(("_", "file:"))]
    if names:
        yield f"{_few(names)} had another value when the model was made: see {_listed([again[names[0]]])}."


def _against_file(cells: Sequence[Entry], path: str) -> Iterator[str]:
    """Differences between the cells as they ran and as they were saved afterwards."""
    saved, saved_at = _saved_cells(path)
    if not any(cell.id for cell in saved):
        return
    places = {cell.id: place for place, cell in enumerate(saved)}
    sources = {cell.id: cell.source if isinstance(cell.source, str) else "".join(cell.source) for cell in saved}
    newest = {entry.cell_id: entry for entry in cells if entry.cell_id and 0 < entry.ended_at < saved_at}
    gone = [entry for name, entry in newest.items() if name not in places]
    if gone:
        yield f"{_listed(gone)} ran and is no longer in the notebook."
    edited = [
        entry for name, entry in newest.items() if name in sources and sources[name].rstrip() != entry.source.rstrip()
    ]
    if edited:
        yield f"{_listed(edited)} was edited after it ran."
    in_file = [entry for name, entry in newest.items() if name in places]
    for before, after in pairwise(in_file):
        if places[after.cell_id] < places[before.cell_id]:
            yield f"Cells ran in another order than they stand in: [{after.order}] stands above [{before.order}]."
            return


def _saved_cells(path: str) -> tuple[list[_Saved], float]:
    """Cells of the notebook file and when it was saved; none when it cannot be read."""
    file = Path(path)
    try:
        state = file.stat() if path else None
        if state is None or state.st_size > SAVED_BYTES:
            return [], 0.0
        return msgspec.json.decode(file.read_bytes(), type=_File).cells, state.st_mtime
    except (OSError, ValueError, msgspec.MsgspecError):
        return [], 0.0


def _listed(entries: Sequence[Entry]) -> str:
    orders = [f"[{entry.order}]" for entry in entries]
    more = f" and {len(orders) - NAMED} more" if len(orders) > NAMED else ""
    return f"Cell {', '.join(orders[:NAMED])}{more}"


def _few(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{', '.join(names[:NAMED])}{more}"
