"""Measuring a version adds numbers that a person can check by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.datasets import load_diabetes, load_iris
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import accuracy_score, f1_score, mean_absolute_error, r2_score, root_mean_squared_error

import jupyter_registry
from jupyter_registry import Registry
from jupyter_registry.errors import Invalid
from jupyter_registry.evaluating import timed
from jupyter_registry.scoring import scores

IRIS = load_iris(as_frame=True)


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    """A registry with a classifier of irises that was published with a table."""
    found = jupyter_registry.open_registry(f"sqlite:///{tmp_path}/registry.db")
    model = LogisticRegression(max_iter=500).fit(IRIS.data, IRIS.target)
    jupyter_registry.publish(model, "iris", data={"test": IRIS.data}, registry=found, cells=False)
    return found


def test_scores_are_those_of_scikit_learn() -> None:
    """Accuracy, macro F1, R2, MAE and RMSE equal what scikit-learn computes."""
    model = LogisticRegression(max_iter=500, C=0.0001).fit(IRIS.data, IRIS.target)
    predicted = model.predict(IRIS.data)
    labels = {metric.name: metric.value for metric in scores(IRIS.target, predicted, dataset="iris", split="test")}
    assert labels["accuracy"] == pytest.approx(accuracy_score(IRIS.target, predicted))
    assert labels["f1_macro"] == pytest.approx(f1_score(IRIS.target, predicted, average="macro"))
    x, y = load_diabetes(return_X_y=True)
    found = LinearRegression().fit(x, y).predict(x)
    amounts = {metric.name: metric.value for metric in scores(y, found, dataset="d", split="test")}
    assert amounts["r2"] == pytest.approx(r2_score(y, found))
    assert amounts["mae"] == pytest.approx(mean_absolute_error(y, found))
    assert amounts["rmse"] == pytest.approx(root_mean_squared_error(y, found))


def test_an_interval_holds_its_value_and_is_the_same_again() -> None:
    """The interval of a score lies around it, is narrower with more rows, and does not depend on chance."""
    random = np.random.default_rng(1)

    def accuracy(rows: int) -> jupyter_registry.types.Metric:
        truth = random.integers(0, 2, rows)
        found = np.where(random.random(rows) < 0.8, truth, 1 - truth)
        return scores(truth, found, dataset="d", split="test")[0]

    few, many = accuracy(50), accuracy(5_000)
    for metric in (few, many):
        assert metric.low is not None and metric.high is not None
        assert metric.low <= metric.value <= metric.high
    assert many.high - many.low < few.high - few.low  # type: ignore[operator]
    assert scores([0, 1, 1], [0, 1, 0], dataset="", split="") == scores([0, 1, 1], [0, 1, 0], dataset="", split="")


def test_a_version_is_measured_on_the_rows_kept_with_it(registry: Registry) -> None:
    """Without data the kept test data is predicted from; the numbers are recorded with the hardware."""
    measured = jupyter_registry.evaluate("iris", seconds=0.1, registry=registry)
    (kept,) = registry.get_card("iris").records.evaluations
    assert kept.evaluation == measured.evaluation
    resources = measured.evaluation.resources
    assert resources is not None and resources.latency_ms and resources.memory_mb and resources.size_bytes
    assert measured.evaluation.latency_p95_ms is not None
    assert measured.evaluation.latency_p95_ms >= resources.latency_ms
    assert measured.evaluation.hardware
    assert "rows/s" in repr(measured)


def test_truth_gives_scores_that_search_finds(registry: Registry) -> None:
    """With true values scores are added, found by search and placed in the leaderboard."""
    table = pd.concat([IRIS.data, IRIS.target], axis=1)
    measured = jupyter_registry.evaluate(
        "iris", table, "target", dataset="iris", seconds=0.1, scenario="greenhouse", registry=registry
    )
    (accuracy, _) = measured.evaluation.metrics
    assert accuracy.value > 0.9
    assert [hit.model for hit in registry.search("accuracy>0.9").hits] == ["iris"]
    board = registry.get_leaderboard("iris", "accuracy", split="test", scenario="greenhouse")
    assert [rank.ref for rank in board.ranks] == ["iris:1"]


def test_a_trial_leaves_nothing(registry: Registry) -> None:
    """Without recording the registry is as it was."""
    assert jupyter_registry.evaluate("iris", seconds=0.1, record=False, registry=registry).records is None
    assert registry.get_card("iris").records.evaluations == ()


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ({"target": [1]}, "data"),
        ({"data": IRIS.data, "target": [1, 2]}, "target"),
        ({"data": IRIS.data, "target": "colour"}, "target"),
        ({"data": IRIS.data.iloc[:, :2], "target": IRIS.target}, "data"),
        ({"data": 7}, "data"),
        ({"seconds": 0}, "seconds"),
    ],
)
def test_what_cannot_be_measured_is_refused(registry: Registry, arguments: dict[str, object], field: str) -> None:
    """Wrong data, truth of another length and no time are refused by name, and nothing is recorded."""
    with pytest.raises(Invalid) as raised:
        jupyter_registry.evaluate("iris", registry=registry, **arguments)  # type: ignore[arg-type]
    assert raised.value.field == field
    assert registry.get_card("iris").records.evaluations == ()


def test_timing_counts_its_calls() -> None:
    """A function is called as often as asked for at least, and the 95th percentile is not below the middle."""
    found = timed(lambda: None, 0.0, least=5)
    assert found.calls == 5
    assert found.p50 <= found.p95
