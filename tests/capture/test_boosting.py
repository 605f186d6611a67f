"""Capture of LightGBM, XGBoost and CatBoost with the libraries themselves: settings, scores, files without code."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.datasets import load_breast_cancer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import jupyter_registry
from jupyter_registry import Registry
from jupyter_registry.capture.base import Captured, choose, describe
from jupyter_registry.errors import Invalid, NotCapturable, Untrusted
from jupyter_registry.limits import check
from jupyter_registry.registry import ArtifactFile
from jupyter_registry.types import Manifest

_data = load_breast_cancer(as_frame=True)
X: pd.DataFrame = _data.data.iloc[:, :6]
y: pd.Series = _data.target
TRAIN, TEST = slice(0, 400), slice(400, None)
LABELS = y.map({0: "ill", 1: "well"})
GROUPS = [20] * 20


def _lightgbm() -> Any:
    return pytest.importorskip("lightgbm", reason="LightGBM is not installed")


def _xgboost() -> Any:
    return pytest.importorskip("xgboost", reason="XGBoost is not installed")


def _catboost() -> Any:
    return pytest.importorskip("catboost", reason="CatBoost is not installed (extra: frameworks)")


def _lgbm(name: str, target: Any = y, **more: Any) -> Any:
    estimator = getattr(_lightgbm(), name)(n_estimators=4, num_leaves=5, verbose=-1, random_state=3)
    return estimator.fit(X[TRAIN], target[TRAIN], **more)


def _lgb_booster() -> Any:
    lightgbm = _lightgbm()
    data = lightgbm.Dataset(X, y)
    return lightgbm.train({"objective": "binary", "learning_rate": 0.2, "verbose": -1}, data, 3)


def _xgb(name: str, **more: Any) -> Any:
    return getattr(_xgboost(), name)(n_estimators=4, max_depth=2, random_state=3).fit(X[TRAIN], y[TRAIN], **more)


def _xgb_booster() -> Any:
    xgboost = _xgboost()
    return xgboost.train({"eta": 0.2, "objective": "binary:logistic"}, xgboost.DMatrix(X, y), 3)


def _cat(name: str, target: Any = y, **more: Any) -> Any:
    model = getattr(_catboost(), name)(iterations=4, depth=3, random_seed=3, verbose=False, allow_writing_files=False)
    return model.fit(X[TRAIN], target[TRAIN], **more)


def _cat_bare() -> Any:
    settings = {"iterations": 4, "loss_function": "RMSE", "verbose": False, "allow_writing_files": False}
    return _catboost().CatBoost(settings).fit(X, y)


CASES: dict[str, tuple[Callable[[], Any], str, str]] = {
    "lgbm-classifier": (lambda: _lgbm("LGBMClassifier", LABELS), "lightgbm", "tabular-classification"),
    "lgbm-regressor": (lambda: _lgbm("LGBMRegressor"), "lightgbm", "tabular-regression"),
    "lgbm-ranker": (lambda: _lgbm("LGBMRanker", group=GROUPS), "lightgbm", "learning-to-rank"),
    "lgbm-booster": (_lgb_booster, "lightgbm", "tabular-classification"),
    "xgb-classifier": (lambda: _xgb("XGBClassifier"), "xgboost", "tabular-classification"),
    "xgb-forest": (lambda: _xgb("XGBRFClassifier"), "xgboost", "tabular-classification"),
    "xgb-regressor": (lambda: _xgb("XGBRegressor"), "xgboost", "tabular-regression"),
    "xgb-ranker": (lambda: _xgb("XGBRanker", group=GROUPS), "xgboost", "learning-to-rank"),
    "xgb-booster": (_xgb_booster, "xgboost", "tabular-classification"),
    "cat-classifier": (lambda: _cat("CatBoostClassifier", LABELS), "catboost", "tabular-classification"),
    "cat-regressor": (lambda: _cat("CatBoostRegressor"), "catboost", "tabular-regression"),
    "cat-bare": (_cat_bare, "catboost", "tabular-regression"),
}
"""Name -> (a function that gives the fitted model, the format of its file, its task)."""


def _made(name: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the libraries: small data, settings that are going away
        return CASES[name][0]()


def _predicted(model: Any) -> np.ndarray:
    rows: Any = X[TEST]
    if type(model).__module__ == "xgboost.core":
        rows = _xgboost().DMatrix(rows)
    return np.asarray(model.predict(rows))


def _read(model: Any) -> Captured:
    return describe(model, choose(model))


@pytest.mark.parametrize("name", CASES)
def test_a_booster_comes_back_as_it_was_published(name: str, registry: Registry) -> None:
    """Published and loaded without trust, a model of the same class predicts the same from a file without code."""
    _, format, task = CASES[name]
    model = _made(name)
    published = jupyter_registry.publish(model, name, registry=registry)
    loaded = jupyter_registry.load(name, registry=registry)
    assert type(loaded) is type(model)
    assert np.array_equal(_predicted(loaded), _predicted(model))
    manifest = published.version.manifest
    assert {artifact.format for artifact in manifest.artifacts} <= {format, "json"}
    assert (manifest.framework, manifest.task) == (format, task)
    assert manifest.signature is not None
    assert [field.name for field in manifest.signature.inputs] == [
        column.replace(" ", "_") if format == "lightgbm" else column for column in X.columns
    ]
    check(manifest)


@pytest.mark.parametrize(
    ("name", "own", "used"),
    [
        ("lgbm-classifier", {"num_leaves": 5, "random_state": 3}, {"max_bin": 255, "objective": "binary"}),
        ("lgbm-booster", {"learning_rate": 0.2, "objective": "binary"}, {"num_leaves": 31}),
        ("xgb-classifier", {"max_depth": 2, "objective": "binary:logistic"}, {"learning_rate": 0.3}),
        ("xgb-booster", {"learning_rate": 0.2, "max_depth": 6, "rounds": 3}, {}),
        ("cat-classifier", {"depth": 3, "rounds": 4}, {"l2_leaf_reg": 3, "loss_function": "Logloss"}),
    ],
)
def test_settings_as_set_and_as_used(name: str, own: dict[str, Any], used: dict[str, Any]) -> None:
    """What the author set has its own name, and what the library chose stands beside it as effective."""
    params = _read(_made(name)).params
    expected = own | {f"effective__{key}": value for key, value in used.items()}
    assert {key: params.get(key) for key in expected} == expected
    assert not any(f"effective__{key}" in params for key in own)


@pytest.mark.filterwarnings("ignore:The argument 'eval_set' is deprecated")  # its successor is in no older version
def test_lightgbm_gives_the_scores_of_its_best_round() -> None:
    """With early stopping the score is that of the best round, on the set it was stopped by."""
    lightgbm = _lightgbm()
    model = _lgbm(
        "LGBMClassifier",
        eval_set=[(X[TEST], y[TEST])],
        eval_metric="auc",
        callbacks=[lightgbm.early_stopping(2, verbose=False)],
    )
    captured = _read(model)
    best = model.best_iteration_
    assert captured.params["best_iteration"] == best
    found = {(metric.split, metric.name): metric for metric in captured.metrics}
    assert set(found) == {("validation", "auc"), ("validation", "binary_logloss")}
    score = found["validation", "auc"]
    assert score.value == model.evals_result_["valid_0"]["auc"][best - 1]
    assert (score.higher_is_better, found["validation", "binary_logloss"].higher_is_better) == (True, False)


def test_a_bare_booster_predicts_for_its_signature(registry: Registry) -> None:
    """Given a table, a booster without an estimator says what comes out."""
    published = jupyter_registry.publish(_xgb_booster(), "bare", data=X, registry=registry)
    signature = published.version.manifest.signature
    assert signature is not None
    assert [field.dtype for field in signature.outputs] == ["float32"]
    assert signature.example == ()  # its predict() takes no table


def test_xgboost_gives_one_set_a_split_and_several_their_names() -> None:
    """Its only set is validation; of several the first may be the training data, so they keep their names."""
    alone = _read(_xgb("XGBClassifier", eval_set=[(X[TEST], y[TEST])], verbose=False)).metrics
    both = _read(_xgb("XGBClassifier", eval_set=[(X[TRAIN], y[TRAIN]), (X[TEST], y[TEST])], verbose=False)).metrics
    assert [(metric.name, metric.split, metric.dataset) for metric in alone] == [("logloss", "validation", "")]
    assert [(metric.split, metric.dataset) for metric in both] == [("", "validation_0"), ("", "validation_1")]


def test_xgboost_gives_the_scores_of_its_best_round() -> None:
    """With early stopping the score is that of the best round, not of the last."""
    model = _xgboost().XGBRegressor(n_estimators=60, learning_rate=1.0, early_stopping_rounds=3)
    model.fit(X[TRAIN], y[TRAIN], eval_set=[(X[TEST], y[TEST])], verbose=False)
    captured = _read(model)
    (metric,) = captured.metrics
    assert metric.value == pytest.approx(model.best_score)
    assert metric.value < model.evals_result()["validation_0"]["rmse"][-1]
    assert captured.params["best_iteration"] == model.best_iteration


def test_catboost_gives_the_scores_of_both_sets() -> None:
    """What it learned from is train, what it was evaluated on is validation."""
    model = _cat("CatBoostClassifier", eval_set=(X[TEST], y[TEST]))
    found = {metric.split: metric for metric in _read(model).metrics}
    assert set(found) == {"train", "validation"}
    assert found["validation"].value == pytest.approx(model.best_score_["validation"]["Logloss"])
    assert found["validation"].higher_is_better is False


@pytest.mark.parametrize("make", [
    lambda: _lightgbm().LGBMClassifier(), lambda: _xgboost().XGBClassifier(), lambda: _catboost().CatBoostRegressor(),
])  # fmt: skip
def test_what_is_not_fitted_is_refused(make: Callable[[], Any], registry: Registry) -> None:
    """An unfitted estimator is refused by name, and nothing is stored."""
    model = make()
    with pytest.raises(NotCapturable, match=f"{type(model).__name__} is not fitted"):
        jupyter_registry.publish(model, "unfitted", registry=registry)
    assert registry.get_status().models == 0


def test_an_objective_of_the_author_has_no_file_but_a_pickle(registry: Registry) -> None:
    """A function as objective cannot be in LightGBM's text, and the refusal says so; the card goes without it."""

    def squared(truth: Any, guess: Any) -> tuple[Any, Any]:
        return guess - truth, np.ones_like(truth)

    model = _lightgbm().LGBMRegressor(n_estimators=2, verbose=-1, objective=squared).fit(X, y)
    with pytest.raises(NotCapturable, match='function as "objective"'):
        jupyter_registry.publish(model, "own-objective", registry=registry)
    kept = jupyter_registry.publish(model, "own-objective", artifact=False, registry=registry)
    assert kept.version.manifest.params["objective"].endswith("squared")


