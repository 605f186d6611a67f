"""A cheap mark of a table's content, to notice later that it changed. Never stored; nothing is imported.

Small tables are read whole, of large ones evenly spaced values: a change there may go unnoticed, which is the
price of a few milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from zlib import crc32

BYTES = 1 << 20  # read of one table
COLUMNS = 64  # of a frame that are read
VALUES = 32  # of a column of objects, or items of a list, that are read
TEXT = 100  # characters of one of them

_TABLES = {("pandas", "DataFrame"), ("pandas", "Series"), ("numpy", "ndarray"), ("polars", "DataFrame")}


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Shape and mark of a table; equal marks mean "as far as can be told the same"."""

    shape: tuple[int, ...]
    mark: int


def is_table(value: Any) -> bool:
    """Whether ``value`` holds rows: a frame, an array, a sparse matrix, a list of rows or of texts."""
    try:
        return _is_table(value)
    except Exception:  # an object of the notebook may raise anything when it is looked at
        return False


def _is_table(value: Any) -> bool:
    cls = type(value)
    if any((base.__module__.partition(".")[0], base.__name__) in _TABLES for base in cls.__mro__):
        return len(value.shape) > 0
    if cls.__module__.startswith("scipy.sparse"):
        return hasattr(value, "nnz")
    return cls in (list, tuple) and len(value) > 1 and issubclass(type(value[0]), (dict, list, tuple, str, float))


def fingerprint(value: Any) -> Fingerprint | None:
    """The mark of a table; None for anything else and for what cannot be read."""
    try:
        if not is_table(value):
            return None
        shape = tuple(int(size) for size in getattr(value, "shape", (len(value),)))
        return Fingerprint(shape, _mark(value))
    except Exception:  # a table of somebody else's making may raise anything, and a cell must not fail for it
        return None


def _mark(value: Any) -> int:
    if hasattr(value, "columns") and hasattr(value, "iloc"):
        count = value.shape[1]
        step = max(1, -(-count // COLUMNS))
        mark = crc32(repr(list(value.columns[:: max(1, count // 500)])).encode("utf-8", "replace"))
        share = BYTES // COLUMNS
        for place in range(0, count, step):
            mark = crc32(_array_bytes(value.iloc[:, place], share), mark)
        return mark
    if hasattr(value, "nnz"):
        return crc32(_array_bytes(value.data, BYTES), int(value.nnz))
    return crc32(_array_bytes(value, BYTES))


def _array_bytes(values: Any, most: int) -> bytes:
    """Bytes of all values, or of evenly spaced ones."""
    if len(values) > most // 8:  # before a column of an own type is made into an array
        step = -(-len(values) // (most // 8))
        values = values.iloc[::step] if hasattr(values, "iloc") else values[::step]
    array = values.to_numpy() if hasattr(values, "to_numpy") else values
    if not hasattr(array, "dtype") or array.dtype.hasobject:
        step = max(1, len(array) // VALUES)
        return "\n".join(repr(one)[:TEXT] for one in array[::step]).encode("utf-8", "replace")
    rows = max(1, most // max(1, array.nbytes // max(1, len(array))))
    step = max(1, -(-len(array) // rows))
    return bytes(array[::step].tobytes())
