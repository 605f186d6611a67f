"""Words of texts and queries: how they are folded, split at the parts of a name, and which say nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache


def word_set(text: str) -> frozenset[str]:
    """The words of ``text`` as a set, for tables of words."""
    return frozenset(text.split())


STOP_WORDS = word_set(
    "a an and are as at be by can do does for from has have how i if in into is it its me model models my of "
    "on or our out over please some than that the their them then these this those to up use using was "
    "we what when where which who will with you your"
)
"""Words that say nothing about a model; left out of a query that has other words."""

WORD = re.compile(r"[^\W_]+")
_BORDER = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def folded(text: str) -> str:
    """``text`` without case and without accents: the form in which words are compared."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def folded_in_place(text: str) -> str:
    """``text`` folded so far as every character stays one character, so that places stay the same."""
    return text.lower() if text.isascii() else _NOT_ASCII.sub(lambda found: _folded_one(found[0]), text).lower()


@lru_cache(maxsize=4_096)
def _folded_one(character: str) -> str:
    plain = folded(character)
    return plain if len(plain) == 1 else character


def key(text: str) -> str:
    """The form in which values of a facet are compared: without case, spaces collapsed."""
    if text.isascii():
        return " ".join(text.lower().split())
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def identifier(text: str) -> str:
    """A metric's or param's name as a query writes it: ``Top 1 Accuracy`` -> ``top_1_accuracy``."""
    return "_".join(WORD.findall(folded(text)))


def spaced(text: str) -> str:
    """``text`` with every ideograph a word of its own, because such scripts have no spaces to split at."""
    return _IDEOGRAPHS.sub(r" \g<0> ", text)


def is_ideographic(text: str) -> bool:
    """Whether ``text`` is of a script that has no spaces between words."""
    return _IDEOGRAPHS.search(text) is not None


def split_borders(text: str) -> str:
    """``resnet50`` -> ``resnet 50``: letters and digits apart."""
    return _BORDER.sub(" ", text)


def name_words(name: str) -> str:
    """A name for the index: as it is, and with its parts split at separators and at digits."""
    whole = spaced(name)
    apart = split_borders(whole)
    return whole if apart == whole else f"{whole} {apart}"


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return WORD.findall(folded(spaced(text)))


def meaningful(found: Iterable[str]) -> Iterator[str]:
    """The words that say something about a model."""
    return (word for word in found if word not in STOP_WORDS)
