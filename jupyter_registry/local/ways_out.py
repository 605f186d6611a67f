"""What to change in a query without results, each with the number of models it really gives."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .. import limits
from ..search.fields import BY_NAME
from ..search.nodes import Compare, Node, Text, Values
from ..search.query import Query
from ..search.vocabulary import vocabulary
from ..types import WayOut
from .match import SEVERAL, Matcher
from .nearest import importance

MOST = 5
SHOWN = 60  # characters of words left out that are told
FIGURES = 3  # digits of a loosened bound


def ways_out(matcher: Matcher, query: Query) -> tuple[WayOut, ...]:
    """At most five changes to ``query`` that give models, the least important term dropped first."""
    found: dict[str, WayOut] = {}
    for label, changed in _changes(matcher, query):
        text = str(changed)
        if len(found) >= MOST:
            break
        if text and text not in found and len(text) <= limits.QUERY_CHARACTERS:
            count = matcher.match(changed).total
            if count:
                found[text] = WayOut(label=label, q=text, count=count)
    return tuple(found.values()) or _fewer(matcher, query)


def _changes(matcher: Matcher, query: Query) -> Iterator[tuple[str, Query]]:
    for typed, word in matcher.match(query).corrected.items():
        yield f'Search "{word.text}" instead of "{typed.text}"', query.replaced(typed, word)
    for node in query.nodes:
        if isinstance(node, Compare) and not node.negated:
            yield from _loosened(matcher, query, node)
    for node in query.nodes:
        if isinstance(node, Values) and node.field == "license" and not node.negated:
            yield from _families(query, node)
    for nodes in _droppable(query):
        yield _label(nodes), _without(query, nodes)


def _droppable(query: Query) -> Iterator[tuple[Node, ...]]:
    """What to leave out, the least important first: each term, but many words all at once.

    Of many words some may be missing anyway, so that leaving out one of them changes nothing.
    """
    words = query.words()
    for node in sorted(query.nodes, key=importance):
        if len(words) < SEVERAL or node not in words:
            yield (node,)
        elif node is words[0]:
            yield words


def _fewer(matcher: Matcher, query: Query) -> tuple[WayOut, ...]:
    """When leaving out one term is not enough: leave out more, the least important first, until there are models."""
    dropped: list[Node] = []
    for nodes in _droppable(query):
        dropped.extend(nodes)
        changed = _without(query, dropped)
        count = matcher.match(changed).total if changed.nodes else 0
        if count:
            return (WayOut(label=_label(dropped), q=str(changed), count=count),)
    return ()


def _without(query: Query, nodes: Sequence[Node]) -> Query:
    return Query(tuple(node for node in query.nodes if node not in nodes), query.sort)


def _label(nodes: Sequence[Node]) -> str:
    """The terms left out, words side by side as they were typed."""
    words = " ".join(_signed(node) for node in nodes if isinstance(node, Text))
    others = [_signed(node) for node in nodes if not isinstance(node, Text)]
    parts = [*others, *filter(None, (words if len(words) <= SHOWN else f"{words[:SHOWN]}…",))]
    return f"Without {' and '.join(parts)}"


def _families(query: Query, node: Values) -> Iterator[tuple[str, Query]]:
    """The license widened to its family."""
    tables = vocabulary()
    for value in node.values:
        found = tables.tables.licenses.get(tables.normal("license", value))
        if found and found.family:
            wider = replace(node, values=(found.family,))
            yield f"License: {wider.plain()}", query.replaced(node, wider)


def _signed(node: Node) -> str:
    return f"-{node.plain()}" if node.negated else node.plain()


def _loosened(matcher: Matcher, query: Query, node: Compare) -> Iterator[tuple[str, Query]]:
    """The bound moved to the nearest number among the models all other terms leave."""
    measured = matcher.columns.numbers(matcher.connection, node.field)
    left = matcher.match(query.without(node)).mask
    values = measured.values[left[measured.documents] & measured.on(node.dataset)].tolist()
    changed = _nearest(node, values)
    if changed:
        field = BY_NAME.get(node.field)
        yield f"{field.label if field else node.field}: {changed.plain()}", query.replaced(node, changed)


def _nearest(node: Compare, values: list[float]) -> Compare | None:
    """The comparison that the nearest of ``values`` passes, or None when there is no value outside the bounds."""
    low = node.first if node.op in (">", ">=", "..", "=") else None
    high = {"<": node.first, "<=": node.first, "=": node.first, "..": node.last}.get(node.op)
    below = max((value for value in values if low is not None and value <= low), default=None)
    above = min((value for value in values if high is not None and value >= high), default=None)
    lower = None if below is None else replace(node, op=">=", first=_outward(below, math.floor), last=None)
    upper = None if above is None else replace(node, op="<=", first=_outward(above, math.ceil), last=None)
    if below is None or above is None or low is None or high is None:
        return lower or upper
    return lower if low - below < above - high else upper


def _outward(value: float, rounding: object) -> float:
    """``value`` with three digits, rounded so that it stays within the new bound."""
    if value == 0 or not callable(rounding):
        return value
    step = 10.0 ** (math.floor(math.log10(abs(value))) - FIGURES + 1)
    short = float(f"{rounding(value / step) * step:.{FIGURES}g}")
    inside = short <= value if rounding is math.floor else short >= value
    return short if inside else value
