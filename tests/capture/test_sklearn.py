"""Capture of scikit-learn: what is read off an estimator, and that it loads as it was published."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler

import jupyter_registry
from jupyter_registry import Registry
from jupyter_registry.capture.base import choose, describe
from jupyter_registry.errors import NotCapturable
from jupyter_registry.limits import check

from .estimators import CASES, X, y


def _output(model: Any, rows: Any) -> np.ndarray:
    run = getattr(model, "predict", None) or model.transform
    return np.asarray(run(rows))


@pytest.mark.parametrize("name", CASES)
def test_an_estimator_comes_back_as_it_was_published(name: str, registry: Registry) -> None:
    """Published and loaded again, every kind of estimator gives the same output for the same rows."""
    make, task = CASES[name]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model, rows = make()
        published = jupyter_registry.publish(model, name, data={"X_test": rows}, registry=registry)
        loaded = jupyter_registry.load(name, registry=registry)
        assert np.array_equal(_output(loaded, rows), _output(model, rows))
    manifest = published.version.manifest
    assert manifest.task == task
    assert manifest.params
    assert manifest.signature is not None
    assert manifest.signature.outputs
    assert manifest.artifacts[0].format == "skops"
    check(manifest)


def test_a_search_says_what_it_chose_and_how_well_it_did() -> None:
    """The chosen parameters and the best mean score are captured, with the number of folds."""
    search = GridSearchCV(
        make_pipeline(StandardScaler(), LogisticRegression()), {"logisticregression__C": [0.5, 2.0]}, cv=3
    )
    captured = describe(search.fit(X, y), choose(search))
    assert captured.params["chosen__logisticregression__C"] == search.best_params_["logisticregression__C"]
    assert captured.params["logisticregression__C"] == search.best_params_["logisticregression__C"]
    assert captured.architecture == "LogisticRegression"
    (metric,) = captured.metrics
    assert metric.name == "accuracy"
    assert metric.value == pytest.approx(search.best_score_)
    assert metric.n == 3


def test_weights_of_a_linear_model_are_counted() -> None:
    """Three classes of four features and an intercept are 15 weights."""
    model = LogisticRegression(max_iter=300).fit(X, y)
    assert describe(model, choose(model)).parameter_count == 15


@pytest.mark.parametrize(
    "model",
    [
        LogisticRegression(),
        make_pipeline(StandardScaler(), LogisticRegression()),
        GridSearchCV(LogisticRegression(), {"C": [1.0]}),
    ],
)
def test_what_is_not_fitted_is_refused(model: Any, registry: Registry) -> None:
    """An unfitted estimator is refused by name, and nothing is stored."""
    with pytest.raises(NotCapturable, match=f"{type(model).__name__} is not fitted"):
        jupyter_registry.publish(model, "unfitted", registry=registry)
    assert registry.get_status().models == 0


def test_a_lambda_in_a_pipeline_is_refused_by_its_step(registry: Registry) -> None:
    """A lambda cannot be found by another process, so the step that holds it is named."""
    model = make_pipeline(FunctionTransformer(lambda rows: rows), LogisticRegression(max_iter=300)).fit(X, y)
    with pytest.raises(NotCapturable, match='lambda in the step "functiontransformer"'):
        jupyter_registry.publish(model, "with-lambda", registry=registry)
    assert registry.get_status().models == 0
    kept = jupyter_registry.publish(model, "with-lambda", registry=registry, artifact=False)
    assert kept.version.manifest.artifacts == ()


def test_what_cannot_be_written_is_refused_with_the_ways_on(registry: Registry) -> None:
    """An estimator that holds an open file is refused in one sentence that offers what can be done."""
    model = LogisticRegression(max_iter=300).fit(X, y)
    model.notes_ = (row for row in X)
    with pytest.raises(NotCapturable) as refused:
        jupyter_registry.publish(model, "unwritable", registry=registry)
    assert "cannot be written as skops" in refused.value.message
    assert "--no-artifact" in refused.value.fix
    assert registry.get_status().models == 0
