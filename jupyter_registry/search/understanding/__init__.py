"""Plain words read as filters: "image classifier under 6M params above 75 top-1 on ImageNet".

Amounts, times, owners, libraries and licenses become filters whenever the registry has such values and they leave
models. Tasks and data sets do so only beside an amount, or when they are all that is asked for; a language only where
the models that tell of it also name it. Otherwise, and whenever in doubt, words stay words and only bring forward.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from ...types import Understood
from ..concepts import FILLERS
from ..fields import BY_NAME
from ..nodes import Compare, Node, Values, When
from ..query import Query
from ..units import shown
from ..words import word_set
from .amounts import Amount, amounts
from .entities import Entity, Names, entities
from .known import Known
from .measures import Measurer
from .times import times
from .tokens import Token, tokens

Filter = Compare | Values | When
COVERED = 0.7  # share of the models that tell of a value which must have it, so that a filter loses little
_FIRST = ("dataset", "task", "domain")
"""The fields of names that are not sure, in the order in which they become filters."""
GENERIC = FILLERS | word_set(
    "art based checkpoint checkpoints deep latest learning licensed machine network networks neural pretrained "
    "released resource resources sota state system task tool tools training using whose"
)
"""Words that ask for nothing once filters are read."""


@dataclass(frozen=True)
class Reading:
    """A query with its plain words read: ``query`` is what to search, ``line`` the words to rank by."""

    query: Query
    line: str = ""
    understood: tuple[Understood, ...] = ()


@dataclass
class _Line:
    """The state of one reading: the tokens, which of them are used up, and the filters found so far."""

    found: tuple[Token, ...]
    known: Known
    nodes: list[Node]
    free: list[bool] = field(default_factory=list)
    read: list[tuple[Filter, frozenset[int]]] = field(default_factory=list)

    def take(self, node: Filter, places: Sequence[int] | frozenset[int] | range) -> bool:
        """Make ``node`` a filter if it leaves models."""
        if not self.known.count([*self.nodes, node]):
            return False
        self.nodes.append(node)
        self.read.append((node, frozenset(places)))
        for place in places:
            self.free[place] = False
        return True


def understand(query: Query, known: Known, names: Names, now: datetime) -> Reading:
    """Read the plain words of ``query``; ``now`` is what "last month" counts from."""
    found = tokens(query)
    if not found:
        return Reading(query)
    words = query.words()
    line = _Line(found, known, [node for node in query.nodes if node not in words], [True] * len(found))
    for time in times(found, now):
        line.take(time.node, range(time.begin, time.end))
    asked = tuple(amounts(found))
    for amount in asked:
        line.free[amount.begin : amount.end] = [False] * (amount.end - amount.begin)
    named = tuple(entities(found, line.free, names))
    soft = [one for one in named if not _take_sure(line, one, named)]
    measurer = Measurer(found, line.free, known, names)
    for amount in asked:
        _take_amount(line, measurer, amount, soft)
    soft = [one for one in soft if one.field in _FIRST and any(line.free[one.begin : one.end])]
    if _has_amount(line) or not _telling(line, soft):
        for one in sorted(soft, key=lambda entity: _FIRST.index(entity.field)):
            _take_soft(line, one)
    if not line.read:
        return Reading(query)
    return Reading(_searched(query, line), _ranked(line, named), tuple(_understood(query, line)))


def _take_amount(line: _Line, measurer: Measurer, amount: Amount, soft: Sequence[Entity]) -> None:
    """Make a filter of an amount; one that says nothing is words again."""
    datasets = [one for one in soft if one.field == "dataset"]
    tasks = [_filter(one) for one in soft if one.field == "task"]
    context = [*line.nodes, *(node for node in tasks if line.known.count([*line.nodes, node]))]
    measured = measurer.measured(amount, datasets, context) or measurer.measured(amount, datasets, line.nodes)
    if not (measured and line.take(measured.node, measured.places)):
        line.free[amount.begin : amount.end] = [True] * (amount.end - amount.begin)


def _take_sure(line: _Line, one: Entity, named: Sequence[Entity]) -> bool:
    """Make a filter of a name that is sure whatever else is in the line."""
    places = range(one.begin, one.end)
    if one.negated or one.field in ("framework", "license", "owner"):
        return line.take(_filter(one), places)
    if one.field != "language":
        return False
    tasks = [_filter(other) for other in named if other.field == "task"]
    return _covered(line, one, tasks) and line.take(_filter(one), places)


def _take_soft(line: _Line, one: Entity) -> None:
    if one.field == "dataset" and not _covered(line, one):
        return
    if one.field != "domain" or line.read:  # alone, "text" is a word like others
        line.take(_filter(one), range(one.begin, one.end))


def _covered(line: _Line, one: Entity, context: Sequence[Node] = ()) -> bool:
    """Whether the models that tell of a value mostly have it."""
    nodes = [*line.nodes, *context]
    return line.known.told(one.text, [*nodes, _filter(one)]) >= COVERED * line.known.told(one.text, nodes)


def _filter(one: Entity) -> Values:
    return Values(one.field, (one.value,), one.negated)


def _has_amount(line: _Line) -> bool:
    return any(isinstance(node, Compare) for node, _ in line.read)


def _telling(line: _Line, soft: Sequence[Entity]) -> bool:
    """Whether words are left that say something else."""
    used = {place for one in soft for place in range(one.begin, one.end)}
    return any(
        free and place not in used and line.found[place].word not in GENERIC for place, free in enumerate(line.free)
    )


def _searched(query: Query, line: _Line) -> Query:
    """The query with filters in place of the words they were read from.

    Words that ask for nothing are left out, and so are the others when no model that fits has them all.
    """
    left = {token.node for token, free in zip(line.found, line.free, strict=True) if free and token.word not in GENERIC}
    readable = {token.node for token in line.found}
    if not line.known.count([*line.nodes, *left]):
        left = set()
    kept = tuple(node for node in query.nodes if node not in readable or node in left)
    filters = tuple(node for node, _ in line.read)
    typing = bool(kept) and kept[-1] is query.nodes[-1]  # the last word may be half typed: it stays the last
    return Query((*filters, *kept) if typing else (*kept, *filters), query.sort)


def _ranked(line: _Line, named: Sequence[Entity]) -> str:
    """The words that are not part of an amount or a time."""
    names = {place for one in named if not one.negated for place in range(one.begin, one.end)}
    words = (token.word for place, token in enumerate(line.found) if line.free[place] or place in names)
    return " ".join(words)


def _understood(query: Query, line: _Line) -> Iterator[Understood]:
    for node, places in line.read:
        part = [line.found[place] for place in sorted(places)]
        start, end = part[0].start, part[-1].end
        inside = [one for one in query.words() if one.span[0] < end and one.span[1] > start]
        yield Understood(
            text=" ".join(token.word for token in part),
            start=start,
            end=end,
            filter=f"-{node.plain()}" if node.negated else node.plain(),
            literal=" ".join(f'"{one.text}"' for one in inside),
            label=_label(node),
        )


def _label(node: Filter) -> str:
    """A filter for people: "Task: object-detection", "Parameters < 6 M"."""
    known = BY_NAME.get(node.field)
    name = known.label if known else node.field.replace("_", " ")
    if isinstance(node, Values):
        return f"{name}: {'not ' if node.negated else ''}{', '.join(node.values)}"
    if isinstance(node, When):
        return replace(node, field=name).plain()
    on = f" on {node.dataset}" if node.dataset else ""
    ends = [shown(end, known.kind if known else "plain") for end in (node.first, node.last) if end is not None]
    return f"{name} {' to '.join(ends) if node.op == '..' else f'{node.op} {ends[0]}'}{on}"


__all__ = ["Known", "Names", "Reading", "understand"]
