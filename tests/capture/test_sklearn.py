"""Capture of scikit-learn: what is read off an estimator, and that it loads as it was published."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import TransformedTargetRegressor
from sklearn.ensemble import RandomForestClassifier, StackingClassifier, VotingClassifier
from sklearn.linear_model import LassoCV, LogisticRegression, Ridge, RidgeClassifier
from sklearn.model_selection import GridSearchCV
from sklearn.multiclass import OneVsRestClassifier
from sklearn.multioutput import ClassifierChain, MultiOutputRegressor
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from sklearn.svm import LinearSVC

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
    assert (metric.n, "mean of 3 folds" in metric.origin) == (None, True)


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


def test_a_lambda_in_a_pipeline_leaves_a_card_without_a_file(registry: Registry) -> None:
    """A lambda cannot be found by another process: the step that holds it is named, and refused if a file is wanted."""
    model = make_pipeline(FunctionTransformer(lambda rows: rows), LogisticRegression(max_iter=300)).fit(X, y)
    with pytest.raises(NotCapturable, match='lambda in the step "functiontransformer"'):
        jupyter_registry.publish(model, "with-lambda", registry=registry, format="skops")
    assert registry.get_status().models == 0
    kept = jupyter_registry.publish(model, "with-lambda", registry=registry)
    assert kept.version.manifest.artifacts == ()
    assert 'lambda in the step "functiontransformer"' in " ".join(one.message for one in kept.snapshot.findings)


def test_what_cannot_be_written_is_refused_with_the_ways_on(registry: Registry) -> None:
    """An estimator that holds an open file is refused in one sentence that offers what can be done."""
    model = LogisticRegression(max_iter=300).fit(X, y)
    model.notes_ = (row for row in X)
    with pytest.raises(NotCapturable) as refused:
        jupyter_registry.publish(model, "unwritable", registry=registry)
    assert "cannot be written as skops" in refused.value.message
    assert "--no-artifact" in refused.value.fix
    assert registry.get_status().models == 0


def test_a_search_gives_its_score_with_the_spread_of_its_folds() -> None:
    """One standard deviation of the folds is around the mean score of the chosen candidate."""
    search = GridSearchCV(LogisticRegression(max_iter=300), {"C": [0.5, 2.0]}, cv=4).fit(X, y)
    (metric,) = describe(search, choose(search)).metrics
    assert metric.low is not None
    assert metric.high is not None
    spread = search.cv_results_["std_test_score"][search.best_index_]
    assert (metric.high - metric.low) / 2 == pytest.approx(spread)


def test_a_search_inside_a_pipeline_is_read_like_one_outside() -> None:
    """Its choice, its settings and its score stand under the name of its step."""
    search = GridSearchCV(LogisticRegression(max_iter=300), {"C": [0.5, 2.0]}, cv=3)
    model = Pipeline([("scale", StandardScaler()), ("search", search)]).fit(X, y)
    captured = describe(model, choose(model))
    best = search.best_params_["C"]
    assert captured.params["search__C"] == captured.params["search__chosen__C"] == best
    assert captured.params["search__search__cv"] == 3
    assert not any("estimator" in name for name in captured.params)
    assert captured.architecture == "LogisticRegression"
    assert [metric.value for metric in captured.metrics] == [pytest.approx(search.best_score_)]


@pytest.mark.parametrize(
    ("model", "path", "value", "architecture"),
    [
        (CalibratedClassifierCV(LinearSVC(C=0.3), cv=2), "estimator__C", 0.3, "LinearSVC"),
        (OneVsRestClassifier(LogisticRegression(C=0.3)), "estimator__C", 0.3, "LogisticRegression"),
        (MultiOutputRegressor(Ridge(alpha=3.0)), "estimator__alpha", 3.0, "Ridge"),
        (ClassifierChain(RidgeClassifier(alpha=3.0)), "estimator__alpha", 3.0, "RidgeClassifier"),
        (TransformedTargetRegressor(Ridge(alpha=3.0)), "regressor__alpha", 3.0, "Ridge"),
        (
            StackingClassifier([("svc", LinearSVC(C=0.3))], LogisticRegression(C=0.3), cv=2),
            "final_estimator__C", 0.3, "StackingClassifier",
        ),
        (VotingClassifier([("svc", LinearSVC(C=0.3))]), "svc__C", 0.3, "VotingClassifier"),
        (
            GridSearchCV(make_pipeline(StandardScaler(), OneVsRestClassifier(LinearSVC())),
                         {"onevsrestclassifier__estimator__C": [0.3]}, cv=2),
            "onevsrestclassifier__estimator__C", 0.3, "LinearSVC",
        ),
        (LassoCV(alphas=[0.3], cv=2), "chosen__alpha", 0.3, "LassoCV"),
    ],
    ids=lambda value: type(value).__name__ if hasattr(value, "fit") else None,
)  # fmt: skip
def test_wrappers_give_the_settings_of_what_is_inside(model: Any, path: str, value: float, architecture: str) -> None:
    """A setting of the estimator inside has a path that can be read, and the model is called by that estimator."""
    many = isinstance(model, (MultiOutputRegressor, ClassifierChain))
    target = np.c_[y == 0, y == 1].astype(int) if many else y
    captured = describe(model.fit(X, target), choose(model))
    assert captured.params[path] == value
    assert captured.architecture == architecture


def test_a_column_transformer_says_which_columns_go_where() -> None:
    """The columns of each part stand under its name, and no list of parts repeats it."""
    make, _ = CASES["columns"]
    model, _ = make()
    params = describe(model, choose(model)).params
    assert params["columns__kinds__columns"] == ["kind"]
    assert params["columns__numbers__columns"] == list(X.columns)
    assert params["columns__numbers__simpleimputer__strategy"] == "mean"
    assert not any(name.endswith(("__steps", "__transformers")) for name in params)


def test_packages_of_every_step_are_needed() -> None:
    """A step of another library makes that library one that loading needs, by the name pip installs."""
    selector = pytest.importorskip("mlxtend.feature_selection", reason="mlxtend is not installed")
    model = make_pipeline(selector.ColumnSelector(cols=(0, 1)), LogisticRegression(max_iter=300))
    captured = describe(model.fit(X.to_numpy(), y), choose(model))
    assert captured.requires == ("scikit-learn", "skops", "numpy", "mlxtend")


def test_seeds_are_kept_and_missing_ones_named(registry: Registry) -> None:
    """The seed of a forest is in the environment; a forest without one is named."""
    seeded = make_pipeline(StandardScaler(), RandomForestClassifier(3, random_state=7)).fit(X, y)
    free = make_pipeline(StandardScaler(), RandomForestClassifier(3)).fit(X, y)
    environments = [
        jupyter_registry.publish(model, "forest", registry=registry).version.manifest.environment
        for model in (seeded, free)
    ]
    assert [env and (env.seeds, env.unseeded) for env in environments] == [
        ({"randomforestclassifier__random_state": 7}, ()),
        ({}, ("randomforestclassifier__random_state",)),
    ]
    plain = LogisticRegression(max_iter=300).fit(X, y)
    assert describe(plain, choose(plain)).unseeded == ()
