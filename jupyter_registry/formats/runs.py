"""What reading a log of somebody else gives: runs that measured a model, and places where one is in use."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timezone
from typing import Any

import msgspec

from .. import types as t

SPLIT = re.compile(r"^(train|training|val|valid|validation|test|eval)[_/ .-](?=.)", re.IGNORECASE)
SPLITS = {"training": "train", "val": "validation", "valid": "validation", "eval": "validation"}
MILLISECONDS = 1e11  # times after it count milliseconds


class Run(msgspec.Struct, kw_only=True):
    """One run: on a version that ``ref`` names, else a version of ``model`` that is only a card."""

    id: str  # unique at its source
    ref: str = ""
    model: str = ""
    title: str = ""
    params: dict[str, Any] = {}
    metrics: tuple[t.Metric, ...] = ()
    tags: tuple[str, ...] = ()
    note: str = ""
    commit: str = ""
    at: datetime | None = None


class Deployed(msgspec.Struct, kw_only=True):
    """One line of a deployment log."""

    ref: str
    deployment: t.Deployment


def metric(name: str, value: float, *, dataset: str = "", split: str = "") -> t.Metric:
    """A metric of a log; a name such as "test_accuracy" tells its split."""
    found = None if split else SPLIT.match(name)
    if found:
        word = found.group(1).lower()
        split, name = SPLITS.get(word, word), name[found.end() :]
    return t.Metric(name=name, value=value, dataset=dataset, split=split, origin="imported")


def number(value: Any) -> float | None:
    """The finite number in a value or a text; None when there is none."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        found = float(value)
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def plain(value: Any) -> Any:
    """A setting as it was before it became text: "0.1" is 0.1, "True" is true."""
    if not isinstance(value, str):
        return value
    words = {"true": True, "false": False, "none": None, "null": None}
    if value.lower() in words:
        return words[value.lower()]
    if re.fullmatch(r"[+-]?\d{1,15}", value):
        return int(value)
    found = number(value)
    return value if found is None else found


def moment(value: Any) -> datetime | None:
    """A time as ISO text, or as seconds or milliseconds since 1970; None when it is none."""
    seconds = number(value)
    try:
        if seconds is not None:
            return datetime.fromtimestamp(seconds / 1000 if seconds > MILLISECONDS else seconds, timezone.utc)
        found = datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    except (ValueError, OverflowError, OSError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=timezone.utc)


def first(held: Mapping[str, Any], names: Iterable[str]) -> Any:
    """The first value that is there under one of the names, else None."""
    return next((held[name] for name in names if held.get(name) not in (None, "")), None)
