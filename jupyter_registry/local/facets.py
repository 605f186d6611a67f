"""Values of the facets with exact counts: each facet counted for the query without its own filter."""

from __future__ import annotations

import heapq
import sqlite3
from collections import Counter
from collections.abc import Iterable
from itertools import chain

from ..search.fields import BY_NAME, FACETS
from ..search.nodes import Values
from ..search.query import Query
from ..types import Facet, FacetValue
from .columns import Columns
from .match import Matcher

Counted = list[tuple[str, int]]


def counted_facets(
    connection: sqlite3.Connection, columns: Columns, matcher: Matcher, query: Query, limit: int
) -> tuple[Facet, ...]:
    """All facets for ``query``, the values with most models first, at most ``limit`` each and those selected."""
    return tuple(_facet(connection, columns, matcher, query, field, limit) for field in FACETS)


def all_facets(connection: sqlite3.Connection, limit: int) -> tuple[Facet, ...]:
    """All facets for the empty query, from counts kept with every write."""
    return tuple(_whole(connection, field, limit) for field in FACETS)


def _whole(connection: sqlite3.Connection, field: str, limit: int) -> Facet:
    rows = connection.execute(
        "SELECT label, count FROM search_values WHERE field = ? AND count > 0 ORDER BY count DESC, value LIMIT ?",
        (field, limit),
    )
    values = tuple(FacetValue(value=label, count=count) for label, count in rows)
    return Facet(name=field, label=BY_NAME[field].label, values=values)


def _facet(
    connection: sqlite3.Connection, columns: Columns, matcher: Matcher, query: Query, field: str, limit: int
) -> Facet:
    own = [node for node in query.nodes if _is_filter_of(node, field)]
    others = Query(tuple(node for node in query.nodes if not _is_filter_of(node, field)))
    ids = matcher.match(others).ids
    column = columns.values(connection, field)
    counts = Counter(chain.from_iterable(map(column.__getitem__, ids)))
    selected = [value for node in own if isinstance(node, Values) for value in matcher.values_of(node)]
    shown = _most(counts, limit)
    shown += [(value, counts[value]) for value in dict.fromkeys(selected) if value not in dict(shown)]
    labels = _labels(connection, field, (value for value, _ in shown))
    values = tuple(
        FacetValue(value=labels.get(value, value), count=count, selected=value in selected) for value, count in shown
    )
    return Facet(name=field, label=BY_NAME[field].label, values=values)


def _is_filter_of(node: object, field: str) -> bool:
    return isinstance(node, Values) and node.field == field and not node.negated


def _most(counts: Counter[str], limit: int) -> Counted:
    return heapq.nsmallest(limit, counts.items(), key=lambda item: (-item[1], item[0]))


def _labels(connection: sqlite3.Connection, field: str, values: Iterable[str]) -> dict[str, str]:
    wanted = list(values)
    marks = ", ".join("?" * len(wanted))
    rows = connection.execute(
        f"SELECT value, label FROM search_values WHERE field = ? AND value IN ({marks})", (field, *wanted)
    )
    return dict(rows.fetchall())
