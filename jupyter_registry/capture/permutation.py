"""Permutation importance, computed on request and within a time: how much a score falls when an input is shuffled."""

from __future__ import annotations

import statistics
import time
from typing import Any

import msgspec

from ..types import Explanation
from .base import is_kind
from .data import split_of
from .explanations import explanation
from .ledger import Ledger

SECONDS = 10.0
ROUNDS = 10
ROWS = 2_000  # drawn from a longer table
SEED = 0


class Rows(msgspec.Struct, frozen=True):
    """Inputs and targets that a model can be scored on."""

    inputs: Any
    targets: Any
    name: str


def rows_in_notebook(ledger: Ledger, obj: Any) -> Rows | None:
    """Test data beside the tables of the last fit ("X_test" beside "X_train"), else those tables themselves."""
    fit = ledger.latest_fit(obj)
    names = [table.name for table in fit.tables if table.exact] if fit is not None else []
    if len(names) < 2:
        return None
    tests = [name.replace("train", "test") for name in names[:2]]
    for pair in (tests, names[:2]):
        inputs, targets = (ledger.values.get(name) for name in pair)
        if _fit_together(inputs, targets):
            return Rows(inputs, targets, pair[0])
    return None


def permutation_importance(obj: Any, rows: Rows, seconds: float = SECONDS) -> Explanation | None:
    """The mean fall of ``obj.score`` over some rounds; as many rounds as fit into ``seconds``.

    None when not even one round of all inputs was possible. The object is not changed.
    """
    import numpy

    draw = numpy.random.default_rng(SEED)
    count = len(rows.targets)
    chosen = draw.choice(count, ROWS, replace=False) if count > ROWS else slice(None)
    inputs, targets = _taken(rows.inputs, chosen), _taken(rows.targets, chosen)
    end = time.monotonic() + seconds
    whole = float(obj.score(inputs, targets))
    falls: list[list[float]] = []
    for _ in range(ROUNDS):
        found = _round(obj, inputs, targets, draw, end)
        if len(found) < inputs.shape[1]:
            break
        falls.append([whole - score for score in found])
    if not falls:
        return None
    by_input = list(zip(*falls, strict=True))
    names = [str(name) for name in inputs.columns] if hasattr(inputs, "columns") else []
    told = f"{len(falls)} of {ROUNDS} rounds, fall of score() from {whole:.4g}"
    return explanation(
        "permutation importance",
        names,
        [statistics.fmean(values) for values in by_input],
        [statistics.pstdev(values) for values in by_input],
        dataset=f"{rows.name} ({split_of(rows.name) or 'split not known'})",
        origin=f"--explain: {told}",
    )


def _round(obj: Any, inputs: Any, targets: Any, draw: Any, end: float) -> list[float]:
    """Scores with one input shuffled after the other; fewer than there are inputs when the time is over."""
    scores: list[float] = []
    order = draw.permutation(inputs.shape[0])
    for place in range(inputs.shape[1]):
        if time.monotonic() > end:
            break
        shuffled = inputs.copy()
        if hasattr(shuffled, "iloc"):
            shuffled.isetitem(place, inputs.iloc[order, place].array)
        else:
            shuffled[:, place] = inputs[order, place]
        scores.append(float(obj.score(shuffled, targets)))
    return scores


def _fit_together(inputs: Any, targets: Any) -> bool:
    tables = is_kind(inputs, "pandas.DataFrame", "numpy.ndarray") and hasattr(targets, "__len__")
    return tables and len(getattr(inputs, "shape", ())) == 2 and len(inputs) == len(targets) > 0


def _taken(rows: Any, chosen: Any) -> Any:
    return rows.iloc[chosen] if hasattr(rows, "iloc") else rows[chosen]
