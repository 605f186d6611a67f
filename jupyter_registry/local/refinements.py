"""Filters that split the results: each keeps a good part of them, and says how many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from .. import limits
from ..search.nodes import Compare, Node, Values
from ..search.query import Query, parse
from ..types import Facet, WayOut
from .histograms import Spread
from .match import Matcher

MOST = 6
OF_ONE_FIELD = 2
LOW, HIGH = 0.2, 0.7  # share of the results that a refinement keeps
FEWEST = 4  # results that are worth splitting
DIGITS = 2  # of a suggested bound


def refinements(
    matcher: Matcher, query: Query, facets: Iterable[Facet], spreads: Iterable[Spread]
) -> tuple[WayOut, ...]:
    """At most six filters that keep 20 to 70 % of the results, those that come next to half of them first."""
    mask = matcher.match(query).mask
    total = int(np.count_nonzero(mask))
    if total < FEWEST:
        return ()
    candidates = [*_values(matcher, facets, total), *_halves(query, spreads)]
    readable = (node for node in candidates if _reads_back(matcher, node))
    counted = [(node, int(np.count_nonzero(mask & matcher.node(node)))) for node in readable]
    kept = [(node, count) for node, count in counted if LOW * total <= count <= HIGH * total]
    kept.sort(key=lambda pair: abs(pair[1] / total - 0.5))
    return tuple(_ways(query, kept))


def _values(matcher: Matcher, facets: Iterable[Facet], total: int) -> Iterator[Node]:
    """The values of facets that nobody has chosen from yet."""
    for facet in facets:
        if any(value.selected for value in facet.values):
            continue
        for value in facet.values:
            if LOW * total <= value.count <= HIGH * total:
                node = Values(facet.name, (value.value,))
                if facet.name == "kernel" or len(matcher.values_of(node)) == 1:
                    yield node


def _halves(query: Query, spreads: Iterable[Spread]) -> Iterator[Node]:
    """The better half of each number."""
    asked = {node.field for node in query.nodes if isinstance(node, Compare)}
    for spread in spreads:
        if spread.name not in asked:
            middle = float(f"{np.median(spread.values):.{DIGITS}g}")
            yield Compare(spread.name, ">=" if spread.higher else "<=", middle, dataset=spread.dataset)


def _reads_back(matcher: Matcher, node: Node) -> bool:
    """Whether the filter as text means the same, which a label with quotation marks may not."""
    metrics = matcher.columns.metrics(matcher.connection)
    return parse(node.plain(), metrics=metrics, now=matcher.now).nodes == (node,)


def _ways(query: Query, kept: Sequence[tuple[Node, int]]) -> Iterator[WayOut]:
    fields: dict[str, int] = {}
    given = 0
    for node, count in kept:
        field = getattr(node, "field", "")
        # in front: a last word that is half typed stays the last one
        text = str(Query((node, *query.nodes), query.sort))
        if given < MOST and fields.get(field, 0) < OF_ONE_FIELD and len(text) <= limits.QUERY_CHARACTERS:
            fields[field] = fields.get(field, 0) + 1
            given += 1
            yield WayOut(label=node.plain(), q=text, count=count)
