"""scikit-learn: any estimator, pipelines and searches. scikit-learn is loaded already when this runs."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..errors import NotCapturable
from ..registry import ArtifactFile
from ..types import Metric
from .base import Captured, is_kind
from .generic import UNSAFE_FIX, full_name, one_line, save_running_code
from .packages import needed
from .params import flat, own_code, raw

TASKS = {
    "classifier": "tabular-classification",
    "regressor": "tabular-regression",
    "clusterer": "clustering",
    "outlier_detector": "anomaly-detection",
    "density_estimator": "density-estimation",
    "DensityEstimator": "density-estimation",  # before scikit-learn 1.6
    "transformer": "feature-extraction",
}
WRAPPERS = tuple(
    f"sklearn.{name}"
    for name in (
        "CalibratedClassifierCV", "ClassifierChain", "FixedThresholdClassifier", "FrozenEstimator",
        "MultiOutputClassifier", "MultiOutputRegressor", "OneVsOneClassifier", "OneVsRestClassifier",
        "OutputCodeClassifier", "RegressorChain", "SelfTrainingClassifier", "TransformedTargetRegressor",
        "TunedThresholdClassifierCV",
    )
)  # fmt: skip
"""What only passes on to one estimator, which is what people call the model."""
INSIDE = ("regressor", "estimator", "base_estimator")  # the last one of chains, before scikit-learn 1.7
SELDOM_RANDOM = ("LogisticRegression", "Ridge", "RidgeClassifier", "Lasso", "ElasticNet", "SVC", "LinearSVC", "PCA")
"""Take a random_state and draw from chance only with settings that few people use."""
TEXT_STEPS = ("sklearn.TfidfVectorizer", "sklearn.CountVectorizer", "sklearn.HashingVectorizer")


class SklearnCapturer:
    """Estimators that follow scikit-learn's conventions."""

    def matches(self, obj: Any) -> bool:
        """Whether the object is an estimator, of scikit-learn or derived from its base."""
        return is_kind(obj, "sklearn.BaseEstimator") and not isinstance(obj, type)

    def describe(self, obj: Any) -> Captured:
        """Parameters, task, classes, features and search scores; raises ``NotCapturable`` when not fitted."""
        check_fitted(obj)
        final = final_estimator(obj)
        package = type(final).__module__.partition(".")[0]
        names = getattr(obj, "feature_names_in_", ())
        count = getattr(obj, "n_features_in_", None)
        return Captured(
            framework="scikit-learn" if package in ("sklearn", "__main__") else package,
            task=task_of(obj),
            architecture=type(final).__name__,
            model_class=full_name(obj),
            params=flat(obj),
            metrics=tuple(search_scores(obj)),
            requires=needed(obj, "sklearn", "skops", "numpy"),
            classes=class_labels(obj),
            feature_names=tuple(str(name) for name in names),
            feature_count=int(count) if count is not None else None,
            parameter_count=parameter_count(final),
            unseeded=tuple(unseeded(obj)),
        )

    def save(self, obj: Any, folder: Path, format: str) -> tuple[ArtifactFile, ...]:
        """Write ``model.skops`` (pickle or joblib on request); nothing where a part is code of the notebook.

        Raises ``NotCapturable`` naming that part when skops was asked for.
        """
        if format in ("pickle", "joblib"):
            return (save_running_code(obj, folder, format),)
        own = next(own_code(obj), "")
        if own and not format:
            return ()
        if own:
            raise NotCapturable(
                f"{own} cannot be loaded anywhere else.",
                field="format",
                fix="Put it into an importable module as def or class, or publish with --no-artifact.",
            )
        return (save_skops(obj, folder),)


def save_skops(obj: Any, folder: Path) -> ArtifactFile:
    """Write ``model.skops``; raises ``NotCapturable`` with the ways on."""
    import skops.io

    file = folder / "model.skops"
    try:
        skops.io.dump(obj, file)
    except OSError:
        raise
    except Exception as error:  # saving runs code of the object's parts, which may raise anything
        raise NotCapturable(
            f"The {type(obj).__name__} cannot be written as skops: {one_line(error)}.",
            field="format",
            fix=UNSAFE_FIX,
        ) from error
    return ArtifactFile(path=file.name, file=file, format="skops")


def final_estimator(obj: Any) -> Any:
    """The estimator that predicts: last step of a pipeline, best of a search, inside of a wrapper."""
    *_, last = chain(obj)
    return last


