"""Columns of the search tables in memory: read when first asked for, then kept up to date from the change counter.

A ``Columns`` never changes once others can see it, except that columns not asked for before are added; a commit
makes a new one out of the old one and the documents that changed.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from ..search.fields import KnownNames, own_fields
from . import card_fields
from .codes import Codes, Ids, Mask, ids_of, mask_of, read_codes
from .lexicon import Lexicon, read_lexicon
from .numbers import Measured, Row, read_numbers

KEPT = 8  # registries one process holds in memory
COLUMNS = 200  # columns of one registry that are held, so that odd questions do not fill the memory
FEW = 0.05  # share of all documents below which sorting a set is cheaper than walking a sorted list
T = TypeVar("T")


class Columns:
    """The documents of one registry at one moment, by their id."""

    def __init__(self, generation: str, change: int) -> None:
        self.generation = generation
        self.change = change
        self.visible: Mask = np.zeros(1, np.bool_)
        self.hidden: Mask = np.zeros(1, np.bool_)  # retired
        self.updated = np.zeros(1)  # seconds
        self.created = np.zeros(1)
        self._codes: dict[str, Codes] = {}
        self._numbers: dict[str, Measured] = {}
        self._kept: dict[str, Any] = {}
        self._lexicon: Lexicon | None = None
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        """All ids are below it."""
        return len(self.visible)

    def codes(self, connection: sqlite3.Connection, field: str) -> Codes:
        """The values of ``field``."""
        return self._read(self._codes, field, lambda: read_codes(connection, field, self.size))

    def numbers(self, connection: sqlite3.Connection, name: str) -> Measured:
        """The numbers called ``name``; none when no document has it."""
        return self._read(self._numbers, name, lambda: read_numbers(connection, name))

    def metrics(self, connection: sqlite3.Connection) -> KnownNames:
        """The names of all numbers a filter can compare, and the organisation's fields of cards."""

        def read() -> KnownNames:
            rows = connection.execute("SELECT value FROM search_values WHERE field = 'number'")
            names = KnownNames(name for (name,) in rows)
            fields = card_fields.schema(connection).fields
            names.own = own_fields(field.definition for field in fields if not field.standard)
            return names

        return self.kept("metrics", read)

    def lexicon(self, connection: sqlite3.Connection) -> Lexicon:
        """The words; of models written since they were read only those of name, labels and summary are added."""
        if self._lexicon is None:
            self._lexicon = read_lexicon(connection)
        return self._lexicon

    def every(self) -> Mask:
        """All documents."""
        return self.kept("every", lambda: self.visible | self.hidden)

    def newest(self) -> Ids:
        """All ids, the document changed last first."""
        return self.kept("newest", lambda: self._sorted(-self.updated))

    def by_name(self, connection: sqlite3.Connection) -> Ids:
        """All ids in the order of their names."""

        def read() -> Ids:
            names = "SELECT id FROM search_documents ORDER BY model"
            return ids_of(connection.execute(f"SELECT group_concat(id) FROM ({names})").fetchone()[0])

        return self.kept("by_name", read)

    def kept(self, name: str, make: Callable[[], T]) -> T:
        """What ``make`` gives, made once for this state."""
        found: T = self._read(self._kept, name, make)
        return found

    def _sorted(self, keys: npt.NDArray[np.float64]) -> Ids:
        ids = np.flatnonzero(self.every()).astype(np.int32)
        return ids[np.argsort(keys[ids], kind="stable")]

    def _read(self, columns: dict[str, T], name: str, read: Callable[[], T]) -> T:
        found = columns.get(name)
        if found is None:
            found = read()
            with self._lock:
                columns[name] = found
                for old in list(columns)[:-COLUMNS]:
                    del columns[old]
        return found

    # ------------------------------------------------------------ after a change

    def after(self, connection: sqlite3.Connection, change: int) -> Columns:
        """These columns with the documents written since on top, as new columns."""
        new = Columns(self.generation, change)
        new.visible, new.hidden, new.updated, new.created = self.visible, self.hidden, self.updated, self.created
        changed = new.read_documents(connection, self.change)
        if len(changed) > FEW * new.size + 100:
            return new  # reading the columns anew is cheaper
        with self._lock:
            codes, numbers = dict(self._codes), dict(self._numbers)
        values = _changed_values(connection, changed)
        for field, column in codes.items():
            labels = _labels(connection, field, {*column.of(changed), *(value for _, value in values.get(field, ()))})
            new._codes[field] = column.after(new.size, changed, values.get(field, []), labels)
        if self._lexicon is not None:
            new._lexicon = self._lexicon.having(_changed_texts(connection, changed))
        rows = _changed_numbers(connection, changed)
        replaced = mask_of(changed, new.size)
        new._numbers = {name: column.after(replaced, rows.get(name, [])) for name, column in numbers.items()}
        return new

    def read_documents(self, connection: sqlite3.Connection, since: int) -> Ids:
        """Take over the documents written after the change ``since`` and return their ids."""
        rows = connection.execute(
            "SELECT id, retired, updated, created FROM search_documents WHERE change > ?", (since,)
        ).fetchall()
        ids = np.array([row[0] for row in rows], np.int32)
        retired = np.array([row[1] for row in rows], np.bool_)
        size = max(self.size, int(ids.max(initial=0)) + 1)
        self.visible = _replaced(self.visible, size, ids, ~retired)
        self.hidden = _replaced(self.hidden, size, ids, retired)
        self.updated = _replaced(self.updated, size, ids, np.array([row[2] for row in rows], np.float64))
        self.created = _replaced(self.created, size, ids, np.array([row[3] for row in rows], np.float64))
        return ids


