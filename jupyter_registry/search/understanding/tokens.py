"""The plain words of a query as tokens with their place: words, and numbers with the unit that is written to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..nodes import Text
from ..query import Query
from ..units import NUMBER
from ..vocabulary.tables import squashed
from ..words import WORD, folded_in_place

_AMOUNT = re.compile(rf"({NUMBER})([a-zµ%]*)(\+?)", re.ASCII)
_ENDS = ",.;:!?"


@dataclass(frozen=True)
class Token:
    """A folded word or a number; ``node`` is the term it is of, ``start`` and ``end`` its place in the typed line."""

    word: str
    node: Text
    start: int
    end: int
    number: float | None = None
    unit: str = ""
    upwards: bool = False  # "5M+"


def tokens(query: Query) -> tuple[Token, ...]:
    """The tokens of the words of ``query``, phrases in quotes left out: they mean themselves."""
    return tuple(token for node in query.words() if not node.phrase for token in _of_word(node))


def _of_word(node: Text) -> Iterator[Token]:
    start = node.span[0]
    text = folded_in_place(node.text)
    if len(text) != node.span[1] - start:  # composed anew, so that places within it are not those of the line
        yield Token(text, node, *node.span)
        return
    bare = text.rstrip(_ENDS).lstrip("(~$€")
    begin = start + text.index(bare) if bare else start
    found = _AMOUNT.fullmatch(bare)
    if found:
        number = float(found[1].replace(",", ""))
        yield Token(bare, node, begin, begin + len(bare), number, found[2], bool(found[3]))
        return
    for word in WORD.finditer(text):
        number_inside = float(word.group()) if word.group().isdecimal() and word.group().isascii() else None
        yield Token(word.group(), node, start + word.start(), start + word.end(), number_inside)


def joined(part: Sequence[Token]) -> str:
    """Some tokens in the form in which spellings are compared."""
    return squashed("".join(token.word for token in part))


def windows(found: Sequence[Token], free: Sequence[bool], longest: int) -> Iterator[tuple[int, int]]:
    """Begin and end of every run of free tokens, longer runs at the same place first."""
    for begin in range(len(found)):
        for end in range(min(len(found), begin + longest), begin, -1):
            if all(free[begin:end]):
                yield begin, end