def chain(obj: Any) -> Iterator[Any]:
    """The object, the one it passes on to, and so on down to the one that predicts."""
    for _ in range(16):  # wrappers nest a few levels at most
        yield obj
        steps = getattr(obj, "steps", None)
        inner = getattr(obj, "best_estimator_", None)
        if isinstance(steps, list) and steps:
            inner = steps[-1][1]
        elif is_kind(obj, *WRAPPERS):
            inner = next((held for name in INSIDE if (held := getattr(obj, name, None)) is not None), None)
        if inner is None or isinstance(inner, str):
            return
        obj = inner


def unseeded(obj: Any) -> Iterator[str]:
    """Seeds that nobody set, of the parts that draw from chance."""
    found = raw(obj)
    for path, value in found.items():
        owner, _, last = path.rpartition("__")
        part = found.get(owner, final_estimator(obj) if not owner else None)
        if last == "random_state" and value is None and type(part).__name__ not in SELDOM_RANDOM:
            yield path


def check_fitted(obj: Any) -> None:
    """Raise ``NotCapturable`` when the estimator has not been fitted."""
    from sklearn.exceptions import NotFittedError
    from sklearn.utils.validation import check_is_fitted

    steps = getattr(obj, "steps", None)
    last = steps[-1][1] if isinstance(steps, list) and steps else obj
    try:
        check_is_fitted(obj if last is None or isinstance(last, str) else last)
    except (NotFittedError, TypeError) as error:
        raise NotCapturable(
            f"The {type(obj).__name__} is not fitted.",
            field="object",
            fix="Run its fit(...) first, then publish again.",
        ) from error


def task_of(obj: Any) -> str:
    """The task in the registry's words, or "" when the estimator does not say."""
    from sklearn import base

    kind = str(getattr(final_estimator(obj), "_estimator_type", "") or "")
    for name in ("classifier", "regressor", "clusterer", "outlier_detector"):
        test = getattr(base, f"is_{name}", None)
        if test is not None and test(obj):
            kind = name
            break
    if kind == "classifier" and any(is_kind(step, *TEXT_STEPS) for step in obj.get_params().values()):
        return "text-classification"
    if not kind and hasattr(obj, "score_samples") and not hasattr(obj, "transform"):
        kind = "density_estimator"
    if not kind and hasattr(obj, "transform"):
        kind = "transformer"
    return TASKS.get(kind, "")


def class_labels(obj: Any) -> tuple[str, ...]:
    """The labels of a classifier with one output, at most 1,000; ``()`` otherwise."""
    labels = getattr(obj, "classes_", None)
    if labels is None or isinstance(labels, list) or getattr(labels, "ndim", 1) != 1 or len(labels) > 1000:
        return ()
    return tuple(str(label) for label in labels)


def parameter_count(final: Any) -> int | None:
    """Number of learned weights where they are plain arrays (linear models, networks), else None."""
    arrays = [getattr(final, name, None) for name in ("coef_", "intercept_")]
    for name in ("coefs_", "intercepts_"):
        found = getattr(final, name, None)
        arrays.extend(found if isinstance(found, list) else ())
    shapes = (getattr(array, "shape", None) for array in arrays)
    sizes = [math.prod(shape) for shape in shapes if isinstance(shape, tuple)]
    return sum(sizes) if any(sizes) else None


def search_scores(obj: Any) -> Iterator[Metric]:
    """Cross-validated scores of the chosen candidate of a search: mean, and one standard deviation around it."""
    for search in chain(obj):
        results = getattr(search, "cv_results_", None)
        index = getattr(search, "best_index_", None)
        if isinstance(results, dict) and index is not None:
            for key in results:
                if key.startswith("mean_test_") and math.isfinite(results[key][index]):
                    yield _mean_score(search, key.removeprefix("mean_test_"), results, int(index))


def _mean_score(search: Any, name: str, results: dict[str, Any], index: int) -> Metric:
    mean = float(results[f"mean_test_{name}"][index])
    spread = float(results.get(f"std_test_{name}", {index: math.nan})[index])
    folds = getattr(search, "n_splits_", None)
    over = f", mean of {folds} folds" if folds else ""
    known = math.isfinite(spread)
    return Metric(
        name=default_score(search) if name == "score" else name,
        value=mean,
        split="cross-validation",
        higher_is_better=True,
        low=mean - spread if known else None,
        high=mean + spread if known else None,
        origin=f"cv_results_{over}{', ± one standard deviation' if known else ''}",
    )


def default_score(obj: Any) -> str:
    """What ``score()`` of a search measures: its scoring, or what its estimator measures by default."""
    if isinstance(obj.scoring, str):
        return str(obj.scoring)
    task = task_of(obj)
    return "accuracy" if task.endswith("-classification") else "r2" if task.endswith("-regression") else "score"
