"""What speaks for a model before a word is typed: its stage, an alias, where it is in use, its card, its age."""

from __future__ import annotations

import sqlite3

import numpy as np
import numpy.typing as npt

from .columns import Columns

STAGES = {"approved": 1.0, "candidate": 0.3, "deprecated": -1.0, "retired": -2.0}
ALIAS = 0.7
USED = 1.0  # of a model with as many loads or deployments as MUCH says
MUCH = {"reuse": 100, "deployments": 3}
CARD = 0.5  # of a card with the most parts that any has
FRESH = 0.5  # of the model changed last

Standing = npt.NDArray[np.float32]


def standing(connection: sqlite3.Connection, columns: Columns) -> Standing:
    """The standing of every document by its id, higher is better."""
    return columns.kept("standing", lambda: _standing(connection, columns))


def best_standing(connection: sqlite3.Connection, columns: Columns) -> npt.NDArray[np.int32]:
    """All ids, the highest standing first."""
    return columns.kept(
        "best_standing",
        lambda: np.argsort(-standing(connection, columns), kind="stable").astype(np.int32),
    )


def _standing(connection: sqlite3.Connection, columns: Columns) -> Standing:
    found = np.zeros(columns.size, np.float32)
    stages = columns.codes(connection, "stage")
    for stage, weight in STAGES.items():
        found[stages.mask(stage)] += weight
    found[columns.codes(connection, "alias").first > 0] += ALIAS
    for name, much in MUCH.items():
        counts = columns.numbers(connection, name)
        found[counts.documents] += USED * np.minimum(1, np.log1p(counts.values) / np.log1p(much))
    parts = columns.codes(connection, "has")
    count = (parts.first > 0) + np.bincount(parts.more[0], minlength=columns.size)
    found += (CARD / max(1, count.max())) * count
    oldest_first = columns.newest()[::-1]
    found[oldest_first] += np.linspace(0, FRESH, len(oldest_first), dtype=np.float32)
    return found
