"""The answers on a card that a query can ask for.

All forms of an answer are kept, whatever its field takes now: a definition may change, what was answered stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timezone

from ..card_schema import STANDARD
from ..search.dates import is_time
from ..search.fields import ANSWERS, BY_NAME, OWN, spelled_answer
from ..types import Card

LENGTH = 80  # characters of an answer that can be asked for as a value
_NUMBER = re.compile(r"[+-]?\d{1,18}(?:\.\d{1,18})?(?:[eE][+-]?\d{1,2})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_OTHERS = frozenset((*BY_NAME, *(field.definition.name for field in STANDARD))) - ANSWERS
"""Names that are asked for otherwise, or that are only asked whether they have an answer."""


def answered_values(card: Card) -> Iterator[tuple[str, str]]:
    """Short answers, each with the field that a query calls it by."""
    for field, answer in _asked(card):
        yield from ((field, spelled_answer(text)) for text in answer if 0 < len(text) <= LENGTH)


def answered_numbers(card: Card) -> dict[str, float]:
    """Answers that are a number, or a day: its first second in UTC."""
    found = {}
    for field, answer in _asked(card):
        text = answer[0].strip() if len(answer) == 1 else ""
        if _NUMBER.fullmatch(text):
            found[field] = float(text)
        elif _DAY.fullmatch(text) and is_time(text):
            found[field] = datetime.fromisoformat(text).replace(tzinfo=timezone.utc).timestamp()
    return found


def _asked(card: Card) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, answer in card.fields.items():
        if name not in _OTHERS:
            value = answer.value
            yield (name if name in ANSWERS else OWN + name), ((value,) if isinstance(value, str) else tuple(value))