def test_a_derived_estimator_is_loaded_as_the_one_of_the_library(registry: Registry) -> None:
    """A class of the notebook cannot be found elsewhere; its booster predicts the same in the library's class."""
    lightgbm = _lightgbm()

    class Mine(lightgbm.LGBMRegressor):  # type: ignore[misc, name-defined]
        """An estimator of this test."""

    model = Mine(n_estimators=2, verbose=-1).fit(X, y)
    jupyter_registry.publish(model, "derived", registry=registry)
    loaded = jupyter_registry.load("derived", registry=registry)
    assert type(loaded) is lightgbm.LGBMRegressor
    assert np.array_equal(loaded.predict(X), model.predict(X))


def test_a_booster_in_a_pipeline_is_read_by_its_step(registry: Registry) -> None:
    """The pipeline is scikit-learn's, its model LightGBM's; its author loads it, others are asked for trust."""
    model = make_pipeline(
        StandardScaler().set_output(transform="pandas"), _lightgbm().LGBMClassifier(n_estimators=2, verbose=-1)
    )
    published = jupyter_registry.publish(model.fit(X, y), "steps", registry=registry)
    manifest = published.version.manifest
    assert (manifest.framework, manifest.architecture) == ("lightgbm", "LGBMClassifier")
    assert manifest.params["lgbmclassifier__num_leaves"] == 31
    assert manifest.environment is not None
    assert "lightgbm" in manifest.environment.requires
    loaded = jupyter_registry.load("steps", registry=registry)
    assert np.array_equal(loaded.predict(X), model.predict(X))


