"""Values of the facets with exact counts: each facet counted for the query without its own filter."""

from __future__ import annotations

import sqlite3

import numpy as np
import numpy.typing as npt

from ..search.fields import BY_NAME, FACETS, KERNEL
from ..search.nodes import Values
from ..search.query import Query
from ..types import Facet, FacetValue
from .codes import Codes
from .match import Matcher
from .matched import Match

Counts = npt.NDArray[np.int64]


def counted_facets(matcher: Matcher, query: Query, limit: int) -> tuple[Facet, ...]:
    """All facets for ``query``, those in use first; the values with most models first, at most ``limit`` and selected.

    Values that are frequent in the whole registry and have no model here stay in the list, with the count 0.
    """
    match = matcher.match(query)
    found = [_facet(matcher, query, field, match, limit) for field in FACETS]
    if matcher.kernel:
        found.append(_kernel(matcher, query, match))
    used = {node.field for node in query.nodes if isinstance(node, Values) and not node.negated}
    return tuple(sorted(found, key=lambda facet: facet.name not in used))


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


def _facet(matcher: Matcher, query: Query, field: str, match: Match, limit: int) -> Facet:
    own = _own_filters(query, field)
    if own:
        match = _without(matcher, query, own)
    codes = matcher.columns.codes(matcher.connection, field)
    if not own and len(codes.values) == 1:  # no model has such a value
        return Facet(name=field, label=BY_NAME[field].label, values=())
    counts = codes.counts(match.ids, match.mask)
    asked = dict.fromkeys(value for node in own for value in matcher.values_of(node))
    selected = {codes.code[value] for value in asked if value in codes.code}
    shown = list(dict.fromkeys((*most(codes, counts, limit), *selected)))
    full = len(shown) >= limit
    if not full:
        shown = list(dict.fromkeys((*shown, *_frequent(matcher, field, codes, limit))))[:limit]
    values = [
        FacetValue(value=codes.labels[code], count=count, selected=code in selected)
        for code, count in zip(shown, counts[shown].tolist(), strict=True)
    ]
    # asked for, and no model ever had it
    values += [FacetValue(value=value, count=0, selected=True) for value in asked if value not in codes.code]
    if asked and not full:  # what was asked for stands before values without models
        values.sort(key=lambda value: not (value.count or value.selected))
    return Facet(name=field, label=BY_NAME[field].label, values=tuple(values))


def _kernel(matcher: Matcher, query: Query, match: Match) -> Facet:
    """How the models fit the kernel of the person who asks."""
    own = _own_filters(query, "kernel")
    mask = _without(matcher, query, own).mask if own else match.mask
    values = tuple(
        FacetValue(
            value=word,
            count=int(np.count_nonzero(mask & matcher.in_kernel(word))),
            selected=any(word in node.values for node in own),
        )
        for word in KERNEL
    )
    return Facet(name="kernel", label=BY_NAME["kernel"].label, values=values)


def _own_filters(query: Query, field: str) -> list[Values]:
    return [node for node in query.nodes if isinstance(node, Values) and node.field == field and not node.negated]


def _without(matcher: Matcher, query: Query, own: list[Values]) -> Match:
    """The models for the query without the filters of one facet."""
    return matcher.match(Query(tuple(node for node in query.nodes if node not in own)))


def most(codes: Codes, counts: Counts, limit: int) -> list[int]:
    """The codes with most documents, at most ``limit`` and none without any, equal ones in the order of values."""
    there = counts[1:].nonzero()[0] + 1
    rank = codes.alphabetical[there] - counts[there] * len(counts)
    if len(there) > limit:
        kept = rank.argpartition(limit)[:limit]
        there, rank = there[kept], rank[kept]
    found: list[int] = there[rank.argsort()].tolist()
    return found


def _frequent(matcher: Matcher, field: str, codes: Codes, limit: int) -> list[int]:
    """The codes of most models of the registry."""

    def count() -> list[int]:
        visible = matcher.columns.visible
        return most(codes, codes.counts(np.flatnonzero(visible).astype(np.int32), visible), limit)

    return matcher.columns.kept(f"frequent {field} {limit}", count)
