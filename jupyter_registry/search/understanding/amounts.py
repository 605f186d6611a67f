"""Amounts in words: "under 6M", "at least 68 %", "between 1 and 3 billion", "50 or more"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from .tokens import Token

Measure = Literal["count", "bytes", "time", "flops", "share", ""]

_BEFORE = {
    "<": "under; below; less than; fewer than; smaller than; lower than; lighter than; faster than; quicker than; "
    "shorter than; cheaper than; beneath; not over",
    "<=": "at most; at the most; no more than; not more than; up to; within; not exceeding; max; max of; maximum; "
    "maximum of",
    ">": "over; above; more than; greater than; larger than; bigger than; higher than; exceeding; exceeds; beyond; "
    "heavier than; slower than; upwards of",
    ">=": "at least; no less than; not less than; no fewer than; not under; not below; min; min of; minimum; "
    "minimum of",
    "better": "better than; beating; beats; that beats",
    "about": "about; around; roughly; approximately; circa; near; nearly",
}
_AFTER = {
    "<=": "or less; or fewer; or lower; or below; or under; or smaller; or faster; and below; tops",
    ">=": "or more; or higher; or better; or above; or over; or greater; or larger; and above; and up; and more",
}
_UNITS: dict[str, tuple[Measure, float]] = {
    **dict.fromkeys(("k", "thousand"), ("count", 1e3)),
    **dict.fromkeys(("m", "million", "millions", "mio", "mn"), ("count", 1e6)),
    **dict.fromkeys(("b", "billion", "billions", "bn"), ("count", 1e9)),
    **dict.fromkeys(("trillion", "t"), ("count", 1e12)),
    **dict.fromkeys(("kb", "kilobyte", "kilobytes", "kib"), ("bytes", 1e3)),
    **dict.fromkeys(("mb", "megabyte", "megabytes", "mib", "megs", "meg"), ("bytes", 1e6)),
    **dict.fromkeys(("gb", "gigabyte", "gigabytes", "gib", "gigs", "gig"), ("bytes", 1e9)),
    **dict.fromkeys(("tb", "terabyte", "terabytes"), ("bytes", 1e12)),
    **dict.fromkeys(("us", "µs", "microsecond", "microseconds"), ("time", 1e-3)),
    **dict.fromkeys(("ms", "msec", "millisecond", "milliseconds", "millis"), ("time", 1.0)),
    **dict.fromkeys(("s", "sec", "second", "seconds", "secs"), ("time", 1e3)),
    **dict.fromkeys(("flops", "macs", "flop", "mac", "ops"), ("flops", 1.0)),
    **dict.fromkeys(("mflops", "mmacs", "mflop", "mops"), ("flops", 1e6)),
    **dict.fromkeys(("gflops", "gmacs", "gflop", "gops", "gmac"), ("flops", 1e9)),
    **dict.fromkeys(("tflops", "tflop", "tmacs"), ("flops", 1e12)),
    **dict.fromkeys(("%", "percent", "pct", "points"), ("share", 1.0)),
}
_FILLERS = ("a", "an", "the", "of", "only")
ABOUT = 0.15  # how far "about 7B" reaches to either side


def _phrases(table: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    return {tuple(phrase.split()): op for op, text in table.items() for phrase in text.split("; ")}


BEFORE, AFTER = _phrases(_BEFORE), _phrases(_AFTER)


@dataclass(frozen=True)
class Amount:
    """A comparison with a number, still without what is compared; ``begin`` and ``end`` count tokens.

    ``op`` is one of the query language or "better"; numbers are in the base unit of their ``measure``.
    """

    op: str
    first: float
    last: float | None
    measure: Measure
    begin: int
    end: int


def amounts(found: Sequence[Token]) -> Iterator[Amount]:
    """The amounts in a line, from left to right, none within another."""
    place = 0
    while place < len(found):
        amount = _between(found, place) or _compared(found, place) or _trailing(found, place)
        if amount:
            yield amount
        place = amount.end if amount else place + 1


def _compared(found: Sequence[Token], place: int) -> Amount | None:
    """ "under 6M" """
    op, begin = phrase_at(found, place, BEFORE)
    if not op:
        return None
    number = begin
    while number < len(found) and found[number].word in _FILLERS:
        number += 1
    if number >= len(found) or found[number].number is None:
        return None
    value, measure, end = _number(found, number)
    if op == "about":
        return Amount("..", value * (1 - ABOUT), value * (1 + ABOUT), measure, place, end) if measure else None
    return Amount(op, value, None, measure, place, end)


def _between(found: Sequence[Token], place: int) -> Amount | None:
    """ "between 1 and 3 billion", "from 5 to 10 ms" """
    if found[place].word not in ("between", "from") or place + 3 >= len(found) or found[place + 1].number is None:
        return None
    first, measure, middle = _number(found, place + 1)
    if middle + 1 >= len(found) or found[middle].word not in ("and", "to") or found[middle + 1].number is None:
        return None
    last, unit, end = _number(found, middle + 1)
    if not measure and unit:  # "1 and 3 billion": the unit is said once
        first *= last / (found[middle + 1].number or 1.0)
    if first > last or (found[place].word == "from" and not unit):
        return None
    return Amount("..", first, last, unit, place, end)


def _trailing(found: Sequence[Token], place: int) -> Amount | None:
    """ "50 or more", "5M+" """
    if found[place].number is None:
        return None
    value, measure, end = _number(found, place)
    if found[place].upwards:
        return Amount(">=", value, None, measure, place, end)
    op, after = phrase_at(found, end, AFTER)
    return Amount(op, value, None, measure, place, after) if op else None


def _number(found: Sequence[Token], place: int) -> tuple[float, Measure, int]:
    """The number at ``place`` with its units: value in the base unit, what it measures, where it ends."""
    value = found[place].number or 0.0
    measure: Measure = ""
    end = place + 1
    unit = found[place].unit or (found[end].word if end < len(found) else "")
    if not found[place].unit and unit in _UNITS and found[end].number is None:
        end += 1
    if unit in _UNITS:
        measure, scale = _UNITS[unit]
        value *= scale
    if measure == "count" and end < len(found) and _UNITS.get(found[end].word, ("", 0))[0] == "flops":
        return value, "flops", end + 1
    return value, measure, end


def phrase_at(found: Sequence[Token], place: int, table: Mapping[tuple[str, ...], str]) -> tuple[str, int]:
    """What the longest phrase of ``table`` at ``place`` stands for ("" for none), and where it ends."""
    for length in range(4, 0, -1):
        words = tuple(token.word for token in found[place : place + length])
        if len(words) == length and words in table:
            return table[words], place + length
    return "", place