@pytest.mark.parametrize(
    ("format", "content", "error"),
    [
        ("lightgbm", b"\x80\x04cos\nsystem\n", Untrusted),
        ("xgboost", b"\x80\x04cos\nsystem\n", Untrusted),
        ("catboost", b"PK\x03\x04", Untrusted),
        ("lightgbm", b"tree\nnot a model", Invalid),
        ("xgboost", b"{L\x00\x00", Invalid),
        ("catboost", b"CBM1\x00", Invalid),
    ],
)
def test_other_bytes_are_refused(
    format: str, content: bytes, error: type[Exception], registry: Registry, tmp_path: Path
) -> None:
    """Bytes that do not begin as the format does reach no library; those that are damaged end in one sentence."""
    {"lightgbm": _lightgbm, "xgboost": _xgboost, "catboost": _catboost}[format]()
    file = tmp_path / "model"
    file.write_bytes(content)
    registry.publish("other", Manifest(), [ArtifactFile("model", file, format)])
    with pytest.raises(error):
        jupyter_registry.load("other", registry=registry)


def test_an_estimator_file_cannot_name_a_class_of_its_own(registry: Registry, tmp_path: Path) -> None:
    """Only the estimators of the library are made from the file beside the booster."""
    model = _lgb_booster()
    (written,) = choose(model).save(model, tmp_path, "")
    beside = tmp_path / "estimator.json"
    beside.write_text('{"class": "register_logger", "state": {}}')
    registry.publish("named", Manifest(), [written, ArtifactFile("estimator.json", beside, "json")])
    with pytest.raises(Invalid, match="not known here"):
        jupyter_registry.load("named", registry=registry)
