"""Which values of the registry the value of a filter stands for: itself, its usual spelling, a kind, or its words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from ..search.fields import SPELLED
from ..search.vocabulary import vocabulary
from ..search.words import key, words
from .columns import Columns

BROAD = 500  # values one word of a filter may stand for
PLAIN = ("model", "source", "owner", "alias", "stage")
"""Fields whose values stand for nothing but themselves."""


def resolved(connection: sqlite3.Connection, columns: Columns, field: str, value: str) -> tuple[str, ...]:
    """The values of ``field`` that ``value`` means, as they are kept; ``*`` stands for any text."""
    if "*" in value:
        return _alike(connection, field, value)
    if field in PLAIN:
        return (key(value.lstrip("@") if field in ("owner", "alias") else value),)
    codes = columns.codes(connection, field)
    for found in _meant(field, value):
        if found in codes.code:
            return (found,)
    kinds = tuple(found for found in _of_kind(field, value) if found in codes.code)
    return (*kinds, *codes.holding(set(words(key(value)))))[:BROAD]


def as_written(connection: sqlite3.Connection, columns: Columns, field: str, value: str) -> tuple[str, str]:
    """Field and value that hold the documents with exactly this spelling, without regard to case."""
    other = f"{field}="
    written = key(value)
    return (other, written) if written in columns.codes(connection, other).code else (field, written)


def pattern(value: str) -> str:
    """``value`` for GLOB: only ``*`` stands for something else."""
    return "".join(f"[{mark}]" if mark in "[?" else mark for mark in key(value))


def _meant(field: str, value: str) -> Iterator[str]:
    yield key(value)
    if field in SPELLED:
        yield key(vocabulary().normal(field, value))
    elif field == "from":
        yield key(vocabulary().normal("dataset", value))


def _of_kind(field: str, value: str) -> tuple[str, ...]:
    """The members of a broad kind of task or of a family of licenses."""
    if field == "task":
        return vocabulary().tasks_in(key(value))
    return vocabulary().licenses_in(value) if field == "license" else ()


def _alike(connection: sqlite3.Connection, field: str, value: str) -> tuple[str, ...]:
    rows = connection.execute(
        "SELECT value FROM search_values WHERE field = ? AND value GLOB ? LIMIT ?", (field, pattern(value), BROAD)
    )
    return tuple(found for (found,) in rows)
