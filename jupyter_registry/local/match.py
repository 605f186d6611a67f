"""Which documents a query matches, as sets of ids: each word and filter by an index, joined in memory.

No statement joins the word index with another table: the planner would then ask the index once per row.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Any

import msgspec

from ..search import dates
from ..search.nodes import Compare, Group, Leaf, Node, Text, Values, When
from ..search.query import Query
from ..search.words import key, words
from .columns import Columns
from .expressions import each_word, expression, heavy

EMPTY: frozenset[int] = frozenset()
MANY = 2_000  # documents above which those with the words in the heavy columns come first
ENOUGH = 400  # documents to weigh by their words when any word is enough
BROAD = 500  # values one word of a filter may stand for
_IDS = msgspec.json.Decoder(frozenset[int])


@dataclass(frozen=True)
class Match:
    """The documents of a query; ``text`` is the expression to rank by, ``loose`` says that any word was enough.

    ``filtered`` says that ``text`` alone would find more documents. ``first`` come before the others, so that fewer
    documents need to be weighed: those with the words in the columns that weigh most when there are many, and those
    with the rarer words when any word was enough.
    """

    ids: frozenset[int]
    text: str = ""
    filtered: bool = False
    loose: bool = False
    first: frozenset[int] = EMPTY


class Matcher:
    """Evaluates queries over one state of the tables and remembers the set of each part."""

    def __init__(self, connection: sqlite3.Connection, columns: Columns, now: datetime, actor: str = "") -> None:
        self.connection = connection
        self.columns = columns
        self.now = now
        self.actor = actor
        self._known: dict[Any, frozenset[int]] = {}

    def match(self, query: Query) -> Match:
        """The documents ``query`` matches: those with all of its words, or with any when none has all."""
        found = query.words()
        base = self._all(tuple(node for node in query.nodes if node not in found), query.wants_retired())
        if not found:
            return Match(base)
        growing = isinstance(query.nodes[-1], Text) and query.nodes[-1] is found[-1]
        strict = " AND ".join(each_word(found, growing))
        with_words = self.text(strict)
        ids = base & with_words
        if ids or len(found) == 1:
            filtered = len(ids) < len(with_words)
            first = base & self.text(heavy(strict)) if len(ids) > MANY else EMPTY
            return Match(ids, strict, filtered or bool(first), first=first)
        return self._loose(each_word(found, growing), base)

    def _loose(self, expressions: list[str], base: frozenset[int]) -> Match:
        """The documents with any of the words."""
        sets = sorted((base & self.text(one) for one in expressions), key=len)
        rare: frozenset[int] = EMPTY
        for ids in sets:
            rare |= ids
            if len(rare) >= ENOUGH:
                break
        return Match(EMPTY.union(*sets), " OR ".join(expressions), True, True, rare)

    def text(self, match: str) -> frozenset[int]:
        """The documents that hold an expression of the word index."""
        return self._ids("SELECT json_group_array(rowid) FROM search_index WHERE search_index MATCH ?", match)

    def values_of(self, node: Values) -> tuple[str, ...]:
        """The values in the registry that the words of a filter stand for."""
        return tuple(dict.fromkeys(found for value in node.values for found in self._resolved(node.field, value)))

    def _all(self, nodes: Sequence[Node], with_retired: bool) -> frozenset[int]:
        wanted = [self._node(node) for node in nodes if not node.negated]
        against = [self._node(node) for node in nodes if node.negated]
        if not with_retired:
            against.append(frozenset(self.columns.hidden))
        if wanted:
            wanted.sort(key=len)
            found = reduce(frozenset.intersection, wanted)
        else:
            found = self.columns.every()
        return reduce(frozenset.difference, against, found)

    def _node(self, node: Node) -> frozenset[int]:
        """The documents a term holds for, its sign aside."""
        if isinstance(node, Group):
            return EMPTY.union(*(self._all(branch, True) for branch in node.branches))
        if node not in self._known:
            self._known[node] = self._leaf(node)
        return self._known[node]

    def _leaf(self, node: Leaf) -> frozenset[int]:
        if isinstance(node, Text):
            return self.text(expression(node))
        if isinstance(node, Compare):
            return self._numbers(node)
        if isinstance(node, When):
            return self._times(node)
        if node.field == "missing":
            there = (self._has(value) for value in node.values)
            return EMPTY.union(*(self.columns.every() - found for found in there))
        if node.field == "has":
            return EMPTY.union(*map(self._has, node.values))
        if node.field == "is":
            return EMPTY.union(*map(self._is, node.values))
        return EMPTY.union(*(self._value(node.field, value) for value in node.values))

    def _has(self, part: str) -> frozenset[int]:
        return self._exact("has", part) | self._exact("number", part)

    def _is(self, word: str) -> frozenset[int]:
        return self._value("owner", "@me") if word == "mine" else self._exact("stage", word)

    def _value(self, field: str, value: str) -> frozenset[int]:
        found = EMPTY.union(*(self._exact(field, exact) for exact in self._resolved(field, value)))
        if not found and field in ("model", "source"):
            return self.text(f"name : {expression(Text(value, True))}") if words(value) else EMPTY
        if not found and field == "task":
            return self._exact("domain", key(value))
        return found

    def _resolved(self, field: str, value: str) -> tuple[str, ...]:
        """The values of ``field`` that ``value`` means: itself, else those that hold its words."""
        if field == "owner" and value.lower() in ("@me", "@mine"):
            return (key(self.actor),) if self.actor else ()
        exact = key(value.lstrip("@") if field in ("owner", "alias") else value)
        if exact.endswith("*"):
            return self._prefixed(field, exact.rstrip("*"))
        known = self.connection.execute(
            "SELECT 1 FROM search_values WHERE field = ? AND value = ?", (field, exact)
        ).fetchone()
        if known or field in ("model", "source", "owner", "alias", "stage"):
            return (exact,)
        return self._holding(field, words(exact))

    def _prefixed(self, field: str, start: str) -> tuple[str, ...]:
        rows = self.connection.execute(
            "SELECT value FROM search_values WHERE field = ? AND value >= ? AND value < ? LIMIT ?",
            (field, start, f"{start}\U0010ffff", BROAD),
        )
        return tuple(value for (value,) in rows)

    def _holding(self, field: str, parts: list[str]) -> tuple[str, ...]:
        rows = self.connection.execute("SELECT value FROM search_values WHERE field = ?", (field,))
        wanted = set(parts)
        found = (value for (value,) in rows if wanted and wanted <= set(words(value)))
        return tuple(value for value, _ in zip(found, range(BROAD), strict=False))

    def _exact(self, field: str, value: str) -> frozenset[int]:
        return self._ids(
            "SELECT json_group_array(document) FROM search_facets WHERE field = ? AND value = ?", field, value
        )

    def _numbers(self, node: Compare) -> frozenset[int]:
        condition, bounds = number_condition(node)
        return self._ids(
            f"SELECT json_group_array(document) FROM search_numbers WHERE name = ? AND {condition}",
            node.field, *bounds,
        )  # fmt: skip

    def _times(self, node: When) -> frozenset[int]:
        low, high = dates.bounds(node, self.now)
        condition = "retired IN (0, 1) AND updated" if node.field == "updated" else "created"
        return self._ids(
            f"SELECT json_group_array(id) FROM search_documents WHERE {condition} >= ? AND {node.field} < ?",
            low, high,
        )  # fmt: skip

    def _ids(self, statement: str, *values: object) -> frozenset[int]:
        remembered = (statement, *values)
        if remembered not in self._known:
            (text,) = self.connection.execute(statement, values).fetchone()
            self._known[remembered] = _IDS.decode(text)
        return self._known[remembered]


def number_condition(node: Compare) -> tuple[str, tuple[float | str, ...]]:
    """The condition on ``value`` and ``dataset`` of a comparison, and what to bind to it."""
    parts: list[str] = []
    bounds: list[float | str] = []
    if node.op == "..":
        for sign, end in ((">=", node.first), ("<=", node.last)):
            if end is not None:
                parts.append(f"value {sign} ?")
                bounds.append(end)
    else:
        parts.append(f"value {node.op} ?")
        bounds.append(node.first or 0.0)
    if node.dataset:
        parts.append("instr(dataset, ?)")
        bounds.append(key(node.dataset))
    return " AND ".join(parts) or "1", tuple(bounds)
