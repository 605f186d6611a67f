"""Which objects are fitted models, told by their classes; no framework is imported, only the standard library."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_FRAMEWORK_CLASSES = {
    ("torch.nn.modules.module", "Module"),
    ("xgboost.core", "Booster"),
    ("lightgbm.basic", "Booster"),
    ("statsmodels.base.wrapper", "ResultsWrapper"),
}
"""Bases whose instances are models although they have no fitted attributes."""
RESULTS = ("Results", "ResultsWrapper")


def looks_fitted(value: Any) -> bool:
    """Whether ``value`` is an instance of a model class and was fitted, as far as can be told."""
    cls = type(value)
    if isinstance(value, type) or not cls.__module__:
        return False
    if any(base in _FRAMEWORK_CLASSES for base in bases(cls)):
        return not any(module.endswith("modules.loss") for module, _ in bases(cls))
    if any(module.split(".")[0] == "keras" and name == "Model" for module, name in bases(cls)):
        return True
    if cls.__name__.endswith(RESULTS):  # of linearmodels and others that follow statsmodels
        return hasattr(cls, "params") and hasattr(cls, "summary")
    return callable(getattr(cls, "fit", None)) and _acts(cls) and _fitted(value)


def _acts(cls: type) -> bool:
    """Whether an object of the class has settings, or predicts or sums up what it learned (lifelines)."""
    return hasattr(cls, "get_params") or any(name.startswith(("predict", "print_summary")) for name in dir(cls))


def bases(cls: type) -> Iterator[tuple[str, str]]:
    """Module and name of the class and of what it derives from."""
    return ((base.__module__, base.__name__) for base in cls.__mro__)


def _fitted(estimator: Any) -> bool:
    """The estimator's own answer when it has one, else the convention: learned attributes end with "_"."""
    answer = getattr(type(estimator), "__sklearn_is_fitted__", None) or getattr(type(estimator), "is_fitted", None)
    if callable(answer):
        try:
            return bool(answer(estimator))
        except Exception:  # the answer of code that is not ours; broken means not ready to publish
            return False
    own = getattr(estimator, "__dict__", {})
    inside = getattr(own.get("_model"), "__dict__", {})  # of lifelines
    return own.get("_is_fitted") is True or any(
        name.endswith("_") and not name.startswith("_") for name in (*own, *inside)
    )
