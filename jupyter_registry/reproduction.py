"""What a reproduction found: metrics of a second run beside those that were published, and a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

import msgspec

from .types import Metric

Outcome = Literal["same", "differs", "failed"]
SECONDS = 600.0
"""Longest time of a run."""
TOLERANCE = 0.01
"""Share of a metric's value by which two runs may differ and still count as the same."""
NAMED = 3  # metrics named in one sentence


class MetricPair(msgspec.Struct, frozen=True, kw_only=True):
    """One published metric and what the second run measured; ``found`` is None when it did not measure it."""

    name: str
    dataset: str
    split: str
    published: float
    found: float | None
    same: bool


class Reproduction(msgspec.Struct, frozen=True, kw_only=True):
    """A second run of the cells that made a version. ``seconds`` is the time of the run without its environment."""

    ref: str
    verdict: Outcome
    sentence: str
    metrics: tuple[MetricPair, ...] = ()
    environment: tuple[str, ...] = ()  # what was installed for it; () when it ran in an interpreter that was there
    log: tuple[str, ...] = ()
    seconds: float = 0.0
    note: str = ""  # why the verdict was not recorded

    def __str__(self) -> str:
        return "\n".join(_lines(self))

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """What a notebook shows of it."""
        printer.text(str(self))


def paired(
    published: Sequence[Metric], found: Sequence[Metric], tolerance: float = TOLERANCE
) -> tuple[MetricPair, ...]:
    """Each published metric with the found one of the same name, dataset and split."""
    by_place = {(metric.name, metric.dataset, metric.split): metric.value for metric in found}
    return tuple(
        _pair(metric, by_place.get((metric.name, metric.dataset, metric.split)), tolerance) for metric in published
    )


def _pair(metric: Metric, found: float | None, tolerance: float) -> MetricPair:
    room = tolerance * max(abs(metric.value), abs(found or 0.0)) + 1e-9
    return MetricPair(
        name=metric.name,
        dataset=metric.dataset,
        split=metric.split,
        published=metric.value,
        found=found,
        same=found is not None and abs(found - metric.value) <= room,
    )


def judged(metrics: Sequence[MetricPair], tolerance: float, reasons: Sequence[str] = ()) -> tuple[Outcome, str]:
    """The verdict and one sentence; ``reasons`` are what may explain a difference."""
    again = [metric for metric in metrics if metric.found is not None]
    other = [metric for metric in again if not metric.same]
    if not metrics:
        return "failed", "The cells ran, but the version has no metrics that could be compared."
    if not again:
        return "failed", "The cells ran, but none of the published metrics was measured again."
    if other:
        shown = "; ".join(f"{one.name} is {one.found:.4g} and was {one.published:.4g}" for one in other[:NAMED])
        more = f"; {len(other) - NAMED} more differ" if len(other) > NAMED else ""
        return "differs", " ".join((f"{shown}{more}.", *reasons))
    left = len(metrics) - len(again)
    count = f"{len(again)} metrics came" if len(again) != 1 else f"{again[0].name} came"
    beside = f"; {left} more could not be measured again" if left else ""
    return "same", f"{count} out the same within {tolerance:.2g} of their value{beside}."


def _lines(found: Reproduction) -> Iterator[str]:
    yield f"{found.ref}: {found.verdict}. {found.sentence}"
    width = max((len(_called(metric)) for metric in found.metrics), default=0)
    for metric in found.metrics:
        now = f"{metric.found:.6g}" if metric.found is not None else "not measured"
        sign = "=" if metric.same else "≠" if metric.found is not None else " "
        yield f"  {_called(metric):<{width}}  {metric.published:.6g} {sign} {now}"
    if found.verdict == "failed":
        yield from (f"  | {line}" for line in found.log[-10:])
    if found.seconds:
        yield f"ran for {found.seconds:.0f} s"
    if found.note:
        yield found.note


def _called(metric: MetricPair) -> str:
    return " ".join(filter(None, (metric.name, metric.dataset, metric.split)))
