"""The fields of the query language: what each takes, its other names, and in which direction metrics go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Literal

import msgspec

from ..types import FieldDefinition
from .units import Kind
from .words import identifier, word_set

Takes = Literal["values", "number", "date", "flag"]


class QueryField(msgspec.Struct, frozen=True):
    """One field a query can filter by."""

    name: str
    label: str
    takes: Takes
    other_names: tuple[str, ...] = ()
    kind: Kind = "plain"
    example: str = ""


FIELDS = (
    QueryField("task", "Task", "values", (), "plain", "object-detection"),
    QueryField("framework", "Framework", "values", ("library", "lib"), "plain", "pytorch"),
    QueryField("license", "License", "values", ("licence",), "plain", "apache-2.0"),
    QueryField("owner", "Owner", "values", ("team", "by"), "plain", "@me"),
    QueryField("tag", "Tag", "values", ("tags",), "plain", "edge"),
    QueryField("stage", "Stage", "values", ("status",), "plain", "draft"),
    QueryField("dataset", "Dataset", "values", ("data", "datasets", "scenario", "on"), "plain", "coco"),
    QueryField("domain", "Domain", "values", (), "plain", "vision"),
    QueryField("language", "Language", "values", ("lang",), "plain", "en"),
    QueryField("architecture", "Architecture", "values", ("arch", "type"), "plain", "resnet"),
    QueryField("family", "Family", "values", ("collection",), "plain", "yolo"),
    QueryField("risk", "Risk", "values", (), "plain", "low"),
    QueryField("format", "Format", "values", (), "plain", "onnx"),
    QueryField("hardware", "Hardware", "values", (), "plain", "a100"),
    QueryField("notebook", "Notebook", "values", (), "plain", "train.ipynb"),
    QueryField("alias", "Alias", "values", (), "plain", "champion"),
    QueryField("model", "Model", "values", ("name",), "plain", "churn"),
    QueryField("data_access", "Data access", "values", (), "plain", "internal"),
    QueryField("steward", "Steward", "values", (), "plain", "risk-team"),
    QueryField("contact", "Contact", "values", (), "plain", "kim"),
    QueryField("regulation", "Regulation", "values", (), "plain", "gdpr"),
    QueryField("deployment_target", "Made to run on", "values", (), "plain", "phone"),
    QueryField("source", "Source", "values", ("id",), "plain", "zoo/churn"),
    QueryField("from", "Made from", "values", ("derived", "uses"), "plain", "coco"),
    QueryField("like", "Like", "values", ("similar",), "plain", "churn@champion"),
    QueryField("params", "Parameters", "number", ("parameters", "param"), "count", "50M"),
    QueryField("flops", "FLOPs", "number", ("macs",), "count", "4G"),
    QueryField("size", "Size", "number", (), "bytes", "100MB"),
    QueryField("memory", "Memory", "number", ("mem",), "bytes", "4GB"),
    QueryField("latency", "Latency", "number", ("speed",), "ms", "10ms"),
    QueryField("throughput", "Throughput", "number", (), "plain", "100"),
    QueryField("cost", "Cost", "number", ("price",), "plain", "0.5"),
    QueryField("max_latency_ms", "Latency allowed", "number", (), "ms", "10ms"),
    QueryField("max_memory_mb", "Memory allowed", "number", (), "plain", "500"),
    QueryField("deployments", "Deployments", "number", (), "plain", "1"),
    QueryField("created", "Created", "date", (), "plain", "<30d"),
    QueryField("updated", "Updated", "date", ("changed", "published"), "plain", "<30d"),
    QueryField("measured", "Measured", "date", (), "plain", "<30d"),
    QueryField("sunset", "Sunset", "date", (), "plain", "<90d"),
    QueryField("review_by", "Review by", "date", (), "plain", "<90d"),
    QueryField("is", "Is", "flag", (), "plain", "retired"),
    QueryField("kernel", "In my kernel", "flag", (), "plain", "ok"),
    QueryField("has", "Has", "flag", (), "plain", "signature"),
    QueryField("missing", "Missing", "flag", (), "plain", "license"),
)
BY_NAME = {name: field for field in FIELDS for name in (field.name, *field.other_names)}
"""Every field by each of its names."""
ANSWERS = frozenset((
    "data_access", "steward", "contact", "regulation", "deployment_target", "max_latency_ms", "max_memory_mb",
    "review_by",
))  # fmt: skip
"""The standard fields of a card that a query can ask for by their answers, besides license and risk."""
OWN = "card."
"""Before the name of a field that the organisation asks for on cards, so that it is never taken for a metric."""


class KnownNames(frozenset[str]):
    """The names of the numbers of a registry; ``own`` are the fields of its organisation by each of their names."""

    own: Mapping[str, QueryField] = {}


def own_fields(definitions: Iterable[FieldDefinition]) -> dict[str, QueryField]:
    """The organisation's fields as fields of a query: ``card.cost_center``, and without ``card.`` for short."""
    found = {}
    for one in definitions:
        takes: Takes = "number" if one.kind == "number" else "date" if one.kind == "date" else "values"
        example = one.choices[0] if one.choices else {"number": "1", "date": "<90d", "boolean": "yes"}.get(one.kind, "")
        field = QueryField(OWN + one.name, one.label, takes, (one.name,), "plain", example or "words")
        found.update(dict.fromkeys((field.name, one.name), field))
    return found


