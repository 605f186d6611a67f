"""Numbers of versions side by side: which may be compared, how good each is, and why others are refused."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import msgspec

from .. import hits
from ..search.fields import BY_NAME, is_share, kind_of
from ..search.units import shown
from ..search.vocabulary import vocabulary
from ..search.words import key
from ..types import ComparedCell, ComparedRow, Metric, ModelCard, RecordedEvaluation, Resources

SPLITS = {"val": "validation", "valid": "validation", "dev": "validation", "testing": "test", "training": "train"}
"""Other words for the same part of a dataset."""
TIMED = ("latency", "latency_p95", "throughput")
"""Numbers that mean nothing without the hardware they were measured on."""
COSTS = {
    name: BY_NAME[name].label for name in ("latency", "memory", "size", "params", "flops", "throughput", "cost")
} | {"latency_p95": "Latency, 95th percentile"}
ENOUGH = 10  # models whose numbers make a scale
UNMEASURED = "not measured"
REFUSED = "not comparable: other "
UNLIKE = {"dataset": "data", "split": "split", "scenario": "scenario", "hardware": "hardware", "unit": "unit"}
"""What of a measure may be another, in words."""
MINUS = "\u2212"


class Measure(msgspec.Struct, frozen=True):
    """What has to agree before two numbers may be compared."""

    name: str
    dataset: str = ""
    split: str = ""
    scenario: str = ""
    hardware: str = ""
    unit: str = ""


class Reading(msgspec.Struct, frozen=True):
    """One number of a version."""

    measure: Measure
    value: float
    label: str
    note: str
    higher: bool
    sure: bool = True
    source: str = ""
    percent: bool = False  # a share that is printed as 93 and not as 0.93


class Scale(msgspec.Struct, frozen=True):
    """The value that scores 0, taken from so many models."""

    worst: float
    models: int


ScaleOf = Callable[[Measure, bool, bool], Scale | None]
"""The scale of a measure, given whether more is better and whether it is in percent; None: too few models have it."""


def readings(card: ModelCard) -> list[Reading]:
    """The numbers of a version, each measure once: a later evaluation stands before what was published."""
    found: dict[Measure, Reading] = {}
    for recorded in card.records.evaluations:
        for reading in _of_evaluation(recorded):
            found.setdefault(reading.measure, reading)
    manifest = card.version.manifest
    for metric in manifest.metrics:
        reading = _of_metric(metric)
        found.setdefault(reading.measure, reading)
    hardware = manifest.resources.hardware if manifest.resources else ""
    for name, value in hits.resource_numbers(manifest).items():
        reading = _of_cost(name, value, hardware)
        found.setdefault(reading.measure, reading)
    return list(found.values())


def _of_metric(metric: Metric, scenario: str = "", source: str = "") -> Reading:
    name = hits.metric_name(metric.key or metric.name) or metric.name
    dataset = vocabulary().normal("dataset", metric.dataset)
    split = key(metric.split)
    share = is_share(name) and metric.unit in ("", "%")
    return Reading(
        Measure(name, key(dataset), SPLITS.get(split, split), key(scenario), "", "" if share else key(metric.unit)),
        metric.value,
        metric.name,
        ", ".join(filter(None, (dataset, metric.split, scenario))),
        hits.metric_better_high(metric),
        not metric.inferred,
        "nobody confirmed that it is of this model" if metric.inferred else source,
        share and in_percent(metric.value, metric.unit),
    )


def in_percent(value: float, unit: str) -> bool:
    """Whether a share is printed in percent: by its unit, else because it is more than 1."""
    return unit == "%" or 1 < value <= 100


def _of_cost(name: str, value: float, hardware: str, source: str = "") -> Reading:
    place = hardware if name in TIMED else ""
    return Reading(Measure(name, hardware=key(place)), value, COSTS[name], place, name == "throughput", True, source)


def _of_evaluation(recorded: RecordedEvaluation) -> Iterator[Reading]:
    evaluation = recorded.evaluation
    source = f"measured by {recorded.by} on {recorded.at:%Y-%m-%d}"
    for metric in evaluation.metrics:
        yield _of_metric(metric, evaluation.scenario, source)
    resources = evaluation.resources or Resources()
    costs = {
        "latency": resources.latency_ms,
        "latency_p95": evaluation.latency_p95_ms,
        "memory": resources.memory_mb * 1e6 if resources.memory_mb is not None else None,
        "size": resources.size_bytes,
        "throughput": evaluation.throughput,
    }
    for name, value in costs.items():
        if value is not None:
            yield _of_cost(name, value, evaluation.hardware or resources.hardware, source)


def number_rows(columns: Sequence[Sequence[Reading]], scale: ScaleOf) -> list[ComparedRow]:
    """One row for each measure that any version has; those that most versions share come first."""
    found: dict[Measure, list[Reading | None]] = {}
    for place, column in enumerate(columns):
        for reading in column:
            found.setdefault(reading.measure, [None] * len(columns))[place] = reading
    by_name = [_by_name(column) for column in columns]
    order = sorted(found.items(), key=lambda pair: -sum(reading is not None for reading in pair[1]))
    return [_row(measure, row, by_name, scale) for measure, row in order]


def _by_name(column: Sequence[Reading]) -> dict[str, list[Reading]]:
    found: dict[str, list[Reading]] = {}
    for reading in column:
        found.setdefault(reading.measure.name, []).append(reading)
    return found


def row_id(measure: Measure) -> str:
    """The id of the row of a measure: "metric/box_ap/coco/validation"."""
    return "/".join(("metric", *msgspec.structs.astuple(measure))).rstrip("/")


def name_of(row: ComparedRow) -> str:
    """The name of the metric of a row of numbers."""
    return row.id.split("/")[1]


def is_scored(row: ComparedRow) -> bool:
    """Whether at least two versions are compared in a row."""
    return any(cell.score is not None for cell in row.cells)


def _row(
    measure: Measure, row: Sequence[Reading | None], by_name: Sequence[dict[str, list[Reading]]], scale: ScaleOf
) -> ComparedRow:
    row = _one_unit(row)
    there = [reading for reading in row if reading]
    higher = there[0].higher
    sure = [reading.value for reading in there if reading.sure]
    scored = scale(measure, higher, there[0].percent) if len(sure) > 1 else None
    best = (max(sure) if higher else min(sure)) if len(sure) > 1 else None
    base = row[0].value if row[0] and row[0].sure else None
    cells = [
        _cell(reading, base if place else None, best, scored) if reading else _refused(measure, by_name[place])
        for place, reading in enumerate(row)
    ]
    return ComparedRow(
        id=row_id(measure),
        label=there[0].label,
        note=there[0].note,
        differs=len(there) < len(row) or len({reading.value for reading in there}) > 1,
        higher_is_better=higher,
        worst=scored.worst if scored else None,
        models=scored.models if scored else 0,
        cells=tuple(cells),
    )


def _one_unit(row: Sequence[Reading | None]) -> list[Reading | None]:
    """All in percent where one is: 0.93 and 93 % are the same share."""
    if not any(reading and reading.percent for reading in row):
        return list(row)
    return [
        msgspec.structs.replace(reading, value=100 * reading.value, percent=True)
        if reading and not reading.percent
        else reading
        for reading in row
    ]


def _cell(reading: Reading, base: float | None, best: float | None, scale: Scale | None) -> ComparedCell:
    name, value = reading.measure.name, reading.value
    unit = "%" if reading.percent else reading.measure.unit
    text = number_text(name, value, unit)
    if not reading.sure:
        return ComparedCell(text=text, state="unsure", value=value, note=reading.source)
    verdict = _verdict(value, base, reading.higher)
    change = ""
    if base is not None:
        sign = "+" if value > base else MINUS
        change = "±0" if verdict == "equal" else f"{sign}{_change_text(name, value, base, unit)}"
    return ComparedCell(
        text=text,
        state="value",
        value=value,
        score=None if best is None else round(100 * _share(value, best, scale, reading.higher), 1),
        change=change,
        verdict=verdict,
        best=value == best,
        note=reading.source,
    )


def _verdict(value: float, base: float | None, higher: bool) -> Literal["better", "worse", "equal", ""]:
    if base is None:
        return ""
    if math.isclose(value, base, rel_tol=1e-12):
        return "equal"
    return "better" if (value > base) == higher else "worse"


def _share(value: float, best: float, scale: Scale | None, higher: bool) -> float:
    """0 to 1: the place between the scale's worst and the best; without a scale the value's part of the best."""
    if value == best:
        return 1.0
    sign = 1 if higher else -1
    own, top = sign * value, sign * best
    if scale is not None and sign * scale.worst < top:
        worst = sign * scale.worst
        return max(0.0, (own - worst) / (top - worst))
    if top > 0:
        return max(0.0, own / top)
    return top / own


def _refused(measure: Measure, column: dict[str, list[Reading]]) -> ComparedCell:
    """Why a version has no number here: it has none at all, or one that was measured in another way."""
    others = column.get(measure.name)
    if not others:
        return ComparedCell(text="", state="missing", note=UNMEASURED)
    words = min((_unlike(measure, other) for other in others), key=len)
    return ComparedCell(text="", state="unlike", note=REFUSED + ", other ".join(words))


def reason_of(cell: ComparedCell) -> str:
    """The first thing that was different about a refused number, in one of the words of ``UNLIKE``."""
    return cell.note.removeprefix(REFUSED).split()[0]


def _unlike(measure: Measure, other: Reading) -> list[str]:
    """In which ways another number of the same name was measured differently."""
    return [
        f"{word} ({getattr(other.measure, field) or 'not named'})"
        for field, word in UNLIKE.items()
        if getattr(other.measure, field) != getattr(measure, field)
    ]


def _change_text(name: str, value: float, base: float, unit: str) -> str:
    """The size of a change, to the last digit that the two numbers are shown with."""
    size = abs(value - base)
    if kind_of(name) != "plain":
        return number_text(name, size)
    digits = 3 - math.floor(math.log10(max(abs(value), abs(base))))
    return f"{round(size, digits) or size:.4g} {unit}".rstrip()


def number_text(name: str, value: float, unit: str = "") -> str:
    """A number with its unit, four significant digits where it has no unit of its own: "0.9123", "8.9 M"."""
    kind = kind_of(name)
    if kind != "plain":
        return shown(value, kind)
    return f"{value:.4g} {unit}".rstrip()
