"""Times in words: "released in 2023", "published last month", "newer than 6 months"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ..nodes import When
from ..words import word_set
from .tokens import Token

CREATED = word_set("released created made dated built trained from")
UPDATED = word_set("published updated changed added uploaded registered modified")
_LETTER = {"hour": "h", "day": "d", "week": "w", "month": "m", "year": "y"}
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march", "april apr", "may", "june jun", "july jul", "august aug",
            "september sep sept", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_SIGNS = {"in": "=", "during": "=", "since": ">=", "after": ">", "before": "<", "from": ">=", "until": "<="}
_AGES = {("newer", "than"): "<", ("younger", "than"): "<", ("older", "than"): ">"}
YEARS = range(1990, 2100)


@dataclass(frozen=True)
class Time:
    """A filter by time and the tokens it was read from."""

    node: When
    begin: int
    end: int


def times(found: Sequence[Token], now: datetime) -> Iterator[Time]:
    """The times in a line, from left to right."""
    place = 0
    while place < len(found):
        verb = found[place].word in CREATED | UPDATED
        read = (_read(found, place + 1, now) if verb else None) or _read(found, place, now)
        if read is None:
            place += 1
            continue
        op, text, end = read
        field = "updated" if found[place].word in UPDATED else "created"
        yield Time(When(field, op, text), place, end)
        place = end


def _read(found: Sequence[Token], place: int, now: datetime) -> tuple[str, str, int] | None:
    """Sign, date or age, and end of the time at ``place``."""
    word = _word(found, place)
    if word in ("today", "yesterday"):
        return "=", word, place + 1
    if word == "recently":
        return "<", "30d", place + 1
    sign = _AGES.get((word, _word(found, place + 1)))
    if sign:
        return _age(found, place + 2, sign)
    start = place + (word in ("in", "within", "during"))
    start += _word(found, start) == "the"
    if _word(found, start) in ("last", "past"):
        return _age(found, start + 1, "<")
    if _word(found, start) == "this":
        return _this(found, start + 1, now)
    return _date(found, place + 1, _SIGNS[word]) if word in _SIGNS else None


def _age(found: Sequence[Token], place: int, sign: str) -> tuple[str, str, int] | None:
    """ "6 months", "month", "a year" """
    number = found[place].number if place < len(found) else None
    place += number is not None or _word(found, place) in ("a", "one")
    letter = _LETTER.get(_word(found, place).removesuffix("s"))
    count = 1 if number is None else int(number)
    return (sign, f"{count}{letter}", place + 1) if letter and 0 < count < 10_000 else None


def _this(found: Sequence[Token], place: int, now: datetime) -> tuple[str, str, int] | None:
    word = _word(found, place)
    text = {"year": f"{now.year}", "month": f"{now.year}-{now.month:02}"}.get(word)
    if word == "week":
        return "<", "1w", place + 1
    return ("=", text, place + 1) if text else None


def _date(found: Sequence[Token], place: int, sign: str) -> tuple[str, str, int] | None:
    """ "2023", "March 2023" """
    month = _MONTHS.get(_word(found, place))
    place += month is not None
    number = found[place].number if place < len(found) and not found[place].unit else None
    if number not in YEARS:
        return None
    return sign, f"{number:.0f}" + (f"-{month:02}" if month else ""), place + 1


def _word(found: Sequence[Token], place: int) -> str:
    return found[place].word if place < len(found) else ""
