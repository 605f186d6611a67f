"""Models in the order of one metric; never two metrics, datasets, splits or scenarios in one order."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from .. import types as t
from ..errors import NotFound
from ..hits import metric_name
from . import catalogue, measurements
from .measurements import Measured, Place

AGED = timedelta(days=730)
"""A measurement older than this is shown and holds no place."""


class _Board(NamedTuple):
    """A row of ``benchmarks``: ``higher`` of its ``models`` say that more is better."""

    id: int
    label: str
    metric: str
    split: str
    scenario: str
    models: int
    higher: int

    @property
    def more_is_better(self) -> bool:
        """Whether more is better, as most authors say."""
        return 2 * self.higher >= self.models


_BOARD = "SELECT b.id, b.label, b.metric, b.split, b.scenario, b.models, b.higher FROM benchmarks b"


def leaderboard(
    db: sqlite3.Connection, dataset: str, metric: str, split: str, scenario: str, limit: int, now: datetime
) -> t.Leaderboard:
    """The newest version of each model by a metric; raises ``NotFound`` when none was measured so."""
    where = measurements.place(dataset, metric_name(metric), split, scenario)
    row = db.execute(
        f"{_BOARD} WHERE dataset = ? AND metric = ? AND split = ? AND scenario = ? AND models > 0", where
    ).fetchone()
    if row is None:
        raise NotFound(
            f'No version has "{metric}" on "{dataset}"{f" ({split})" if split else ""}.',
            field="metric",
            fix="List what was measured with list-benchmarks.",
        )
    board = _Board._make(row)
    order = "DESC" if board.more_is_better else "ASC"
    models = db.execute(
        f"SELECT model FROM measurements WHERE benchmark = ? ORDER BY value {order}, model LIMIT ?",
        (board.id, limit),
    ).fetchall()
    return t.Leaderboard(
        dataset=board.label,
        metric=board.metric,
        split=board.split,
        scenario=board.scenario,
        higher_is_better=board.more_is_better,
        ranks=tuple(_ranked(db, where, (model for (model,) in models), now)),
        total=board.models,
    )


def _ranked(db: sqlite3.Connection, where: Place, models: Iterator[str], now: datetime) -> Iterator[t.Rank]:
    place, values = 0, 0
    last: float | None = None
    for model in models:
        version = catalogue.resolve(db, model)
        measured = measurements.newest(db, version)[where]
        aged = _aged(measured, now)
        if not aged:
            values += 1
            place = place if measured.metric.value == last else values  # equal values share a place
            last = measured.metric.value
        yield t.Rank(
            place=None if aged else place,
            ref=f"{model}:{version.number}",
            title=catalogue.model(db, model).title,
            metric=measured.metric,
            at=measured.at,
            by=measured.by,
            hardware=measured.hardware,
            resources=measured.resources,
            aged=aged,
        )


def _aged(measured: Measured, now: datetime) -> bool:
    return now - measured.at > AGED


def benchmarks(db: sqlite3.Connection, limit: int) -> t.BenchmarkList:
    """What was measured, what most models have first."""
    rows = db.execute(
        f"{_BOARD} WHERE models > 0 ORDER BY models DESC, dataset, metric, split, scenario LIMIT ?", (limit,)
    )
    return t.BenchmarkList(benchmarks=tuple(_benchmark(_Board._make(row)) for row in rows.fetchall()))


def benchmarks_of(db: sqlite3.Connection, model: str, limit: int, now: datetime) -> t.BenchmarkList:
    """What a model was measured on, as its author wrote it, with its place there."""
    version = catalogue.resolve(db, model)
    rows = db.execute(
        f"{_BOARD} JOIN measurements m ON m.benchmark = b.id WHERE m.model = ?"
        " ORDER BY models DESC, dataset, b.metric, split, scenario",
        (model,),
    ).fetchall()
    boards = {measurements.place(board.label, *board[2:5]): board for board in map(_Board._make, rows)}
    names: dict[int, t.Benchmark] = {}  # a metric with two names is listed once
    for where, measured in measurements.newest(db, version).items():
        if where in boards and id(measured) not in names and len(names) < limit:
            names[id(measured)] = _placed(db, boards[where], measured, now)
    return t.BenchmarkList(benchmarks=tuple(names.values()), ref=f"{model}:{version.number}")


def _placed(db: sqlite3.Connection, board: _Board, measured: Measured, now: datetime) -> t.Benchmark:
    metric, aged = measured.metric, _aged(measured, now)
    sign = ">" if board.more_is_better else "<"
    young = (board.id, (now - AGED).timestamp())
    (counted,) = db.execute("SELECT count(*) FROM measurements WHERE benchmark = ? AND at >= ?", young).fetchone()
    (better,) = db.execute(
        f"SELECT count(*) FROM measurements WHERE benchmark = ? AND at >= ? AND value {sign} ?",
        (*young, metric.value),
    ).fetchone()
    return t.Benchmark(
        dataset=metric.dataset,
        split=metric.split,
        metric=metric.name,
        scenario=measured.scenario,
        versions=board.models,
        place=None if aged else better + 1,
        placed=counted,
        aged=aged,
    )


def _benchmark(board: _Board) -> t.Benchmark:
    return t.Benchmark(
        dataset=board.label, split=board.split, metric=board.metric, scenario=board.scenario, versions=board.models
    )
