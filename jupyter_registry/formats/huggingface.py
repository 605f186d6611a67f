"""Model cards as Hugging Face writes them: Markdown with YAML front matter, metrics in ``model-index``.

The front matter is read by a loader that makes plain values only. See the model card specification of the
``huggingface_hub`` documentation for the fields.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

from .. import types as t
from ..errors import Invalid
from ..requests import Publish
from ..search.prose import prose
from .items import model_name

FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
FRONT_BYTES = 64 * 1024
NO_PROSE = re.compile(r"\s*(?:[#<|>{-]|\* |```)")
HEADING = re.compile(r"^#\s+(.+?)\s*#*\s*$", re.MULTILINE)


def read(text: str, ref: str) -> Publish:
    """The request that imports the card ``text`` of the model ``ref`` (``owner/name``).

    Raises ``Invalid`` when the front matter cannot be read.
    """
    front, body = split(text)
    owner, _, name = ref.rpartition("/")
    return Publish(
        model=model_name(owner or "imported", name),
        title=name,
        tags=tuple(dict.fromkeys(_texts(front.get("tags")))),
        manifest=manifest(front, body, ref),
    )


def split(text: str) -> tuple[dict[str, Any], str]:
    """Front matter as a dict, and the Markdown after it."""
    found = FRONT.match(text)
    if not found:
        return {}, text
    if len(found.group(1)) > FRONT_BYTES:
        raise Invalid("The front matter is longer than 64 KiB.", field="front matter", fix="Shorten it.")
    import yaml

    try:
        front = yaml.safe_load(found.group(1))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())[:160]
        raise Invalid(f"The front matter is not YAML: {reason}.", field="front matter") from error
    if not isinstance(front, dict):
        raise Invalid("The front matter is not a mapping.", field="front matter", fix="Write name: value lines.")
    return front, text[found.end() :]


def manifest(front: dict[str, Any], body: str, ref: str) -> t.Manifest:
    """The manifest of a card."""
    tasks = _texts(front.get("pipeline_tag")) or list(dict.fromkeys(task for task, _ in _results(front)))
    return t.Manifest(
        framework=next(iter(_texts(front.get("library_name"))), ""),
        task=tasks[0] if tasks else "",
        summary=summary(body),
        license=next(iter(_texts(front.get("license_name")) or _texts(front.get("license"))), ""),
        languages=tuple(_texts(front.get("language"))),
        metrics=tuple(metric for _, metric in _results(front)),
        datasets=tuple(t.Dataset(name=name) for name in _texts(front.get("datasets"))),
        links=tuple(t.Link(relation="derived-from", target=base) for base in _texts(front.get("base_model"))),
        card=t.Card(text=body.strip()) if body.strip() else None,
        source=t.Source(id=ref, name=ref.partition("/")[0]),
    )


def summary(body: str) -> str:
    """The first paragraph that is prose, at most 400 characters; "" when there is none."""
    for paragraph in re.split(r"\n\s*\n", HEADING.sub("\n", body)):
        plain = prose(paragraph)
        if len(plain) > 20 and not NO_PROSE.match(paragraph):
            return plain[:400]
    return ""


def _results(front: dict[str, Any]) -> Iterator[tuple[str, t.Metric]]:
    """Task and metric of each evaluation in ``model-index``; entries of another shape are passed over."""
    for entry in _dicts(front.get("model-index")):
        for result in _dicts(entry.get("results")):
            task = _dict(result.get("task")).get("type")
            dataset = _dict(result.get("dataset"))
            for metric in _dicts(result.get("metrics")):
                value = metric.get("value")
                name = next(iter(_texts(metric.get("name")) or _texts(metric.get("type"))), "")
                if name and isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value):
                    yield (
                        str(task or ""),
                        t.Metric(
                            name=name,
                            key=next(iter(_texts(metric.get("type"))), ""),
                            value=float(value),
                            dataset=next(iter(_texts(dataset.get("name")) or _texts(dataset.get("type"))), ""),
                            split=next(iter(_texts(dataset.get("split"))), ""),
                            origin="imported",
                        ),
                    )


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [str(one).strip() for one in values if isinstance(one, (str, int, float)) and str(one).strip()]


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
