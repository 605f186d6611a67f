"""Columns of the search tables in memory, so that counting and sorting need no join: read once, then kept up to date.

A ``Columns`` never changes once others can see it, except that columns not asked for before are added; a commit
makes a new one out of the old one and the documents that changed.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Sequence

KEPT = 8  # registries one process holds in memory
ABSENT: tuple[str, ...] = ()


class Columns:
    """The documents of one registry at one moment, by their id."""

    def __init__(self, generation: str, change: int) -> None:
        self.generation = generation
        self.change = change
        self.visible: set[int] = set()
        self.hidden: set[int] = set()  # retired
        self.updated: list[float] = [0.0]
        self.models: list[str] = [""]
        self._values: dict[str, list[tuple[str, ...]]] = {}
        self._every: frozenset[int] | None = None
        self._metrics: frozenset[str] | None = None
        self._newest: list[int] | None = None
        self._by_name: list[int] | None = None

    def values(self, connection: sqlite3.Connection, field: str) -> list[tuple[str, ...]]:
        """The values of ``field`` of every document, by its id."""
        if field not in self._values:
            column = [ABSENT] * len(self.models)
            rows = connection.execute("SELECT document, value FROM search_facets WHERE field = ?", (field,))
            _fill(column, rows)
            self._values[field] = column
        return self._values[field]

    def metrics(self, connection: sqlite3.Connection) -> frozenset[str]:
        """The names of all numbers a filter can compare."""
        if self._metrics is None:
            rows = connection.execute("SELECT value FROM search_values WHERE field = 'number'")
            self._metrics = frozenset(name for (name,) in rows)
        return self._metrics

    def every(self) -> frozenset[int]:
        """All ids."""
        if self._every is None:
            self._every = frozenset(self.visible | self.hidden)
        return self._every

    def newest(self) -> list[int]:
        """All ids, the document changed last first."""
        if self._newest is None:
            self._newest = sorted(self.every(), key=lambda i: (-self.updated[i], i))
        return self._newest

    def by_name(self) -> list[int]:
        """All ids in the order of their names."""
        if self._by_name is None:
            self._by_name = sorted(self.every(), key=self.models.__getitem__)
        return self._by_name

    def after(self, connection: sqlite3.Connection, change: int) -> Columns:
        """These columns with the documents written since on top, as new columns."""
        new = Columns(self.generation, change)
        new.visible, new.hidden = set(self.visible), set(self.hidden)
        new.updated, new.models = list(self.updated), list(self.models)
        new._values = {field: list(column) for field, column in self._values.items()}
        new._read_documents(connection, self.change)
        return new

    def _read_documents(self, connection: sqlite3.Connection, since: int) -> None:
        rows = connection.execute(
            "SELECT id, retired, updated, model FROM search_documents WHERE change > ?", (since,)
        ).fetchall()
        grow = max((row[0] for row in rows), default=0) + 1 - len(self.models)
        self.updated.extend([0.0] * grow)
        self.models.extend([""] * grow)
        for column in self._values.values():
            column.extend([ABSENT] * grow)
        for document, retired, updated, model in rows:
            self.updated[document], self.models[document] = updated, model
            (self.visible if retired else self.hidden).discard(document)
            (self.hidden if retired else self.visible).add(document)
            self._read_values(connection, document)

    def _read_values(self, connection: sqlite3.Connection, document: int) -> None:
        for field, column in self._values.items():
            column[document] = ABSENT
            rows = connection.execute(
                "SELECT document, value FROM search_facets WHERE document = ? AND field = ?",
                (document, field),
            )
            _fill(column, rows)


_columns: dict[str, Columns] = {}
_lock = threading.Lock()


def columns_of(connection: sqlite3.Connection) -> Columns:
    """The columns that belong to what ``connection`` sees now."""
    generation, change = connection.execute("SELECT generation, change FROM search_state").fetchone()
    path = next((row[2] for row in connection.execute("PRAGMA database_list") if row[1] == "main"), "")
    place = f"{path}\n{generation}"
    with _lock:
        kept = _columns.get(place)
        if kept is not None and kept.change == change:
            return kept
        if kept is not None and kept.change < change:
            found = kept.after(connection, change)
        else:
            found = Columns(generation, change)
            found._read_documents(connection, -1)
            if kept is not None:  # this connection looks at an older state than others do
                return found
        _columns.pop(place, None)
        _columns[place] = found
        for old in list(_columns)[:-KEPT]:
            del _columns[old]
        return found


def _fill(column: list[tuple[str, ...]], rows: Iterable[Sequence[object]]) -> None:
    """Put values into a column; documents with one and the same value share one tuple."""
    shared: dict[str, tuple[str, ...]] = {}
    for document, value in rows:
        text, place = str(value), int(str(document))
        one = shared.setdefault(text, (text,))
        column[place] = (*column[place], text) if column[place] else one
