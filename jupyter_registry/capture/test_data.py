"""A few rows of the test data, kept with the version: JSON lines, which every kernel can read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from ..registry import ArtifactFile
from .columns import name_of
from .personal import is_personal
from .signature import rows_of

NAME = "test-data.jsonl"
ROWS = 200
BYTES = 1_000_000


def write_test_data(data: Any, folder: Path, *, personal: bool) -> tuple[tuple[ArtifactFile, ...], str]:
    """``(the file with evenly spaced rows, a sentence about columns left out)``; no file where rows are too long.

    Columns that look personal are left out unless ``personal``.
    """
    if data is None:
        return (), ""
    rows = rows_of(data, ROWS)
    left_out = [] if personal or not rows else [name for name in rows[0] if _looks(name, rows)]
    lines = [msgspec.json.encode({name: row[name] for name in row if name not in left_out}) + b"\n" for row in rows]
    note = ""
    if left_out:
        named = ", ".join(f'"{name[:60]}"' for name in left_out[:3]) + (" and others" if len(left_out) > 3 else "")
        note = f"The test data is kept without {named}, which looks personal. To keep it: --allow-personal"
    if not rows or len(left_out) == len(rows[0]):
        return (), note
    while sum(map(len, lines)) > BYTES:
        lines = lines[::2]
        if len(lines) == 1:
            return (), note
    file = folder / NAME
    file.write_bytes(b"".join(lines))
    return (ArtifactFile(NAME, file, "jsonl"),), note


def _looks(name: str, rows: tuple[dict[str, Any], ...]) -> bool:
    return is_personal(name_of(name), (row.get(name) for row in rows))
