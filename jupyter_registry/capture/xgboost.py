"""XGBoost: boosters and its estimators, saved as XGBoost's own binary JSON. XGBoost is loaded already here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..registry import ArtifactFile
from .artifacts import Files
from .base import Captured, is_kind
from .boosting import (
    check_fitted,
    effective,
    evaluations,
    library_class,
    number,
    read_state,
    refuse_functions,
    settings,
    task_of,
    write_state,
)
from .generic import full_name, save_as
from .packages import needed
from .params import flat
from .sklearn import class_labels

ESTIMATORS = (
    "XGBRFClassifier", "XGBRFRegressor", "XGBClassifier", "XGBRegressor", "XGBRanker", "XGBModel",
)  # fmt: skip
EFFECTIVE = (
    "booster", "objective", "tree_method", "learning_rate", "max_depth", "max_leaves", "max_bin", "grow_policy",
    "min_child_weight", "min_split_loss", "max_delta_step", "subsample", "colsample_bytree", "colsample_bylevel",
    "colsample_bynode", "reg_alpha", "reg_lambda", "scale_pos_weight", "num_parallel_tree", "base_score",
    "num_class", "seed", "device",
)  # fmt: skip
"""Of a booster's configuration what people set; each once, under the name that the estimators use."""


class XgboostCapturer:
    """``xgboost.Booster`` and the estimators around it."""

    def matches(self, obj: Any) -> bool:
        """Whether the object is XGBoost's or derived from it."""
        return is_kind(obj, "xgboost.Booster", "xgboost.XGBModel") and not isinstance(obj, type)

    def describe(self, obj: Any) -> Captured:
        """Settings as set and as used, rounds, scores while training, features; ``NotCapturable`` when not fitted.

        Of a bare booster nobody can tell what was set, so what was used stands under the plain names.
        """
        booster = booster_of(obj)
        alone = booster is obj
        used = configured(booster)
        own = {} if alone else {name: value for name, value in flat(obj).items() if value != "nan"}
        rounds: dict[str, Any] = {"rounds": int(booster.num_boosted_rounds())}
        best = booster.attr("best_iteration")
        if best is not None:
            rounds["best_iteration"] = int(best)
        return Captured(
            framework="xgboost",
            task=task_of(obj, str(used.get("objective", ""))),
            architecture=type(obj).__name__,
            family="gradient boosting",
            model_class=full_name(obj),
            params=own | rounds | (settings(used) if alone else effective(used, own)),
            metrics=() if alone else evaluations(_results(obj), rounds.get("best_iteration"), "evals_result()"),
            requires=needed(obj, "xgboost", "numpy", *(() if alone else ("sklearn",))),
            classes=() if alone or not hasattr(obj, "n_classes_") else class_labels(obj),
            feature_names=tuple(map(str, booster.feature_names or ())),
            feature_count=int(booster.num_features()),
        )

    def save(self, obj: Any, folder: Path, format: str) -> tuple[ArtifactFile, ...]:
        """Write ``model.ubj``, for an estimator ``estimator.json`` too (pickle or joblib on request)."""
        return save_as(obj, folder, format, "xgboost", _write)


def booster_of(obj: Any) -> Any:
    """The booster of an estimator, or the booster itself; raises ``NotCapturable`` without one."""
    if is_kind(obj, "xgboost.Booster"):
        return obj
    check_fitted(obj, hasattr(obj, "_Booster"))
    return obj.get_booster()


def configured(booster: Any) -> dict[str, Any]:
    """The settings of ``EFFECTIVE`` that a booster was trained with."""
    return dict(_settings_in(json.loads(booster.save_config())))


def _settings_in(config: Any) -> Iterator[tuple[str, Any]]:
    for name, value in config.items():
        if isinstance(value, dict):
            yield from _settings_in(value)
        elif isinstance(value, str) and name in EFFECTIVE:
            yield name, number(value)


def _results(obj: Any) -> dict[str, Any]:
    """Scores while training; an estimator without them raises."""
    return dict(getattr(obj, "evals_result_", None) or {})


def _write(obj: Any, folder: Path) -> tuple[ArtifactFile, ...]:
    file = folder / "model.ubj"
    written = ArtifactFile(path=file.name, file=file, format="xgboost")
    if is_kind(obj, "xgboost.Booster"):
        obj.save_model(file)
        return (written,)
    refuse_functions(obj, {"objective": obj.objective})
    obj.save_model(file)
    return written, write_state(folder, library_class(obj, "xgboost", ESTIMATORS), obj.get_params(deep=False))


def read(path: str, files: Files, model_class: str) -> Any:
    """The booster in the file, inside of its estimator where one was published."""
    import xgboost

    kept = read_state(files, ESTIMATORS)
    found = xgboost.Booster() if kept is None else getattr(xgboost, kept[0])(**kept[1])
    found.load_model(bytearray(files[path]))
    return found
