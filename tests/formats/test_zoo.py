"""Cards as JSON lines: what becomes of each field, and of what people write into them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_registry.formats import zoo
from jupyter_registry.formats.items import Item, Unread
from jupyter_registry.refs import check_name
from jupyter_registry.requests import Publish
from jupyter_registry.types import Metric

CARD = {
    "id": "mmdet/Faster RCNN R50", "name": "Faster RCNN R50", "version": "3", "summary": "Finds objects.",
    "readme": "# Faster", "task": "object-detection", "task_raw": "Object Detection", "domain": "vision",
    "framework": "pytorch", "architecture": "FasterRCNN", "family": "mmdet:Faster", "datasets": ["COCO", ""],
    "metrics": [
        {"name": "box AP", "key": "box_ap", "value": 37.4, "dataset": "COCO", "task": "Object Detection"},
        {"name": "speed", "key": "speed", "value": None, "dataset": None, "task": None},
    ],
    "hyperparameters": {"Epochs": 12}, "license": "Apache-2.0", "tags": ["edge", " edge ", ""],
    "language": ["en", "de"], "owner": "open-mmlab", "source": "mmdet", "source_repo": "open-mmlab/mmdetection",
    "source_path": "configs/x.yml",
    "source_commit": "abc", "resources": {"params": 41.5e6, "flops": 2e11, "memory_mb": 12, "inference_ms": 3.5,
    "size_bytes": 1000}, "paper": "https://arxiv.org/abs/1506.01497", "weights_url": "https://example.org/w.pth",
    "created": "2020-02-03",
}  # fmt: skip


def one(card: object) -> Publish:
    """The request for one card."""
    (item,) = zoo.read([json.dumps(card).encode()])
    assert isinstance(item, Item), item
    return item.publish


def reason(line: bytes) -> str:
    """Why a line is not taken."""
    (item,) = zoo.read([line])
    assert isinstance(item, Unread), item
    return item.reason


def test_every_field_finds_its_place() -> None:
    """Nothing that has a place is lost, and nothing is added."""
    publish = one(CARD)
    manifest = publish.manifest
    assert (publish.model, publish.title, publish.tags) == ("mmdet/faster-rcnn-r50", "Faster RCNN R50", ("edge",))
    assert (manifest.framework, manifest.task, manifest.domain) == ("pytorch", "object-detection", "vision")
    assert (manifest.architecture, manifest.family, manifest.license) == ("FasterRCNN", "mmdet:Faster", "Apache-2.0")
    assert manifest.languages == ("en", "de")
    assert manifest.metrics == (Metric(name="box AP", key="box_ap", value=37.4, dataset="COCO", origin="imported"),)
    assert [dataset.name for dataset in manifest.datasets] == ["COCO"]
    assert manifest.params == {"Epochs": 12}
    assert manifest.resources and manifest.resources.parameter_count == 41_500_000
    assert manifest.resources.latency_ms == 3.5
    assert manifest.card and manifest.card.text == "# Faster"
    source = manifest.source
    assert source and (source.id, source.repo, source.created) == (CARD["id"], CARD["source_repo"], "2020-02-03")


def test_an_id_is_all_it_takes() -> None:
    """A card with nothing but an id becomes a model with that id."""
    publish = one({"id": "zoo/net"})
    assert publish.model == "zoo/net"
    assert publish.manifest.source and publish.manifest.source.id == "zoo/net"


@pytest.mark.parametrize(
    "name", ["x/y", "~net", "a+b(c)", "中文模型", "net 2", "..", "../../etc", "😀", "n" * 300, "NUL", "7"]
)
def test_any_name_becomes_a_valid_one(name: str) -> None:
    """The model's name is valid whatever the source calls it; the title keeps the source's name."""
    publish = one({"id": f"zoo/{name}", "name": name, "source": "zoo"})
    assert check_name(publish.model) == publish.model
    assert publish.title == name


def test_absent_and_null_are_the_same() -> None:
    """A field that is null, "" or empty is as if it were not there."""
    empty = {name: None for name in CARD if name not in ("id", "name")} | {"tags": [], "summary": "", "metrics": []}
    assert one({"id": "zoo/net", "name": "net", **empty}) == one({"id": "zoo/net", "name": "net"})


def test_a_number_that_is_not_finite_is_no_metric() -> None:
    """JSON has no NaN: such a line is not taken, and says so."""
    assert "JSON" in reason(b'{"id": "zoo/net", "metrics": [{"name": "a", "value": NaN}]}')
    assert one({"id": "zoo/n", "metrics": [{"name": "a", "value": None}]}).manifest.metrics == ()


@pytest.mark.parametrize(
    ("line", "word"),
    [
        (b"{", "JSON"), (b"[]", "object"), (b"null", "object"), (b'"x"', "object"), (b'{"id": 7}', "id"),
        (b'{"id": "zoo/x", "tags": "edge"}', "tags"), (b'{"id": "zoo/x", "metrics": [{"value": "high"}]}', "value"),
        (b'{"id": "zoo/x", "summary": "\xff"}', "UTF-8"), (b"[" * 100_000, ""),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_read_says_why(line: bytes, word: str) -> None:
    """The reason names the field or the fault, in one line."""
    assert word in reason(line)
    assert "\n" not in reason(line)


def test_empty_lines_count_but_are_no_cards() -> None:
    """The number in a reason is the line's place in the file."""
    items = list(zoo.read([b"\n", b"{}\n", b"  \n", b"x\n"]))
    assert [item.place for item in items] == ["line 2", "line 4"]


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(CARD)), st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3), max_leaves=6,
)))  # fmt: skip
def test_no_content_breaks_the_reader(card: dict[str, object]) -> None:
    """Whatever the fields hold, a line is a request or a reason, never an exception."""
    (item,) = zoo.read([json.dumps(card).encode()])
    assert isinstance(item, (Item, Unread))
