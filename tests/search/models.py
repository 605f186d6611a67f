"""Small made-up models for the tests of the search."""

from __future__ import annotations

import random
from datetime import datetime, timedelta, timezone

from jupyter_registry import types as t

NOW = datetime(2026, 6, 15, 12, tzinfo=timezone.utc)
WORDS = (
    "edge", "mobile", "large", "tiny", "faces", "roads", "churn", "speech", "medical", "coco", "city", "noisy",
    "quantized", "distilled",
)  # fmt: skip
TASKS = ("object-detection", "image-classification", "semantic-segmentation", "speech-recognition", "")
FRAMEWORKS = ("pytorch", "tensorflow", "onnx", "scikit-learn")
LICENSES = ("Apache-2.0", "MIT", "", "BSD-3-Clause")
OWNERS = ("ada", "grace", "Open Lab")
DATASETS = ("COCO", "ImageNet-1k", "Cityscapes")

Loaded = tuple[t.Model, t.Version, t.Card]


def made(name: str, **given: object) -> Loaded:
    """A model with one version; ``given`` are parts of the manifest, the model or the version by name."""
    parts = dict(given)
    at = parts.pop("at", NOW)
    assert isinstance(at, datetime)
    take = {key: parts.pop(key) for key in ("owner", "tags", "aliases", "source_id", "title") if key in parts}
    stage = str(parts.pop("stage", "draft"))
    reason = str(parts.pop("stage_reason", ""))
    card = parts.pop("card", t.Card())
    assert isinstance(card, t.Card)
    model = t.Model(
        name=name,
        version_count=1,
        newest=None if stage == "retired" else 1,
        created_at=at,
        updated_at=at,
        **{"title": name, "owner": "ada", "tags": (), "aliases": {}, "source_id": "", **take},  # type: ignore[arg-type]
    )
    version = t.Version(
        model=name, number=1, digest="sha256:" + "0" * 64, stage=stage, stage_reason=reason, published_at=at,
        published_by="ada", manifest=t.Manifest(**parts),  # type: ignore[arg-type]
    )  # fmt: skip
    return model, version, card


def several(count: int, seed: int = 7) -> list[Loaded]:
    """``count`` models with values drawn from small sets, the same for the same seed."""
    draw = random.Random(seed)
    return [_drawn(draw, number) for number in range(count)]


def _drawn(draw: random.Random, number: int) -> Loaded:
    task = draw.choice(TASKS)
    metrics = tuple(
        t.Metric(name=name, value=round(draw.uniform(1, 99), 1), dataset=draw.choice(DATASETS))
        for name in draw.sample(("map", "top1_accuracy", "wer"), draw.randint(0, 2))
    )
    resources = t.Resources(parameter_count=draw.randint(1, 90) * 1_000_000) if draw.random() < 0.8 else None
    return made(
        f"model-{number}",
        task=task,
        framework=draw.choice(FRAMEWORKS),
        license=draw.choice(LICENSES),
        owner=draw.choice(OWNERS),
        tags=tuple(draw.sample(("fast", "small", "new"), draw.randint(0, 2))),
        summary=" ".join(draw.sample(WORDS, 3)),
        metrics=metrics,
        resources=resources,
        stage="retired" if draw.random() < 0.1 else "draft",
        at=NOW - timedelta(days=draw.randint(0, 400), minutes=number),
    )
