"""Metrics from what people have at hand: a dict, Series, number, fold scores, report or row of a frame."""

from __future__ import annotations

import math
import numbers
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from ..errors import Invalid
from ..types import Metric
from .base import is_kind
from .text import clean

LOWER = ("loss", "error", "mae", "mse", "rmse", "mape", "brier", "perplexity", "wer", "cer", "latency", "fid")
HIGHER = ("acc", "auc", "f1", "precision", "recall", "r2", "score", "map", "iou", "bleu", "rouge", "kappa")
NOT_METRICS = ("fit_time", "score_time", "estimator", "indices")  # of cross_validate()


def direction(name: str) -> bool | None:
    """Whether higher is better, by the name; None when the name does not tell."""
    plain = name.lower()
    if plain.startswith("neg_"):
        return True
    if any(word in plain for word in LOWER):
        return False
    return True if any(word in plain for word in HIGHER) else None


def read_metrics(source: Any, label: str = "metrics") -> tuple[Metric, ...]:
    """Metrics in ``source``; raises ``Invalid`` naming the one that is not a finite number.

    ``label`` is what the author called it; it becomes the origin and the name of a bare number. Scores of
    several folds become their mean; the origin tells how many.
    """
    if source is None:
        return ()
    if isinstance(source, (list, tuple)) and any(isinstance(item, (Metric, dict)) for item in source):
        found = [_given(item, index) for index, item in enumerate(source)]
    else:
        found = [_metric(name, value, label) for name, value in _pairs(source, label)]
    if not found:
        raise Invalid(f'"{label}" holds no metrics.', field="metrics", fix='Pass {"accuracy": 0.93}.')
    for metric in found:
        if not math.isfinite(metric.value):
            raise Invalid(
                f'The metric "{metric.name}" is {metric.value}, which is not a finite number.',
                field=f"metrics.{metric.name}",
                fix="Leave it out or compute it again.",
            )
    return tuple(found)


def _given(item: Any, index: int) -> Metric:
    """A metric that was written down whole: ``{"name": "auc", "value": 0.9, "dataset": "test"}``."""
    if isinstance(item, Metric):
        return item
    try:
        return msgspec.convert(item, Metric, strict=False)
    except (msgspec.ValidationError, TypeError) as error:
        raise Invalid(
            f"The metric at place {index} cannot be read: {error}.",
            field="metrics",
            fix='Pass {"name": "accuracy", "value": 0.93}.',
        ) from error


def _metric(name: str, value: Any, label: str) -> Metric:
    name = clean(name, 256)
    folds = _folds(value)
    if folds is not None:
        total, count = folds
        return Metric(
            name=name.removeprefix("test_"), value=total / count, split="cross-validation",
            higher_is_better=direction(name), origin=f"{clean(label, 100)}, mean of {count} folds",
        )  # fmt: skip
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise Invalid(
            f'The metric "{name}" is a {type(value).__name__}, not a number.',
            field=f"metrics.{name}",
            fix="Give one number per metric.",
        )
    return Metric(name=name, value=float(value), higher_is_better=direction(name), origin=clean(label, 100))


def _folds(value: Any) -> tuple[float, int] | None:
    """Sum and count of a short flat list or array of numbers, else None."""
    if hasattr(value, "tolist") and getattr(value, "ndim", 0) == 1:
        value = value.tolist()
    if not isinstance(value, (list, tuple)) or not 1 < len(value) <= 1000:
        return None
    if not all(isinstance(one, numbers.Real) and not isinstance(one, bool) for one in value):
        return None
    return float(sum(value)), len(value)


def _pairs(source: Any, label: str) -> Iterable[tuple[str, Any]]:
    if is_kind(source, "pandas.DataFrame"):
        if len(source) != 1:
            raise Invalid(f'"{label}" has {len(source)} rows.', field="metrics", fix="Pass one row: frame.iloc[0].")
        source = source.iloc[0]
    if is_kind(source, "pandas.Series"):
        source = source.to_dict()
    if isinstance(source, str):
        return _report_lines(source)
    if isinstance(source, dict):
        return _flat(source, "")
    if _folds(source) is not None:
        return [(label, source)]
    if hasattr(source, "item") and getattr(source, "size", 1) == 1:
        return [(label, source.item())]
    if isinstance(source, (list, tuple)):
        if all(isinstance(pair, (list, tuple)) and len(pair) == 2 for pair in source):
            return _flat({str(name): value for name, value in source}, "")
        if len(source) == 1:
            return [(label, source[0])]
    if isinstance(source, numbers.Number):
        return [(label, source)]
    raise Invalid(
        f"Metrics cannot be read from a {type(source).__name__}.",
        field="metrics",
        fix='Pass a dict such as {"accuracy": 0.93}.',
    )


def _flat(source: dict[Any, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for key, value in source.items():
        name = f"{prefix}{key}".replace(" ", "_")
        if isinstance(value, dict):
            yield from _flat(value, f"{name}.")
        elif not name.endswith(".support") and name not in NOT_METRICS:
            yield name, value.item() if hasattr(value, "item") and getattr(value, "size", 1) == 1 else value


def _report_lines(text: str) -> Iterator[tuple[str, float]]:
    """Accuracy and averages of a printed classification report."""
    heads = ("precision", "recall", "f1-score")
    for line in text.splitlines():
        words = line.split()
        values = [float(word) for word in words if word.replace(".", "", 1).isdigit()]
        label = "_".join(words[: len(words) - len(values)]) if values else ""
        if label == "accuracy":
            yield "accuracy", values[0]
        elif label.endswith("_avg") and len(values) >= 3:
            yield from ((f"{label}.{head}", value) for head, value in zip(heads, values, strict=False))
