"""Expressions of the word index; every word is quoted, so that no input can be a syntax error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..search.nodes import Text
from ..search.words import STOP_WORDS, folded, spaced, split_borders

HEAVY = ("name", "labels", "summary")
SHORTEST_PREFIX = 2  # characters; the index keeps prefixes of 2, 3 and 4
SHORTEST_PLURAL = 4


def expression(node: Text, growing: bool = False) -> str:
    """A word or phrase as the index reads it; ``growing`` also finds words that begin with it."""
    text = node.text.rstrip("*")
    apart = split_borders(text)
    if node.phrase or not (growing or node.text.endswith("*")) or len(text) < SHORTEST_PREFIX:
        return any_of([quoted(form) for form in (text, apart, *_other_number(node, text))])
    return any_of([_begun(text), _begun(apart)])


def _begun(text: str) -> str:
    """Words that begin as the last one of ``text``, unless that is so short that hardly any does not."""
    return f"{quoted(text)} *" if len(text.rpartition(" ")[2]) >= SHORTEST_PREFIX else quoted(text)


def told_words(found: Sequence[Text]) -> list[Text]:
    """Those of ``found`` that say something; all when none does."""
    return [node for node in found if node.phrase or folded(node.text) not in STOP_WORDS] or list(found)


def each_word(found: Sequence[Text], growing: bool) -> list[str]:
    """An expression for each of ``found``; the last one may be half typed when ``growing``."""
    return [expression(node, growing and node is found[-1]) for node in found]


def _other_number(node: Text, text: str) -> tuple[str, ...]:
    """The singular or plural of a plain word."""
    if node.phrase or not (text.isalpha() and text.isascii()) or len(text) < SHORTEST_PLURAL:
        return ()
    return (text[:-1] if text.endswith("s") else f"{text}s",)


def heavy(match: str) -> str:
    """``match`` in the columns that weigh most."""
    return within(match, *HEAVY)


def within(match: str, *columns: str) -> str:
    """``match`` in some columns."""
    return f"{{{' '.join(columns)}}} : ({match})"


def quoted(text: str) -> str:
    """``text`` as a string of the expression language."""
    return '"' + spaced(text).replace('"', " ") + '"'


def all_of(expressions: Sequence[str], joined: Mapping[int, str]) -> str:
    """An expression for all of some; in place of those at ``place`` and after it ``joined[place]`` will do."""
    parts = list(expressions)
    for place, one in joined.items():
        first, second = parts[place : place + 2]
        parts[place : place + 2] = ["", f"(({first} AND {second}) OR {one})"]
    return " AND ".join(filter(None, parts))


def any_of(forms: list[str]) -> str:
    """An expression for any of some expressions, of which there is at least one."""
    unique = list(dict.fromkeys(forms))
    return unique[0] if len(unique) == 1 else f"({' OR '.join(unique)})"
