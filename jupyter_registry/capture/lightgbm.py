"""LightGBM: boosters and its estimators, saved as LightGBM's own text. LightGBM is loaded already when this runs."""

from __future__ import annotations

import re
from collections.abc import Mapping
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

ESTIMATORS = ("LGBMClassifier", "LGBMRegressor", "LGBMRanker", "LGBMModel")
NOT_STATE = ("_Booster", "_le", "_classes", "_class_map", "_evals_result", "_best_score")
EFFECTIVE = (
    "boosting", "objective", "metric", "data_sample_strategy", "num_iterations", "learning_rate", "num_leaves",
    "max_depth", "min_data_in_leaf", "min_sum_hessian_in_leaf", "bagging_fraction", "bagging_freq",
    "feature_fraction", "lambda_l1", "lambda_l2", "min_gain_to_split", "max_bin", "early_stopping_round", "seed",
    "num_class", "scale_pos_weight", "linear_tree", "device_type",
)  # fmt: skip
"""Of the hundred settings in a model's text those that people set."""


class LightgbmCapturer:
    """``lightgbm.Booster`` and the estimators around it."""

    def matches(self, obj: Any) -> bool:
        """Whether the object is LightGBM's or derived from it."""
        return is_kind(obj, "lightgbm.Booster", "lightgbm.LGBMModel") and not isinstance(obj, type)

    def describe(self, obj: Any) -> Captured:
        """Settings as set and as used, rounds, scores while training, features; ``NotCapturable`` when not fitted."""
        booster = booster_of(obj)
        own = flat(obj) if booster is not obj else settings(booster.params)
        best = int(booster.best_iteration)
        rounds = {"best_iteration": best} if best > 0 else {}
        scores = getattr(obj, "evals_result_", None) if booster is not obj else None
        used = written_settings(booster.model_to_string(num_iteration=1))
        return Captured(
            framework="lightgbm",
            task=task_of(obj, str(used.get("objective", ""))),
            architecture=type(obj).__name__,
            family="gradient boosting",
            model_class=full_name(obj),
            params=own | rounds | effective(used, own),
            metrics=evaluations(scores or booster.best_score, best - 1 if best > 0 else None, _origin(scores)),
            requires=needed(obj, "lightgbm", "numpy", *(("sklearn",) if booster is not obj else ())),
            classes=class_labels(obj) if booster is not obj and hasattr(obj, "classes_") else (),
            feature_names=feature_names(obj, booster),
            feature_count=int(booster.num_feature()),
        )

    def save(self, obj: Any, folder: Path, format: str) -> tuple[ArtifactFile, ...]:
        """Write ``model.txt``, for an estimator ``estimator.json`` too (pickle or joblib on request)."""
        return save_as(obj, folder, format, "lightgbm", _write)


def booster_of(obj: Any) -> Any:
    """The booster of an estimator, or the booster itself; raises ``NotCapturable`` without one."""
    if is_kind(obj, "lightgbm.Booster"):
        return obj
    check_fitted(obj, getattr(obj, "_Booster", None) is not None)
    return obj.booster_


def feature_names(obj: Any, booster: Any) -> tuple[str, ...]:
    """Names of the frame it was fitted on; none for an array, whose columns LightGBM counts."""
    names = getattr(obj, "feature_names_in_", None) if obj is not booster else None
    found = tuple(map(str, booster.feature_name() if names is None else names))
    return () if all(re.fullmatch(r"Column_\d+", name) for name in found) else found


def written_settings(text: str) -> dict[str, Any]:
    """The settings of ``EFFECTIVE`` in the text of a model."""
    lines = re.findall(r"^\[(\w+): ?(.*)\]$", text.partition("\nparameters:")[2], re.MULTILINE)
    return {name: number(value) for name, value in lines if name in EFFECTIVE}


def _origin(scores: Mapping[str, Any] | None) -> str:
    return "evals_result_" if scores else "best_score"


def _write(obj: Any, folder: Path) -> tuple[ArtifactFile, ...]:
    file = folder / "model.txt"
    booster = booster_of(obj)
    written = ArtifactFile(path=file.name, file=file, format="lightgbm")
    if booster is obj:
        booster.save_model(file)
        return (written,)
    refuse_functions(obj, {"objective": obj.objective})
    booster.save_model(file)
    state = {name: value for name, value in vars(obj).items() if name not in NOT_STATE}
    labels = getattr(obj, "_classes", None)
    if labels is not None:
        state["classes"] = labels.tolist()
    return written, write_state(folder, library_class(obj, "lightgbm", ESTIMATORS), state)


def read(path: str, files: Files, model_class: str) -> Any:
    """The booster in the file, inside of its estimator where one was published."""
    import lightgbm

    booster = lightgbm.Booster(model_str=files[path].decode("utf-8"))
    kept = read_state(files, ESTIMATORS)
    if kept is None:
        return booster
    name, state = kept
    labels = state.pop("classes", None)
    estimator = getattr(lightgbm, name)()
    vars(estimator).update(state, _Booster=booster)
    if labels is not None:
        _give_labels(estimator, labels)
    return estimator


def _give_labels(estimator: Any, labels: list[Any]) -> None:
    from sklearn.preprocessing import LabelEncoder

    encoder = LabelEncoder().fit(labels)
    places = dict(zip(encoder.classes_, range(len(labels)), strict=True))
    vars(estimator).update(_le=encoder, _classes=encoder.classes_, _class_map=places)
