"""Cards as JSON lines, one model per line, as model zoos are collected.

Fields: ``id`` (``source/name``, unique), ``name``, ``version``, ``summary``, ``readme`` (Markdown), ``task``,
``domain``, ``framework``, ``architecture``, ``family``, ``datasets``, ``metrics`` (``name``, ``key``, ``value``,
``dataset``), ``hyperparameters``, ``license``, ``tags``, ``language``, ``owner``, ``source``, ``source_repo``,
``source_path``, ``source_commit``, ``resources`` (``params``, ``flops``, ``memory_mb``, ``inference_ms``,
``size_bytes``), ``paper``, ``weights_url``, ``created``. Only ``id`` is needed; unknown fields are ignored.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from .. import types as t
from ..limits import FORBIDDEN
from ..requests import Publish
from .items import Item, Unread, model_name


class ZooMetric(msgspec.Struct, frozen=True):
    """A number as the source prints it, with its name in the source's words and in normal form."""

    name: str | None = None
    key: str | None = None
    value: float | None = None
    dataset: str | None = None


class ZooResources(msgspec.Struct, frozen=True):
    """What the source says about size and speed."""

    params: float | None = None
    flops: float | None = None
    memory_mb: float | None = None
    inference_ms: float | None = None
    size_bytes: float | None = None


class ZooCard(msgspec.Struct, frozen=True):
    """One line."""

    id: str
    name: str | None = None
    version: str | None = None
    summary: str | None = None
    readme: str | None = None
    task: str | None = None
    domain: str | None = None
    framework: str | None = None
    architecture: str | None = None
    family: str | None = None
    datasets: list[str] | None = None
    metrics: list[ZooMetric] | None = None
    hyperparameters: dict[str, Any] | None = None
    license: str | None = None
    tags: list[str] | None = None
    language: str | list[str] | None = None
    owner: str | None = None
    source: str | None = None
    source_repo: str | None = None
    source_path: str | None = None
    source_commit: str | None = None
    resources: ZooResources | None = None
    paper: str | None = None
    weights_url: str | dict[str, Any] | None = None
    created: str | None = None


DECODER = msgspec.json.Decoder(ZooCard)


def read(lines: Iterable[bytes]) -> Iterator[Item | Unread]:
    """Each line as an item, or as the reason why it is none; empty lines are passed over."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"line {number}"
        try:
            yield Item(place, publish(DECODER.decode(line)))
        except UnicodeDecodeError:
            yield Unread(place, "is not UTF-8 text")
        except msgspec.ValidationError as error:
            yield Unread(place, str(error).replace(" - at `$.", " - in `"))
        except msgspec.DecodeError as error:
            yield Unread(place, f"is not JSON: {error}")


def publish(card: ZooCard) -> Publish:
    """The request that imports a card; nothing of it is invented, nothing is corrected."""
    source, _, rest = card.id.partition("/")
    source, name = (
        (card.source or source, card.name or rest) if rest else (card.source or "imported", card.name or card.id)
    )
    return Publish(
        model=model_name(source, name),
        title=name,
        tags=tuple(dict.fromkeys(tag.strip() for tag in card.tags or () if tag.strip())),
        manifest=manifest(card),
    )


def manifest(card: ZooCard) -> t.Manifest:
    """The manifest of a card."""
    languages = [card.language] if isinstance(card.language, str) else card.language or []
    return t.Manifest(
        framework=card.framework or "",
        task=card.task or "",
        domain=card.domain or "",
        architecture=card.architecture or "",
        family=card.family or "",
        summary=plain(card.summary),
        license=card.license or "",
        languages=tuple(languages),
        params=card.hyperparameters or {},
        metrics=tuple(metrics(card.metrics or ())),
        datasets=tuple(t.Dataset(name=dataset) for dataset in card.datasets or () if dataset),
        resources=resources(card.resources),
        card=t.Card(text=plain(card.readme)) if card.readme else None,
        source=_source(card),
    )


def plain(text: str | None) -> str:
    """The text without control characters, which scraped pages contain and nobody can see."""
    return FORBIDDEN.sub("", text or "")


def metrics(found: Iterable[ZooMetric]) -> Iterator[t.Metric]:
    """Metrics that have a finite value and some name."""
    for metric in found:
        name = metric.name or metric.key
        if name and metric.value is not None and math.isfinite(metric.value):
            yield t.Metric(
                name=name,
                key=metric.key or "",
                value=metric.value,
                dataset=metric.dataset or "",
                origin="imported",
            )


def resources(found: ZooResources | None) -> t.Resources | None:
    """Size and speed, or None when the source says nothing about them."""
    if found is None or not any(getattr(found, name) for name in found.__struct_fields__):
        return None
    return t.Resources(
        parameter_count=int(found.params) if found.params else None,
        flops=found.flops,
        memory_mb=found.memory_mb,
        latency_ms=found.inference_ms,
        size_bytes=int(found.size_bytes) if found.size_bytes else None,
    )


def _source(card: ZooCard) -> t.Source:
    weights = card.weights_url
    if isinstance(weights, dict):
        weights = next((str(url) for url in weights.values()), "")
    return t.Source(
        id=card.id,
        name=card.owner or card.source or "",
        repo=card.source_repo or "",
        path=card.source_path or "",
        commit=card.source_commit or "",
        version=card.version or "",
        paper=card.paper or "",
        weights_url=weights or "",
        created=card.created or "",
    )
