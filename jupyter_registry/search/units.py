"""Numbers with units, read from queries and printed for people."""

from __future__ import annotations

import math
import re
from typing import Literal

Kind = Literal["count", "bytes", "ms", "plain"]

COUNTS = {
    "": 1.0,
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "million": 1e6,
    "g": 1e9,
    "b": 1e9,
    "billion": 1e9,
    "t": 1e12,
}
BYTES = {
    "": 1.0, "b": 1.0, "k": 1e3, "kb": 1e3, "m": 1e6, "mb": 1e6, "g": 1e9, "gb": 1e9, "tb": 1e12,
    "kib": 1024.0, "mib": 1024.0**2, "gib": 1024.0**3,
}  # fmt: skip
TIMES = {"": 1.0, "ms": 1.0, "s": 1e3, "sec": 1e3, "us": 1e-3, "µs": 1e-3, "min": 6e4}
PLAIN = {"": 1.0, "%": 1.0, "k": 1e3}
UNITS: dict[Kind, dict[str, float]] = {"count": COUNTS, "bytes": BYTES, "ms": TIMES, "plain": PLAIN}
PRINTED: dict[Kind, tuple[tuple[str, float], ...]] = {
    "count": (("B", 1e9), ("M", 1e6), ("k", 1e3)),
    "bytes": (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)),
    "ms": (("s", 1e3), ("ms", 1.0)),
    "plain": (),
}
NUMBER = r"[-+]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d{1,3})?"
_NUMBER_AND_UNIT = re.compile(rf"({NUMBER})\s*([A-Za-zµ%]*)", re.ASCII)


def read(text: str, kind: Kind) -> float | None:
    """The number ``text`` says in the base unit of ``kind`` (bytes, ms, pieces), or None."""
    found = _NUMBER_AND_UNIT.fullmatch(text.strip())
    scale = UNITS[kind].get(found.group(2).lower()) if found else None
    if found is None or scale is None:
        return None
    value = float(found.group(1).replace(",", "")) * scale
    return value + 0.0 if math.isfinite(value) else None  # + 0.0 makes -0.0 the one zero


def write(value: float, kind: Kind) -> str:
    """The shortest text that ``read`` turns into exactly ``value``."""
    for unit, scale in PRINTED[kind]:
        text = f"{value / scale:.6g}{unit}"
        if abs(value) >= scale and "e" not in text and read(text, kind) == value:
            return text
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def units_of(kind: Kind) -> str:
    """The units of ``kind`` in words, for a message."""
    return {"count": "k, M or B", "bytes": "kB, MB or GB", "ms": "ms or s", "plain": "none or %"}[kind]


def shown(value: float, kind: Kind) -> str:
    """``value`` for people, three significant digits: "8.9 M", "3.1 ms", "0.912"."""
    if kind == "plain":
        return _rounded(value)
    for unit, scale in PRINTED[kind]:
        if abs(value) >= scale:
            return f"{_rounded(value / scale)} {unit}"
    unit = {"count": "", "bytes": " B", "ms": " ms"}[kind]
    return f"{_rounded(value)}{unit}"


def _rounded(value: float) -> str:
    size = abs(value)
    if size >= 100 or value == 0:
        return f"{value:.0f}" if size < 1e15 else f"{value:.3g}"
    if size >= 1:
        whole = size >= 10 or value.is_integer()
        return f"{value:.1f}".removesuffix(".0") if whole else f"{value:.2f}".rstrip("0").rstrip(".")
    return f"{value:.3g}" if size < 0.001 else f"{value:.3f}"
