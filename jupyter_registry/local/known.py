"""What the reading of plain words may ask, answered from one state of the search tables."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from ..search.nodes import Node, Text
from ..search.query import Query
from ..search.understanding import Names, Reading, understand
from ..search.vocabulary import vocabulary
from .expressions import expression, heavy
from .match import Matcher


class KnownHere:
    """Answers from the documents a ``Matcher`` sees."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher

    def values(self, field: str) -> Collection[str]:
        """The values of a field, as they are kept."""
        return self.matcher.columns.codes(self.matcher.connection, field).code

    def numbers(self) -> Collection[str]:
        """The names of all numbers."""
        return self.matcher.columns.metrics(self.matcher.connection)

    def count(self, nodes: Sequence[Node]) -> int:
        """How many models meet all of ``nodes``."""
        return int(np.count_nonzero(self.matcher.meeting(nodes)))

    def told(self, words: str, nodes: Sequence[Node]) -> int:
        """How many models that meet all of ``nodes`` have the phrase ``words`` in their name, labels or summary."""
        telling = self.matcher.text(heavy(expression(Text(words, True))))
        return int(np.count_nonzero(telling & self.matcher.meeting(nodes)))

    def spread(self, name: str, dataset: str) -> tuple[float, float] | None:
        """The smallest and the largest value of a number, on a dataset or on any; None when there is none."""
        measured = self.matcher.columns.numbers(self.matcher.connection, name)
        values = measured.values[measured.on(dataset)]
        return (float(values.min()), float(values.max())) if len(values) else None


def read_words(matcher: Matcher, query: Query) -> Reading:
    """The query with its plain words read as filters, as far as the registry knows them."""
    known = KnownHere(matcher)
    names = matcher.columns.kept("names", lambda: Names(known, vocabulary()))
    return understand(query, known, names, matcher.now)
