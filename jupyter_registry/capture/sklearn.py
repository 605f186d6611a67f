"""scikit-learn: any estimator, pipelines and searches. scikit-learn is loaded already when this runs."""

from __future__ import annotations

import math
import numbers
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..errors import NotCapturable
from ..registry import ArtifactFile
from ..types import Metric
from .base import Captured
from .generic import full_name, save_pickle
from .secrets import scrub, scrub_value

TASKS = {
    "classifier": "tabular-classification",
    "regressor": "tabular-regression",
    "clusterer": "clustering",
    "outlier_detector": "anomaly-detection",
    "density_estimator": "density-estimation",
    "transformer": "feature-extraction",
}


class SklearnCapturer:
    """Estimators that follow scikit-learn's conventions."""

    def matches(self, obj: Any) -> bool:
        """Whether the object is an estimator instance with parameters."""
        return callable(getattr(obj, "get_params", None)) and not isinstance(obj, type)

    def describe(self, obj: Any) -> Captured:
        """Parameters, task, classes, features and search scores; raises ``NotCapturable`` when not fitted."""
        check_fitted(obj)
        final = final_estimator(obj)
        package = type(final).__module__.partition(".")[0]
        others = {package} - {"sklearn", "__main__", "builtins"}
        names = getattr(obj, "feature_names_in_", ())
        count = getattr(obj, "n_features_in_", None)
        return Captured(
            framework="scikit-learn",
            task=task_of(obj),
            architecture=type(final).__name__,
            model_class=full_name(obj),
            params=flat_params(obj),
            metrics=tuple(search_scores(obj)),
            requires=("scikit-learn", "skops", "numpy", *sorted(others)),
            classes=class_labels(obj),
            feature_names=tuple(str(name) for name in names),
            feature_count=int(count) if count is not None else None,
        )

    def save(self, obj: Any, folder: Path, format: str) -> tuple[ArtifactFile, ...]:
        """Write ``model.skops`` (or ``model.pkl`` on request); names the step that cannot be saved."""
        if format == "pickle":
            return (save_pickle(obj, folder),)
        import skops.io

        own = next(own_code(obj), "")
        if own:
            raise NotCapturable(
                f"{own} cannot be saved.",
                field="format",
                fix="Put it as a def into an importable module, or publish with --no-artifact.",
            )
        file = folder / "model.skops"
        try:
            skops.io.dump(obj, file)
        except Exception as error:  # skops lets any exception of the object through
            raise NotCapturable(
                f"The {type(obj).__name__} cannot be saved as skops: {str(error)[:160]}.",
                field="format",
                fix="Publish with --format pickle, or with --no-artifact.",
            ) from error
        return (ArtifactFile(path="model.skops", file=file, format="skops"),)

    def load(self, folder: Path) -> Any:
        """Read ``model.skops`` with the types that are trusted by default."""
        from ..loading import load_skops

        return load_skops((folder / "model.skops").read_bytes())


def final_estimator(obj: Any) -> Any:
    """The estimator that predicts: last step of a pipeline, best of a search, inside of a wrapper."""
    for _ in range(16):  # wrappers nest a few levels at most
        steps = getattr(obj, "steps", None)
        inner = getattr(obj, "best_estimator_", None)
        if isinstance(steps, list) and steps:
            inner = steps[-1][1]
        if inner is None or isinstance(inner, str):
            return obj
        obj = inner
    return obj


def check_fitted(obj: Any) -> None:
    """Raise ``NotCapturable`` when the estimator has not been fitted."""
    from sklearn.exceptions import NotFittedError
    from sklearn.utils.validation import check_is_fitted

    last = obj.steps[-1][1] if isinstance(getattr(obj, "steps", None), list) and obj.steps else obj
    try:
        check_is_fitted(obj if last in ("passthrough", None) else last)
    except (NotFittedError, TypeError) as error:
        raise NotCapturable(
            f"The {type(obj).__name__} is not fitted.",
            field="object",
            fix="Run its fit(...) first, then publish again.",
        ) from error


