"""How much of what a query asks for each document shows, when not every word must be there.

A word counts by how rare it is. It is found in a document when the document has it where it weighs (name, labels,
summary), when it speaks of the document's task, when the document has a word that means the same, or, least, when the
word is somewhere in the card. ``bm25``, nearness in meaning and standing decide between documents that show as much.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from ..search.concepts import Asked, overlap
from ..search.nodes import Text
from ..search.stems import stem
from ..search.vocabulary import vocabulary
from .codes import Mask, ids_of, mask_of
from .columns import Columns
from .expressions import any_of, expression, heavy, quoted
from .search_schema import WEIGHTS
from .standing import standing
from .vectors import meanings

OWN, TASK, SAME, BODY = 1.0, 1.05, 0.7, 0.25
"""What a word found in the words of a document, by its task, by a synonym, or in its card counts."""
RAREST = 7.0  # weight of a word that hardly any document has
WEIGHED = 0.15  # of bm25, against the shares of the words
SPOKEN = 0.2  # of a phrase that people use for the task
MEANING = 0.3  # of nearness in meaning to the document, and of that to its task
NEAR = 0.6  # of the nearest, that is worth telling
UNRELATED = 0.25  # cosine of texts that have nothing to do with each other
WEIGHED_DOCUMENTS = 400
CANDIDATES = 20_000  # documents that are weighed at all
TIE = 1e-3  # of the standing, between documents that show as much
COMMON = 4  # characters that all forms of a word begin with
FORMS = 24  # forms of one word, such as "detect", "detecting", "detector"

Scores = npt.NDArray[np.float32]


def stretched(cosines: Scores) -> Scores:
    """From 0 for what has nothing to do with it to 1 for the nearest."""
    if not len(cosines):
        return cosines
    best = max(float(cosines.max()), UNRELATED + 0.2)
    found: Scores = (cosines - np.float32(UNRELATED)) / np.float32(best - UNRELATED)
    return np.maximum(found, 0)


@dataclass
class Evidence:
    """The score of every document and, for the reasons, which words were found how."""

    scores: Scores
    near: Scores
    own: dict[str, Mask] = field(default_factory=dict)
    same: dict[str, Mask] = field(default_factory=dict)
    tasks: dict[str, float] = field(default_factory=dict)
    asked: tuple[Asked, ...] = ()
    alike: bool = False  # whether models like another are asked for
    shared: dict[str, Mask] = field(default_factory=dict)  # who has a value of that one too, by what it is called


class Weigher:
    """Looks for words in one state of the tables."""

    def __init__(self, connection: sqlite3.Connection, columns: Columns) -> None:
        self.connection = connection
        self.columns = columns

    def evidence(self, line: str, asked: tuple[Asked, ...], corrected: Mapping[str, str]) -> Evidence:
        """What each document shows of the words ``asked``; a misspelt one is looked for as it is ``corrected``."""
        scores, near = np.zeros((2, self.columns.size), np.float32)
        found = Evidence(scores, near, asked=asked)
        total = 0.0
        expressions = []
        for one in asked:
            every = self.forms(corrected.get(one.text, one.text))
            own = self._holding(heavy(every))
            weight = min(RAREST, math.log(1 + len(own) / max(1, int(np.count_nonzero(own)))))
            found.scores += weight * self._shares(one, own, every, found)
            total += weight
            expressions.append(every)
        found.scores /= total or 1.0
        self._add_phrases(line, found.scores)
        self._add_weighed(any_of(expressions), found.scores)
        self._add_meaning(line, found)
        return found

    def forms(self, word: str) -> str:
        """An expression for a word and those of the registry with the same stem."""
        root = stem(word)
        if root == word and not word.isalpha():
            return expression(Text(word))
        begun = self.columns.lexicon(self.connection).beginning(root[:COMMON])
        forms = [term for term in begun if stem(term) == root][:FORMS]
        return any_of([expression(Text(word)), *map(quoted, forms)])

    def _shares(self, one: Asked, own: Mask, every: str, found: Evidence) -> Scores:
        """How far each document has one word, 0..1."""
        shares: Scores = np.where(own, OWN, BODY * self._holding(every)).astype(np.float32)
        found.own[one.text] = own
        if one.others:
            same = self._holding(heavy(any_of([expression(Text(other, True)) for other in one.others])))
            found.same[one.text] = same & ~own
            np.maximum(shares, SAME * same, out=shares)
        for task, strength in one.tasks.items():
            if (mask := self.of_task(task)) is not None:
                shares[mask] = np.maximum(shares[mask], TASK * strength)
                found.tasks[task] = found.tasks.get(task, 0.0) + strength
        return shares

    def of_task(self, task: str) -> Mask | None:
        """The documents of a task, or None when there are none."""
        codes = self.columns.codes(self.connection, "task")
        return codes.mask(task) if task in codes.code else None

    def _add_phrases(self, line: str, scores: Scores) -> None:
        for task, share in overlap(line, vocabulary()).items():
            if (mask := self.of_task(task)) is not None:
                scores[mask] += SPOKEN * share

    def _add_weighed(self, match: str, scores: Scores) -> None:
        ranks = list(self._weighed(match, self._leading(scores)))
        best = max((rank for _, rank in ranks), default=0.0)
        for document, rank in ranks:
            scores[document] += WEIGHED * rank / best

    def _add_meaning(self, line: str, found: Evidence) -> None:
        known = meanings(self.connection, self.columns.change)
        if known is None:
            return
        query = known[1].embed([line])[0]
        ids, cosines = known[0].near(query)
        inside = ids < len(found.scores)
        nearness = stretched(cosines[inside])
        found.scores[ids[inside]] += MEANING * nearness
        found.near[ids[inside]] = nearness
        tasks = known[0].near_tasks(query)
        for task, nearness in zip(tasks, stretched(np.array([*tasks.values()], np.float32)), strict=True):
            if nearness > 0 and (mask := self.of_task(task)) is not None:
                found.scores[mask] += MEANING * nearness

    def _leading(self, scores: Scores) -> Mask | None:
        """The documents worth weighing, of equal scores those of the best standing; None when all are."""
        if self.columns.size <= CANDIDATES:
            return None
        standings = standing(self.connection, self.columns)
        best = np.argpartition(-(scores + TIE * standings), CANDIDATES)[:CANDIDATES]
        return mask_of(best.astype(np.int32), self.columns.size)

    def _weighed(self, match: str, mask: Mask | None) -> Iterator[tuple[int, float]]:
        """The documents, of ``mask`` when there is one, that match best, with their bm25, more is better."""
        condition = "" if mask is None else " AND substr(?, rowid + 1, 1) = x'01'"
        values = () if mask is None else (mask.tobytes(),)
        return self.connection.execute(
            f"SELECT rowid, -bm25(search_index, {WEIGHTS}) AS rank FROM search_index WHERE search_index MATCH ?"
            f"{condition} ORDER BY rank DESC LIMIT ?",
            (match, *values, WEIGHED_DOCUMENTS),
        )

    def _holding(self, match: str) -> Mask:
        statement = "SELECT group_concat(rowid) FROM search_index WHERE search_index MATCH ?"
        return mask_of(ids_of(self.connection.execute(statement, (match,)).fetchone()[0]), self.columns.size)
