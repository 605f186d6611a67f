"""Models in the order of one metric; never two metrics, datasets, splits or scenarios in one order."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

import msgspec

from .. import types as t
from ..errors import NotFound
from ..hits import metric_name, metric_names
from ..search.vocabulary import vocabulary
from ..search.words import key
from . import catalogue

AGED = timedelta(days=730)
"""A measurement older than this is shown and holds no place."""
READ = 2_000  # versions that are looked at for one leaderboard


class _Measured(NamedTuple):
    """One measurement with who made it, when and on what."""

    metric: t.Metric
    scenario: str
    at: datetime
    by: str
    hardware: str


def leaderboard(
    db: sqlite3.Connection, dataset: str, metric: str, split: str, scenario: str, limit: int, now: datetime
) -> t.Leaderboard:
    """The newest version of each model by a metric; raises ``NotFound`` when none was measured so."""
    data, name = key(vocabulary().normal("dataset", dataset)), metric_name(metric)
    rows = db.execute(
        "SELECT DISTINCT d.model, n.higher FROM search_numbers n JOIN search_documents d ON d.id = n.document"
        " WHERE n.name = ? AND n.dataset = ? AND n.split = ? AND NOT d.retired"
        " ORDER BY n.value * (2 * n.higher - 1) DESC, d.model LIMIT ?",
        (name, data, key(split), READ),
    ).fetchall()
    found = [(model, measured) for model, _ in rows for measured in _best(db, model, data, name, split, scenario)]
    if not found:
        raise NotFound(
            f'No version has "{metric}" on "{dataset}"{f" ({split})" if split else ""}.',
            field="metric",
            fix="List what was measured with list-benchmarks.",
        )
    higher = bool(rows[0][1])
    found.sort(key=lambda pair: (-pair[1].metric.value if higher else pair[1].metric.value, pair[0]))
    ranks = tuple(_ranked(db, found, now))
    return t.Leaderboard(
        dataset=vocabulary().normal("dataset", dataset),
        metric=name,
        split=split,
        scenario=scenario,
        higher_is_better=higher,
        ranks=ranks[:limit],
        total=len(ranks),
    )


def _ranked(db: sqlite3.Connection, found: list[tuple[str, _Measured]], now: datetime) -> Iterator[t.Rank]:
    place, values = 0, 0
    last: float | None = None
    for model, measured in found:
        aged = now - measured.at > AGED
        if not aged:
            values += 1
            place = place if measured.metric.value == last else values  # equal values share a place
            last = measured.metric.value
        row = catalogue.model(db, model)
        yield t.Rank(
            place=None if aged else place,
            ref=f"{model}:{row.newest}",
            title=row.title,
            metric=measured.metric,
            at=measured.at,
            by=measured.by,
            hardware=measured.hardware,
            aged=aged,
        )


def _best(db: sqlite3.Connection, model: str, data: str, name: str, split: str, scenario: str) -> Iterator[_Measured]:
    """The newest measurement of a model's newest version under these conditions, if there is one."""
    for measured in _measurements(db, model):
        metric = measured.metric
        place = key(vocabulary().normal("dataset", metric.dataset)), key(metric.split), measured.scenario
        if name in metric_names(metric) and place == (data, key(split), scenario):
            yield measured
            return


def _measurements(db: sqlite3.Connection, model: str) -> Iterator[_Measured]:
    """What was measured on the newest version of a model: evaluations first, then its manifest."""
    version = catalogue.resolve(db, model)
    rows = db.execute(
        'SELECT body, at, "by" FROM records WHERE model = ? AND number = ? AND noun = ? ORDER BY sequence DESC',
        (model, version.number, "evaluation"),
    )
    for body, at, by in rows:
        evaluation = msgspec.json.decode(body, type=t.Evaluation)
        when = evaluation.measured_at or datetime.fromisoformat(at)
        for metric in evaluation.metrics:
            yield _Measured(metric, evaluation.scenario, when, by, evaluation.hardware)
    manifest = version.manifest
    hardware = manifest.resources.hardware if manifest.resources else ""
    for metric in manifest.metrics:
        if not metric.inferred:
            yield _Measured(metric, "", version.published_at, version.published_by, hardware)


def benchmarks(db: sqlite3.Connection, model: str, limit: int) -> t.BenchmarkList:
    """What was measured, what most models have first; of one model when it is named."""
    only = "AND n.document = (SELECT id FROM search_documents WHERE model = ?1)" if model else "AND ?1 = ''"
    rows = db.execute(
        "SELECT n.dataset, n.split, n.name, count(DISTINCT n.document) FROM search_numbers n"
        f" WHERE n.dataset != '' AND n.name NOT IN ('latency') {only}"
        " GROUP BY n.dataset, n.split, n.name ORDER BY 4 DESC, 1, 2, 3 LIMIT ?2",
        (model, limit),
    ).fetchall()
    found = tuple(
        t.Benchmark(dataset=_label(db, dataset), split=split, metric=name, scenario="", versions=count)
        for dataset, split, name, count in rows
    )
    return t.BenchmarkList(benchmarks=found)


def _label(db: sqlite3.Connection, dataset: str) -> str:
    row = db.execute("SELECT label FROM search_values WHERE field = 'dataset' AND value = ?", (dataset,)).fetchone()
    return str(row[0]) if row else dataset
