"""Versions side by side: rows aligned by metric, dataset and split, differences, and findings in plain words.

Pure: cards in, a ``Comparison`` out. The first card is the baseline. What was measured in another way is never
compared: the cell says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from ..hits import headline, metric_names
from ..types import (
    ComparedGroup,
    ComparedRow,
    ComparedVersion,
    Comparison,
    ModelCard,
    Overall,
)
from ..types.comparison import GroupName
from . import code, measures, texts
from .findings import findings
from .measures import COSTS, Measure, Scale, ScaleOf, in_percent, is_scored, name_of

__all__ = ["Measure", "Scale", "ScaleOf", "compare", "differences", "in_percent", "overall", "weighted"]

ROWS = 2_500  # of one group
LABELS: dict[GroupName, str] = {
    "quality": "Quality",
    "cost": "Cost and speed",
    "params": "Hyperparameters",
    "environment": "Environment",
    "data": "Data",
    "signature": "Signature",
    "code": "Code",
    "card": "Card",
    "trust": "Trust and terms",
}
NOT_INSTALLED = "not installed"


def compare(cards: Sequence[ModelCard], scale: ScaleOf) -> Comparison:
    """Hold ``cards`` against the first; ``scale`` knows what this registry's other models reach."""
    names = [f"{card.model.name}:{card.version.number}" for card in cards]
    manifests = [card.version.manifest for card in cards]
    numbers = measures.number_rows([measures.readings(card) for card in cards], scale)
    made: dict[GroupName, Iterable[ComparedRow]] = {
        "quality": _headline_first(cards, [row for row in numbers if name_of(row) not in COSTS]),
        "cost": sorted(
            (row for row in numbers if name_of(row) in COSTS), key=lambda row: list(COSTS).index(name_of(row))
        ),
        "params": texts.text_rows("params", [texts.params(manifest) for manifest in manifests]),
        "environment": texts.text_rows("environment", [texts.environment(one) for one in manifests], NOT_INSTALLED),
        "data": texts.text_rows("data", [texts.data(manifest) for manifest in manifests]),
        "signature": texts.text_rows("signature", [texts.signature(manifest) for manifest in manifests], "not there"),
        "code": code.code_rows(manifests, names),
        "card": (*texts.text_rows("card", [texts.answers(card) for card in cards]), code.card_text_row(cards, names)),
        "trust": texts.text_rows("trust", [texts.terms(card) for card in cards]),
    }
    groups = tuple(group for name, rows in made.items() if (group := _group(name, rows)).rows)
    plot = _plot(groups)
    return Comparison(
        versions=tuple(map(_version, cards)),
        findings=tuple(findings(cards, groups, plot)),
        groups=groups,
        overall=overall(groups, len(cards)),
        scored=sum(1 for _ in _scored(groups)),
        plot=plot,
    )


def differences(comparison: Comparison) -> tuple[ComparedGroup, ...]:
    """The groups with only those rows in which the versions differ."""
    kept = (
        msgspec.structs.replace(group, rows=tuple(row for row in group.rows if row.differs))
        for group in comparison.groups
    )
    return tuple(group for group in kept if group.rows)


def weighted(comparison: Comparison, weights: Mapping[str, float]) -> Comparison:
    """The comparison with other weights, by row id or by the name of a metric; those not named weigh 1."""
    found = overall(comparison.groups, len(comparison.versions), weights)
    return msgspec.structs.replace(comparison, overall=found)


def overall(
    groups: Sequence[ComparedGroup], columns: int, weights: Mapping[str, float] | None = None
) -> tuple[Overall, ...]:
    """The weighted mean of each column's scores; none where fewer than half of the rows that weigh can be compared."""
    given = weights or {}
    rows = [(row, given.get(row.id, given.get(name_of(row), 1.0))) for row in _scored(groups)]
    rows = [(row, weight) for row, weight in rows if weight > 0]
    return tuple(_mean(rows, column) for column in range(columns))


def _mean(rows: Sequence[tuple[ComparedRow, float]], column: int) -> Overall:
    found = [(row.cells[column].score, weight) for row, weight in rows]
    there = [(score, weight) for score, weight in found if score is not None]
    if not there or 2 * len(there) < len(rows):
        return Overall(score=None, counted=len(there))
    total = sum(weight for _, weight in there)
    return Overall(score=round(sum(score * weight for score, weight in there) / total, 1), counted=len(there))


def _scored(groups: Sequence[ComparedGroup]) -> Iterable[ComparedRow]:
    return (row for group in groups for row in group.rows if is_scored(row))


def _headline_first(cards: Sequence[ModelCard], rows: Sequence[ComparedRow]) -> list[ComparedRow]:
    """The metric that stands for the task before the others, wherever as many versions share it."""
    best = headline(cards[0].version.manifest.task, cards[0].version.manifest.metrics)
    names = metric_names(best) if best else ()
    shared = [sum(cell.score is not None for cell in row.cells) for row in rows]
    order = sorted(range(len(rows)), key=lambda place: (-shared[place], name_of(rows[place]) not in names))
    return [rows[place] for place in order]


def _group(name: GroupName, found: Iterable[ComparedRow]) -> ComparedGroup:
    rows = [row for row in found if any(cell.state != "missing" for cell in row.cells)]
    differing = sum(row.differs for row in rows)
    kept = rows if len(rows) <= ROWS else sorted(rows, key=lambda row: not row.differs)[:ROWS]
    return ComparedGroup(name=name, label=LABELS[name], rows=tuple(kept), differing=differing, total=len(rows))


def _version(card: ModelCard) -> ComparedVersion:
    return ComparedVersion(
        hit=card.hit,
        published_by=card.version.published_by,
        numbers=tuple(version.number for version in card.versions),
        environment=texts.needed(card.version.manifest.environment),
    )


def _plot(groups: Sequence[ComparedGroup]) -> tuple[str, ...]:
    """The first cost and the first quality that at least two versions share; nothing when one of them is missing."""
    first = {
        group.name: next((row.id for row in group.rows if is_scored(row)), "")
        for group in groups
        if group.name in ("quality", "cost")
    }
    found = (first.get("cost", ""), first.get("quality", ""))
    return found if all(found) else ()
