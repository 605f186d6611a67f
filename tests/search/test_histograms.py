"""Histograms count every model once, one metric on one dataset each, without the query's own bounds on it."""

from __future__ import annotations

import sqlite3
from itertools import pairwise

import pytest

from jupyter_registry import types as t
from jupyter_registry.local import index
from jupyter_registry.requests import GetFacets

from . import oracle as o
from .conftest import Ask, asking, fill
from .models import NOW, Loaded, made


def params_of(models: list[Loaded], *holds: o.Holds) -> list[float]:
    """The numbers of parameters of the models that ``holds`` let pass."""
    names = o.matching(models, *holds)
    return [
        version.manifest.resources.parameter_count
        for model, version, _ in models
        if model.name in names and version.manifest.resources and version.manifest.resources.parameter_count
    ]


def counted(values: list[float], edges: tuple[float, ...]) -> list[int]:
    """How many values lie in each bin, the last bin closed."""
    bins = list(pairwise(edges))
    return [
        sum(low <= value < high or (number == len(bins) - 1 and value == high) for value in values)
        for number, (low, high) in enumerate(bins)
    ]


def named(page: t.Page | t.FacetList, name: str) -> list[t.Histogram]:
    """The histograms of one number."""
    return [histogram for histogram in page.histograms if histogram.name == name]


@pytest.mark.parametrize(
    ("line", "holds"), [("edge", [o.word("edge")]), ("edge params:10M..40M", [o.word("edge")]), ("", [])]
)
def test_counts(ask: Ask, many: list[Loaded], line: str, holds: list[o.Holds]) -> None:
    """The bins hold exactly the models with the number, whatever the query's own bounds on it."""
    (params,) = named(ask(line, facets=True), "params")
    values = params_of(many, *holds)
    assert list(params.counts) == counted(values, params.edges)
    assert sum(params.counts) == len(values)
    assert params.logarithmic
    assert 8 <= len(params.counts) <= 12


def test_inside(ask: Ask, many: list[Loaded]) -> None:
    """The bounds of the query are told, and how many models are within them."""
    (params,) = named(ask("edge params:10M..40M params<30M", facets=True), "params")
    assert (params.low, params.high) == (10e6, 30e6)
    assert params.inside == sum(10e6 <= value < 30e6 for value in params_of(many, o.word("edge")))
    (free,) = named(ask("edge", facets=True), "params")
    assert (free.low, free.high, free.inside) == (None, None, sum(free.counts))


def test_one_dataset(ask: Ask, many: list[Loaded]) -> None:
    """A metric is counted on the dataset that most models name, or on the one that was asked for."""
    (most,) = named(ask("map>0", facets=True), "map")
    on = {
        dataset: len(o.matching(many, o.metric("map", lambda value: True, dataset.lower())))
        for dataset in ("COCO", "ImageNet-1k", "Cityscapes")
    }
    assert on[most.dataset] == max(on.values()) == sum(most.counts)
    (asked,) = named(ask("map@cityscapes>0", facets=True), "map")
    assert (asked.dataset, sum(asked.counts)) == ("Cityscapes", on["Cityscapes"])


def test_order(ask: Ask) -> None:
    """Numbers in the query come first, then sizes, then what the task of the results is judged by."""
    page = ask("wer<90 task:object-detection", facets=True)
    assert [histogram.name for histogram in page.histograms] == ["wer", "params", "map"]
    assert [histogram.name for histogram in ask("task:object-detection ", facets=True).histograms][-1] == "map"


def test_one_value_for_each_model(database: sqlite3.Connection) -> None:
    """A model with several values of a metric on one dataset is counted once, by its best."""
    metrics = [t.Metric(name="wer", value=value, dataset="d", split=split) for value, split in ((4, "a"), (2, "b"))]
    fill(
        database, [made("a", metrics=tuple(metrics)), made("b", metrics=(t.Metric(name="wer", value=9, dataset="d"),))]
    )
    (wer,) = named(asking(database)("wer<5", facets=True), "wer")
    assert (sum(wer.counts), wer.inside, wer.edges[0], wer.edges[-1], wer.higher_is_better) == (2, 1, 2, 9, False)


def test_far_values(database: sqlite3.Connection) -> None:
    """One absurd value does not press all others into one bin."""
    values = [*range(50, 90), 1e12]
    fill(database, [made(f"m{v}", metrics=(t.Metric(name="auc", value=v, dataset="d"),)) for v in values for _ in "a"])
    fill(database, [made(f"n{v}", metrics=(t.Metric(name="auc", value=v, dataset="d"),)) for v in range(50, 200)])
    (auc,) = named(asking(database)("auc>0", facets=True), "auc")
    assert auc.edges[-1] == 1e12
    assert max(auc.counts) < sum(auc.counts) / 4


def test_same_value(database: sqlite3.Connection) -> None:
    """Models that share one value are in one bin."""
    fill(database, [made(name, resources=t.Resources(size_bytes=5_000)) for name in "abc"])
    (size,) = named(asking(database)("size>0", facets=True), "size")
    assert (size.edges, size.counts, size.unit) == ((5000.0, 5000.0), (3,), "B")


def test_facet_list(filled: sqlite3.Connection, ask: Ask) -> None:
    """GetFacets gives the histograms too, and a page without facets gives none."""
    for line in ("edge", ""):
        assert index.facets(filled, GetFacets(q=line), NOW).histograms == ask(line, facets=True).histograms != ()
    assert ask("edge").histograms == ()
