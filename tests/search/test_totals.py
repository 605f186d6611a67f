"""Totals, filters and facets against looking at every model."""

from __future__ import annotations

import sqlite3

import pytest

from jupyter_registry import types as t
from jupyter_registry.local import index
from jupyter_registry.requests import GetFacets

from . import oracle as o
from .conftest import Ask, names
from .models import NOW, Loaded

QUERIES: list[tuple[str, list[o.Holds]]] = [
    ("", []),
    ("edge", [o.word("edge")]),
    ("edge churn", [o.word("edge"), o.word("churn")]),
    ("-edge", [o.no(o.word("edge"))]),
    ('"edge"', [o.word("edge")]),
    ("task:object-detection", [o.task("object-detection")]),
    ("TASK:Object-Detection", [o.task("object-detection")]),
    ("task:detection", [o.task("object-detection")]),
    ("-task:object-detection", [o.no(o.task("object-detection"))]),
    ("framework:pytorch,onnx", [o.framework("pytorch", "onnx")]),
    ('owner:"open lab"', [o.owner("Open Lab")]),
    ("owner:@me", [o.owner("ada")]),
    ("is:mine", [o.owner("ada")]),
    ("tag:fast tag:new", [o.tag("fast"), o.tag("new")]),
    ("map>50", [o.metric("map", lambda value: value > 50)]),
    ("map:20..60", [o.metric("map", lambda value: 20 <= value <= 60)]),
    ("map@coco>50", [o.metric("map", lambda value: value > 50, "coco")]),
    ("-map>50", [o.no(o.metric("map", lambda value: value > 50))]),
    ("has:map", [o.metric("map", lambda value: True)]),
    ("missing:map", [o.no(o.metric("map", lambda value: True))]),
    ("params<20M", [o.params(lambda value: value < 20e6)]),
    ("missing:parameters", [o.no(o.params(lambda value: True))]),
    ("edge params<40M framework:pytorch", [
        o.word("edge"), o.params(lambda value: value < 40e6), o.framework("pytorch"),
    ]),
    ("(edge OR task:speech-recognition)", [o.either(o.word("edge"), o.task("speech-recognition"))]),
    ("-(edge OR tag:fast) owner:ada", [o.no(o.either(o.word("edge"), o.tag("fast"))), o.owner("ada")]),
]  # fmt: skip
LINES = [line for line, _ in QUERIES]


def counted(facet: t.Facet) -> dict[str, int]:
    """The values of a facet that some model has."""
    return {value.value: value.count for value in facet.values if value.count}


@pytest.mark.parametrize(("line", "holds"), QUERIES, ids=LINES)
def test_total(ask: Ask, many: list[Loaded], line: str, holds: list[o.Holds]) -> None:
    """The total and the hits are those of looking at every model."""
    page = ask(line, limit=100)
    wanted = o.matching(many, *holds)
    assert page.total == len(wanted)
    found = names(page) + names(ask(line, limit=100, offset=100))
    assert sorted(found) == sorted(wanted)


@pytest.mark.parametrize("line", LINES)
def test_pages(ask: Ask, line: str) -> None:
    """Pages follow one another without a gap and without a repeat."""
    whole = names(ask(line, limit=60))
    assert whole == [name for offset in range(0, 60, 20) for name in names(ask(line, limit=20, offset=offset))]


@pytest.mark.parametrize(("line", "holds"), QUERIES, ids=LINES)
def test_facets(ask: Ask, many: list[Loaded], line: str, holds: list[o.Holds]) -> None:
    """Each value of a facet has the exact number of models, for queries without a filter of that facet."""
    for facet in ask(line, facets=True).facets:
        if f"{facet.name}:" not in line.lower() and not (facet.name == "owner" and "is:mine" in line):
            assert counted(facet) == o.counts(many, facet.name, *holds)


def test_own_filter_left_out(ask: Ask, many: list[Loaded]) -> None:
    """A facet counts without its own filter, all others with it; the selected values are marked."""
    page = ask("edge task:object-detection framework:pytorch", facets=True)
    facets = {facet.name: facet for facet in page.facets}
    found = counted(facets["task"])
    assert found == o.counts(many, "task", o.word("edge"), o.framework("pytorch"))
    found = counted(facets["framework"])
    assert found == o.counts(many, "framework", o.word("edge"), o.task("object-detection"))
    found = counted(facets["owner"])
    both = (o.word("edge"), o.task("object-detection"), o.framework("pytorch"))
    assert found == o.counts(many, "owner", *both)
    assert [value.value for value in facets["task"].values if value.selected] == ["object-detection"]


def test_selected_value_stays(ask: Ask) -> None:
    """A selected value without models is still there, with the count 0, whether the registry knows it or not."""
    page = ask("framework:sklearn owner:nobody xylophone", facets=True)
    facets = {facet.name: facet for facet in page.facets}
    assert [value for value in facets["framework"].values if value.selected] == [
        t.FacetValue(value="scikit-learn", count=0, selected=True)
    ]
    assert facets["owner"].values[0] == t.FacetValue(value="nobody", count=0, selected=True)


def test_values_without_models_stay(ask: Ask) -> None:
    """Values that the whole registry has stay in a facet when the query leaves no model of them, after the others."""
    everything = {facet.name: facet for facet in ask(facets=True).facets}
    facets = ask("edge churn owner:grace", facets=True).facets
    for facet in facets:
        assert {value.value for value in facet.values} == {value.value for value in everything[facet.name].values}
        counts = [value.count for value in facet.values]
        assert counts == sorted(counts, reverse=True)
    assert any(value.count == 0 for facet in facets for value in facet.values)


def test_facet_list(filled: sqlite3.Connection, many: list[Loaded]) -> None:
    """GetFacets gives the same counts, with a limit of its own."""
    found = index.facets(filled, GetFacets(q="edge", limit=1), NOW)
    assert found.total == len(o.matching(many, o.word("edge")))
    assert all(len(facet.values) <= 1 for facet in found.facets)
    whole = index.facets(filled, GetFacets(), NOW)
    owners = next(facet for facet in whole.facets if facet.name == "owner")
    assert counted(owners) == o.counts(many, "owner")


def test_retired(ask: Ask, many: list[Loaded]) -> None:
    """Retired models are shown only when asked for."""
    retired = o.matching(many, o.retired, with_retired=True)
    assert retired
    assert set(names(ask("is:retired", limit=100))) == retired
    assert set(names(ask("stage:retired", limit=100))) == retired
    assert not retired & set(names(ask("-is:draft", limit=100)))
