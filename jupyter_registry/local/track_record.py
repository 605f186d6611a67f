"""What was recorded about a model after it was published, as numbers that a search compares and ranks by."""

from __future__ import annotations

import sqlite3
from datetime import datetime, time, timezone

from .. import types as t

STEPS = (1, 2, 5)
"""Loads are told in these steps of each power of ten, so that not every load makes the search tables change."""
_LOADED = (
    "SELECT count(*) FROM records WHERE model = ? AND noun = 'reuse'"
    " AND ifnull(json_extract(body, '$.outcome'), 'loaded') = 'loaded'"
)
_ACTIVE = (
    "SELECT count(*) FROM (SELECT body, max(sequence) FROM records WHERE model = ? AND noun = 'deployment'"
    " GROUP BY json_extract(body, '$.target')) WHERE ifnull(json_extract(body, '$.state'), 'active') = 'active'"
)
_MEASURED = (
    "SELECT ifnull(json_extract(body, '$.measured_at'), at) FROM records"
    " WHERE model = ? AND number = ? AND noun = 'evaluation'"
)


def numbers(db: sqlite3.Connection, version: t.Version) -> dict[str, float]:
    """Loads (in steps) and active deployments of the model, and for the version two times in seconds.

    ``measured`` is that of its newest evaluation, ``sunset`` the day it stops being offered. What is not there is left
    out.
    """
    evaluations = db.execute(_MEASURED, (version.model, version.number))
    found = {
        "reuse": step(loads(db, version.model)),
        "deployments": db.execute(_ACTIVE, (version.model,)).fetchone()[0],
        "measured": max((datetime.fromisoformat(at).timestamp() for (at,) in evaluations), default=0),
        "sunset": 0,
    }
    if version.sunset_on is not None:
        found["sunset"] = datetime.combine(version.sunset_on, time(), timezone.utc).timestamp()
    return {name: float(value) for name, value in found.items() if value}


def loads(db: sqlite3.Connection, model: str) -> int:
    """How often a model was loaded."""
    return int(db.execute(_LOADED, (model,)).fetchone()[0])


def step(count: int) -> int:
    """The largest of 1, 2, 5, 10, 20, 50 ... that is not above ``count``; 0 for none."""
    power = 10 ** (len(str(count)) - 1)
    return max((first * power for first in STEPS if first * power <= count), default=0)
