"""The tables of the vocabulary and the look-ups made from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import msgspec

from ..stems import stem
from ..words import WORD, folded, identifier, meaningful, words

Spellings = dict[str, tuple[str, ...]]
EVERYDAY = 0.7  # how much an everyday word says about a task, against a word of its name
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")


class Task(msgspec.Struct, frozen=True):
    """A task: the broader kinds it is ``in``, other ``names`` of it, everyday ``words`` for it, and a
    ``bag`` of single words that come up when people talk about it."""

    kinds: tuple[str, ...] = msgspec.field(default=(), name="in")
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    bag: str = ""


class MetricWords(msgspec.Struct, frozen=True):
    """A metric: its ``names``, its direction, and whether some print it as a share and others in percent."""

    names: tuple[str, ...] = ()
    higher: bool = True
    share: bool = False
    tasks: tuple[str, ...] = ()


class License(msgspec.Struct, frozen=True):
    """A license: its ``names``, parts of ``urls`` that stand for it, and its ``family``."""

    names: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    family: str = ""


class Tables(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All words, as the files and additions give them."""

    tasks: dict[str, Task] = {}
    groups: dict[str, Task] = {}
    datasets: Spellings = {}
    metrics: dict[str, MetricWords] = {}
    frameworks: Spellings = {}
    licenses: dict[str, License] = {}
    languages: Spellings = {}
    architectures: Spellings = {}
    synonyms: dict[str, tuple[tuple[str, ...], ...]] = {}


def squashed(text: str) -> str:
    """The form in which spellings are compared: "CIFAR-10" -> "cifar10", "V3+" -> "v3plus"."""
    return "".join(WORD.findall(folded(text).replace("+", "plus")))


class Vocabulary:
    """Look-ups in ``tables``; the fields are those of the query language."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    @cached_property
    def spellings(self) -> Mapping[str, Mapping[str, str]]:
        """Field -> squashed spelling -> the one name it stands for."""
        plain = {
            "dataset": self.tables.datasets,
            "framework": self.tables.frameworks,
            "language": self.tables.languages,
            "architecture": self.tables.architectures,
            "task": {name: task.names for name, task in self.tables.tasks.items()},
            "license": {name: found.names for name, found in self.tables.licenses.items()},
        }
        return {field: _by_spelling(names) for field, names in plain.items()}

    @cached_property
    def metrics(self) -> Mapping[str, tuple[str, ...]]:
        """Squashed name of a metric -> the keys it may mean, the usual one first."""
        found: dict[str, tuple[str, ...]] = {}
        for name, metric in self.tables.metrics.items():
            for spelling in dict.fromkeys(map(squashed, (name, *metric.names))):
                found[spelling] = (*found.get(spelling, ()), name)
        return found

    @cached_property
    def metric_spellings(self) -> Mapping[str, str]:
        """Squashed name of a metric -> the one way to write that name: a key, else the writing with fewest parts."""
        found: dict[str, str] = {}
        for metric in self.tables.metrics.values():
            for name in sorted(metric.names, key=lambda name: len(WORD.findall(name))):
                found.setdefault(squashed(name), identifier(name))
        found.update((squashed(name), name) for name in self.tables.metrics)
        return found

    @cached_property
    def synonyms(self) -> Mapping[str, tuple[str, ...]]:
        """Folded word or phrase -> the others that mean the same."""
        found: dict[str, dict[str, None]] = {}
        for line in (line for lines in self.tables.synonyms.values() for line in lines):
            for word in line:
                found.setdefault(folded(word), {}).update(dict.fromkeys(other for other in line if other != word))
        return {word: tuple(others) for word, others in found.items()}

    @cached_property
    def group_names(self) -> Mapping[str, str]:
        """Squashed name -> the broad kind of task it stands for."""
        return _by_spelling({name: group.names for name, group in self.tables.groups.items()})

    @cached_property
    def task_stems(self) -> Mapping[str, Mapping[str, float]]:
        """Stem of a word -> the tasks it speaks of, 1 when it is in a name of the task."""
        found: dict[str, dict[str, float]] = {}
        for name, task in self.tables.tasks.items():
            for weight, texts in ((EVERYDAY, (*task.words, task.bag)), (1.0, (name, *task.names))):
                for word in dict.fromkeys(meaningful(word for text in texts for word in words(text))):
                    found.setdefault(stem(word), {})[name] = weight
        return found

    @cached_property
    def task_texts(self) -> Mapping[str, tuple[str, ...]]:
        """Task -> the names and phrases people use for it."""
        return {name: (name.replace("-", " "), *task.names, *task.words) for name, task in self.tables.tasks.items()}

    @cached_property
    def task_phrases(self) -> Mapping[str, tuple[tuple[str, frozenset[str]], ...]]:
        """Stem -> the names and phrases with it that people use for a task, as the task and all stems of the phrase."""
        found: dict[str, dict[tuple[str, frozenset[str]], None]] = {}
        for name, texts in self.task_texts.items():
            for text in texts:
                stems = frozenset(stem(word) for word in meaningful(words(text)))
                for one in stems:
                    found.setdefault(one, {})[name, stems] = None
        return {one: tuple(phrases) for one, phrases in found.items()}

    @cached_property
    def _members(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for name, task in self.tables.tasks.items():
            for kind in task.kinds:
                found.setdefault(kind, []).append(name)
        return {kind: tuple(names) for kind, names in found.items()}

    def normal(self, field: str, value: str) -> str:
        """The one spelling of a value of ``field``; ``value`` itself when it is not known."""
        if field == "license":
            return self._license(value)
        known = self.spellings.get(field)
        return value if known is None else known.get(squashed(value), value)

    def tasks_in(self, kind: str) -> tuple[str, ...]:
        """The tasks that belong to a broad kind or to a task, itself first; none when it is no such name."""
        own = (kind,) if kind in self.tables.tasks else ()
        return tuple(dict.fromkeys((*own, *self._members.get(kind, ()))))

    def licenses_in(self, family: str) -> tuple[str, ...]:
        """The licenses of a family such as "permissive"."""
        wanted = squashed(family)
        return tuple(name for name, found in self.tables.licenses.items() if squashed(found.family) == wanted)

    def everyday(self, task: str, languages: Iterable[str] = ()) -> Iterator[str]:
        """What people may call a model of ``task`` who do not know the name, and its languages in words."""
        found = self.tables.tasks.get(self.normal("task", task))
        if found is not None:
            yield from (*found.names, *found.words)
        for language in languages:
            yield from self.tables.languages.get(self.normal("language", language), ())

    def _license(self, value: str) -> str:
        """Also reads addresses, and names with a remark in brackets behind them."""
        known = self.spellings["license"]
        found = known.get(squashed(value)) or known.get(squashed(_ASIDE.sub("", value)))
        if found is None and "//" in value:
            parts = ((name, part) for name, one in self.tables.licenses.items() for part in one.urls)
            found = next((name for name, part in parts if part in value.lower()), None)
        return found or value


def _by_spelling(names: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """A table's own names win over other names, and the first of those over later ones."""
    found: dict[str, str] = {}
    for name, others in names.items():
        for other in others:
            found.setdefault(squashed(other), name)
    found.update((squashed(name), name) for name in names)
    return found
