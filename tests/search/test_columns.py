"""The columns in memory follow the tables: after any writes they say what reading everything anew says."""

from __future__ import annotations

import random
import sqlite3
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from jupyter_registry import types as t
from jupyter_registry.local import columns
from jupyter_registry.local.migrations import SCHEMA
from jupyter_registry.local.projection import project
from jupyter_registry.local.search_schema import create_search_tables

from .conftest import asking, fill, names
from .models import DATASETS, NOW, OWNERS, TASKS, WORDS, Loaded, made

LINES = (
    "", "edge", "task:object-detection", "owner:ada map>40", "tag:new", "-has:map", "map@coco<60", "dataset:coco",
    "sort:name", "sort:map", "updated:<30d", "is:retired", "params>3M", "lang:de",
)  # fmt: skip


def drawn(draw: random.Random, number: int) -> Loaded:
    """A model whose values are new to the registry every now and then."""
    metrics = [
        t.Metric(name=name, value=draw.randint(1, 99), dataset=draw.choice((*DATASETS, f"set {number % 5}")))
        for name in draw.sample(("map", "wer", f"m{number % 7}"), draw.randint(0, 3))
    ]
    return made(
        f"model-{number % 23}",
        task=draw.choice(TASKS),
        owner=draw.choice((*OWNERS, f"owner {number}")),
        tags=tuple(draw.sample(("new", "Small", "small", f"tag{number % 11}"), draw.randint(0, 3))),
        languages=tuple(draw.sample(("de", "en", "fr"), draw.randint(0, 2))),
        summary=" ".join(draw.sample(WORDS, 3)),
        metrics=tuple(metrics),
        resources=t.Resources(parameter_count=draw.randint(1, 9) * 1_000_000) if draw.random() < 0.5 else None,
        stage=draw.choice(("draft", "approved", "retired")),
        at=NOW - timedelta(days=draw.randint(0, 90)),
    )


def replies(connection: sqlite3.Connection) -> list[object]:
    """What the lines are answered, the time it took aside."""
    ask = asking(connection)
    return [
        (page.total, names(page), page.facets, page.histograms, page.refinements, page.ways_out, page.nearest)
        for page in (ask(line, facets=True, limit=50) for line in LINES)
    ]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_after_writes(database: sqlite3.Connection, seed: int) -> None:
    """After each of many writes every reply is the same as from columns that are read anew."""
    draw = random.Random(seed)
    fill(database, [drawn(draw, number) for number in range(12)])
    for step in range(25):
        replies(database)  # so that all columns are there and have to follow
        for number in draw.sample(range(200), draw.randint(1, 3)):
            project(database, *drawn(draw, number))
        followed = replies(database)
        columns._columns.clear()
        assert replies(database) == followed, step


def test_many_writes(database: sqlite3.Connection) -> None:
    """After more writes than are worth following everything is read anew, with the same replies."""
    fill(database, [made("first", summary="edge")])
    assert asking(database)("edge").total == 1
    fill(database, [made(f"m{number}", summary="edge", owner=f"o{number % 3}") for number in range(400)])
    page = asking(database)("edge", facets=True)
    assert page.total == 401
    owners = next(facet for facet in page.facets if facet.name == "owner")
    assert {value.value: value.count for value in owners.values} == {"o0": 134, "o1": 133, "o2": 133, "ada": 1}


def test_older_state(tmp_path: Path) -> None:
    """A reader that began before a write sees what was there then, while others see the write."""
    path = tmp_path / "registry.db"
    with sqlite3.connect(path, isolation_level=None) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.executescript(SCHEMA)
        create_search_tables(writer)
        fill(writer, [made("a", summary="edge")])
        reader = sqlite3.connect(path, isolation_level=None)
        reader.execute("BEGIN")
        assert names(asking(reader)("edge")) == ["a"]
        fill(writer, [made("b", summary="edge"), made("a", summary="road")])
        assert names(asking(writer)("edge")) == ["b"]
        assert names(asking(reader)("edge")) == ["a"]
        reader.execute("ROLLBACK")
        assert names(asking(reader)("edge")) == ["b"]
        reader.close()
    writer.close()


def test_few_columns(filled: sqlite3.Connection) -> None:
    """Asking for ever other fields does not fill the memory."""
    held = columns.columns_of(filled)
    for number in range(2 * columns.COLUMNS):
        held.codes(filled, f"param.x{number}")
        held.numbers(filled, f"param.y{number}")
        held.kept(f"near {number}", str)
    assert max(len(held._codes), len(held._numbers), len(held._kept)) <= columns.COLUMNS


def test_small_codes(database: sqlite3.Connection) -> None:
    """A field with few values takes one byte for each model, one with many takes two."""
    fill(database, [made(f"m{number}", owner=f"o{number}", task="x") for number in range(300)])
    held = columns.columns_of(database)
    assert held.codes(database, "task").first.dtype == np.uint8
    assert held.codes(database, "owner").first.dtype == np.uint16
