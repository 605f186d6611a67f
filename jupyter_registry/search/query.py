"""The query language: ``parse`` reads a line and never fails, ``str`` of the result is its canonical form.

::

    query  = { term }                        terms are joined by AND
    term   = [ "-" ] ( filter | group | text )
    group  = "(" query { "OR" query } ")"
    filter = field ":" values | field cmp number | field ":" range | "@" alias | "sort:" field
    values = value { "," value }             comma means any of
    range  = number ".." number | "*" ".." number | number ".." "*"
    text   = word | '"' words '"'
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timezone

from .. import limits
from ..types import Problem, Term
from .nodes import Compare, Node, Span, Text, Values, When, leaves, text_of
from .scan import Scanner

_UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True)
class Query:
    """A query line as understood; two are equal when they mean the same."""

    nodes: tuple[Node, ...] = ()
    sort: str = ""
    problems: tuple[Problem, ...] = field(default=(), compare=False)
    sort_span: Span = field(default=(0, 0), compare=False)

    def __str__(self) -> str:
        sort = f"sort:{self.sort}" if self.sort else ""
        return " ".join(filter(None, (text_of(self.nodes), sort)))

    def without(self, node: Node) -> Query:
        """The same query with one of its outermost terms left out."""
        return Query(tuple(other for other in self.nodes if other is not node), self.sort)

    def replaced(self, node: Node, by: Node) -> Query:
        """The same query with one of its outermost terms replaced."""
        return Query(tuple(by if other is node else other for other in self.nodes), self.sort)

    def terms(self) -> tuple[Term, ...]:
        """Every word and filter with its place in the typed line."""
        found = [
            Term(
                text=leaf.plain(), start=leaf.span[0], end=leaf.span[1],
                field="" if isinstance(leaf, Text) else leaf.field, negated=against,
            )
            for leaf, against in leaves(self.nodes)
        ]  # fmt: skip
        if self.sort:
            start, end = self.sort_span
            found.append(Term(text=f"sort:{self.sort}", start=start, end=end, field="sort"))
        return tuple(found)

    def words(self) -> tuple[Text, ...]:
        """The words and phrases asked for, outside of groups."""
        return tuple(node for node in self.nodes if isinstance(node, Text) and not node.negated)

    def fields(self) -> tuple[str, ...]:
        """The fields whose numbers are asked for, in the order typed, then the one to sort by."""
        asked = [leaf.field for leaf, _ in leaves(self.nodes) if isinstance(leaf, Compare)]
        return tuple(dict.fromkeys((*asked, *filter(None, (self.sort.lstrip("-"),)))))

    def wants_retired(self) -> bool:
        """Whether retired models are asked for; otherwise they are not shown."""
        return any(
            isinstance(leaf, Values) and leaf.field in ("is", "stage") and not against and "retired" in
            map(str.lower, leaf.values)
            for leaf, against in leaves(self.nodes)
        )  # fmt: skip


def parse(text: str, *, metrics: Collection[str] = (), now: datetime | None = None) -> Query:
    """Read a query line. ``metrics`` are the names of known numbers; ``now`` is what ages count from.

    Never raises: what cannot be read is left out and named in ``problems``, with its place and a fix.
    """
    now = now or datetime.now(timezone.utc)
    if now.tzinfo is None:
        now = now.replace(tzinfo=timezone.utc)
    readable = _UNREADABLE.sub(" ", text)  # one for one, so that places stay the same
    longest = limits.QUERY_CHARACTERS
    scanner = Scanner(readable[:longest], metrics, now)
    branches = scanner.branches()
    if len(readable) > longest:
        message = f"Only the first {longest} characters are read."
        scanner.problems.append(Problem(start=longest, end=len(readable), message=message))
    nodes = branches[0] if branches else ()
    return Query(nodes, scanner.sort, tuple(scanner.problems), scanner.sort_span)


__all__ = ["Compare", "Query", "Text", "Values", "When", "parse"]
