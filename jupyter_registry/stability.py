"""Drift: how far the values of columns have moved from those that a version was published with.

Two distances. PSI, the population stability index, sums ``(now - then) * ln(now / then)`` over about ten bins; below
0.1 is stable, from 0.25 on drifted. KS is the largest gap between the two cumulative shares, here at the edges of the
stored bins. Neither counts while chance alone would give as much with so few rows.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, Literal

import msgspec

from .types import Profile, Verdict

Level = Literal["stable", "moved", "drifted"]
PSI_MOVED, PSI_DRIFTED = 0.1, 0.25
KS_MOVED, KS_DRIFTED = 0.1, 0.2
MISSING_MOVED, MISSING_DRIFTED = 0.05, 0.2  # more of all values than before
NEW = 0.02  # share of values that were not there before from which they are named
BIN = 0.1  # least share of a bin of the PSI
CHANCE = 3.09  # standard deviations: once in a thousand columns
CHANCE_KS = 1.95  # the same for the KS distance
FEW = 30  # rows below which nothing can be said
REMEDIES = 10  # that are told
SHOWN = 20  # columns in the text of a report


class Recount(msgspec.Struct, frozen=True, kw_only=True):
    """Other rows of a column, counted in the bins or under the labels of its profile."""

    rows: int
    missing: int
    counts: tuple[int, ...]
    below: int = 0  # numbers before the first edge, and behind the last one
    above: int = 0
    others: int = 0  # values under none of the labels
    new: tuple[str, ...] = ()  # some of these
    spread: float | None = None  # of numbers: from the first quartile to the third


class ColumnDrift(msgspec.Struct, frozen=True, kw_only=True):
    """How far one column has moved. ``psi`` and ``ks`` are None where they cannot be computed; shares are 0..1."""

    column: str
    level: Level
    psi: float | None = None
    ks: float | None = None
    missing_then: float = 0.0
    missing_now: float = 0.0
    remedies: tuple[str, ...] = ()


def column_drift(then: Profile, now: Recount | None) -> ColumnDrift:
    """The drift of one column; ``now`` is None when the new rows do not have it."""
    missing_then = _share(then.missing, then.rows)
    if now is None:
        remedy = f'"{then.column}" is not there: add it, or publish a version without it.'
        return ColumnDrift(column=then.column, level="drifted", missing_then=missing_then, remedies=(remedy,))
    old, new = _aligned(then, now)
    psi, by_chance = _psi(old, new)
    ks = _ks(old, new) if then.edges else None
    missing_now = _share(now.missing, now.rows)
    levels = (
        _level(psi, PSI_MOVED, PSI_DRIFTED, by_chance),
        _level(ks, KS_MOVED, KS_DRIFTED, _ks_by_chance(sum(old), sum(new))),
        _level(abs(missing_now - missing_then), MISSING_MOVED, MISSING_DRIFTED, _missing_by_chance(then, now)),
    )
    level = max(levels, key=("stable", "moved", "drifted").index)
    return ColumnDrift(
        column=then.column,
        level=level,
        psi=psi,
        ks=ks,
        missing_then=missing_then,
        missing_now=missing_now,
        remedies=tuple(_remedies(then, now, missing_now - missing_then)) if level != "stable" else (),
    )


GENERAL = "Measure the model on new rows whose answers are known; train it again if its metrics fell."
"""What to do about any drift."""


class DriftReport(msgspec.Struct, frozen=True, kw_only=True):
    """The drift of new rows against one dataset of a version, the columns that moved most first."""

    ref: str
    dataset: str
    rows: int
    columns: tuple[ColumnDrift, ...]
    unknown: tuple[str, ...] = ()  # columns that nothing is known of
    note: str = ""  # why the verdict was not recorded

    @property
    def verdict(self) -> Verdict:
        """ "passed", "warning" or "failed"."""
        level = worst(self.columns)
        return "failed" if level == "drifted" else "warning" if level == "moved" else "passed"

    @property
    def summary(self) -> str:
        """One sentence for people."""
        moved = [column.column for column in self.columns if column.level != "stable"]
        named = ", ".join(moved[:5]) + (f" and {len(moved) - 5} more" if len(moved) > 5 else "")
        if self.rows < FEW:
            return f"{self.rows} rows are too few to tell: give {FEW} at least."
        if not moved:
            return f"None of {len(self.columns)} columns has moved."
        return f"{len(moved)} of {len(self.columns)} columns moved: {named}."

    @property
    def remedies(self) -> tuple[str, ...]:
        """What to look at, and the general advice when anything moved."""
        told = [remedy for column in self.columns for remedy in column.remedies]
        return (*told[:REMEDIES], GENERAL) if worst(self.columns) != "stable" else ()

    def __str__(self) -> str:
        return "\n".join(_lines(self))

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """What a notebook shows of it."""
        printer.text(str(self))


def _lines(report: DriftReport) -> Iterator[str]:
    """The report as text: a sentence, a row for each column, the remedies."""
    yield f"{report.ref} against {report.rows:,} rows: {report.verdict}. {report.summary}"
    width = min(max((len(column.column) for column in report.columns[:SHOWN]), default=0), 32)
    yield f"{'column':<{max(width, 6)}}  {'':<7}  {'PSI':>5}  {'KS':>5}  missing"
    for one in report.columns[:SHOWN]:
        missing = f"{one.missing_then:.0%} → {one.missing_now:.0%}"
        yield f"{one.column[:32]:<{max(width, 6)}}  {one.level:<7}  {_number(one.psi)}  {_number(one.ks)}  {missing}"
    if len(report.columns) > SHOWN:
        yield f"{len(report.columns) - SHOWN} more columns"
    if report.unknown:
        yield f"not compared, because nothing is known of them: {', '.join(report.unknown[:5])}"
    yield from (f"- {remedy}" for remedy in report.remedies)
    if report.note:
        yield report.note


def _number(value: float | None) -> str:
    return f"{value:5.2f}" if value is not None else "    -"


def worst(columns: Iterable[ColumnDrift]) -> Level:
    """The level of the column that moved most."""
    return max((column.level for column in columns), key=("stable", "moved", "drifted").index, default="stable")


def _aligned(then: Profile, now: Recount) -> tuple[list[int], list[int]]:
    """Counts bin by bin; what is outside of the edges is in the outer bins, other labels in a bin of their own."""
    old, new = list(then.counts), list(now.counts)
    if then.edges and not now.others:
        new[0] += now.below
        new[-1] += now.above
        return old, new
    return [*old, then.others], [*new, now.others]


def _psi(old: Sequence[int], new: Sequence[int]) -> tuple[float | None, float]:
    """The index, and what chance alone gives at most; bins are put together until each holds a tenth."""
    bins = list(_merged(old, new))
    before, after = sum(old), sum(new)
    if before < FEW or after < FEW or len(bins) < 2:
        return None, 0.0
    half = 0.5 * len(bins)
    shares = (((a + 0.5) / (before + half), (b + 0.5) / (after + half)) for a, b in bins)
    psi = math.fsum((b - a) * math.log(b / a) for a, b in shares)
    free = len(bins) - 1
    cube = 1 - 2 / (9 * free) + CHANCE * math.sqrt(2 / (9 * free))  # Wilson and Hilferty's chi-squared quantile
    return psi, free * cube**3 * (1 / before + 1 / after)


def _merged(old: Sequence[int], new: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring bins together until each holds ``BIN`` of the old or of the new values."""
    least_old, least_new = BIN * sum(old), BIN * sum(new)
    held_old = held_new = 0
    for a, b in zip(old, new, strict=True):
        held_old, held_new = held_old + a, held_new + b
        if held_old >= least_old or held_new >= least_new:
            yield held_old, held_new
            held_old = held_new = 0
    if held_old or held_new:
        yield held_old, held_new


