"""Which variables of a kernel look like a fitted model, like rows for it, like its metrics.

The notebook's Publish button asks this before it shows its form. No framework is imported: an object is
recognised by what it offers and by the module names of its class, so that asking is instant and works
whatever is installed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..capture.fitted import bases, looks_fitted
from ..capture.metrics import read_metrics
from ..errors import Invalid

MOST_METRICS = 100  # a longer dict or series holds data

_TABLE_CLASSES = {("pandas", "DataFrame"), ("polars", "DataFrame"), ("numpy", "ndarray")}
"""Top package and name of the classes that hold rows and columns."""


def fitted_variables(user_ns: Mapping[str, Any] | None = None) -> list[dict[str, str]]:
    """Variables that look like fitted models, those that predict first, then the one assigned last.

    Each is ``{"name": "clf", "class": "sklearn.pipeline.Pipeline"}``; an object with several names comes
    once, under its first name. ``user_ns`` is the running IPython's own when left out; outside of IPython
    nothing is found.
    """
    names = _user_namespace() if user_ns is None else user_ns
    found: dict[int, tuple[str, type]] = {}
    for name, value in list(names.items()):
        if not name.startswith("_") and id(value) not in found and looks_fitted(value):
            found[id(value)] = (name, type(value))
    latest = list(found.values())[::-1]
    latest.sort(key=lambda item: not hasattr(item[1], "predict"))
    return [{"name": name, "class": f"{cls.__module__}.{cls.__qualname__}"} for name, cls in latest]


def models(user_ns: Mapping[str, Any] | None = None) -> list[dict[str, str]]:
    """``fitted_variables`` without scalers, encoders and the like, unless there is nothing else."""
    names = _user_namespace() if user_ns is None else user_ns
    found = fitted_variables(names)
    kept = [one for one in found if not _only_transforms(type(names[one["name"]]))]
    return kept or found


def _only_transforms(cls: type) -> bool:
    return hasattr(cls, "transform") and not hasattr(cls, "predict")


def table_variables(user_ns: Mapping[str, Any] | None = None) -> list[dict[str, str]]:
    """Variables that hold rows and columns, the one assigned last first.

    Each is ``{"name": "X_test", "shape": "45 x 13"}``: data frames and arrays of two dimensions. Their values
    are not looked at.
    """
    names = _user_namespace() if user_ns is None else user_ns
    found = {
        name: f"{value.shape[0]} x {value.shape[1]}"
        for name, value in list(names.items())
        if not name.startswith("_") and _is_table(value)
    }
    return [{"name": name, "shape": shape} for name, shape in reversed(found.items())]


def metric_variables(user_ns: Mapping[str, Any] | None = None) -> list[dict[str, str]]:
    """Variables that hold metrics, the one assigned last first.

    Each is ``{"name": "scores", "metrics": "accuracy, f1_macro"}``: a dict, a Series or a number of which at
    least one name is known as a metric's.
    """
    names = _user_namespace() if user_ns is None else user_ns
    found = {name: _metrics_in(name, value) for name, value in list(names.items()) if not name.startswith("_")}
    return [{"name": name, "metrics": ", ".join(known)} for name, known in reversed(found.items()) if known]


def _metrics_in(name: str, value: Any) -> list[str]:
    series = any((module.split(".")[0], base) == ("pandas", "Series") for module, base in bases(type(value)))
    if not (series or isinstance(value, (dict, float))) or (not isinstance(value, float) and len(value) > MOST_METRICS):
        return []
    try:
        found = read_metrics(value, name)
    except Invalid:
        return []
    known = any(metric.higher_is_better is not None for metric in found)
    return [metric.name for metric in found[:3]] if known else []


def _is_table(value: Any) -> bool:
    known = any((module.split(".")[0], name) in _TABLE_CLASSES for module, name in bases(type(value)))
    return known and len(value.shape) == 2


def _user_namespace() -> Mapping[str, Any]:
    import sys

    interactive = sys.modules.get("IPython")
    shell = interactive.get_ipython() if interactive else None
    if shell is None:
        return {}
    hidden = shell.user_ns_hidden
    return {name: value for name, value in shell.user_ns.items() if name not in hidden}
