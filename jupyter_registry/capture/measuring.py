"""Which calls in a cell measure a model, and what they give as plain Python.

Loaded with the first cell of every kernel, hence the standard library alone.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import FunctionType
from typing import Any

from .flow import called, home_of
from .known_calls import CROSS_VALIDATION, is_metric, words

MOST_FOLDS = 1_000
MOST_TEXT = 10_000
OWN = "own"  # stands for a function of the notebook
SHARE = "share"  # stands for the mean of a comparison
METHODS = ("score", "evaluate")
OWN_NAME = re.compile(
    r"(?:^|_)(?:eval(?:uate)?|scores?|metrics?|acc(?:uracy)?|rmse|mse|mae|mape|rmsle|auc|f1|r2|loss|error)(?:_|$)"
)
"""A function of the notebook with such a name is asked what it gave."""
LOSSES = ("torch.nn.modules.loss", "torchmetrics")
"""Modules of classes whose instances are called to measure."""
OTHERS: dict[str, frozenset[str]] = {
    "lifelines.utils": words("concordance_index"),
    "statsmodels.tools.eval_measures": words("mse rmse rmspe maxabs meanabs medianabs bias aic bic hqic"),
    "mlxtend.evaluate": words("accuracy_score scoring"),
    "catboost.utils": words("eval_metric"),
}
"""Functions of other libraries that measure; module -> names."""


@dataclass(frozen=True, slots=True)
class Core:
    """A call, and what stands around it."""

    call: ast.Call
    averaged: bool = False  # the mean of its numbers is taken
    rooted: bool = False  # the square root of its number is taken


def core(node: ast.expr) -> Core | None:
    """The call in ``node`` without ``round``, ``float``, ``.mean()`` and square root around it."""
    averaged = rooted = False
    for _ in range(5):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and getattr(node.right, "value", 0) == 0.5:
            node, rooted = node.left, True
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            node = node.value  # a dict of scores, or a list with one
        if not isinstance(node, ast.Call):
            return None
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        inner = node.func.value if isinstance(node.func, ast.Attribute) and not node.args else None
        if isinstance(inner, ast.Call) and name in ("mean", "round", "item"):
            node, averaged = inner, averaged or name == "mean"
        elif name in ("round", "float", "mean", "sqrt") and node.args and isinstance(node.args[0], ast.Call):
            node, averaged, rooted = node.args[0], averaged or name == "mean", rooted or name == "sqrt"
        else:
            return Core(node, averaged, rooted)
    return None


def may_measure(call: ast.Call) -> bool:
    """Whether a call may measure, by its name alone."""
    function = call.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if name in METHODS:
        return isinstance(function, ast.Name) or bool(call.args or call.keywords)
    known = (
        is_metric(name)
        or name == "criterion"
        or name in CROSS_VALIDATION
        or any(name in names for names in OTHERS.values())
    )
    return known or _compares(call) is not None or (isinstance(function, ast.Name) and _own_name(name))


def measuring(call: ast.Call, values: Mapping[str, Any]) -> str:
    """The name of the function that measures, ``OWN``, ``SHARE``, or "" when the call does not measure."""
    function = call.func
    if isinstance(function, ast.Attribute) and function.attr in METHODS and (call.args or call.keywords):
        return function.attr
    if _compares(call) is not None:
        return SHARE
    found = called(function, values)
    module, name = home_of(found)
    if module.startswith("sklearn.metrics") and is_metric(name):
        return name
    if module.startswith("sklearn.model_selection") and name in CROSS_VALIDATION:
        return name
    if any(module.startswith(home) and name in names for home, names in OTHERS.items()):
        return name
    own = isinstance(found, FunctionType) and module == "__main__" and _own_name(name)
    return OWN if own or type(found).__module__.startswith(LOSSES) else ""


def _own_name(name: str) -> bool:
    return OWN_NAME.search(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()) is not None


def _compares(call: ast.Call) -> ast.Compare | None:
    """The comparison of which a call gives the mean: ``(pred == y).mean()`` or ``np.mean(pred == y)``."""
    if not (isinstance(call.func, ast.Attribute) and call.func.attr == "mean"):
        return None
    node = call.args[0] if call.args else call.func.value
    equal = isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], ast.Eq)
    return node if equal and isinstance(node, ast.Compare) else None


def plain(value: Any, depth: int = 0) -> Any:
    """Numbers, short lists of them, reports and dicts of these, as plain Python; None for all else."""
    if hasattr(type(value), "detach"):
        value = value.detach()
    if hasattr(type(value), "tolist") and _size(value) <= MOST_FOLDS:
        value = value.tolist()
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, str):
        return value if len(value) <= MOST_TEXT else None
    if isinstance(value, (list, tuple)) and 0 < len(value) <= MOST_FOLDS:
        found = [plain(one) for one in value]
        return found if all(isinstance(one, float) for one in found) else None
    if isinstance(value, dict) and depth < 2 and len(value) <= MOST_FOLDS:
        pairs = {str(key): plain(inner, depth + 1) for key, inner in value.items()}
        return {key: inner for key, inner in pairs.items() if inner is not None}
    return None


def _size(value: Any) -> int:
    """How many numbers an array or a tensor holds; a great number where it does not say."""
    size = getattr(value, "size", None)
    counted = value.numel() if callable(size) and hasattr(value, "numel") else size
    return counted if isinstance(counted, int) else MOST_FOLDS + 1
