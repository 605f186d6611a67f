"""Metrics are read from what people have at hand."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import classification_report

from jupyter_registry.capture.metrics import direction, read_metrics
from jupyter_registry.errors import Invalid
from jupyter_registry.types import Metric

TRUE, GUESSED = [0, 1, 1, 0, 1], [0, 1, 0, 0, 1]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ({"accuracy": 0.9, "rmse": 1}, {"accuracy": 0.9, "rmse": 1.0}),
        ({"test": {"auc": 0.8}}, {"test.auc": 0.8}),
        (pd.Series({"f1": 0.7}), {"f1": 0.7}),
        (pd.DataFrame([{"f1": 0.7}]), {"f1": 0.7}),
        (0.5, {"scores": 0.5}),
        (np.float32(0.5), {"scores": 0.5}),
        (np.array([0.5]), {"scores": 0.5}),
        ([("auc", 0.5)], {"auc": 0.5}),
        ([{"name": "auc", "value": 0.5, "split": "test"}], {"auc": 0.5}),
        ((Metric(name="auc", value=0.5),), {"auc": 0.5}),
        (np.array([0.5, 0.7]), {"scores": 0.6}),
        ({"test_score": np.array([0.5, 0.7]), "fit_time": np.array([1.0, 2.0])}, {"score": 0.6}),
    ],
)
def test_metrics_are_read_from_many_shapes(source: Any, expected: dict[str, float]) -> None:
    """Dicts, Series, rows, numbers, pairs, fold scores and cross_validate() all give named numbers."""
    found = {metric.name: metric.value for metric in read_metrics(source, "scores")}
    assert found == pytest.approx(expected)


@pytest.mark.parametrize("as_dict", [True, False])
def test_a_classification_report_is_read(as_dict: bool) -> None:
    """The report gives accuracy and the averages, as a dict or as it was printed."""
    report = classification_report(TRUE, GUESSED, output_dict=as_dict)
    found = {metric.name: metric.value for metric in read_metrics(report, "report")}
    assert found["accuracy"] == pytest.approx(0.8)
    assert "macro_avg.f1-score" in found
    assert not any(name.endswith("support") for name in found)


@pytest.mark.parametrize("value", [math.nan, math.inf, np.float64("nan"), [0.5, math.nan]])
def test_a_metric_that_is_not_finite_is_refused_by_name(value: Any) -> None:
    """NaN and infinity are refused in a sentence that names the metric."""
    with pytest.raises(Invalid, match=r'metric "auc" is (nan|inf)') as refused:
        read_metrics({"accuracy": 0.9, "auc": value})
    assert refused.value.field == "metrics.auc"


@pytest.mark.parametrize("source", [{}, {"a": "high"}, {"a": True}, object(), [], pd.DataFrame([{"a": 1}] * 2)])
def test_what_holds_no_metrics_is_refused(source: Any) -> None:
    """Something without numbers is refused with an example of what works."""
    with pytest.raises(Invalid) as refused:
        read_metrics(source)
    assert refused.value.fix


def test_the_name_tells_what_is_better() -> None:
    """Errors and losses are better when lower, scores and negated errors when higher."""
    assert [direction(name) for name in ("rmse", "log_loss", "roc_auc", "neg_log_loss", "size")] == [
        False,
        False,
        True,
        True,
        None,
    ]
