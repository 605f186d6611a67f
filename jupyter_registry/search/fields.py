"""The fields of the query language: what each takes, its other names, and in which direction metrics go."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import msgspec

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
    QueryField("deployments", "Deployments", "number", (), "plain", "1"),
    QueryField("created", "Created", "date", (), "plain", "<30d"),
    QueryField("updated", "Updated", "date", ("changed", "published"), "plain", "<30d"),
    QueryField("measured", "Measured", "date", (), "plain", "<30d"),
    QueryField("sunset", "Sunset", "date", (), "plain", "<90d"),
    QueryField("is", "Is", "flag", (), "plain", "retired"),
    QueryField("kernel", "In my kernel", "flag", (), "plain", "ok"),
    QueryField("has", "Has", "flag", (), "plain", "signature"),
    QueryField("missing", "Missing", "flag", (), "plain", "license"),
)
BY_NAME = {name: field for field in FIELDS for name in (field.name, *field.other_names)}
"""Every field by each of its names."""

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
