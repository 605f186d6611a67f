"""How the models of a query are spread over its numbers: one metric on one dataset each, never two in one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..hits import HEADLINES
from ..search.fields import BY_NAME, PERCENT, kind_of
from ..search.nodes import Compare, leaves
from ..search.query import Query
from ..search.words import key
from ..types import Histogram
from .facets import most
from .match import Matcher
from .matched import Match
from .numbers import Measured, Values, within

BINS = 12
ALWAYS = ("params", "size", "latency")
"""Numbers that are shown of any models that have them."""
MOST = 6  # histograms of one reply
METRICS = 2  # of these for metrics that nobody asked for
LOGARITHMIC = ("params", "size", "latency", "memory", "flops")
OUTLIERS = 0.01  # share at each end that may lie in a wider bin
FAR = 5  # times the width of the others that makes the ends outliers


@dataclass(frozen=True)
class Spread:
    """One number of each of some models, on one dataset; ``own`` are the query's filters on it."""

    name: str
    dataset: str
    values: Values
    own: tuple[Compare, ...]
    higher: bool


def histograms(matcher: Matcher, query: Query) -> tuple[Histogram, ...]:
    """Histograms of the numbers in ``query`` first, then of size and speed, then of what these models are judged by."""
    return tuple(histogram(matcher, found) for found in spreads(matcher, query))


def spreads(matcher: Matcher, query: Query) -> list[Spread]:
    """The numbers worth showing for ``query``, each counted without the query's own bounds on it."""
    found: dict[tuple[str, str], Spread] = {}
    for name, dataset in _names(matcher, query):
        if len(found) >= MOST:
            break
        spread = _spread(matcher, query, name, dataset)
        if spread is not None:
            found.setdefault((spread.name, spread.dataset), spread)
    return list(found.values())


def _names(matcher: Matcher, query: Query) -> Iterator[tuple[str, str]]:
    """Names of numbers, each with the dataset asked for ("" for any)."""
    for leaf, against in leaves(query.nodes):
        if isinstance(leaf, Compare) and not against:
            yield leaf.field, leaf.dataset
    for name in (*ALWAYS, *headlines(matcher, matcher.match(query))):
        yield name, ""


def headlines(matcher: Matcher, match: Match) -> list[str]:
    """The metrics by which the most frequent task of some models is judged."""
    tasks = matcher.columns.codes(matcher.connection, "task")
    counts = tasks.counts(match.ids, match.mask)
    known = matcher.columns.metrics(matcher.connection)
    found = (tasks.values[code] for code in most(tasks, counts, 1))
    return [name for task in found for name in HEADLINES.get(task, ()) if name in known][:METRICS]


def _spread(matcher: Matcher, query: Query, name: str, dataset: str) -> Spread | None:
    """The number ``name`` of the models of ``query``, on the dataset that most of them name, or None without any."""
    own = tuple(node for node in query.nodes if isinstance(node, Compare) and node.field == name and not node.negated)
    others = Query(tuple(node for node in query.nodes if node not in own)) if own else query
    measured = matcher.columns.numbers(matcher.connection, name)
    there = matcher.match(others).mask[measured.documents] & measured.on(dataset)
    if not there.any():
        return None
    counts = np.bincount(measured.places[there])
    place = min(np.flatnonzero(counts == counts.max()).tolist(), key=lambda place: measured.datasets[place])
    if len(measured.datasets) > 1:
        there &= measured.places == place
    values = best_of_each(measured, there)
    return Spread(name, measured.datasets[place], values, own, measured.higher)


def best_of_each(measured: Measured, there: npt.NDArray[np.bool_]) -> Values:
    """One value for each document: its best, as of splits."""
    documents, values = measured.documents[there], measured.values[there]
    if measured.single:
        return values
    order = np.lexsort((-values if measured.higher else values, documents))
    documents, values = documents[order], values[order]
    first = np.ones(len(documents), np.bool_)
    first[1:] = documents[1:] != documents[:-1]
    return values[first]


def histogram(matcher: Matcher, spread: Spread) -> Histogram:
    """``spread`` in about a dozen bins."""
    values = spread.values
    low, high = _bounds(spread.own)
    logarithmic = spread.name in LOGARITHMIC and bool((values > 0).all())
    edges = _edges(values, logarithmic)
    counts = np.bincount(np.searchsorted(edges[1:-1], values, side="right"), minlength=len(edges) - 1)
    inside = np.ones(len(values), np.bool_)
    for node in spread.own:
        inside &= within(node, values)
    field = BY_NAME.get(spread.name)
    datasets = matcher.columns.codes(matcher.connection, "dataset")
    code = datasets.code.get(key(spread.dataset))
    return Histogram(
        name=spread.name,
        label=field.label if field else spread.name.replace("_", " "),
        edges=tuple(edges.tolist()),
        counts=tuple(counts.tolist()),
        dataset=spread.dataset if code is None else datasets.labels[code],
        unit=_unit(spread.name, values),
        low=low,
        high=high,
        inside=int(np.count_nonzero(inside)),
        logarithmic=logarithmic,
        higher_is_better=spread.higher,
    )


def _edges(values: Values, logarithmic: bool) -> Values:
    """The edges of equally wide bins; the outer ones reach to the ends when few values lie far out."""
    scale = np.log10(values) if logarithmic else values
    low, high = float(scale.min()), float(scale.max())
    if low == high:
        return np.array([values.min(), values.max()])
    ends = (int(OUTLIERS * len(scale)), int((1 - OUTLIERS) * (len(scale) - 1)))
    inner_low, inner_high = np.partition(scale, ends)[list(ends)]
    if high - low > FAR * (inner_high - inner_low) > 0:
        edges = np.linspace(inner_low, inner_high, BINS + 1)
    else:
        edges = np.linspace(low, high, BINS + 1)
    edges = 10.0**edges if logarithmic else edges
    edges[0], edges[-1] = values.min(), values.max()
    return np.unique(edges)


def _bounds(own: tuple[Compare, ...]) -> tuple[float | None, float | None]:
    """The narrowest bounds of some filters on one number."""
    lows = [node.first for node in own if node.op in (">", ">=", "=", "..") and node.first is not None]
    highs = [node.first for node in own if node.op in ("<", "<=", "=") and node.first is not None]
    highs += [node.last for node in own if node.last is not None]
    return max(lows, default=None), min(highs, default=None)


def _unit(name: str, values: Values) -> str:
    if name in PERCENT and 1 < values.max() <= 100:
        return "%"
    return {"bytes": "B", "ms": "ms"}.get(kind_of(name), "")
