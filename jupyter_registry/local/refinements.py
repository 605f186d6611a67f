"""Filters that split the results: each keeps a good part of them, and says how many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

import numpy as np

from .. import limits
from ..search.nodes import Compare, Node, Values
from ..search.query import Query, parse
from ..types import Facet, WayOut
from .codes import Mask
from .histograms import Spread
from .match import ENOUGH, SEVERAL, Matcher
from .matched import Match

MOST = 6
OF_ONE_FIELD = 2
LOW, HIGH = 0.2, 0.7  # share of the results that a refinement keeps
FEWEST = 4  # results that are worth splitting
DIGITS = 2  # of a suggested bound


def refinements(
    matcher: Matcher, query: Query, facets: Iterable[Facet], spreads: Iterable[Spread]
) -> tuple[WayOut, ...]:
    """At most six filters that keep 20 to 70 % of the results, those that come next to half of them first."""
    match = matcher.match(query)
    if match.total < FEWEST:
        return ()
    candidates = [*_values(facets, match.total), *_halves(matcher, query, match.mask, spreads)]
    kept = [(node, count) for node, count in candidates if _splits(count, match.total)]
    kept.sort(key=lambda pair: abs(pair[1] / match.total - 0.5))
    return tuple(islice(_ways(matcher, query, match, kept), MOST))


def _splits(count: int, total: int) -> bool:
    return LOW * total <= count <= HIGH * total


def _values(facets: Iterable[Facet], total: int) -> Iterator[tuple[Node, int]]:
    """The values of facets that nobody has chosen from yet, with their counts."""
    fewest, most = LOW * total, HIGH * total
    for facet in facets:
        splitting = [value for value in facet.values if fewest <= value.count <= most]
        if splitting and not any(value.selected for value in facet.values):
            for value in splitting:
                yield Values(facet.name, (value.value,)), value.count


def _halves(matcher: Matcher, query: Query, mask: Mask, spreads: Iterable[Spread]) -> Iterator[tuple[Node, int]]:
    """The better half of each number, with how many models it leaves."""
    asked = {node.field for node in query.nodes if isinstance(node, Compare)}
    for spread in spreads:
        if spread.name not in asked:
            place = len(spread.values) // 2
            middle = float(f"{np.partition(spread.values, place)[place]:.{DIGITS}g}")
            node = Compare(spread.name, ">=" if spread.higher else "<=", middle, dataset=spread.dataset)
            yield node, int(np.count_nonzero(mask & matcher.node(node)))


def _reads_back(matcher: Matcher, node: Node) -> bool:
    """Whether the filter as text means the same, which a label with quotation marks may not."""
    if isinstance(node, Values) and node.field != "kernel" and len(matcher.values_of(node)) != 1:
        return False
    return _read(node.plain(), matcher.columns.metrics(matcher.connection)) == (node,)


@lru_cache(maxsize=4_096)
def _read(text: str, metrics: frozenset[str]) -> tuple[Node, ...]:
    """What the text of a filter is read as; the same few are asked for again and again."""
    return parse(text, metrics=metrics).nodes


def _ways(matcher: Matcher, query: Query, match: Match, kept: Sequence[tuple[Node, int]]) -> Iterator[WayOut]:
    fields: dict[str, int] = {}
    for node, count in kept:
        field = getattr(node, "field", "")
        # in front: a last word that is half typed stays the last one
        changed = Query((node, *query.nodes), query.sort)
        text = str(changed)
        if (
            fields.get(field, 0) == OF_ONE_FIELD
            or len(text) > limits.QUERY_CHARACTERS
            or not _reads_back(matcher, node)
        ):
            continue
        if match.loose or match.corrected:
            count = matcher.match(changed).total
        elif count < ENOUGH and len(query.words()) >= SEVERAL:
            continue  # so few that the line would be read as a description
        if _splits(count, match.total):
            fields[field] = fields.get(field, 0) + 1
            yield WayOut(label=node.plain(), q=text, count=count)
