"""statsmodels: results of a fit. statsmodels is loaded already when this runs."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from ..errors import NotCapturable
from ..registry import ArtifactFile
from .base import Captured
from .generic import full_name, number_at, save_as, scores_of
from .packages import needed
from .params import json_value
from .secrets import scrub_value

SETTINGS = (
    "formula", "order", "seasonal_order", "trend", "seasonal", "seasonal_periods", "damped_trend", "k_ar", "lags",
    "k_regimes", "switching_variance",
)  # fmt: skip
"""Attributes of the model that its author chose."""
CLASSES = ("Logit", "Probit", "MNLogit", "OrderedModel", "ConditionalLogit", "ConditionalMNLogit")


class StatsmodelsCapturer:
    """What ``fit()`` of a model of statsmodels gives back."""

    def matches(self, obj: Any) -> bool:
        """Whether the object is results, or a model without results, of statsmodels."""
        cls = type(obj)
        own = cls.__module__.partition(".")[0] == "statsmodels"
        return own and (cls.__name__.endswith(("Results", "ResultsWrapper")) or hasattr(cls, "fit"))

    def describe(self, obj: Any) -> Captured:
        """Settings of model and fit, variables, number of observations, criteria; ``NotCapturable`` for a model."""
        model = getattr(obj, "model", None)
        if model is None:
            raise NotCapturable(
                f"The {type(obj).__name__} holds no results.",
                field="object",
                fix="Publish what its fit() gives back: results = model.fit().",
            )
        observations = number_at(obj, "nobs")
        count = None if observations is None else int(observations)
        params = dict(_settings(obj, model)) | ({} if count is None else {"nobs": count})
        return Captured(
            framework="statsmodels",
            task=task_of(model),
            architecture=type(model).__name__,
            model_class=full_name(obj),
            params={name: scrub_value(name, value) for name, value in sorted(params.items())},
            metrics=tuple(msgspec.structs.replace(metric, n=count) for metric in scores_of(obj)),
            requires=needed(model, "statsmodels"),
            feature_names=regressors(model),
            parameter_count=_size(obj),
        )

    def save(self, obj: Any, folder: Path, format: str) -> tuple[ArtifactFile, ...]:
        """Pickle the results when the author asked for that; else nothing, because they have no other format."""
        return save_as(obj, folder, format, "", lambda obj, folder: ())


def task_of(model: Any) -> str:
    """Time series, a choice between classes, or a regression."""
    if ".tsa." in type(model).__module__:
        return "time-series-forecasting"
    family = type(getattr(model, "family", None)).__name__
    return "tabular-classification" if type(model).__name__ in CLASSES or family == "Binomial" else "tabular-regression"


def regressors(model: Any) -> tuple[str, ...]:
    """The variables of the design; none of a formula, which takes the columns of its own data."""
    names = getattr(model, "exog_names", None)
    if getattr(model, "formula", None) or not isinstance(names, list):
        return ()
    return tuple(map(str, names))


def _settings(obj: Any, model: Any) -> Iterator[tuple[str, Any]]:
    for name in SETTINGS:
        value = getattr(model, name, None)
        if value is not None:
            yield name, json_value(value)
    target = getattr(model, "endog_names", None)
    if target is not None:
        yield "target", json_value(target)
    family = getattr(model, "family", None)
    if family is not None:
        yield "family", type(family).__name__
        yield "link", type(family.link).__name__
    for name in ("cov_type", "method"):
        value = getattr(obj, name, None)
        if isinstance(value, str):
            yield name, value


def _size(obj: Any) -> int | None:
    """Number of estimated coefficients."""
    shape = getattr(getattr(obj, "params", None), "shape", None)
    return math.prod(map(int, shape)) if shape else None
