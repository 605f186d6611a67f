"""Which documents a query matches, as masks over their ids: each word by the word index, each filter by a column.

No statement joins the word index with another table: the planner would then ask the index once per row.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from ..search import dates, units
from ..search.concepts import asked
from ..search.nodes import Compare, Group, Leaf, Node, Text, Values, When
from ..search.query import Query
from ..search.stems import stem
from ..search.vocabulary import vocabulary
from ..search.words import folded, key, words
from .codes import Mask, ids_of, mask_of
from .columns import Columns
from .evidence import Evidence, Weigher
from .expressions import all_of, each_word, expression, quoted, told_words
from .kernel_fit import kernel_fit
from .likeness import by_likeness, like
from .matched import Match
from .spellings import as_written, pattern, resolved
from .typos import near

SEVERAL = 3  # words from which on a line is read as a description, if few models have all of them
ENOUGH = 20  # models with all words of a description that make it a list of words after all
SHORT = 4  # words of a line whose rare words are tried with another spelling
RARE = 10  # models that have a word which may be misspelt all the same
UNIQUE = ("model", "source")  # fields with a value for each document, which are looked up in the table
_STARRED = "SELECT group_concat(id) FROM search_documents JOIN stars USING (model) WHERE actor = ?"
_ALIKE = "SELECT group_concat(DISTINCT document) FROM search_facets WHERE field IN (?1, ?1 || '=') AND value GLOB ?2"


class Matcher:
    """Evaluates queries over one state of the tables and remembers the set of each part."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        columns: Columns,
        now: datetime,
        actor: str = "",
        kernel: Sequence[str] = (),
    ) -> None:
        self.connection = connection
        self.columns = columns
        self.now = now
        self.actor = actor
        self.kernel = kernel
        self._known: dict[Any, Mask] = {}
        self._matches: dict[tuple[Node, ...], Match] = {}
        self._evidence: dict[str, Evidence] = {}

    @cached_property
    def _weigher(self) -> Weigher:
        return Weigher(self.connection, self.columns)

    @cached_property
    def _fit(self) -> Mapping[str, Mask]:
        return kernel_fit(self.connection, self.columns, self.kernel)

    def match(self, query: Query) -> Match:
        """The documents ``query`` matches: those with all of its words, or those nearest to it when hardly any has."""
        if query.nodes not in self._matches:
            self._matches[query.nodes] = self._match(query)
        return self._matches[query.nodes]

    def _match(self, query: Query) -> Match:
        found = query.words()
        base = self._all(tuple(node for node in query.nodes if node not in found), query.wants_retired())
        if not found:
            return Match(base, evidence=by_likeness(self.connection, self.columns, query.nodes))
        growing = isinstance(query.nodes[-1], Text) and query.nodes[-1] is found[-1]
        told = told_words(found)
        match = self._strict(told, growing, base)
        if not match.total:
            corrected = self._corrected(told, growing, base)
            if corrected:
                better = self._strict([corrected.get(node, node) for node in told], growing, base)
                match = replace(better, corrected=corrected)
        if match.total and (len(found) < SEVERAL or match.total >= ENOUGH):
            return match
        return self._nearest(told, match, base)

    def _strict(self, told: Sequence[Text], growing: bool, base: Mask) -> Match:
        """The documents with all of the words."""
        joined = dict(self._joined(told))
        strict = all_of(each_word(told, growing), joined)
        with_words = self.text(strict)
        mask = base & with_words
        filtered = bool((mask != with_words).any())
        return Match(mask, strict, all_of(each_word(told, False), joined), filtered, adjacent=self._adjacent(told))

    def _adjacent(self, told: Sequence[Text]) -> Mask | None:
        """The documents in which several words stand side by side where they weigh."""
        if len(told) < 2:
            return None
        return self.text(f"{{name labels}} : {quoted(' '.join(node.text for node in told))}")

    def _joined(self, told: Sequence[Text]) -> Iterator[tuple[int, str]]:
        """The places of two words that the registry also writes as one, such as "mobile net", and the one word."""
        last = -1
        for place, (first, second) in enumerate(pairwise(told)):
            if place == last or first.phrase or second.phrase:
                continue
            joined = quoted(first.text + second.text)
            if self.text(joined).any():
                last = place + 1
                yield place, joined

    def _corrected(self, told: Sequence[Text], growing: bool, base: Mask) -> dict[Text, Text]:
        """The words that no model has, each with the nearest that one has; else one word that stands in the way."""
        typed = [node for node in told if not node.phrase]
        unknown = [node for node in typed if not self._is_known(node, growing and node is told[-1])]
        rare = [node for node in typed if np.count_nonzero(self.text(expression(node))) <= RARE]
        doubtful = unknown or (rare if len(told) <= SHORT else [])
        found = next(self._fitting(doubtful, told, growing, base), {})
        for node in unknown:
            if node not in found and (close := self._near(node)):
                found[node] = close[0]
        return {node: replace(node, text=word) for node, word in found.items()}

    def _is_known(self, node: Text, growing: bool) -> bool:
        """Whether a model has the word or one with the same stem, or people use it for what models do."""
        word = folded(node.text)
        known = vocabulary()
        return word in known.synonyms or stem(word) in known.task_stems or self.has_word(node, growing)

    def has_word(self, node: Text, growing: bool = False) -> bool:
        """Whether a model has the word, begun where it is still ``growing``, or one with the same stem."""
        if self.text(expression(node, growing)).any():
            return True
        return self.text(self._weigher.forms(folded(node.text))).any().item()

    def _fitting(
        self, rare: Sequence[Text], told: Sequence[Text], growing: bool, base: Mask
    ) -> Iterator[dict[Text, str]]:
        """A rare word in place of which a word like it would give results."""
        for node in rare:
            for word in self._near(node):
                changed = [replace(other, text=word) if other is node else other for other in told]
                if self._strict(changed, growing, base).total:
                    yield {node: word}

    def _near(self, node: Text) -> tuple[str, ...]:
        """The words of the registry nearest to a word, looked for once in each state of the registry."""
        word = folded(node.text)
        return self.columns.kept(f"near {word}", lambda: near(self.columns.lexicon(self.connection), word))

    def _nearest(self, told: Sequence[Text], strict: Match, base: Mask) -> Match:
        """The documents with all words, and those that show at least half as much of them as the best one does."""
        slips = {folded(node.text): folded(word.text) for node, word in strict.corrected.items()}
        found = self.evidence(" ".join(node.text for node in told), slips)
        mask = self._best_half(found, self.columns.visible) & base
        if not mask.any():  # what comes nearest is not among the documents that the filters leave
            mask = self._best_half(found, base)
        return Match(mask | strict.mask, loose=True, corrected=strict.corrected, evidence=found)

    def evidence(self, line: str, slips: Mapping[str, str]) -> Evidence:
        """How much of the words of ``line`` each document shows; ``slips`` are misspelt words and what they mean."""
        if line not in self._evidence:
            self._evidence[line] = self._weigher.evidence(line, asked(line, vocabulary()), slips)
        return self._evidence[line]

    def meeting(self, nodes: Sequence[Node]) -> Mask:
        """The documents that all of ``nodes`` hold for, without those that are retired."""
        return self._all(nodes, False)

    def _best_half(self, found: Evidence, base: Mask) -> Mask:
        best = float(found.scores[base].max(initial=0.0))
        return base & (found.scores >= best / 2) if best > 0 else self.nobody()

    def text(self, match: str) -> Mask:
        """The documents that hold an expression of the word index."""
        return self._ids("SELECT group_concat(rowid) FROM search_index WHERE search_index MATCH ?", match)

    def nobody(self) -> Mask:
        """No document."""
        return np.zeros(self.columns.size, np.bool_)

    def values_of(self, node: Values) -> tuple[str, ...]:
        """The values in the registry that the words of a filter stand for."""
        return tuple(dict.fromkeys(found for value in node.values for found in self._resolved(node.field, value)))

    def _all(self, nodes: Sequence[Node], with_retired: bool) -> Mask:
        found = self.columns.every() if with_retired else self.columns.visible
        for node in nodes:
            mask = self.node(node)
            found = found & ~mask if node.negated else found & mask
        return found

    def _any(self, masks: Sequence[Mask]) -> Mask:
        return np.logical_or.reduce(masks) if masks else self.nobody()

    def node(self, node: Node) -> Mask:
        """The documents a term holds for, its sign aside."""
        if isinstance(node, Group):
            return self._any([self._all(branch, True) for branch in node.branches])
        if node not in self._known:
            self._known[node] = self._leaf(node)
        return self._known[node]

    def _leaf(self, node: Leaf) -> Mask:
        if isinstance(node, Text):
            return self.text(expression(node))
        if isinstance(node, Compare):
            return self.columns.numbers(self.connection, node.field).mask(node, self.columns.size)
        if isinstance(node, When):
            return self._times(node)
        if node.field == "missing":
            return self._any([self.columns.every() & ~self._has(value) for value in node.values])
        if node.field == "has":
            return self._any([self._has(value) for value in node.values])
        if node.field == "kernel":
            return self._any([self.in_kernel(value) for value in node.values]) if self.kernel else self._unsaid(node)
        if node.field == "is":
            return self._any([self._is(value) for value in node.values])
        read = self._written if node.exact else self._value
        return self._any([read(node.field, value) for value in node.values])

    def in_kernel(self, word: str) -> Mask:
        """The documents that fit the kernel of the person who asks: "ok", "install" or "no"."""
        return self._fit.get(word, self.nobody())

    def _unsaid(self, node: Values) -> Mask:
        """What lets a term that cannot be judged change nothing."""
        return self.nobody() if node.negated else self.columns.every()

    def _has(self, part: str) -> Mask:
        measured = self.columns.numbers(self.connection, part)
        return self._exact("has", part) | mask_of(measured.documents, self.columns.size)

    def _is(self, word: str) -> Mask:
        if word == "starred":
            return self._ids(_STARRED, self.actor)
        if word == "sunset":
            return mask_of(self.columns.numbers(self.connection, word).documents, self.columns.size)
        return self._value("owner", "@me") if word == "mine" else self._exact("stage", word)

    def _written(self, field: str, value: str) -> Mask:
        return self._exact(*as_written(self.connection, self.columns, field, value))

    def _equal(self, name: str, value: str) -> Mask:
        """The documents whose number is the one that ``value`` writes."""
        number = units.read(value, "plain")
        return self.nobody() if number is None else self._leaf(Compare(name, "=", number))

    def _value(self, field: str, value: str) -> Mask:
        if field == "like":
            return like(self.connection, self.columns, value)[0]
        if "*" in value:
            return self._ids(_ALIKE, field, pattern(value))
        found = self._any([self._exact(field, exact) for exact in self._resolved(field, value)])
        if field.startswith("param."):
            return found | self._equal(field, value)
        if field in UNIQUE and words(value) and not found.any():
            return self.text(f"name : {expression(Text(value, True))}")
        if field == "task" and not found.any():
            return self._exact("domain", key(value))
        return found

    def _resolved(self, field: str, value: str) -> tuple[str, ...]:
        """The values of ``field`` that ``value`` means: itself, else those that hold its words."""
        if field == "owner" and value.lower() in ("@me", "@mine"):
            return (key(self.actor),) if self.actor else ()
        return resolved(self.connection, self.columns, field, value)

    def _exact(self, field: str, value: str) -> Mask:
        if field not in UNIQUE:
            return self.columns.codes(self.connection, field).mask(value)
        return self._ids("SELECT group_concat(document) FROM search_facets WHERE field = ? AND value = ?", field, value)

    def _times(self, node: When) -> Mask:
        low, high = dates.bounds(node, self.now)
        if node.field not in ("updated", "created"):
            asked = Compare(node.field, "..", low, high)
            return self.columns.numbers(self.connection, node.field).mask(asked, self.columns.size)
        times = self.columns.updated if node.field == "updated" else self.columns.created
        return self.columns.every() & (times >= low) & (times < high)

    def _ids(self, statement: str, *values: object) -> Mask:
        remembered = (statement, *values)
        if remembered not in self._known:
            (text,) = self.connection.execute(statement, values).fetchone()
            self._known[remembered] = mask_of(ids_of(text), self.columns.size)
        return self._known[remembered]
