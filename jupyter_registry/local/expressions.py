"""Expressions of the word index; every word is quoted, so that no input can be a syntax error."""

from __future__ import annotations

from collections.abc import Sequence

from ..search.nodes import Text
from ..search.words import STOP_WORDS, folded, spaced, split_borders

SHORTEST_PREFIX = 2  # characters; the index keeps prefixes of 2, 3 and 4
SHORTEST_PLURAL = 4


def expression(node: Text, growing: bool = False) -> str:
    """A word or phrase as the index reads it; ``growing`` also finds words that begin with it."""
    text = node.text.rstrip("*")
    star = " *" if growing or node.text.endswith("*") else ""
    if not star or node.phrase or len(text) < SHORTEST_PREFIX:
        return _any([_quoted(form) for form in _forms(node, text)])
    forms = [_quoted(form) for form in _forms(node, text)]
    return _any([*forms, f"{_quoted(split_borders(text))}{star}", f"{_quoted(text)}{star}"])


def each_word(found: Sequence[Text], growing: bool) -> list[str]:
    """An expression for each of ``found`` that says something; the last one may be half typed when ``growing``."""
    told = [node for node in found if node.phrase or folded(node.text) not in STOP_WORDS] or list(found)
    return [expression(node, growing and node is found[-1]) for node in told]


def _forms(node: Text, text: str) -> list[str]:
    """The text, with its digits apart, and in the other number of a plain word."""
    forms = [text, split_borders(text)]
    if not node.phrase and text.isalpha() and text.isascii() and len(text) >= SHORTEST_PLURAL:
        forms.append(text[:-1] if text.endswith("s") else f"{text}s")
    return list(dict.fromkeys(forms))


def _quoted(text: str) -> str:
    return '"' + spaced(text).replace('"', " ") + '"'


def _any(forms: list[str]) -> str:
    unique = list(dict.fromkeys(forms))
    return unique[0] if len(unique) == 1 else f"({' OR '.join(unique)})"
