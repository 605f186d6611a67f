"""Which variables of a kernel look like fitted models."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from jupyter_registry.capture.fitted import looks_fitted
from jupyter_registry.kernel.variables import fitted_variables, metric_variables, table_variables


class Learner:
    """An estimator in the usual shape."""

    def fit(self) -> Learner:
        self.weights_ = [1.0]
        return self

    def predict(self) -> None: ...

    def get_params(self) -> dict[str, Any]:
        return {}


class Broken(Learner):
    """An estimator whose own answer fails."""

    def __sklearn_is_fitted__(self) -> bool:
        raise RuntimeError("not today")


class Scaler:
    """Something fitted that predicts nothing."""

    mean_ = 0.0

    def __init__(self) -> None:
        self.scale_ = 1.0

    def fit(self) -> None: ...

    def get_params(self) -> dict[str, Any]:
        return {}


def test_only_fitted_estimators_are_found() -> None:
    """An unfitted estimator, its class, data and private names are left out."""
    fitted = Learner().fit()
    names = {"clf": fitted, "_clf": Learner().fit(), "raw": Learner(), "Learner": Learner, "rows": [1, 2]}
    assert [found["name"] for found in fitted_variables(names)] == ["clf"]


def test_latest_first_and_each_object_once() -> None:
    """The variable assigned last comes first, and a second name of the same object adds nothing."""
    first, second = Learner().fit(), Learner().fit()
    found = fitted_variables({"first": first, "second": second, "again": second})
    assert [item["name"] for item in found] == ["second", "first"]
    assert found[0]["class"].endswith("test_variables.Learner")


def test_what_predicts_comes_first() -> None:
    """A scaler fitted last still stands behind the model."""
    found = fitted_variables({"clf": Learner().fit(), "scaler": Scaler()})
    assert [item["name"] for item in found] == ["clf", "scaler"]


def test_an_estimator_that_fails_to_answer_is_not_offered() -> None:
    """An exception while asking hides that variable and nothing else."""
    assert [item["name"] for item in fitted_variables({"bad": Broken().fit(), "ok": Learner().fit()})] == ["ok"]


def test_outside_of_ipython_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a running IPython there is no namespace to look in."""
    monkeypatch.delitem(sys.modules, "IPython", raising=False)
    assert fitted_variables() == []


def test_a_real_pipeline_is_told_from_an_unfitted_one() -> None:
    """scikit-learn's own answer is used where it has one."""
    pipeline = pytest.importorskip("sklearn.pipeline")
    linear = pytest.importorskip("sklearn.linear_model")
    steps = pipeline.make_pipeline(linear.LogisticRegression())
    assert not looks_fitted(steps)
    assert looks_fitted(steps.fit([[0.0], [1.0]], [0, 1]))


def test_metrics_are_told_from_settings_and_data_by_their_names() -> None:
    """A dict or number with a metric's name is offered; settings, texts and long series are not."""
    pandas = pytest.importorskip("pandas")
    names = {
        "accuracy": 0.93,
        "params": {"C": 1.0, "tol": 1e-4},
        "texts": {"accuracy": "good"},
        "y": pandas.Series(range(500)),
        "scores": {"accuracy": 0.9, "f1_macro": 0.8},
        "row": pandas.Series({"auc": 0.7}),
        "_hidden": {"auc": 0.5},
    }
    assert metric_variables(names) == [
        {"name": "row", "metrics": "auc"},
        {"name": "scores", "metrics": "accuracy, f1_macro"},
        {"name": "accuracy", "metrics": "accuracy"},
    ]


def test_tables_are_frames_and_arrays_with_rows_and_columns() -> None:
    """A series, a vector and a list are no tables; of two tables the one assigned last comes first."""
    pandas = pytest.importorskip("pandas")
    numpy = pytest.importorskip("numpy")
    frame = pandas.DataFrame({"a": [1, 2, 3], "b": [1, 2, 3]})
    names = {
        "X": frame,
        "y": frame["a"],
        "grid": numpy.zeros((2, 5)),
        "vector": numpy.zeros(3),
        "rows": [[1]],
    }
    assert table_variables(names) == [{"name": "grid", "shape": "2 x 5"}, {"name": "X", "shape": "3 x 2"}]
