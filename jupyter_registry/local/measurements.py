"""What was measured on the version that a model's name stands for, and its place among other models.

``benchmarks`` has one row for each dataset, metric, split and scenario; ``measurements`` one value of each model there.
Both are a projection of versions and their evaluations.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

import msgspec

from .. import types as t
from ..hits import metric_better_high, metric_names
from ..search.vocabulary import vocabulary
from ..search.words import key


class Measured(NamedTuple):
    """One measurement with who made it, when and on what."""

    metric: t.Metric
    scenario: str
    at: datetime
    by: str
    hardware: str
    resources: t.Resources | None


class Place(NamedTuple):
    """What must agree before two numbers are compared; dataset and split are folded, the scenario is as written."""

    dataset: str
    metric: str
    split: str
    scenario: str


def place(dataset: str, metric: str, split: str, scenario: str) -> Place:
    """The place of a metric that is named as ``hits.metric_name`` names it."""
    return Place(key(vocabulary().normal("dataset", dataset)), metric, key(split), scenario)


def places(measured: Measured) -> Iterator[Place]:
    """The places of a measurement: one for each name of its metric, none for one without a dataset."""
    metric = measured.metric
    if metric.dataset:
        for name in metric_names(metric):
            yield place(metric.dataset, name, metric.split, measured.scenario)


def of_version(db: sqlite3.Connection, version: t.Version) -> Iterator[Measured]:
    """What was measured on a version: its evaluations, the newest first, then its manifest."""
    rows = db.execute(
        'SELECT body, at, "by" FROM records WHERE model = ? AND number = ? AND noun = ? ORDER BY sequence DESC',
        (version.model, version.number, "evaluation"),
    )
    resources = version.manifest.resources
    for body, at, by in rows:
        evaluation = msgspec.json.decode(body, type=t.Evaluation)
        when = evaluation.measured_at or datetime.fromisoformat(at)
        cost = evaluation.resources or resources
        for metric in evaluation.metrics:
            yield Measured(metric, evaluation.scenario, when, by, evaluation.hardware, cost)
    hardware = resources.hardware if resources else ""
    for metric in version.manifest.metrics:
        if not metric.inferred:
            yield Measured(metric, "", version.published_at, version.published_by, hardware, resources)


def newest(db: sqlite3.Connection, version: t.Version) -> dict[Place, Measured]:
    """The newest measurement of a version for each place."""
    found: dict[Place, Measured] = {}
    for measured in of_version(db, version):
        for where in places(measured):
            found.setdefault(where, measured)
    return found


def write(db: sqlite3.Connection, version: t.Version) -> None:
    """Write the measurements of a model anew; a retired version has none."""
    forget(db, version.model)
    found = {} if version.stage == "retired" else newest(db, version)
    db.executemany(
        "INSERT OR IGNORE INTO benchmarks (dataset, metric, split, scenario, label) VALUES (?, ?, ?, ?, ?)",
        [(*where, vocabulary().normal("dataset", one.metric.dataset)) for where, one in found.items()],
    )
    db.executemany(
        "INSERT INTO measurements (benchmark, model, value, higher, at)"
        " SELECT id, ?5, ?6, ?7, ?8 FROM benchmarks"
        " WHERE dataset = ?1 AND metric = ?2 AND split = ?3 AND scenario = ?4",
        [
            (*where, version.model, one.metric.value, metric_better_high(one.metric), one.at.timestamp())
            for where, one in found.items()
        ],
    )


def forget(db: sqlite3.Connection, model: str) -> None:
    """Take the measurements of a model away."""
    db.execute("DELETE FROM measurements WHERE model = ?", (model,))
