"""How much each input matters to a model: what the object and the notebook know already.

Values only; nothing is computed here that the library does not keep. Figures are attached apart.
"""

from __future__ import annotations

import ast
import heapq
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..types import Explanation
from .base import Captured, is_kind
from .ledger import Entry, Ledger
from .secrets import scrub_prose
from .text import clean

KEPT = 50  # inputs of one explanation
METHODS = 6  # explanations of one version
DERIVED = 3  # steps from the model to a result: model -> explainer -> values


def on_model(obj: Any, final: Any, captured: Captured) -> Iterator[Explanation]:
    """Importances and coefficients that the fitted object holds; ``final`` is the part of it that predicts."""
    names = feature_names(obj, final, captured)
    importances = _floats(_attribute(final, "feature_importances_"))
    if importances:
        yield explanation("feature importances", names, importances, origin="feature_importances_")
    method, coefficients = _coefficients(_attribute(final, "coef_"))
    if coefficients:
        yield explanation(method, names, coefficients, origin="coef_")
    if is_kind(final, "xgboost.Booster"):
        gains = final.get_score(importance_type="gain")
        yield explanation("gain", tuple(gains), list(map(float, gains.values())), origin="get_score")
    if is_kind(final, "lightgbm.Booster"):
        values = _floats(final.feature_importance(importance_type="gain"))
        yield explanation("gain", tuple(final.feature_name()), values, origin="feature_importance")


def in_notebook(ledger: Ledger, obj: Any, captured: Captured) -> Iterator[Explanation]:
    """SHAP explanations and permutation importances among the variables that come from this very model."""
    values = dict(ledger.values)
    own = frozenset(name for name, value in values.items() if value is obj)
    others = frozenset(fit.name.partition("[")[0] for fit in ledger.fits) - own
    entries = list(ledger.entries)
    for name, value in values.items():
        if name.startswith("_") or not _is_result(value):
            continue
        place = _maker(entries, name)
        if place is not None and _comes_from(entries[: place + 1], name, own, others, DERIVED):
            found = _of_result(value, captured, f"{name} in Cell [{entries[place].order}]")
            if found is not None:
                yield found


def feature_names(obj: Any, final: Any, captured: Captured) -> tuple[str, ...]:
    """Names of what the final part of a model takes in: after the steps before it, where they tell."""
    own = _attribute(final, "feature_names_in_")
    steps = _attribute(obj, "steps")
    if own is None and isinstance(steps, list) and len(steps) > 1:
        try:
            own = obj[:-1].get_feature_names_out()
        except Exception:  # a step that does not tell, or code of the notebook
            own = None
    if own is None and final is obj:
        own = captured.feature_names
    return tuple(str(name) for name in own) if own is not None else ()


def explanation(
    method: str,
    names: Sequence[str],
    values: Sequence[float],
    spread: Sequence[float] = (),
    *,
    dataset: str = "",
    origin: str = "",
) -> Explanation:
    """An explanation with the inputs that matter most first; names that are missing become numbers."""
    width = len(values)
    known = names if len(names) == width else [f"input {place}" for place in range(width)]
    finite = (place for place in range(width) if math.isfinite(values[place]))
    shown = heapq.nlargest(KEPT, finite, key=lambda place: abs(values[place]))
    return Explanation(
        method=method,
        features=tuple(clean(scrub_prose(str(known[at])), 256) for at in shown),
        values=tuple(float(f"{values[at]:.6g}") for at in shown),
        spread=tuple(_finite(spread[at]) for at in shown) if len(spread) == width else (),
        count=width if width > len(shown) else None,
        dataset=dataset,
        origin=clean(origin, 400),
    )


def _is_result(value: Any) -> bool:
    return is_kind(value, "shap.Explanation") or (is_kind(value, "sklearn.Bunch") and "importances_mean" in value)


def _of_result(value: Any, captured: Captured, origin: str) -> Explanation | None:
    names: Sequence[str] = captured.feature_names
    if isinstance(value, Mapping):
        means, spread = _floats(value["importances_mean"]), _floats(value.get("importances_std"))
        return explanation("permutation importance", names, means, spread, origin=origin) if means else None
    means = _mean_absolute(value.values)
    own = value.feature_names
    names = names if own is None else [str(name) for name in own]
    return explanation("SHAP, mean absolute value", names, means, origin=origin) if means else None


def _mean_absolute(values: Any) -> list[float]:
    """Mean absolute SHAP value of each input: over rows, and over outputs where there are several."""
    shape = getattr(values, "shape", ())
    if len(shape) not in (1, 2, 3):
        return []
    sizes = abs(values)
    if len(shape) == 3:
        sizes = sizes.mean(axis=2)
    return _floats(sizes if len(shape) == 1 else sizes.mean(axis=0))


def _maker(entries: Sequence[Entry], name: str) -> int | None:
    """Place of the last cell that bound the name."""
    return next((at for at in range(len(entries) - 1, -1, -1) if name in entries[at].names.binds()), None)


def _comes_from(
    entries: Sequence[Entry], name: str, models: frozenset[str], others: frozenset[str], steps: int
) -> bool:
    """Whether what bound ``name`` reads one of the ``models``, or in some steps what was made from it alone."""
    place = _maker(entries, name)
    if place is None:
        return False
    read = _read_for(entries[place], name) - {name}
    if read & models:
        return True
    if read & others or steps <= 1:
        return False
    return any(_comes_from(entries[: place + 1], before, models, others, steps - 1) for before in read)


def _read_for(entry: Entry, name: str) -> frozenset[str]:
    """Names that the assignments to ``name`` read; all that the cell reads when it cannot be told apart."""
    try:
        tree = ast.parse(entry.source)
    except (SyntaxError, ValueError, RecursionError):
        return entry.names.uses
    given = [node for node in ast.walk(tree) if isinstance(node, ast.Assign) and name in _names(node.targets)]
    return frozenset(_names([node.value for node in given]))


def _names(nodes: Iterable[ast.expr]) -> set[str]:
    return {part.id for node in nodes for part in ast.walk(node) if isinstance(part, ast.Name)}


def _attribute(obj: Any, name: str) -> Any:
    try:
        return getattr(obj, name, None)
    except Exception:  # a property of any library
        return None


def _coefficients(values: Any) -> tuple[str, list[float]]:
    """Coefficients with what they are called; of several outputs the mean of their sizes."""
    dense = values.toarray() if hasattr(values, "toarray") else values
    shape: tuple[int, ...] = getattr(dense, "shape", ())
    if len(shape) == 2 and shape[0] > 1:
        return "coefficients, mean absolute value", _floats(abs(dense).mean(axis=0))
    return "coefficients", _floats(dense[0] if len(shape) == 2 else dense)


def _floats(values: Any) -> list[float]:
    """Numbers of one dimension, else none."""
    if len(getattr(values, "shape", ())) != 1:
        return []
    return [float(value) for value in values.tolist()]


def _finite(value: float) -> float:
    return float(f"{value:.6g}") if math.isfinite(value) else 0.0