A = TypeVar("A", npt.NDArray[np.bool_], npt.NDArray[np.float64])


def _replaced(column: A, size: int, ids: Ids, values: A) -> A:
    """A copy of ``column``, as long as ``size``, with ``values`` at ``ids``."""
    new = np.zeros(size, column.dtype)
    new[: len(column)] = column
    new[ids] = values
    return new


def _changed_values(connection: sqlite3.Connection, changed: Ids) -> dict[str, list[tuple[int, str]]]:
    """Field -> document and value, of some documents."""
    found: dict[str, list[tuple[int, str]]] = {}
    for document in changed.tolist():
        rows = connection.execute("SELECT field, value FROM search_facets WHERE document = ?", (document,))
        for field, value in rows:
            found.setdefault(field, []).append((document, value))
    return found


def _labels(connection: sqlite3.Connection, field: str, values: Iterable[str]) -> dict[str, str]:
    """The labels of those of ``values`` that some document has."""
    found: dict[str, str] = {}
    for value in values:
        row = connection.execute(
            "SELECT label FROM search_values WHERE field = ? AND value = ?", (field, value)
        ).fetchone()
        if row:
            found[value] = row[0]
    return found


def _changed_texts(connection: sqlite3.Connection, changed: Ids) -> Iterator[str]:
    """Name, labels and summary of some documents."""
    for document in changed.tolist():
        yield from (
            connection.execute(
                "SELECT name || ' ' || labels || ' ' || summary FROM search_index WHERE rowid = ?", (document,)
            ).fetchone()
            or ()
        )


def _changed_numbers(connection: sqlite3.Connection, changed: Ids) -> dict[str, list[Row]]:
    """Name -> rows, of some documents."""
    found: dict[str, list[Row]] = {}
    for document in changed.tolist():
        rows = connection.execute(
            "SELECT name, value, dataset, higher FROM search_numbers WHERE document = ?", (document,)
        )
        for name, value, dataset, better in rows:
            found.setdefault(name, []).append((document, value, dataset, better))
    return found


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
            found.read_documents(connection, -1)
            if kept is not None:  # this connection looks at an older state than others do
                return found
        _columns.pop(place, None)
        _columns[place] = found
        for old in list(_columns)[:-KEPT]:
            del _columns[old]
        return found


def in_order(order: Ids, mask: Mask, count: int, backwards: bool = False, offset: int = 0) -> list[int]:
    """``count`` documents of a set as they come in ``order``."""
    walked = order[::-1] if backwards else order
    found: list[int] = walked[mask[walked]][offset : offset + count].tolist()
    return found


def newest(columns: Columns, mask: Mask, count: int, backwards: bool = False, offset: int = 0) -> list[int]:
    """The documents of a set changed last, or with ``backwards`` first."""
    ids = np.flatnonzero(mask)
    if len(ids) > FEW * columns.size:
        return in_order(columns.newest(), mask, count, backwards, offset)
    sign = 1 if backwards else -1
    found: list[int] = ids[np.lexsort((sign * -ids, sign * columns.updated[ids]))][offset : offset + count].tolist()
    return found
