"""Words of the registry that are nearly a word somebody typed."""

from __future__ import annotations

from .lexicon import Lexicon

SHORTEST = 3  # characters of a word that is worth correcting
LONG = 6  # characters from which two slips are forgiven


def near(lexicon: Lexicon, word: str, count: int = 3) -> tuple[str, ...]:
    """The words of the registry nearest to a folded ``word``, fewest slips first, then those that more models have.

    A slip is a letter too many, too few, wrong, or swapped with the next.
    """
    if len(word) < SHORTEST or not word.isalnum():
        return ()
    slips = 2 if len(word) >= LONG else 1
    found: list[tuple[int, bool, int, str]] = []
    for term in lexicon.alike(word, slips):
        distance = slips_between(word, term, slips)
        if 0 < distance <= slips:
            found.append((distance, not _only_lacks(word, term), -lexicon.documents[term], term))
    return tuple(term for *_, term in sorted(found)[:count])


def _only_lacks(word: str, term: str) -> bool:
    """Whether letters are missing or swapped in ``word``, which happens more often than a wrong letter."""
    letters = iter(term)
    return all(letter in letters for letter in word) or sorted(word) == sorted(term)


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