def _ks(old: Sequence[int], new: Sequence[int]) -> float | None:
    before, after = sum(old), sum(new)
    if before < FEW or after < FEW:
        return None
    gaps = (abs(a / before - b / after) for a, b in zip(accumulate(old), accumulate(new), strict=True))
    return max(gaps)


def _ks_by_chance(before: int, after: int) -> float:
    return CHANCE_KS * math.sqrt(1 / before + 1 / after) if before and after else 1.0


def _missing_by_chance(then: Profile, now: Recount) -> float:
    both = _share(then.missing + now.missing, then.rows + now.rows)
    rows = 1 / max(then.rows, 1) + 1 / max(now.rows, 1)
    return CHANCE * math.sqrt(both * (1 - both) * rows)


def _level(distance: float | None, moved: float, drifted: float, by_chance: float) -> Level:
    if distance is None or distance < moved or distance <= by_chance:
        return "stable"
    return "drifted" if distance >= drifted else "moved"


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _remedies(then: Profile, now: Recount, more_missing: float) -> Iterator[str]:
    """What to look at, by what the change looks like."""
    values = max(now.rows - now.missing, 1)
    if then.edges and now.others:
        yield f'"{then.column}" holds texts where it held numbers: look at how it is read.'
    elif now.others / values >= NEW:
        named = f" ({', '.join(now.new)})" if now.new else ""
        yield f'"{then.column}" holds new values{named}: add them to the training data, or map them to known ones.'
    if more_missing >= MISSING_MOVED:
        yield f'"{then.column}" is missing more often: look at the step that fills it.'
    factor = _factor(then, now)
    if factor:
        yield f'"{then.column}" is about {factor} times what it was: look at its unit.'
    outside = (now.below + now.above) / values
    if outside >= NEW and not factor:
        yield f'{outside:.0%} of "{then.column}" lies outside of what the model has seen: check these rows by hand.'


def _factor(then: Profile, now: Recount) -> str:
    """The power of ten by which the spread has changed, when it is one: a change of unit."""
    bins = len(then.edges) - 1
    spread = then.edges[bins * 3 // 4] - then.edges[bins // 4] if then.edges else 0.0
    if not now.spread or spread <= 0:
        return ""
    power = math.log10(now.spread / spread)
    near = round(power)
    return f"{10.0**near:g}" if near and abs(power - near) < 0.1 else ""
