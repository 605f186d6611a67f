"""Any Python object: its class, and the pickle family on request only."""

from __future__ import annotations

import inspect
import math
import numbers
import pickle
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from ..errors import Invalid, NotCapturable, RegistryError
from ..registry import ArtifactFile
from ..types import Metric
from .base import Captured, is_kind
from .packages import needed
from .params import flat, json_value
from .secrets import scrub_value

NOT_MODELS = (str, bytes, int, float, complex, bool, type(None), list, tuple, set, dict, type, Iterator)
NOT_MODEL_KINDS = ("pandas.DataFrame", "pandas.Series", "numpy.ndarray", "builtins.module")
ACTS = (
    "predict", "predict_proba", "transform", "fit", "score", "forward", "generate", "forecast", "sample", "encode",
    "decode", "summary", "run", "__call__", "__getattr__", "__getattribute__",
)  # fmt: skip
"""Methods of which a model has at least one."""
SUFFIXES = {"skops": ".skops", "pickle": ".pkl", "joblib": ".joblib"}
"""Formats that can be asked for, with the suffix of their file; what else is written is the only one of its kind."""
RUNNING = ("pickle", "joblib")
TASKS = {
    "lifelines": "survival-analysis", "prophet": "time-series-forecasting", "linearmodels": "tabular-regression",
    "mlxtend.classifier": "tabular-classification", "mlxtend.regressor": "tabular-regression",
    "mlxtend.cluster": "clustering", "Classifier": "tabular-classification", "Regressor": "tabular-regression",
}  # fmt: skip
"""Package, its first two parts, or end of a class's name -> the task."""
FITTED_WITH = (
    "formula", "method", "cov_type", "debiased", "entity_effects", "time_effects", "duration_col", "event_col",
    "weights_col", "cluster_col",
)  # fmt: skip
"""What objects of statistical libraries keep of how they were fitted, some of it with a "_" before the name."""
SCORES: dict[str, tuple[str, bool | None]] = {
    "rsquared": ("r2", True), "rsquared_adj": ("adjusted_r2", True), "prsquared": ("pseudo_r2", True),
    "rsquared_within": ("r2_within", True), "rsquared_between": ("r2_between", True),
    "rsquared_overall": ("r2_overall", True), "aic": ("aic", False), "bic": ("bic", False), "hqic": ("hqic", False),
    "llf": ("log_likelihood", True), "loglik": ("log_likelihood", True), "AIC_": ("aic", False),
    "BIC_": ("bic", False), "AIC_partial_": ("partial_aic", False), "log_likelihood_": ("log_likelihood", True),
    "concordance_index_": ("concordance_index", True), "deviance": ("deviance", False),
    "pearson_chi2": ("pearson_chi2", False),
}  # fmt: skip
"""Attribute -> the name of its metric, and whether more is better."""

UNSAFE_FIX = "Publish with --no-artifact, or with --format pickle, which others must trust before they load it."


def full_name(obj: Any) -> str:
    """Module and name of the object's class."""
    return f"{type(obj).__module__}.{type(obj).__qualname__}"


class GenericCapturer:
    """The last resort: class, settings and scores of any object; saves by pickle when asked to."""

    def matches(self, obj: Any) -> bool:
        """True: takes everything."""
        return True

    def describe(self, obj: Any) -> Captured:
        """Class, package, settings, scores it keeps; raises ``NotCapturable`` for what cannot be a model."""
        if issubclass(type(obj), NOT_MODELS) or is_kind(obj, *NOT_MODEL_KINDS):
            raise NotCapturable(
                f"A {type(obj).__name__} is not a model.",
                field="object",
                fix="Pass the fitted model object itself.",
            )
        if not _acts_like_a_model(obj):
            raise NotCapturable(
                f'"{type(obj).__name__}" does nothing that a model does, such as predict or transform.',
                field="object",
                fix="Pass the fitted model object itself.",
            )
        package = type(obj).__module__.partition(".")[0]
        known = package not in ("__main__", "builtins")
        model = model_of(obj)
        return Captured(
            framework=package if known else "",
            task=task_of(model),
            architecture=type(model).__name__,
            model_class=full_name(obj),
            params=fitted_with(obj) | settings_of(model),
            metrics=scores_of(obj),
            requires=needed(obj),
        )

    def save(self, obj: Any, folder: Path, format: str) -> tuple[ArtifactFile, ...]:
        """Pickle the object when the author asked for that; else nothing, because no format of it is safe."""
        return save_as(obj, folder, format, "", lambda obj, folder: ())


def _acts_like_a_model(obj: Any) -> bool:
    """Whether its class has a method of models, or makes up its methods; looks without running any of its code."""
    return any(name in vars(kind) for kind in type(obj).__mro__[:-1] for name in ACTS)  # the last one is object


