"""A few rows of the test data, kept with the version, and what is true of them: JSON lines, for every kernel."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import msgspec

from ..registry import ArtifactFile
from .columns import name_of
from .data import row_count
from .personal import is_personal
from .signature import rows_of

NAME = "test-data.jsonl"
TRUTH = "test-target.jsonl"  # the true value of each of those rows
ROWS = 200
BYTES = 1_000_000


def write_test_data(
    data: Any, folder: Path, *, truth: Any = None, personal: bool
) -> tuple[tuple[ArtifactFile, ...], str]:
    """``(the file with evenly spaced rows, a sentence about columns left out)``; no file where rows are too long.

    ``truth`` holds the true value of each row of ``data``, for a second file. What looks personal is left out unless
    ``personal``.
    """
    if data is None:
        return (), ""
    rows = rows_of(data, ROWS)
    left_out = [] if personal or not rows else [name for name in rows[0] if _looks(name, rows)]
    lines = [msgspec.json.encode({name: row[name] for name in row if name not in left_out}) + b"\n" for row in rows]
    note = ""
    if left_out:
        told = ", ".join(f'"{name[:60]}"' for name in left_out[:3]) + (" and others" if len(left_out) > 3 else "")
        note = f"The test data is kept without {told}, which looks personal. To keep it: --allow-personal"
    if not rows or len(left_out) == len(rows[0]):
        return (), note
    true = _truth_lines(truth, row_count(data), personal)
    while sum(map(len, lines)) > BYTES:
        lines, true = lines[::2], true[::2]
        if len(lines) == 1:
            return (), note
    named = ((NAME, lines), (TRUTH, true)) if true else ((NAME, lines),)
    return tuple(_written(folder / name, content) for name, content in named), note


def _truth_lines(truth: Any, count: int, personal: bool) -> list[bytes]:
    """One value for each of the rows that are kept of ``count``; none where there are several for a row."""
    shape = getattr(truth, "shape", (count,))
    if truth is None or math.prod(shape) != count or row_count(truth) != count:
        return []
    rows = rows_of(truth, ROWS)
    if not personal and any(_looks(name, rows) for name in rows[0]):
        return []
    return [msgspec.json.encode(value) + b"\n" for row in rows for value in row.values()]


def _written(file: Path, lines: list[bytes]) -> ArtifactFile:
    file.write_bytes(b"".join(lines))
    return ArtifactFile(file.name, file, "jsonl")


def _looks(name: str, rows: tuple[dict[str, Any], ...]) -> bool:
    return is_personal(name_of(name), (row.get(name) for row in rows))
