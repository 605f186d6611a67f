"""Scores of predictions against what was true, each with an interval from resampled rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .errors import Invalid
from .types import Metric

RESAMPLES = 200
LEVEL = (2.5, 97.5)  # percentiles: an interval of 95 %
SEED = 0  # the same rows give the same interval
CLASSES = 100  # more different whole numbers than this are amounts

Score = Callable[[Any, Any], float]


def scores(truth: Any, predicted: Any, *, dataset: str, split: str) -> tuple[Metric, ...]:
    """Metrics of ``predicted`` against ``truth``, two sequences of the same length.

    Labels give accuracy and macro F1, amounts R2, MAE and RMSE. Raises ``Invalid`` when the lengths differ.
    """
    import numpy as np

    true, found = np.asarray(truth).ravel(), np.asarray(predicted)
    if found.ndim > 1 and found.shape[0] == len(true) and found.shape[1] == 1:
        found = found.ravel()
    if found.ndim != 1 or len(true) != len(found):
        raise Invalid(
            f"There are {len(true)} true values and {found.shape} predictions.",
            field="target",
            fix="Give one true value for each row of the data.",
        )
    names = _label_scores() if _labels(true) else _amount_scores()
    random = np.random.default_rng(SEED)
    picks = random.integers(0, len(true), (RESAMPLES, len(true))) if len(true) > 1 else ()
    metrics = []
    for name, (score, higher) in names.items():
        drawn = [score(true[pick], found[pick]) for pick in picks]
        low, high = np.nanpercentile(drawn, LEVEL) if drawn else (None, None)
        metrics.append(
            Metric(
                name=name,
                value=float(score(true, found)),
                dataset=dataset,
                split=split,
                higher_is_better=higher,
                low=None if low is None else float(low),
                high=None if high is None else float(high),
                n=len(true),
                origin="evaluate()",
            )
        )
    return tuple(metrics)


def _labels(true: Any) -> bool:
    import numpy as np

    return true.dtype.kind in "OUSb" or (true.dtype.kind in "iu" and len(np.unique(true)) <= CLASSES)


def _label_scores() -> dict[str, tuple[Score, bool]]:
    import numpy as np

    def accuracy(true: Any, found: Any) -> float:
        return float(np.mean(true == found))

    def f1_macro(true: Any, found: Any) -> float:
        parts = []
        for label in np.union1d(true, found):
            hit = np.sum((true == label) & (found == label))
            asked = np.sum(true == label) + np.sum(found == label)
            parts.append(2 * hit / asked)
        return float(np.mean(parts))

    return {"accuracy": (accuracy, True), "f1_macro": (f1_macro, True)}


def _amount_scores() -> dict[str, tuple[Score, bool]]:
    import numpy as np

    def r2(true: Any, found: Any) -> float:
        spread = np.sum((true - np.mean(true)) ** 2)
        return float(1 - np.sum((true - found) ** 2) / spread) if spread else float("nan")

    def mae(true: Any, found: Any) -> float:
        return float(np.mean(np.abs(true - found)))

    def rmse(true: Any, found: Any) -> float:
        return float(np.sqrt(np.mean((true - found) ** 2)))

    return {"r2": (r2, True), "mae": (mae, False), "rmse": (rmse, False)}
