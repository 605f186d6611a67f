"""Filters offered beside results split them, and their counts are true."""

from __future__ import annotations

import sqlite3

import pytest

from jupyter_registry import types as t

from .conftest import Ask, asking, fill
from .models import made

LINES = [
    "edge", "edge mob", "edge churn", "task:object-detection", "params<50M", "map>20 params<80M", "-tag:fast",
    "(edge OR roads) framework:pytorch", "is:retired", "edge sort:params", "zebra edge roads",
]  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_counts_are_true(ask: Ask, line: str) -> None:
    """Each refinement, when taken, gives exactly the number of models it promised, 20 to 70 % of the results."""
    page = ask(line, facets=True)
    assert page.refinements
    assert len(page.refinements) <= 6
    for way in page.refinements:
        assert 0.2 * page.total <= way.count <= 0.7 * page.total
        assert ask(way.q).total == way.count, way


def test_not_what_is_chosen(ask: Ask) -> None:
    """No refinement asks again for a field or a number that the query has, and no field has more than two."""
    page = ask("task:object-detection params<50M", facets=True)
    fields = [way.label.replace("<", ":").replace(">", ":").partition(":")[0] for way in page.refinements]
    assert {"task", "params"}.isdisjoint(fields)
    assert max(map(fields.count, fields)) <= 2


@pytest.mark.parametrize("line", ["xylophone", "model:model-1"])
def test_few_results(ask: Ask, line: str) -> None:
    """Fewer than four results are not split."""
    page = ask(line, facets=True)
    assert page.total < 4
    assert page.refinements == ()


def test_only_with_facets(ask: Ask) -> None:
    """A page that was asked for without facets has none."""
    assert ask("edge").refinements == ()


def test_odd_values(database: sqlite3.Connection) -> None:
    """A value that cannot be written as a filter is not offered; one with spaces is quoted."""
    tags = ('say "hi"', "two words", 'a, "b"')
    fill(database, [made(f"m{n}", summary="edge", tags=(tags[n % 3],), owner=f"o{n}") for n in range(9)])
    ask = asking(database)
    ways = ask("edge", facets=True).refinements
    assert [(way.label, way.q, way.count) for way in ways] == [('tag:"two words"', 'tag:"two words" edge', 3)]
    assert ask(ways[0].q).total == 3


def test_in_the_kernel(database: sqlite3.Connection) -> None:
    """What runs in the kernel of the person who asks is a refinement too."""
    fill(database, [made(f"m{n}", summary="edge", framework="pytorch" if n % 2 else "keras") for n in range(8)])
    page = asking(database)("edge", facets=True, kernel=("torch==2.9.0",))
    assert t.WayOut(label="kernel:ok", q="kernel:ok edge", count=4) in page.refinements
