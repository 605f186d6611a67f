"""The words of a registry in memory, so that those like a typed one are found without walking the word index."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from ..search.words import words

SHORTEST, LONGEST = 3, 24  # characters of a word that is kept
_PLACES = 64  # letters are told apart by their place in a number of so many bits
_BITS = np.array([bin(number).count("1") for number in range(1 << 16)], np.uint8)


class Lexicon:
    """Words with the number of models that had them when the word index was last walked."""

    def __init__(self, documents: Mapping[str, int]) -> None:
        self.documents = documents
        self._words = sorted(documents)
        self._lengths = np.array([len(word) for word in self._words], np.int16)
        self._firsts = np.array([ord(word[0]) for word in self._words], np.int32)
        self._letters = np.array([_letters(word) for word in self._words], np.uint64)

    def beginning(self, start: str) -> list[str]:
        """The words that begin with ``start``."""
        return self._words[bisect_left(self._words, start) : bisect_left(self._words, f"{start}\U0010ffff")]

    def alike(self, word: str, slips: int) -> Iterator[str]:
        """Words about as long with nearly the same letters, which begin with one of the first two of ``word``."""
        kept = np.abs(self._lengths - len(word)) <= slips
        kept &= np.isin(self._firsts, [ord(letter) for letter in word[:2]])
        differ = (self._letters[kept] ^ np.uint64(_letters(word))).view(np.uint16).reshape(-1, 4)
        near = _BITS[differ].sum(axis=1) <= 2 * slips
        return (self._words[place] for place in kept.nonzero()[0][near].tolist())

    def having(self, texts: Iterable[str]) -> Lexicon:
        """These words and those of ``texts``."""
        new = {word for text in texts for word in words(text) if _is_kept(word)} - self.documents.keys()
        return Lexicon({**self.documents, **dict.fromkeys(new, 1)}) if new else self


def _letters(word: str) -> int:
    """The letters of a word as bits."""
    return sum({1 << ord(letter) % _PLACES for letter in word})


def _is_kept(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isalnum() and not word.isdecimal()


def read_lexicon(connection: sqlite3.Connection) -> Lexicon:
    """All words of the word index that are no mere numbers."""
    rows = connection.execute("SELECT term, doc FROM search_vocabulary WHERE term GLOB '*[^0-9]*'")
    return Lexicon({word: documents for word, documents in rows if _is_kept(word)})
