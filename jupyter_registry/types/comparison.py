"""Versions side by side: what a comparison answers."""

from __future__ import annotations

from typing import Literal

from .manifest import Environment
from .results import Hit
from .structs import Noun

CellState = Literal["value", "same", "other", "missing", "unlike", "unsure"]
GroupName = Literal["quality", "cost", "params", "environment", "data", "signature", "code", "card", "trust"]


class ComparedVersion(Noun, frozen=True, kw_only=True):
    """One column of a comparison."""

    hit: Hit
    published_by: str
    numbers: tuple[int, ...]  # versions of the same model, newest first
    environment: Environment | None  # Python and the packages that loading needs


class ComparedCell(Noun, frozen=True, kw_only=True):
    """What one version has in one row.

    ``state``: "value" is a number that is compared, "unsure" one that is shown and not counted, "unlike" was measured
    in another way and is refused, "missing" is not there; "same" and "other" are texts held against the baseline.
    """

    text: str
    state: CellState
    value: float | None = None
    score: float | None = None  # 0 to 100, longer is better whatever the direction of the metric
    change: str = ""  # from the baseline, ready to print: "+4.8"
    verdict: Literal["better", "worse", "equal", ""] = ""  # against the baseline
    best: bool = False
    note: str = ""  # why it cannot be compared, or where the number is from
    diff: tuple[str, ...] = ()  # of a long text: lines of a unified diff from the baseline


class ComparedRow(Noun, frozen=True, kw_only=True):
    """One row; ``id`` is unique in its comparison and the same in every comparison."""

    id: str
    label: str
    differs: bool
    cells: tuple[ComparedCell, ...]  # one for each version
    note: str = ""  # of a number: dataset, split and scenario, or hardware
    higher_is_better: bool | None = None  # of a number
    worst: float | None = None  # the value that scores 0; null: 0 is no value at all
    models: int = 0  # of this registry that ``worst`` was taken from


class ComparedGroup(Noun, frozen=True, kw_only=True):
    """Rows about one thing; of very many rows those that differ are kept."""

    name: GroupName
    label: str
    rows: tuple[ComparedRow, ...]
    differing: int
    total: int  # rows there are, also when not all are kept


class ComparisonFinding(Noun, frozen=True, kw_only=True):
    """One sentence that a fixed rule made of ``rows``; about ``column``, whose name it leaves out, or about all."""

    text: str
    rows: tuple[str, ...]  # ids
    column: int | None = None
    tone: Literal["good", "bad", "note"] = "note"


class Overall(Noun, frozen=True, kw_only=True):
    """The weighted mean of a version's scores; null when fewer than half of the rows have one."""

    score: float | None
    counted: int  # rows with a score


class Comparison(Noun, frozen=True, kw_only=True):
    """Two to six versions held against the first, the baseline."""

    versions: tuple[ComparedVersion, ...]
    findings: tuple[ComparisonFinding, ...]
    groups: tuple[ComparedGroup, ...]  # those with rows
    overall: tuple[Overall, ...]  # one for each version, all rows with the same weight
    scored: int  # rows in which at least two versions have a score
    plot: tuple[str, ...] = ()  # ids of the rows that make a trade-off: cost, then quality
