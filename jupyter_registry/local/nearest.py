"""The models that meet most terms of a query without results, each term with whether the model meets it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime, timezone

import numpy as np

from ..search.fields import kind_of
from ..search.nodes import Compare, Node, Text, Values, When
from ..search.query import Query
from ..search.units import shown
from ..search.words import STOP_WORDS, folded
from ..types import Condition, Nearest
from .codes import Mask
from .expressions import expression
from .match import Matcher
from .page_hits import page_hits
from .standing import Standing, standing

MOST = 3
IMPORTANCE = {"owner": 1, "license": 3, "task": 5}
"""How much a filter matters to the person; other filters and numbers matter 4, words 2."""
FOUND = 3  # values of a field that are told


def importance(node: Node) -> int:
    """How much a term matters to the person, least first: owner, text, license, numbers, task."""
    if isinstance(node, Values):
        return IMPORTANCE.get(node.field, 4)
    return 2 if isinstance(node, Text) else 4


def nearest(matcher: Matcher, query: Query) -> tuple[Nearest, ...]:
    """At most three models that meet some of the terms, those that meet more and weightier ones first."""
    terms = [(node, _holds(matcher, query, node)) for node in _telling(query)]
    score = np.zeros(matcher.columns.size, np.float32)
    for node, mask in terms:
        if not node.negated:  # what a model is not is hardly a reason to show it
            score += np.float32(importance(node)) * mask
    score[~matcher.columns.visible] = 0
    best = _best(score, standing(matcher.connection, matcher.columns))
    hits = page_hits(matcher.connection, best, query, "")
    return tuple(
        Nearest(hit=hit, conditions=tuple(_conditions(matcher, terms, document)))
        for hit, document in zip(hits, best, strict=True)
    )


def _telling(query: Query) -> list[Node]:
    """The terms without the words that say nothing, unless there is nothing else."""
    found = [node for node in query.nodes if not isinstance(node, Text) or folded(node.text) not in STOP_WORDS]
    return found or list(query.nodes)


def _holds(matcher: Matcher, query: Query, node: Node) -> Mask:
    """The documents one term holds for; the last word may be half typed, as it may in a search."""
    if isinstance(node, Text) and not node.negated:
        return matcher.text(expression(node, growing=node is query.nodes[-1]))
    return matcher.node(node) ^ node.negated


def _best(score: Standing, tie: Standing) -> list[int]:
    """The documents with the highest score, of equal ones those of the best standing."""
    there = np.flatnonzero(score)
    if len(there) > MOST:
        there = there[score[there] >= np.partition(score[there], -MOST)[-MOST]]
    found: list[int] = there[np.lexsort((there, -tie[there], -score[there]))][:MOST].tolist()
    return found


def _conditions(matcher: Matcher, terms: Sequence[tuple[Node, Mask]], document: int) -> Iterator[Condition]:
    for node, mask in terms:
        met = bool(mask[document])
        text = f"-{node.plain()}" if node.negated else node.plain()
        yield Condition(text=text, met=met, found="" if met else _instead(matcher, node, document))


def _instead(matcher: Matcher, node: Node, document: int) -> str:
    """What the model has instead of what a term asks for, for people; "" when that cannot be told in a word."""
    if isinstance(node, Compare):
        return _number(matcher.connection, node, document)
    if isinstance(node, When):
        at = (matcher.columns.updated if node.field == "updated" else matcher.columns.created)[document]
        return datetime.fromtimestamp(at, timezone.utc).date().isoformat() if np.isfinite(at) else ""
    if isinstance(node, Values):
        return ", ".join(_labels(matcher.connection, node.field, document))
    return ""


def _labels(connection: sqlite3.Connection, field: str, document: int) -> list[str]:
    rows = connection.execute(
        "SELECT coalesce(nullif(label, ''), value) FROM search_facets WHERE document = ? AND field = ? LIMIT ?",
        (document, field, FOUND),
    )
    return [label for (label,) in rows]


def _number(connection: sqlite3.Connection, node: Compare, document: int) -> str:
    """The value of the number that comes nearest to the bounds."""
    rows = connection.execute(
        "SELECT value FROM search_numbers WHERE document = ? AND name = ? AND instr(dataset, ?)",
        (document, node.field, node.dataset.casefold()),
    )
    bounds = [end for end in (node.first, node.last) if end is not None]
    values = [value for (value,) in rows]
    if not values:
        return ""
    value = min(values, key=lambda value: min((abs(value - bound) for bound in bounds), default=0.0))
    return shown(value, kind_of(node.field))
