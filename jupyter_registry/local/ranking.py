"""The order of the documents a query matches."""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Iterable

import msgspec

from ..search.nodes import Compare, Values, leaves
from ..search.query import Query
from ..search.words import key
from .columns import Columns
from .match import Match, number_condition
from .search_schema import WORD_COLUMNS

FEW = 0.05  # share of all documents below which sorting the matches is cheaper than walking a sorted list
_WEIGHTS = ", ".join(str(weight) for weight in WORD_COLUMNS.values())


def ordered(
    connection: sqlite3.Connection, columns: Columns, query: Query, match: Match, sort: str, count: int
) -> list[int]:
    """The first ``count`` matching documents in the order ``sort``, "" being best match first."""
    name = sort.lstrip("-")
    if name == "name":
        return _walk(columns.by_name(), match.ids, count, sort.startswith("-"))
    if name == "updated":
        return newest(columns, match.ids, count, sort.startswith("-"))
    if name and name != "best":
        return _by_number(connection, columns, query, match.ids, sort, count)
    if not match.text:
        return newest(columns, match.ids, count)
    return _best(connection, query, match, count)


def newest(columns: Columns, ids: frozenset[int], count: int, backwards: bool = False) -> list[int]:
    """The documents changed last, or with ``backwards`` first."""
    if len(ids) < FEW * len(columns.models):
        sign = -1 if backwards else 1
        return heapq.nsmallest(count, ids, key=lambda i: (-sign * columns.updated[i], sign * i))
    return _walk(columns.newest(), ids, count, backwards)


def _walk(order: list[int], ids: frozenset[int], count: int, backwards: bool) -> list[int]:
    found: list[int] = []
    for document in reversed(order) if backwards else order:
        if len(found) >= count:
            break
        if document in ids:
            found.append(document)
    return found


def _best(connection: sqlite3.Connection, query: Query, match: Match, count: int) -> list[int]:
    """By the words: the model whose name or source is what was typed, then by bm25."""
    first = [document for document in _named(connection, query) if document in match.ids]
    wanted = count + len(first)
    found = _weighed(connection, match, match.first or match.ids, wanted)
    if match.first and len(found) < wanted:
        found.extend(_weighed(connection, match, match.ids - match.first, wanted - len(found)))
    return [*first, *(document for document in found if document not in first)][:count]


def _weighed(connection: sqlite3.Connection, match: Match, ids: frozenset[int], count: int) -> list[int]:
    """The first ``count`` of ``ids`` by bm25."""
    condition, values = "", []
    if match.filtered:
        # "+rowid" keeps the planner from asking the word index once per id
        condition = " AND +rowid IN (SELECT value FROM json_each(?))"
        values.append(msgspec.json.encode(list(ids)).decode())
    rows = connection.execute(
        f"SELECT rowid FROM search_index WHERE search_index MATCH ?{condition}"
        f" ORDER BY bm25(search_index, {_WEIGHTS}), rowid LIMIT ?",
        (match.text, *values, count),
    )
    return [document for (document,) in rows]


def _named(connection: sqlite3.Connection, query: Query) -> list[int]:
    """The documents whose name or source is the words of the query, or what a filter names."""
    typed = [" ".join(node.text for node in query.words()), *(node.text for node in query.words())]
    for leaf, against in leaves(query.nodes):
        if isinstance(leaf, Values) and leaf.field in ("model", "source") and not against:
            typed.extend(leaf.values)
    wanted = [key(text) for text in dict.fromkeys(typed)]
    marks = ", ".join("?" * len(wanted))
    rows = connection.execute(
        f"SELECT document FROM search_facets WHERE field IN ('model', 'source') AND value IN ({marks})"
        " ORDER BY field, document",
        wanted,
    )
    return list(dict.fromkeys(document for (document,) in rows))


def _by_number(
    connection: sqlite3.Connection,
    columns: Columns,
    query: Query,
    ids: frozenset[int],
    sort: str,
    count: int,
) -> list[int]:
    """By a number, its better end first; documents without it come last, newest first."""
    name = sort.lstrip("-")
    higher = connection.execute("SELECT higher FROM search_numbers WHERE name = ? LIMIT 1", (name,)).fetchone()
    descending = bool(higher and higher[0]) != sort.startswith("-")
    condition, bounds = _same_as_asked(query, name)
    rows = connection.execute(
        f"SELECT document FROM search_numbers WHERE name = ? AND {condition}"
        f" ORDER BY value {'DESC' if descending else 'ASC'}, document",
        (name, *bounds),
    )
    found = _distinct(rows, ids, count)
    if len(found) < count:
        found.extend(newest(columns, ids - frozenset(found), count - len(found)))
    return found


def _same_as_asked(query: Query, name: str) -> tuple[str, tuple[float | str, ...]]:
    """When a filter compares the number too, the values it lets pass are the ones to sort by."""
    for leaf, against in leaves(query.nodes):
        if isinstance(leaf, Compare) and leaf.field == name and not against:
            return number_condition(leaf)
    return "1", ()


def _distinct(rows: Iterable[tuple[int]], ids: frozenset[int], count: int) -> list[int]:
    found: dict[int, None] = {}
    for (document,) in rows:
        if len(found) >= count:
            break
        if document in ids:
            found[document] = None
    return list(found)