def field_of(name: str, known: Collection[str] = ()) -> QueryField | None:
    """The field that a query calls ``name``: one of every registry, else one of the organisation's.

    A metric goes before a field of the same name, which is then asked for with ``card.`` before it.
    """
    plain = name.lower()
    own = known.own if isinstance(known, KnownNames) and plain not in known else {}
    return BY_NAME.get(plain) or own.get(plain)


def spelled_answer(text: str) -> str:
    """An answer in its one spelling: yes and no are that, however they were written."""
    return {"true": "yes", "false": "no"}.get(text.strip().lower(), text)


FACETS = (
    "task", "dataset", "framework", "architecture", "license", "owner", "stage", "risk", "language", "domain", "tag",
)  # fmt: skip
"""The fields with values that are offered as facets, in this order; "kernel" joins them where a kernel is known."""
SPELLED = ("task", "framework", "license", "dataset", "language", "architecture")
"""Fields whose values have one spelling here however they were written; ``field="value"`` asks for one as written."""
KERNEL = ("ok", "install", "no")
"""What ``kernel:`` asks for."""

PARTS = (
    "license", "summary", "task", "framework", "metrics", "params", "signature", "artifacts", "environment",
    "notebook", "dataset", "text", "tags", "paper", "parameters", "latency", "size",
)  # fmt: skip
"""What ``has:`` and ``missing:`` ask about, besides the answered fields of the card."""

TEXT_SORTS = ("task", "framework", "license", "stage")
SORTS = ("updated", "name", "best", *TEXT_SORTS)
LOWER_IS_BETTER = word_set(
    "error err loss wer cer per fid kid mae mse rmse rmsle mape perplexity ppl latency size memory params parameters "
    "flops gops epe rel eer der mcd time ms nme brier ece fpr fnr distance lpips"
)
PERCENT = word_set("accuracy acc top1_accuracy top5_accuracy miou miou_ms_flip top1_error top5_error wer cer eer error")
"""Names of metrics that are shares; a value above 1 of one of them is in percent."""


SHARES = word_set("accuracy acc ap map ar miou iou pq f1 auc precision recall dice top1 top5")
"""Words in the names of metrics that are often printed in percent."""


def is_share(name: str) -> bool:
    """Whether the metric ``name`` is a share, which some print as 0.4 and others as 40."""
    return not SHARES.isdisjoint(identifier(name).split("_"))


@lru_cache(maxsize=4_096)
def higher_is_better(name: str) -> bool:
    """Whether more of the metric ``name`` is better, judged by the words of its name."""
    return LOWER_IS_BETTER.isdisjoint(identifier(name).split("_"))


def kind_of(name: str) -> Kind:
    """The unit in which the numbers called ``name`` are kept."""
    field = BY_NAME.get(name)
    return field.kind if field and field.takes == "number" else "plain"
