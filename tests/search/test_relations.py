"""``like:`` finds models with the same aim, ``from:`` what was made from something."""

from __future__ import annotations

import sqlite3

import pytest

from jupyter_registry import types as t

from .conftest import Ask, asking, fill, names
from .models import made

COCO = (t.Metric(name="box AP", value=40.0, dataset="COCO"),)
MODELS = [
    made("zoo/boxes-a", task="object-detection", architecture="FCOS", metrics=COCO, tags=("edge",), title="boxes-a"),
    made("zoo/boxes-b", task="object-detection", architecture="FCOS", metrics=COCO),
    made("zoo/boxes-c", task="object-detection", architecture="DETR"),
    made("zoo/gone", task="object-detection", architecture="FCOS", stage="retired"),
    made("zoo/words", task="machine-translation", links=(t.Link(relation="derived-from", target="zoo/big-words"),)),
    made("zoo/other", task="regression", datasets=(t.Dataset(name="MS-COCO"),)),
]


@pytest.fixture
def ask(database: sqlite3.Connection) -> Ask:
    """Searches these models."""
    fill(database, MODELS)
    return asking(database)


@pytest.mark.parametrize("ref", ["zoo/boxes-a", "boxes-a", "zoo/boxes-a@champion", "zoo/boxes-a:1"])
def test_like(ask: Ask, ref: str) -> None:
    """Models with most in common come first; the model itself, retired ones and strangers are not among them."""
    assert names(ask(f"like:{ref}"))[:2] == ["zoo/boxes-b", "zoo/boxes-c"]
    assert not {"zoo/boxes-a", "zoo/gone", "zoo/words"} & set(names(ask(f"like:{ref}")))


def test_like_says_why(ask: Ask) -> None:
    """Each model that is like another names what they share, the same task before all else."""
    hits = ask("like:zoo/boxes-a").hits
    assert hits[0].reasons[0] == "It has the same task object-detection, architecture FCOS, dataset COCO."
    assert [hit.reasons[0] for hit in hits if hit.model == "zoo/other"] == ["It has the same dataset COCO."]
    assert [hit.task for hit in hits] == ["object-detection", "object-detection", "regression"]


def test_like_with_a_filter_and_like_nothing(ask: Ask) -> None:
    """Filters narrow what is like a model; a model that is not there has none like it."""
    assert names(ask("like:zoo/boxes-a architecture:detr")) == ["zoo/boxes-c"]
    assert ask("like:nobody").total == 0


def test_from(ask: Ask) -> None:
    """A data set in any spelling and the base of a derived model lead to what was made from them."""
    assert set(names(ask("from:coco2017"))) == {"zoo/boxes-a", "zoo/boxes-b", "zoo/other"}
    assert names(ask("derived:zoo/big-words")) == ["zoo/words"]
