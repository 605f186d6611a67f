"""A model as a search result: its line of text, its warning and at most three figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from .search.fields import BY_NAME, PERCENT, higher_is_better, kind_of
from .search.prose import prose
from .search.units import shown
from .search.vocabulary import vocabulary
from .search.vocabulary.tables import squashed
from .search.words import identifier
from .types import Card, Figure, Hit, Manifest, Metric, Model, Version

FIGURES = 3
SUMMARY = 240  # characters of the one line

HEADLINES = {
    "image-classification": ("top1_accuracy", "accuracy"),
    "object-detection": ("box_ap", "map", "ap"),
    "instance-segmentation": ("mask_ap", "box_ap"),
    "semantic-segmentation": ("miou",),
    "panoptic-segmentation": ("pq",),
    "pose-estimation": ("ap", "ar"),
    "speech-recognition": ("wer", "cer"),
    "machine-translation": ("bleu", "chr_f"),
    "image-generation": ("fid",),
    "super-resolution": ("psnr",),
    "tabular-classification": ("auc", "roc_auc", "f1", "accuracy"),
    "tabular-regression": ("rmse", "mae", "r2"),
}
"""Metrics that stand for a task, the best known first."""


def hit(model: Model, version: Version, card: Card, *, fields: Sequence[str] = ()) -> Hit:
    """``version`` of ``model`` as a result; figures of ``fields`` (as queries name them) come first."""
    manifest = version.manifest
    size = resource_numbers(manifest).get("size")
    return Hit(
        model=model.name,
        number=version.number,
        title=model.title or model.name,
        summary=_summary(manifest, card),
        task=manifest.task,
        framework=manifest.framework,
        architecture=manifest.architecture,
        license=_answer(card, "license") or manifest.license,
        owner=model.owner,
        stage=version.stage,
        aliases=tuple(sorted(name for name, number in model.aliases.items() if number == version.number)),
        tags=model.tags,
        figures=tuple(islice(_figures(manifest, fields), FIGURES)),
        warning=_warning(version),
        source_id=model.source_id,
        published_at=version.published_at,
        size_bytes=None if size is None else int(size),
    )


def figure(name: str, value: float, *, note: str = "", unit: str = "", in_query: bool = False) -> Figure:
    """One number for people; ``name`` as a query writes it, ``value`` in the base unit of that field."""
    value = float(value)
    kind = kind_of(name)
    field = BY_NAME.get(name)
    percent = unit == "%" or (not unit and name in PERCENT and 1 < value <= 100)
    text = f"{value:.1f} %" if percent else shown(value, kind)
    base = {"bytes": "B", "ms": "ms"}.get(kind, "")
    label = field.label.lower() if field and field.takes == "number" else name.replace("_", " ")
    return Figure(
        label=label,
        text=text if percent or not unit or base else f"{text} {unit}",
        value=value,
        unit="%" if percent else base or unit,
        note=note,
        in_query=in_query,
    )


def metric_names(metric: Metric) -> tuple[str, ...]:
    """The names by which a query finds ``metric``: its key and its own name, each in its usual spelling."""
    return tuple(dict.fromkeys(filter(None, (metric_name(metric.key), metric_name(metric.name)))))


@lru_cache(maxsize=8192)
def metric_name(written: str) -> str:
    """The name of a metric as a query writes it: "Top 1 Accuracy" and "top1_accuracy" are ``top1_accuracy``."""
    return vocabulary().metric_spellings.get(squashed(written)) or identifier(written)


def metric_better_high(metric: Metric) -> bool:
    """Whether more of ``metric`` is better: as its author said, else judged by its name."""
    if metric.higher_is_better is not None:
        return metric.higher_is_better
    return higher_is_better(metric.key or metric.name)


def place(dataset: str, split: str) -> str:
    """Dataset and split in one note: "COCO, val"."""
    return ", ".join(filter(None, (dataset, split)))


def resource_numbers(manifest: Manifest) -> dict[str, float]:
    """What it takes to run the model, by the name a query uses, in pieces, bytes and ms."""
    found = manifest.resources
    artifacts = sum(artifact.size for artifact in manifest.artifacts)
    values = {
        "params": found.parameter_count if found else None,
        "latency": found.latency_ms if found else None,
        "size": (found.size_bytes if found else None) or artifacts or None,
        "memory": found.memory_mb * 1e6 if found and found.memory_mb is not None else None,
        "flops": found.flops if found else None,
    }
    return {name: float(value) for name, value in values.items() if value is not None}


def certain_metrics(manifest: Manifest) -> tuple[Metric, ...]:
    """The metrics that are of this model; found ones that nobody confirmed are left to the card."""
    return tuple(metric for metric in manifest.metrics if not metric.inferred)


def headline(task: str, metrics: Sequence[Metric]) -> Metric | None:
    """The metric that stands for ``task``, else the first one given."""
    for name in HEADLINES.get(task, ()):
        for metric in metrics:
            if name in metric_names(metric):
                return metric
    return metrics[0] if metrics else None


def _figures(manifest: Manifest, fields: Sequence[str]) -> Iterator[Figure]:
    resources = resource_numbers(manifest)
    asked = {metric_name(name) for name in fields}
    seen: set[str] = set()
    for found in (*_asked(manifest, resources, fields), *_usual(manifest, resources)):
        if found.label not in seen:
            seen.add(found.label)
            yield found if not asked else _marked(found, asked)


def _marked(found: Figure, asked: set[str]) -> Figure:
    names = {identifier(name) for name, field in BY_NAME.items() if field.label.lower() == found.label}
    return Figure(
        label=found.label, text=found.text, value=found.value, unit=found.unit, note=found.note,
        in_query=bool(asked & (names | {identifier(found.label)})),
    )  # fmt: skip


def _asked(manifest: Manifest, resources: dict[str, float], fields: Iterable[str]) -> Iterator[Figure]:
    hardware = manifest.resources.hardware if manifest.resources else ""
    for field in fields:
        known = BY_NAME.get(field)
        name = known.name if known else metric_name(field)
        if name in resources:
            yield figure(name, resources[name], note=hardware if name == "latency" else "")
        for metric in certain_metrics(manifest):
            if name in metric_names(metric):
                yield metric_figure(metric)
                break


def _usual(manifest: Manifest, resources: dict[str, float]) -> Iterator[Figure]:
    metrics = certain_metrics(manifest)
    best = headline(manifest.task, metrics)
    if best:
        yield metric_figure(best)
    hardware = manifest.resources.hardware if manifest.resources else ""
    for name in ("params", "latency", "size"):
        if name in resources:
            yield figure(name, resources[name], note=hardware if name == "latency" else "")
    for metric in metrics:
        yield metric_figure(metric)


def metric_figure(metric: Metric) -> Figure:
    """A metric for people, with its dataset and split as the note."""
    name = metric_name(metric.key or metric.name) or metric.name
    return figure(name, metric.value, note=place(metric.dataset, metric.split), unit=metric.unit)


def _answer(card: Card, field: str) -> str:
    found = card.fields.get(field)
    if found is None:
        return ""
    return found.value if isinstance(found.value, str) else ", ".join(found.value)


def _summary(manifest: Manifest, card: Card) -> str:
    text = prose(_answer(card, "purpose") or manifest.summary)
    if len(text) <= SUMMARY:
        return text
    return text[: SUMMARY - 1].rsplit(" ", 1)[0].rstrip(",.;:") + "…"


def _warning(version: Version) -> str:
    if version.stage not in ("retired", "deprecated"):
        return ""
    word = "Retired" if version.stage == "retired" else "Deprecated"
    return f"{word}: {version.stage_reason}" if version.stage_reason else f"{word}, not for new use"
