"""Stems of English words, so that "detecting" finds "detector": only compared with each other, never shown."""

from __future__ import annotations

import re
from functools import lru_cache

SHORTEST = 4  # characters a stem keeps; shorter words are their own
_SUFFIXES = (
    "ifications", "ification", "ifiers", "ifying", "ifier", "ified", "ifies", "ify",
    "izations", "isations", "ization", "isation", "izers", "isers", "izing", "ising", "izer", "iser", "ized", "ised",
    "ize", "ise", "itions", "ition", "ations", "ating", "ation", "ators", "ative", "ator", "ated", "ates", "ate",
    "ements", "ement", "ments", "ment", "ions", "ion", "ings", "ing", "ers", "ors", "er", "or", "ive", "ies", "ied",
    "ally", "ical", "ic", "al", "ly", "ed", "es", "s", "e", "y",
)  # fmt: skip
_BRITISH = re.compile(r"our(?=$|s|ed|ing|iz|is|er|at)")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of a folded word; one with digits or other letters than English ones is its own."""
    if not word.isalpha() or not word.isascii():
        return word
    word = _BRITISH.sub("or", word)
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST:
            return _undoubled(word[: -len(suffix)])
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def _undoubled(word: str) -> str:
    """``transcrib`` of transcribing and of transcribe; ``summar`` of summarizing, ``cropp`` becomes ``crop``."""
    return word[:-1] if len(word) > SHORTEST and word[-1] == word[-2] and word[-1] not in "sl" else word
