"""Numbers side by side: what is compared, what is refused and why, and how good each is."""

from __future__ import annotations

import pytest

from jupyter_registry import comparing
from jupyter_registry import types as t
from jupyter_registry.registry import Registry

from .conftest import Publish, metric, rows, states


def test_metrics_of_one_name_data_and_split_are_compared(registry: Registry, publish: Publish) -> None:
    """The same measure stands in one row, with best, change and verdict against the first version."""
    found = registry.compare(
        publish("a", metrics=(metric("AUC", 0.8),)), publish("b", metrics=(metric("auc", 0.9, split="Test"),))
    )
    row = rows(found, "quality")["AUC"]
    assert states(row) == ["value", "value"]
    assert [cell.best for cell in row.cells] == [False, True]
    assert [(cell.change, cell.verdict) for cell in row.cells] == [("", ""), ("+0.1", "better")]
    assert (row.note, row.higher_is_better, row.differs) == ("vineyard, test", True, True)


def test_less_is_better_where_the_metric_says_so(registry: Registry, publish: Publish) -> None:
    """A lower error is the best and an increase is worse, whatever the sign."""
    found = registry.compare(publish("a", metrics=(metric("rmse", 2.0),)), publish("b", metrics=(metric("rmse", 4.0),)))
    row = rows(found, "quality")["rmse"]
    assert [cell.score for cell in row.cells] == [100, 50]
    assert (row.cells[1].change, row.cells[1].verdict) == ("+2", "worse")


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"split": "train"}, "other split (train)"),
        ({"dataset": "brewery"}, "other data (brewery)"),
        ({"dataset": "brewery", "split": "train"}, "other data (brewery), other split (train)"),
        ({"unit": "points"}, "other unit (points)"),
        ({"dataset": ""}, "other data (not named)"),
    ],
)
def test_unlike_measures_are_refused_with_the_reason(
    registry: Registry, publish: Publish, other: dict[str, str], reason: str
) -> None:
    """A number that was measured in another way is never in the row of the first; the cell says what was different."""
    found = registry.compare(
        publish("a", metrics=(metric("auc", 0.8),)), publish("b", metrics=(metric("auc", 0.9, **other),))
    )
    row = rows(found, "quality")["auc"]
    assert states(row) == ["value", "unlike"]
    assert row.cells[1].note == f"not comparable: {reason}"
    assert row.cells[0].score is None
    assert found.scored == 0
    assert found.overall[0].score is None


def test_a_share_is_compared_in_percent_where_one_is(registry: Registry, publish: Publish) -> None:
    """0.8 of one author and 90 % of another are the same kind of number."""
    found = registry.compare(
        publish("a", metrics=(metric("accuracy", 0.8),)), publish("b", metrics=(metric("accuracy", 90, unit="%"),))
    )
    row = rows(found, "quality")["accuracy"]
    assert [cell.text for cell in row.cells] == ["80 %", "90 %"]
    assert row.cells[1].change == "+10 %"


def test_latency_counts_on_the_same_hardware_only(registry: Registry, publish: Publish) -> None:
    """Milliseconds on another machine are refused, sizes are compared all the same."""
    slow = t.Resources(latency_ms=9.0, hardware="T4", size_bytes=2_000)
    fast = t.Resources(latency_ms=3.0, hardware="A100", size_bytes=1_000)
    found = registry.compare(publish("a", resources=slow), publish("b", resources=fast))
    costs = rows(found, "cost")
    assert states(costs["Latency"]) == ["value", "unlike"]
    assert "other hardware (a100)" in costs["Latency"].cells[1].note
    assert [cell.text for cell in costs["Size"].cells] == ["2 kB", "1 kB"]
    assert costs["Size"].cells[1].verdict == "better"


def test_a_metric_that_nobody_confirmed_is_shown_and_does_not_count(registry: Registry, publish: Publish) -> None:
    """A found number is no evidence until somebody says that it is of this model."""
    found = registry.compare(
        publish("a", metrics=(metric("auc", 0.8),)), publish("b", metrics=(metric("auc", 0.99, inferred=True),))
    )
    row = rows(found, "quality")["auc"]
    assert states(row) == ["value", "unsure"]
    assert (row.cells[1].text, row.cells[1].score) == ("0.99", None)


