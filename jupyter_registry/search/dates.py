"""Dates and ages of queries, and the span of time they mean."""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta

from .nodes import When

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)
_AGE = re.compile(r"(\d{1,4})([hdwmy])", re.ASCII)
_HOURS = {"h": 1, "d": 24, "w": 24 * 7, "m": 24 * 30, "y": 24 * 365}
AHEAD = ("sunset", "review_by")
"""Fields whose times are to come."""
_DAYS_AGO = {"today": 0, "yesterday": 1}


def is_age(text: str) -> bool:
    """Whether ``text`` is an age such as ``30d``."""
    return _AGE.fullmatch(text) is not None


def is_time(text: str) -> bool:
    """Whether ``text`` is a date that exists, an age, or a day's name."""
    if text in _DAYS_AGO or is_age(text):
        return True
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    try:
        datetime(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True


def period(text: str, now: datetime) -> tuple[float, float]:
    """Begin and end (not included) of what ``text`` names, as timestamps; an age is a moment."""
    age = _AGE.fullmatch(text)
    if age:
        moment = now.timestamp() - int(age[1]) * _HOURS[age[2]] * 3600.0
        return moment, moment
    if text in _DAYS_AGO:
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=_DAYS_AGO[text])
        return midnight.timestamp(), (midnight + timedelta(days=1)).timestamp()
    found = _DATE.fullmatch(text)
    if found is None:
        return -math.inf, math.inf
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    begin = datetime(year, month, day, tzinfo=now.tzinfo)
    try:
        if found[3]:
            end = begin + timedelta(days=1)
        elif found[2]:
            end = begin.replace(year=year + month // 12, month=month % 12 + 1)
        else:
            end = begin.replace(year=year + 1)
        return begin.timestamp(), end.timestamp()
    except (ValueError, OverflowError):  # the last year there is
        return begin.timestamp(), math.inf


def bounds(node: When, now: datetime) -> tuple[float, float]:
    """The timestamps ``[low, high)`` that ``node`` asks for; a younger age is a later time."""
    begin, end = period(node.first, now) if node.first else (-math.inf, -math.inf)
    if node.op == "..":
        last = period(node.last, now)[1] if node.last else math.inf
        return (begin, last) if begin <= last else (last, begin)
    if is_age(node.first) and node.field in AHEAD:  # ages of what is to come count from now on
        end = 2 * now.timestamp() - begin
        return (-math.inf, end) if node.op in ("<", "<=") else (end, math.inf)
    if is_age(node.first):
        return (begin, math.inf) if node.op in ("<", "<=") else (-math.inf, begin)
    return {
        "=": (begin, end), "<": (-math.inf, begin), "<=": (-math.inf, end), ">": (end, math.inf),
        ">=": (begin, math.inf),
    }[node.op]  # fmt: skip
