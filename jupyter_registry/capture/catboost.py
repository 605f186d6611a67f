"""CatBoost: its models, saved as CatBoost's own binary. CatBoost is loaded already when this runs."""

from __future__ import annotations

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
    read_state,
    refuse_functions,
    task_of,
    write_state,
)
from .generic import full_name, save_as
from .packages import needed
from .params import flat
from .sklearn import class_labels

MODELS = ("CatBoostClassifier", "CatBoostRegressor", "CatBoostRanker", "CatBoost")
EFFECTIVE = (
    "loss_function", "eval_metric", "iterations", "learning_rate", "depth", "max_leaves", "grow_policy",
    "l2_leaf_reg", "random_strength", "rsm", "subsample", "bootstrap_type", "border_count", "min_data_in_leaf",
    "boosting_type", "random_seed", "task_type", "auto_class_weights", "one_hot_max_size",
)  # fmt: skip
"""Of all settings those that people set."""


class CatboostCapturer:
    """``CatBoost`` and its classifier, regressor and ranker."""

    def matches(self, obj: Any) -> bool:
        """Whether the object is CatBoost's or derived from it."""
        return is_kind(obj, "catboost.CatBoost") and not isinstance(obj, type)

    def describe(self, obj: Any) -> Captured:
        """Settings as set and as used, rounds, scores while training, features; ``NotCapturable`` when not fitted."""
        check_fitted(obj, bool(obj.is_fitted()))
        used = {name: value for name, value in obj.get_all_params().items() if name in EFFECTIVE}
        own = flat(obj)
        best = obj.best_iteration_
        rounds: dict[str, Any] = {"rounds": int(obj.tree_count_)}
        if best is not None:
            rounds["best_iteration"] = int(best)
        return Captured(
            framework="catboost",
            task=task_of(obj, str(used.get("loss_function", ""))),
            architecture=type(obj).__name__,
            family="gradient boosting",
            model_class=full_name(obj),
            params=own | rounds | effective(used, own),
            metrics=evaluations(obj.evals_result_ or {}, best, "evals_result_"),
            requires=needed(obj, "catboost", "numpy"),
            classes=class_labels(obj),
            feature_names=feature_names(obj),
            feature_count=len(obj.feature_names_),
        )

    def save(self, obj: Any, folder: Path, format: str) -> tuple[ArtifactFile, ...]:
        """Write ``model.cbm`` and ``estimator.json`` (pickle or joblib on request)."""
        return save_as(obj, folder, format, "catboost", _write)


def feature_names(obj: Any) -> tuple[str, ...]:
    """Names of the frame it was fitted on; none for an array, whose columns CatBoost counts."""
    names = tuple(map(str, obj.feature_names_))
    return () if names == tuple(map(str, range(len(names)))) else names


def _write(obj: Any, folder: Path) -> tuple[ArtifactFile, ...]:
    file = folder / "model.cbm"
    refuse_functions(obj, {"loss_function": obj.get_params().get("loss_function")})
    obj.save_model(str(file))
    state = write_state(folder, library_class(obj, "catboost", MODELS), obj.get_params())
    return ArtifactFile(path=file.name, file=file, format="catboost"), state


def read(path: str, files: Files, model_class: str) -> Any:
    """The model in the file, of the class that was published."""
    import catboost

    name, params = read_state(files, MODELS) or ("CatBoost", {})
    model = getattr(catboost, name)(params) if name == "CatBoost" else getattr(catboost, name)(**params)
    model.load_model(blob=files[path])
    return model