def save_as(
    obj: Any, folder: Path, format: str, own: str, write: Callable[[Any, Path], tuple[ArtifactFile, ...]]
) -> tuple[ArtifactFile, ...]:
    """Write the format that was asked for: "" and ``own`` by ``write``, the pickle family, no other one.

    Raises ``NotCapturable`` for another format, and where the library itself refuses.
    """
    if format in RUNNING:
        return (save_running_code(obj, folder, format),)
    if format not in ("", own):
        raise NotCapturable(
            f"A {type(obj).__name__} cannot be written as {format}.",
            field="format",
            fix="Leave the format away, or publish with --format pickle." if own else UNSAFE_FIX,
        )
    try:
        return write(obj, folder)
    except (OSError, RegistryError):
        raise
    except Exception as error:  # saving runs code of the library and of the object, which may raise anything
        raise NotCapturable(
            f"The {type(obj).__name__} cannot be written as {own}: {one_line(error)}.",
            field="format",
            fix=UNSAFE_FIX,
        ) from error


def model_of(obj: Any) -> Any:
    """The model that results belong to, whose settings are theirs; any other object itself."""
    model = _attributes(obj).get("model") if type(obj).__name__.endswith("Results") else None
    return obj if model is None else model


def task_of(model: Any) -> str:
    """The task that the package or the name of the class tells, or ""."""
    cls = type(model)
    parts = cls.__module__.split(".")
    ends = (word for word in ("Classifier", "Regressor") if cls.__name__.endswith(word))
    return next((TASKS[word] for word in (parts[0], ".".join(parts[:2]), *ends) if word in TASKS), "")


def fitted_with(obj: Any) -> dict[str, Any]:
    """Settings of the fit that the object, or the model inside of it, keeps."""
    own = _attributes(obj)
    owners = (own, *(_attributes(own[name]) for name in ("model", "_model") if name in own))
    found = {
        name: owner[key]
        for name in FITTED_WITH
        for owner in owners
        for key in (f"_{name}", name)
        if owner.get(key) is not None and is_setting(owner[key])
    }
    return {name: scrub_value(name, json_value(value)) for name, value in sorted(found.items())}


def settings_of(obj: Any) -> dict[str, Any]:
    """What ``get_params`` says, else those arguments of the constructor that the object keeps under their names."""
    try:
        return flat(obj)
    except Exception:  # no get_params, or one that breaks: code of any library
        kept = _attributes(obj)
    try:
        names = list(inspect.signature(type(obj).__init__).parameters)[1:]
    except (TypeError, ValueError):  # a constructor written in C
        return {}
    found = {name: kept.get(name, kept.get(f"_{name}")) for name in names}
    return {name: scrub_value(name, json_value(value)) for name, value in sorted(found.items()) if is_setting(value)}


def is_setting(value: Any) -> bool:
    """Whether a value is one that people write down; data, models and nothing are not."""
    if isinstance(value, dict):
        return all(map(is_setting, value.values()))
    if isinstance(value, (list, tuple)):
        return all(map(is_setting, value))
    return isinstance(value, (str, bool, numbers.Number))


def _attributes(obj: Any) -> dict[str, Any]:
    try:
        return dict(vars(obj))
    except Exception:  # no __dict__, or a property of that name that breaks
        return {}


def scores_of(obj: Any) -> tuple[Metric, ...]:
    """Numbers under the names that statistical libraries give to how well a model fits its training data."""
    found = ((name, number_at(obj, name)) for name in SCORES)
    return tuple(
        Metric(name=SCORES[name][0], value=value, split="train", higher_is_better=SCORES[name][1], origin=name)
        for name, value in found
        if value is not None
    )


def number_at(obj: Any, name: str) -> float | None:
    """The finite number at an attribute of the object, else None; the attribute may compute, warn or raise."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            value = getattr(obj, name, None)
            number = float(value) if isinstance(value, numbers.Real) and not isinstance(value, bool) else math.nan
    except Exception:  # a property of any library
        return None
    return number if math.isfinite(number) else None


def save_running_code(obj: Any, folder: Path, format: str) -> ArtifactFile:
    """Write the object as "pickle" or "joblib"; raises ``NotCapturable`` naming what cannot be written."""
    file = folder / f"model{SUFFIXES[format]}"
    try:
        with file.open("wb") as stream:
            _dumper(format)(obj, stream)
    except OSError:
        raise
    except Exception as error:  # pickling runs code of the object, which may raise anything
        raise NotCapturable(
            f"The {type(obj).__name__} cannot be written as {format}: {one_line(error)}.",
            field="format",
            fix="Move functions and classes into an importable module, or publish with --no-artifact.",
        ) from error
    return ArtifactFile(path=file.name, file=file, format=format)


def _dumper(format: str) -> Callable[[Any, BinaryIO], object]:
    if format == "joblib":
        import joblib

        dump: Callable[[Any, BinaryIO], object] = joblib.dump
        return dump
    return lambda obj, stream: pickle.dump(obj, stream, protocol=4)


def one_line(error: BaseException, longest: int = 160) -> str:
    """The first line of an error's text, without the full stop."""
    lines: Iterable[str] = str(error).strip().splitlines() or [type(error).__name__]
    return next(iter(lines))[:longest].rstrip(". ")


def check_format(format: str) -> str:
    """Return the format when it can be written, "" for the safest one; else raise ``Invalid``."""
    if format in ("", *SUFFIXES):
        return format
    raise Invalid(f'The format "{format[:40]}" cannot be written.', field="format", fix="Use skops, pickle or joblib.")
