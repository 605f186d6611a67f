"""A comparison short enough for a notebook output: the rows that differ, and of those the first."""

from __future__ import annotations

import msgspec

from ..types import ComparedGroup, ComparedRow, Comparison

ROWS = 30  # of one group
LINES = 40  # of one difference
FINDINGS = 12


def excerpt(comparison: Comparison) -> Comparison:
    """The part of a comparison that an output holds; its groups still count all of their rows."""
    groups = tuple(filter(lambda group: group.rows, map(_group, comparison.groups)))
    kept = {row.id for group in groups for row in group.rows}
    plot = comparison.plot if set(comparison.plot) <= kept else ()
    findings = comparison.findings[:FINDINGS]
    return msgspec.structs.replace(comparison, groups=groups, plot=plot, findings=findings)


def _group(group: ComparedGroup) -> ComparedGroup:
    rows = [row for row in group.rows if row.differs][:ROWS]
    return msgspec.structs.replace(group, rows=tuple(map(_row, rows)))


def _row(row: ComparedRow) -> ComparedRow:
    cells = tuple(msgspec.structs.replace(cell, diff=cell.diff[:LINES]) for cell in row.cells)
    return msgspec.structs.replace(row, cells=cells)
