"""Metrics from what people have at hand: a dict, a Series, a number, a report, a row of a frame."""

from __future__ import annotations

import math
import numbers
from collections.abc import Iterator
from typing import Any

from ..errors import Invalid
from ..types import Metric
from .base import is_kind

LOWER = ("loss", "error", "mae", "mse", "rmse", "mape", "brier", "perplexity", "wer", "cer", "latency", "fid")
HIGHER = ("acc", "auc", "f1", "precision", "recall", "r2", "score", "map", "iou", "bleu", "rouge", "kappa")


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

    ``label`` is what the author called it; it becomes the origin and the name of a bare number.
    """
    if source is None:
        return ()
    if isinstance(source, (list, tuple)) and all(isinstance(item, Metric) for item in source):
        found = list(source)
    else:
        pairs = list(_pairs(source, label))
        if not pairs:
            raise Invalid(f'"{label}" holds no metrics.', field="metrics", fix='Pass {"accuracy": 0.93}.')
        found = [_metric(name, value, label) for name, value in pairs]
    for metric in found:
        if not math.isfinite(metric.value):
            raise Invalid(
                f'The metric "{metric.name}" is {metric.value}, which is not a finite number.',
                field=f"metrics.{metric.name}",
                fix="Leave it out or compute it again.",
            )
    return tuple(found)


def _metric(name: str, value: Any, label: str) -> Metric:
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise Invalid(
            f'The metric "{name}" is a {type(value).__name__}, not a number.',
            field=f"metrics.{name}",
            fix="Give one number per metric.",
        )
    return Metric(
        name=name, value=float(value), higher_is_better=direction(name), origin=f"--metrics {label}"
    )


def _pairs(source: Any, label: str) -> Iterator[tuple[str, Any]]:
    if is_kind(source, "pandas.DataFrame"):
        if len(source) != 1:
            raise Invalid(
                f'"{label}" has {len(source)} rows.', field="metrics", fix="Pass one row: frame.iloc[0]."
            )
        source = source.iloc[0]
    if is_kind(source, "pandas.Series"):
        source = source.to_dict()
    if isinstance(source, str):
        yield from _report_lines(source)
    elif isinstance(source, dict):
        yield from _flat(source, "")
    elif hasattr(source, "item") and getattr(source, "size", 1) == 1:
        yield label, source.item()
    elif isinstance(source, numbers.Number):
        yield label, source
    else:
        raise Invalid(
            f'Metrics cannot be read from a {type(source).__name__}.',
            field="metrics",
            fix='Pass a dict such as {"accuracy": 0.93}.',
        )


def _flat(source: dict[Any, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for key, value in source.items():
        name = f"{prefix}{key}".replace(" ", "_")
        if isinstance(value, dict):
            yield from _flat(value, f"{name}.")
        elif not name.endswith(".support"):
            yield name, value.item() if hasattr(value, "item") and getattr(value, "size", 1) == 1 else value


def _report_lines(text: str) -> Iterator[tuple[str, float]]:
    heads = ("precision", "recall", "f1-score")
    for line in text.splitlines():
        words = line.split()
        values = [float(word) for word in words if word.replace(".", "", 1).isdigit()]
        label = "_".join(words[: len(words) - len(values)]) if values else ""
        if label == "accuracy":
            yield "accuracy", values[0]
        elif label.endswith("_avg") and len(values) >= 3:
            yield from ((f"{label}.{head}", value) for head, value in zip(heads, values, strict=False))
