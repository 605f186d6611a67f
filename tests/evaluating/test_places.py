"""A model's place among others: only where metric, dataset, split and scenario agree, and only for young numbers."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from jupyter_registry import Registry, open_registry
from jupyter_registry import types as t
from jupyter_registry.local.leaderboards import AGED


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    """An empty registry in a file."""
    return open_registry(f"sqlite:///{tmp_path}/registry.db")


def _publish(registry: Registry, name: str, value: float, metric: str = "mae", split: str = "test") -> None:
    metrics = (t.Metric(name=metric, value=value, dataset="Wines", split=split, higher_is_better=metric != "mae"),)
    registry.publish(name, t.Manifest(metrics=metrics))


def _place(registry: Registry, name: str, scenario: str = "") -> tuple[int | None, int | None, bool]:
    (found,) = [one for one in registry.list_benchmarks(name).benchmarks if one.scenario == scenario]
    return found.place, found.placed, found.aged


def test_the_least_error_is_first(registry: Registry) -> None:
    """Where less is better the smallest value leads, equal values share a place, other splits do not count."""
    for name, value in (("worst", 3.0), ("best", 1.0), ("as-good", 1.0)):
        _publish(registry, name, value)
    _publish(registry, "elsewhere", 0.1, split="train")
    assert [_place(registry, name)[:2] for name in ("best", "as-good", "worst")] == [(1, 3), (1, 3), (3, 3)]
    listed = registry.list_benchmarks("best")
    assert (listed.ref, listed.benchmarks[0].dataset, listed.benchmarks[0].metric) == ("best:1", "Wines", "mae")


def test_an_aged_number_holds_no_place(registry: Registry) -> None:
    """A measurement older than the limit is shown without a place and is not counted among the others."""
    _publish(registry, "young", 2.0)
    _publish(registry, "old", 9.0)
    long_ago = datetime.now(timezone.utc) - AGED - timedelta(days=1)
    best = t.Metric(name="mae", value=0.5, dataset="wines", split="test", higher_is_better=False)
    registry.add_evaluation("old", t.Evaluation(metrics=(best,), measured_at=long_ago))
    assert _place(registry, "old") == (None, 1, True)
    assert _place(registry, "young") == (1, 1, False)
    assert [rank.place for rank in registry.get_leaderboard("wines", "mae", split="test").ranks] == [None, 1]


def test_a_scenario_is_a_benchmark_of_its_own(registry: Registry) -> None:
    """The same metric under a named scenario is listed by that name and ranked among its like alone."""
    _publish(registry, "phone", 2.0)
    _publish(registry, "desk", 1.0)
    slow = t.Metric(name="mae", value=7.0, dataset="Wines", split="test", higher_is_better=False)
    registry.add_evaluation("phone", t.Evaluation(metrics=(slow,), scenario="on the phone"))
    assert _place(registry, "phone") == (2, 2, False)
    assert _place(registry, "phone", "on the phone") == (1, 1, False)
    assert {one.scenario: one.versions for one in registry.list_benchmarks().benchmarks} == {"": 2, "on the phone": 1}


def test_a_retired_version_leaves_the_leaderboard(registry: Registry) -> None:
    """A version not for new use takes no place, and gets it again when it is restored."""
    _publish(registry, "kept", 2.0)
    _publish(registry, "gone", 1.0)
    registry.retire("gone:1", "too old")
    assert _place(registry, "kept") == (1, 1, False)
    registry.restore("gone:1")
    assert _place(registry, "kept") == (2, 2, False)


def test_no_question_reads_a_whole_table(registry: Registry, tmp_path: Path) -> None:
    """Each statement of a leaderboard and of a place finds its rows by an index."""
    _publish(registry, "one", 1.0)
    with sqlite3.connect(tmp_path / "registry.db") as db:
        for statement in (
            "SELECT model FROM measurements WHERE benchmark = 1 ORDER BY value DESC, model LIMIT 50",
            "SELECT count(*) FROM measurements WHERE benchmark = 1 AND at >= 5.0 AND value > 3.0",
            "SELECT b.id FROM benchmarks b WHERE models > 0 ORDER BY models DESC, dataset, metric LIMIT 50",
            "SELECT b.id FROM benchmarks b JOIN measurements m ON m.benchmark = b.id WHERE m.model = 'one'",
        ):
            plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}")]
            assert not [step for step in plan if step.startswith("SCAN")], plan
