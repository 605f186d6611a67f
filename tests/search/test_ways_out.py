"""What a page without results offers is true."""

from __future__ import annotations

import sqlite3

import pytest

from jupyter_registry import types as t

from .conftest import Ask, asking, fill
from .models import made

EMPTY = [
    "owner:nobody task:object-detection",
    "task:object-detection map>99.5",
    "edge map>120 params<10M",
    "params<10k",
    "map:99.5..100 framework:pytorch",
    "xylophone owner:ada",
    "edeg owner:nobody",
    "tag:fast -tag:fast",
    "framework:cobol license:mit edge",
    "updated:1999 edge",
    "(zebra OR giraffe) edge",
]


@pytest.mark.parametrize("line", EMPTY)
def test_counts_are_true(ask: Ask, line: str) -> None:
    """Each way out, when taken, gives exactly the number of models it promised."""
    page = ask(line)
    assert page.total == 0
    assert page.ways_out
    assert len(page.ways_out) <= 5
    for way in page.ways_out:
        assert way.count > 0
        assert ask(way.q).total == way.count, way


def test_one_bound_for_each_number(database: sqlite3.Connection) -> None:
    """Of a range only the end is moved that has the nearer model outside."""
    metrics = (t.Metric(name="auc", value=0.7), t.Metric(name="auc", value=0.95, split="b"))
    fill(database, [made("a", metrics=metrics), made("b", resources=t.Resources(parameter_count=8_000_000))])
    ways = asking(database)("auc:0.75..0.94").ways_out
    assert [(way.q, way.count) for way in ways] == [("auc<=0.95", 1)]


def test_more_than_one_term(database: sqlite3.Connection) -> None:
    """When no single change helps, the least important terms are left out together until there are models."""
    fill(database, [made("a", task="detection", owner="ada"), made("b", task="detection", license="mit")])
    page = asking(database)("owner:nobody license:gpl task:detection")
    assert [(way.label, way.q, way.count) for way in page.ways_out] == [
        ("Without owner:nobody and license:gpl", "task:detection", 2)
    ]


def test_least_important_first(database: sqlite3.Connection) -> None:
    """The owner is left out before words, words before the license, that before numbers and the task."""
    fill(database, [
        made("a", task="detection", owner="grace", license="mit", summary="edge"),
        made("b", task="detection", owner="ada", license="mit", summary="road"),
        made("c", task="detection", owner="ada", license="gpl", summary="edge"),
        made("d", task="other", owner="ada", license="mit", summary="edge"),
    ])  # fmt: skip
    ways = asking(database)("task:detection license:mit edge owner:ada").ways_out
    assert [way.label for way in ways] == [
        "Without owner:ada", "Without edge", "Without license:mit", "Without task:detection",
    ]  # fmt: skip


def test_family_of_licenses(database: sqlite3.Connection) -> None:
    """A license nobody has is widened to its family before it is left out."""
    fill(database, [made("a", license="mit"), made("b", license="gpl-3.0")])
    ways = asking(database)("license:apache-2.0").ways_out
    assert [(way.label, way.q, way.count) for way in ways] == [("License: license:permissive", "license:permissive", 1)]
    assert asking(database)("license:permissive").total == 1


def test_many_words(ask: Ask) -> None:
    """Many words that some filter leaves nothing of are left out together."""
    page = ask("edge mobile large tiny framework:cobol")
    assert page.total == 0
    assert [way.label for way in page.ways_out] == ["Without framework:cobol"]
    page = ask("qqqq wwww zzzz task:object-detection")
    assert [way.label for way in page.ways_out] == ["Without qqqq wwww zzzz"]


def test_no_ways_out_with_results(ask: Ask) -> None:
    """A page with results, and one where nothing would help, offer none."""
    assert ask("edge").ways_out == ()
    assert ask("xqzxqz").ways_out == ()


def test_nearest_bound(database: sqlite3.Connection) -> None:
    """A bound is moved to the nearest number that gives a result."""
    fill(database, [made(f"m{value}", metrics=(t.Metric(name="auc", value=value),)) for value in (0.71, 0.84)])
    ways = asking(database)("auc>0.9").ways_out
    assert [(way.label, way.q, way.count) for way in ways] == [("auc: auc>=0.84", "auc>=0.84", 1)]


def test_spelling(database: sqlite3.Connection) -> None:
    """A word no model has is looked for in the nearest spelling, which is said and offered as a fix in place."""
    fill(database, [made("a", summary="detection of faces")])
    page = asking(database)("detecton faces")
    assert page.total == 1
    assert (page.problems[0].fix, page.problems[0].start, page.problems[0].end) == ("detection", 0, 8)
    assert asking(database)("detecton").total == 1
    assert asking(database)("detecton owner:nobody").ways_out[0].q == "detecton"


def test_percent(database: sqlite3.Connection) -> None:
    """A share typed as 0.4 where the models print 40 is pointed out."""
    fill(database, [made("a", metrics=(t.Metric(name="map", value=41.0),))])
    page = asking(database)("map>=0.40")
    assert [problem.fix for problem in page.problems] == ["map>=40"]


def test_nobody(database: sqlite3.Connection) -> None:
    """ "@me" without anybody signed in is pointed out."""
    fill(database, [made("a")])
    page = asking(database, actor="")("owner:@me")
    assert (page.total, page.problems[0].message) == (0, "Nobody is signed in here.")
