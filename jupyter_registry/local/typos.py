"""Words of the registry that are nearly a word somebody typed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

CANDIDATES = 20_000  # words of the registry that are compared with a misspelt one
SHORTEST = 3  # characters of a word that is worth correcting
LONG = 6  # characters from which two slips are forgiven


def near(connection: sqlite3.Connection, word: str, count: int = 3) -> tuple[str, ...]:
    """The words of the registry nearest to a folded ``word``, fewest slips first, then those that more models have.

    A slip is a letter too many, too few, wrong, or swapped with the next.
    """
    if len(word) < SHORTEST or not word.isalnum():
        return ()
    slips = 2 if len(word) >= LONG else 1
    found: list[tuple[int, bool, int, str]] = []
    for term, documents in _candidates(connection, word, slips):
        distance = slips_between(word, term, slips)
        if 0 < distance <= slips:
            found.append((distance, not _only_lacks(word, term), -documents, term))
    return tuple(term for *_, term in sorted(found)[:count])


def _only_lacks(word: str, term: str) -> bool:
    """Whether letters are missing or swapped in ``word``, which happens more often than a wrong letter."""
    letters = iter(term)
    return all(letter in letters for letter in word) or sorted(word) == sorted(term)


def _candidates(connection: sqlite3.Connection, word: str, slips: int) -> Iterator[tuple[str, int]]:
    """Words about as long with nearly the same letters, which begin with one of the first two letters of ``word``."""
    letters = set(word)
    for first in dict.fromkeys(word[:2]):
        rows = connection.execute(
            "SELECT term, doc FROM search_vocabulary WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ?"
            " LIMIT ?",
            (first, f"{first}\U0010ffff", len(word) - slips, len(word) + slips, CANDIDATES),
        )
        for term, documents in rows:
            if len(letters.symmetric_difference(term)) <= 2 * slips:
                yield term, documents


def slips_between(one: str, other: str, most: int) -> int:
    """How many slips lead from one word to the other; ``most + 1`` when there are more (optimal string alignment)."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, last, row = row, before, [i]
        for j, against in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
