"""What an amount is compared with: size or speed by its unit, else the metric named nearest to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..concepts import FILLERS
from ..fields import higher_is_better, is_share
from ..nodes import Compare, Node
from ..vocabulary.tables import squashed
from ..words import word_set
from .amounts import Amount
from .entities import Entity, Names
from .known import Known
from .tokens import Token, joined, windows

PARAMS = word_set("params param parameters parameter weights weight")
MEMORY = word_set("memory ram vram gpu mem")
_BESIDE = word_set("model size training train peak inference per image frame sample clip latency in memory disk file")
_NOUNS = {
    "count": ("params", PARAMS),
    "bytes": ("size", MEMORY),
    "time": ("latency", word_set("latency")),
    "flops": ("flops", word_set("compute flops")),
}
LONGEST = 4  # tokens of the name of a metric
LITERAL = 1.5  # what the very name of a number, or what else means only it, is worth, against 1 for what may mean it
REACH = 4  # telling tokens between an amount and the name of its metric
_OPTIONAL = word_set("box score iou mean acc accuracy all avg average")
"""Parts of the name of a metric that people leave out."""
_NO_METRIC = word_set("is per sad ar error_rate")


@dataclass(frozen=True)
class Named:
    """The words of a metric in the line."""

    text: str
    begin: int
    end: int


@dataclass(frozen=True)
class Measured:
    """A comparison, and the places of the tokens that say it."""

    node: Compare
    places: frozenset[int]


class Measurer:
    """Finds what each amount of one line is about, in the models that ``context`` leaves."""

    def __init__(self, found: Sequence[Token], free: Sequence[bool], known: Known, names: Names) -> None:
        self.found = found
        self.free = free  # what other filters use up is not free
        self.known = known
        self.names = names
        self.vocabulary = names.vocabulary
        self.words = {token.word for token in found}
        self.named = tuple(self._named(free))

    def _named(self, free: Sequence[bool]) -> Iterator[Named]:
        taken = 0
        for begin, end in windows(self.found, free, LONGEST):
            text = joined(self.found[begin:end])
            if begin >= taken and text not in _NO_METRIC and text in self.names.metrics:
                taken = end
                yield Named(text, begin, end)

    def measured(self, amount: Amount, datasets: Sequence[Entity], context: Sequence[Node]) -> Measured | None:
        """The comparison an amount makes, None when the line does not say of what."""
        places = set(range(amount.begin, amount.end))
        if amount.measure in _NOUNS:
            return self._resource(amount, places)
        nouns = set() if amount.measure else self._beside(amount, PARAMS)
        if nouns:
            return Measured(_compare("params", amount), frozenset(places | nouns))
        named = self._nearest(amount, datasets)
        if named:
            places.update(range(named.begin, named.end))
        if not named and amount.measure != "share":
            return None
        names = self._names(named, datasets) if named else self._shares()
        return self._metric(amount, names, datasets, context, places)

    def _resource(self, amount: Amount, places: set[int]) -> Measured | None:
        field, nouns = _NOUNS[amount.measure]
        beside = self._beside(amount, nouns | _BESIDE)
        said = {self.found[place].word for place in beside}
        if amount.measure == "bytes" and said & MEMORY:
            field = "memory"
        if "time" in said or (amount.measure == "count" and not said & PARAMS and self._nearest(amount, ())):
            return None
        return Measured(_compare(field, amount), frozenset(places | beside))

    def _beside(self, amount: Amount, nouns: frozenset[str]) -> set[int]:
        """The places of words beside an amount that belong to it, little words between them included."""
        found: set[int] = set()
        for step, start in ((-1, amount.begin - 1), (1, amount.end)):
            place, pending = start, set()
            while 0 <= place < len(self.found) and (self._is_free(place, nouns) or self._little(place)):
                pending.add(place)
                if self.found[place].word in nouns:
                    found |= pending
                place += step
        return found

    def _is_free(self, place: int, nouns: frozenset[str]) -> bool:
        return self.free[place] and self.found[place].word in nouns

    def _little(self, place: int) -> bool:
        return self.found[place].word in ("of", "a", "an", "the", "is", "its")

    def _nearest(self, amount: Amount, datasets: Sequence[Entity]) -> Named | None:
        """The metric named nearest to an amount, the one before it when two are as near."""
        skipped = {place for entity in datasets for place in range(entity.begin, entity.end)}

        def between(begin: int, end: int) -> int:
            telling = (place for place in range(begin, end) if place not in skipped)
            return sum(self.found[place].word not in FILLERS for place in telling)

        named = [one for one in self.named if all(self.free[one.begin : one.end])]
        before = [(between(one.end, amount.begin), 0, one) for one in named if one.end <= amount.begin]
        behind = [(between(amount.end, one.begin), 1, one) for one in named if one.begin >= amount.end]
        near = min((*before, *behind), key=lambda gap: gap[:2], default=None)
        return near[2] if near and near[0] <= REACH else None

    def _names(self, named: Named, datasets: Sequence[Entity]) -> dict[str, float]:
        """The numbers of the registry that the words of a metric may mean, with how much of the line they take up."""
        text, places = named.text, range(named.begin, named.end)
        on = {self.found[place].word for one in datasets for place in range(one.begin, one.end)}
        keys = self.vocabulary.metrics.get(text, ())
        spoken = {self.found[place].word for place in places}
        plain = text.rstrip("0123456789")
        cores = [spoken, *(set(key.split("_")) for key in keys), *([{plain}] if plain != text else [])]
        found: dict[str, float] = {}
        for name in self.names.numbers:
            if squashed(name) == text or name in keys:
                found[name] = LITERAL if squashed(name) == text or keys == (name,) else 1.0
                continue
            parts = set(name.split("_"))
            for core in cores:
                extra = parts - core
                if core <= parts and extra <= self.words | _OPTIONAL:
                    said = len(extra & self.words - on) + bool(extra & on) - 0.1 * len(extra - self.words)
                    found[name] = max(found.get(name, 0.0), 1.0 + said)
        return found

    def _shares(self) -> dict[str, float]:
        """Any number that is a share, for "over 91 percent"."""
        known = self.vocabulary.tables.metrics
        return {name: 1.0 for name in self.names.numbers if name in known and known[name].share}

    def _metric(
        self,
        amount: Amount,
        names: dict[str, float],
        datasets: Sequence[Entity],
        context: Sequence[Node],
        places: set[int],
    ) -> Measured | None:
        """Of the numbers that may be meant and leave models, the one that takes up most of the line."""
        for name, on in self._likeliest(names, datasets, context):
            node = self._scaled(_compare(name, amount, on.text if on else ""))
            if not self.known.count([*context, node]):
                continue
            if on:
                places.update(range(on.begin, on.end))
            parts = frozenset(name.split("_"))
            words = {place for place, token in enumerate(self.found) if token.word in parts}
            return Measured(node, frozenset(places | (words & self._beside(amount, parts))))
        return None

    def _likeliest(
        self, names: dict[str, float], datasets: Sequence[Entity], context: Sequence[Node]
    ) -> list[tuple[str, Entity | None]]:
        """Numbers on datasets: first what takes up most of the line, then what most models have.

        Of equal ones the one whose words begin first: "whole body AP" is about the whole.
        """
        ranked = []
        for name in sorted(names, key=lambda name: (self._begin(name), name)):
            for dataset in (*datasets, None):
                there = Compare(name, "..", None, None, dataset.text if dataset else "")
                count = self.known.count([*context, there])
                if count:
                    ranked.append((names[name] + (dataset is not None), count, name, dataset))
        ranked.sort(key=lambda one: one[:2], reverse=True)
        return [one[2:] for one in ranked]

    def _begin(self, name: str) -> int:
        """The place of the first token that is in a name."""
        parts = name.split("_")
        return next((place for place, token in enumerate(self.found) if token.word in parts), len(self.found))

    def _scaled(self, node: Compare) -> Compare:
        """The bound as the registry prints such numbers: 0.76 or 76."""
        spread = self.known.spread(node.field, node.dataset)
        known = self.vocabulary.tables.metrics.get(node.field)
        ends = [end for end in (node.first, node.last) if end is not None]
        if spread is None or not ends or not (is_share(node.field) or (known and known.share)):
            return node
        scale = 100.0 if max(ends) <= 1 < spread[1] / 1.5 else 0.01 if min(ends) > 1 >= spread[1] else 1.0
        first, last = (None if end is None else round(end * scale, 6) for end in (node.first, node.last))
        return Compare(node.field, node.op, first, last, node.dataset)


def _compare(name: str, amount: Amount, dataset: str = "") -> Compare:
    op = amount.op
    if op == "better":
        op = ">" if higher_is_better(name) else "<"
    return Compare(name, op, amount.first, amount.last, dataset)
