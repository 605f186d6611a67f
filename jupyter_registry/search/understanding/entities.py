"""Names in a line: tasks, data sets, libraries, licenses, languages, owners; each a filter it may become."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..vocabulary import Vocabulary
from ..vocabulary.tables import squashed
from ..words import key, word_set
from .known import Known
from .tokens import Token, joined, windows

LONGEST = 5  # tokens of a name
SHORTEST_LANGUAGE = 4  # letters; the codes of languages are words of other meaning
NOT = word_set("not without except excluding no non")
OWNED = word_set("by from of")
_LICENSED = word_set("license licensed licence licenced licensing licenses under")
_ON = word_set("on dataset data trained benchmark evaluated for against")
_EVERYDAY = word_set(
    "race drive wine adult pets places pile titanic diabetes duke wiki opus ava ud kinetics cub sun m4 m5 r mit isc "
    "commercial closed multi flax haiku"
)
"""Names that are words of other meaning too; they need a word beside them that says what is meant."""
DOMAINS = {
    "text": "nlp", "nlp": "nlp", "vision": "vision", "image": "vision", "audio": "audio", "sound": "audio",
    "medical": "medical", "multimodal": "multimodal", "tabular": "tabular", "genomics": "genomics",
}  # fmt: skip
FIELDS = ("task", "dataset", "framework", "license", "language")


@dataclass(frozen=True)
class Entity:
    """A name and the tokens it stands on, ``begin`` to ``end`` with the words that belong to it."""

    field: str
    value: str
    text: str  # the words of the name as typed
    begin: int
    end: int
    negated: bool = False


class _Name(NamedTuple):
    field: str
    value: str


class Names:
    """The names that mean something in one registry, by their squashed spelling."""

    def __init__(self, known: Known, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._values = {field: frozenset(known.values(field)) for field in (*FIELDS, "owner", "domain")}
        self._owners = {squashed(owner): owner for owner in self._values["owner"]}
        self._own = dict(self._own_names())
        self.numbers = tuple(known.numbers())
        self.metrics = frozenset((*vocabulary.metrics, *map(squashed, self.numbers)))

    def read(self, text: str) -> _Name | None:
        """What a squashed spelling, or its singular, names in this registry."""
        return self._named(text) or (self._named(text[:-1]) if text.endswith("s") else None)

    def owner(self, text: str) -> str:
        """The owner a squashed spelling names, or ""."""
        return self._owners.get(text, "")

    def _named(self, text: str) -> _Name | None:
        for field in FIELDS:
            value = self.vocabulary.spellings[field].get(text, "")
            if value and (key(value) in self._values[field]):
                return _Name(field, value)
        if text in self._own:
            return self._own[text]
        domain = DOMAINS.get(text, "")
        if domain in self._values["domain"]:
            return _Name("domain", domain)
        kind = self.vocabulary.group_names.get(text, "")
        if kind and any(key(task) in self._values["task"] for task in self.vocabulary.tasks_in(kind)):
            return _Name("task", kind)
        return None

    def _own_names(self) -> Iterator[tuple[str, _Name]]:
        """Values that the vocabulary does not know; only of several words or with a digit: others may mean anything."""
        for field in ("dataset", "task", "framework"):
            for value in self._values[field]:
                spelling = squashed(value)
                if spelling and (spelling != value or any(map(str.isdigit, value))):
                    yield spelling, _Name(field, value)


def entities(found: Sequence[Token], free: Sequence[bool], names: Names) -> Iterator[Entity]:
    """The names among the free tokens, longer ones first, none within another."""
    taken = 0
    for begin, end in windows(found, free, LONGEST):
        if begin < taken:
            continue
        entity = _entity(found, begin, end, names)
        if entity:
            taken = entity.end
            yield entity


def _entity(found: Sequence[Token], begin: int, end: int, names: Names) -> Entity | None:
    text = joined(found[begin:end])
    before = found[begin - 1].word if begin else ""
    typed = " ".join(token.word for token in found[begin:end])
    if before in OWNED and (owner := names.owner(text)):
        return Entity("owner", owner, typed, begin - 1, end)
    name = names.read(text)
    if name is None or not _sure(name, found, begin, end):
        return None
    negated = before in NOT
    after = end + (name.field == "license" and end < len(found) and found[end].word in _LICENSED)
    return Entity(name.field, name.value, typed, begin - negated, after, negated)


def _sure(name: _Name, found: Sequence[Token], begin: int, end: int) -> bool:
    """Whether a name that may mean something else is meant."""
    text = joined(found[begin:end])
    if name.field == "language":
        return len(text) >= SHORTEST_LANGUAGE
    beside = {token.word for token in (*found[max(0, begin - 1) : begin], *found[end : end + 1])}
    if name.field == "license":
        return bool(beside & _LICENSED) or any("licen" in token.word for token in found[begin:end])
    if text in _EVERYDAY or len(text) < 2:
        return bool(beside & _ON)
    return True