def test_a_later_evaluation_stands_before_what_was_published(registry: Registry, publish: Publish) -> None:
    """Metrics that were measured afterwards are compared like the others and say who measured them."""
    first, second = publish("a", metrics=(metric("auc", 0.8),)), publish("b", metrics=(metric("auc", 0.9),))
    registry.add_evaluation(second, t.Evaluation(metrics=(metric("auc", 0.7),), hardware="T4", latency_p95_ms=5.0))
    found = registry.compare(first, second)
    cell = rows(found, "quality")["auc"].cells[1]
    assert (cell.value, cell.verdict) == (0.7, "worse")
    assert cell.note.startswith("measured by ")
    assert states(rows(found, "cost")["Latency, 95th percentile"]) == ["missing", "value"]


def test_a_scale_begins_at_what_the_registry_reaches(registry: Registry, publish: Publish) -> None:
    """With enough models measured in the same way, 0 is their 10th percentile and small gaps look small."""
    for place in range(20):
        publish(f"other-{place}", metrics=(metric("auc", 0.5 + place / 100),))
    found = registry.compare(
        publish("a", metrics=(metric("auc", 0.9),)),
        publish("b", metrics=(metric("auc", 0.7),)),
        publish("c", metrics=(metric("auc", 0.4),)),
    )
    row = rows(found, "quality")["auc"]
    assert row.models == 23
    assert row.worst == pytest.approx(0.51)
    assert [cell.score for cell in row.cells] == [100, pytest.approx(100 * (0.7 - 0.51) / (0.9 - 0.51), abs=0.1), 0]


def test_a_scale_in_percent_reads_shares_too(registry: Registry, publish: Publish) -> None:
    """Models that print 0.51 count in a comparison of those that print 51."""
    for place in range(20):
        publish(f"other-{place}", metrics=(metric("accuracy", 0.5 + place / 100),))
    found = registry.compare(
        publish("a", metrics=(metric("accuracy", 90, unit="%"),)), publish("b", metrics=(metric("accuracy", 70),))
    )
    row = rows(found, "quality")["accuracy"]
    assert row.models == 22
    assert row.worst == pytest.approx(52)


@pytest.mark.parametrize(
    ("values", "scores"),
    [((0.0, 0.5), [0, 100]), ((-4.0, -2.0), [50, 100]), ((-1.0, 1.0), [0, 100]), ((0.0, 0.0), [100, 100])],
)
def test_scores_of_zero_and_negative_numbers_hold(
    registry: Registry, publish: Publish, values: tuple[float, float], scores: list[float]
) -> None:
    """Every score is within 0 and 100 and the best has 100, also where numbers are zero or below."""
    refs = [publish(f"m-{place}", metrics=(metric("r2", value),)) for place, value in enumerate(values)]
    row = rows(registry.compare(*refs), "quality")["r2"]
    assert [cell.score for cell in row.cells] == scores


def test_weights_change_the_overall_score(registry: Registry, publish: Publish) -> None:
    """The overall score is the weighted mean; a weight of 0 leaves a row out; weights go by name or by row."""
    found = registry.compare(
        publish("a", metrics=(metric("auc", 0.5), metric("rmse", 1.0))),
        publish("b", metrics=(metric("auc", 1.0), metric("rmse", 2.0))),
    )
    assert [one.score for one in found.overall] == [75, 75]
    assert [one.score for one in comparing.weighted(found, {"auc": 3}).overall] == [62.5, 87.5]
    only = comparing.weighted(found, {rows(found, "quality")["rmse"].id: 0})
    assert [(one.score, one.counted) for one in only.overall] == [(50, 1), (100, 1)]


def test_too_little_to_compare_gives_no_overall_score(registry: Registry, publish: Publish) -> None:
    """A version with fewer than half of the shared rows has no overall score."""
    three = tuple(metric(name, 0.5) for name in ("auc", "f1", "recall"))
    found = registry.compare(publish("a", metrics=three), publish("b", metrics=three), publish("c", metrics=three[:1]))
    assert [(one.score, one.counted) for one in found.overall] == [(100, 3), (100, 3), (None, 1)]
