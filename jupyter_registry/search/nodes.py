"""What a query line means: words, filters and groups, each able to print itself in the canonical form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as part

from .fields import kind_of
from .units import write

Span = tuple[int, int]
_BARE_VALUE = re.compile(r'[^\s",()]+')
_BARE_DATASET = re.compile(r"[\w.-]+")


@dataclass(frozen=True)
class Text:
    """A word, or a phrase whose words stand side by side."""

    text: str
    phrase: bool = False
    negated: bool = False
    span: Span = part(default=(0, 0), compare=False)

    def plain(self) -> str:
        """The canonical text without the sign."""
        return f'"{self.text}"' if self.phrase else self.text


@dataclass(frozen=True)
class Values:
    """A field that has any of some values; ``is``, ``has`` and ``missing`` are such fields too.

    ``exact`` asks for values spelled like that, and for no others that mean the same.
    """

    field: str
    values: tuple[str, ...]
    negated: bool = False
    span: Span = part(default=(0, 0), compare=False)
    exact: bool = False

    def plain(self) -> str:
        """The canonical text without the sign."""
        always = self.field.startswith("param.")  # there a bare number would read as a comparison
        shown = (v if _BARE_VALUE.fullmatch(v) and not always else f'"{v}"' for v in self.values)
        return f"{self.field}{'=' if self.exact else ':'}{','.join(shown)}"


@dataclass(frozen=True)
class Compare:
    """A number within bounds; ``op`` is one of ``< <= > >= = ..``, and None is an open end of a range."""

    field: str
    op: str
    first: float | None
    last: float | None = None
    dataset: str = ""
    negated: bool = False
    span: Span = part(default=(0, 0), compare=False)

    def plain(self) -> str:
        """The canonical text without the sign."""
        name = self._name()
        if self.op == "..":
            return f"{name}:{self._range()}"
        sign = ":" if self.op == "=" else self.op
        return f"{name}{sign}{write(self.first or 0.0, kind_of(self.field))}"

    def _name(self) -> str:
        if not self.dataset:
            return self.field
        bare = _BARE_DATASET.fullmatch(self.dataset)
        return f"{self.field}@{self.dataset}" if bare else f'{self.field}@"{self.dataset}"'

    def _range(self) -> str:
        kind = kind_of(self.field)
        ends = [None if end is None else write(end, kind) for end in (self.first, self.last)]
        if len({end[-1].isalpha() for end in ends if end is not None}) > 1:
            ends = [None if end is None else write(end, "plain") for end in (self.first, self.last)]
        return "..".join("*" if end is None else end for end in ends)

    def holds(self, value: float) -> bool:
        """Whether ``value`` is within the bounds."""
        first = self.first or 0.0
        if self.op == "..":
            return (self.first is None or value >= self.first) and (self.last is None or value <= self.last)
        return {
            "<": value < first, "<=": value <= first, ">": value > first, ">=": value >= first,
            "=": value == first,
        }[self.op]  # fmt: skip


@dataclass(frozen=True)
class When:
    """A time within bounds; the ends are dates (``2026-01``), ages (``30d``), ``today``, or "" when open."""

    field: str
    op: str
    first: str
    last: str = ""
    negated: bool = False
    span: Span = part(default=(0, 0), compare=False)

    def plain(self) -> str:
        """The canonical text without the sign."""
        if self.op == "..":
            return f"{self.field}:{self.first or '*'}..{self.last or '*'}"
        return f"{self.field}{':' if self.op == '=' else self.op}{self.first}"


@dataclass(frozen=True)
class Group:
    """Branches of which one must hold; within a branch all terms must."""

    branches: tuple[tuple[Node, ...], ...]
    negated: bool = False
    span: Span = part(default=(0, 0), compare=False)

    def plain(self) -> str:
        """The canonical text without the sign."""
        return "(" + " OR ".join(text_of(branch) for branch in self.branches) + ")"


Leaf = Text | Values | Compare | When
Node = Text | Values | Compare | When | Group


def text_of(nodes: tuple[Node, ...]) -> str:
    """The canonical text of terms that all must hold."""
    return " ".join(f"-{node.plain()}" if node.negated else node.plain() for node in nodes)


def leaves(nodes: tuple[Node, ...], negated: bool = False) -> Iterator[tuple[Leaf, bool]]:
    """Every word and filter, groups opened, with whether it is asked for or against."""
    for node in nodes:
        against = node.negated != negated
        if isinstance(node, Group):
            for branch in node.branches:
                yield from leaves(branch, against)
        else:
            yield node, against