def task_of(obj: Any) -> str:
    """The task in the registry's words, or "" when the estimator does not say."""
    from sklearn import base

    for name in ("classifier", "regressor", "clusterer", "outlier_detector"):
        test = getattr(base, f"is_{name}", None)
        if test is not None and test(obj):
            return TASKS[name]
    kind = getattr(final_estimator(obj), "_estimator_type", "")
    if not kind and hasattr(obj, "transform"):
        kind = "transformer"
    return TASKS.get(str(kind), "")


def class_labels(obj: Any) -> tuple[str, ...]:
    """The labels of a classifier with one output, at most 1,000; ``()`` otherwise."""
    labels = getattr(obj, "classes_", None)
    if labels is None or isinstance(labels, list) or getattr(labels, "ndim", 1) != 1 or len(labels) > 1000:
        return ()
    return tuple(str(label) for label in labels)


def flat_params(obj: Any) -> dict[str, Any]:
    """Deep parameters as JSON values; for a search those of the chosen estimator and ``chosen__*``."""
    params = {str(name): json_value(value) for name, value in obj.get_params(deep=True).items()}
    chosen = getattr(obj, "best_params_", None) or {}
    params.update({f"chosen__{name}": json_value(value) for name, value in chosen.items()})
    return {name: scrub_value(name, value) for name, value in sorted(params.items()) if value is not None}


def json_value(value: Any, depth: int = 0) -> Any:
    """The value as JSON: numbers and short lists as they are, objects by class name, not-finite as text."""
    if value is None or isinstance(value, (bool, str)):
        return value if not isinstance(value, str) else scrub(value)[:1000]
    if isinstance(value, numbers.Integral):
        return int(value) if abs(int(value)) <= 2**53 else str(value)
    if isinstance(value, numbers.Real):
        number = float(value)
        return number if math.isfinite(number) else str(number)
    if isinstance(value, (list, tuple)) and len(value) <= 200 and depth < 4:
        return [json_value(inner, depth + 1) for inner in value]
    if isinstance(value, dict) and len(value) <= 200 and depth < 4:
        return {str(name): json_value(inner, depth + 1) for name, inner in value.items()}
    if type(value).__name__ == "bool_":
        return bool(value)
    if callable(value) and hasattr(value, "__qualname__"):
        return f"{getattr(value, '__module__', '')}.{value.__qualname__}"
    return type(value).__name__


def search_scores(obj: Any) -> Iterator[Metric]:
    """Mean cross-validated scores of the chosen candidate of a search."""
    results = getattr(obj, "cv_results_", None)
    index = getattr(obj, "best_index_", None)
    if not isinstance(results, dict) or index is None:
        return
    folds = getattr(obj, "n_splits_", None)
    for key in results:
        if not key.startswith("mean_test_"):
            continue
        value = float(results[key][index])
        if math.isfinite(value):
            name = key.removeprefix("mean_test_")
            if name == "score":
                name = str(obj.scoring) if isinstance(obj.scoring, str) else default_score(obj)
            yield Metric(
                name=name, value=value, split="cross-validation", higher_is_better=True,
                n=int(folds) if folds else None, origin="cv_results_",
            )  # fmt: skip


def default_score(obj: Any) -> str:
    """What ``score()`` measures when no scoring was given."""
    return {"tabular-classification": "accuracy", "tabular-regression": "r2"}.get(task_of(obj), "score")


def own_code(obj: Any) -> Iterator[str]:
    """Lambdas and functions of ``__main__`` among the parameters, in words; they cannot be loaded elsewhere."""
    for name, value in obj.get_params(deep=True).items():
        if not callable(value) or not hasattr(value, "__qualname__") or isinstance(value, type):
            continue
        step = name.rpartition("__")[0]
        where = f'in the step "{step}"' if step else f'in the parameter "{name}"'
        if value.__name__ == "<lambda>":
            yield f"The lambda {where}"
        elif value.__module__ == "__main__":
            yield f'The function "{value.__name__}" of this notebook {where}'
