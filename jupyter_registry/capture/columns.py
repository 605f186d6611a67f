"""Columns of a table: names, dtypes, ranges and categories, as fields of a signature."""

from __future__ import annotations

import math
from typing import Any

from ..types import Field
from .base import is_kind
from .secrets import scrub_prose
from .text import clean

CATEGORIES = 50
WIDEST = 2_000  # columns that get a field each; a wider table is one field with a shape
ROWS = 10_000  # rows of a list that are looked at


def columns_of(data: Any) -> tuple[Field, ...]:
    """One field per column of a frame or of a list of dicts; one field with a shape for an array."""
    if is_kind(data, "pandas.DataFrame"):
        if data.shape[1] > WIDEST:
            return (Field(name="X", dtype="mixed", shape=(None, int(data.shape[1]))),)
        return tuple(_frame_column(data.iloc[:, place], name) for place, name in enumerate(data.columns))
    if is_kind(data, "pandas.Series"):
        return (_frame_column(data, data.name if data.name is not None else "text"),)
    if isinstance(data, (list, tuple)):
        return _list_columns(data)
    free: tuple[int | None, ...] = (None, *(int(size) for size in data.shape[1:]))
    low, high = _range(data)
    return (Field(name="X", dtype=_dtype(data.dtype), shape=free, low=low, high=high),)


def name_of(column: Any) -> str:
    """A column's label as text."""
    return clean(scrub_prose(str(column)), 256)


def _dtype(dtype: Any) -> str:
    text = str(dtype)
    return "str" if text == "object" or text.startswith(("<U", "|S", ">U")) else clean(text, 60)


def _frame_column(column: Any, name: Any) -> Field:
    categories: tuple[str, ...] = ()
    if str(column.dtype) == "category":
        labels = column.cat.categories
        if len(labels) <= CATEGORIES:
            categories = tuple(clean(scrub_prose(str(label)), 100) for label in labels)
    low, high = _range(column)
    return Field(
        name=name_of(name),
        dtype=_dtype(column.dtype),
        optional=bool(column.isna().any()),
        categories=categories,
        low=low,
        high=high,
    )


def _range(values: Any) -> tuple[float | None, float | None]:
    """Lowest and highest number, without what is not finite; ``(None, None)`` for other dtypes."""
    kind = getattr(values.dtype, "kind", "")
    if kind not in "iuf" or not hasattr(values, "min"):
        return None, None
    import numpy

    numbers = values if hasattr(values, "nnz") else numpy.asarray(values)
    if not getattr(numbers, "size", 0):
        return None, None
    if kind == "f" and not hasattr(values, "nnz"):
        numbers = numbers[numpy.isfinite(numbers)]
        if not numbers.size:
            return None, None
    low, high = float(numbers.min()), float(numbers.max())
    return (low, high) if math.isfinite(low) and math.isfinite(high) else (None, None)


def _list_columns(rows: Any) -> tuple[Field, ...]:
    first = rows[0]
    if isinstance(first, dict):
        seen = [row for row in rows[:ROWS] if isinstance(row, dict)]
        return tuple(_key_column(key, [row.get(key) for row in seen]) for key in list(first)[:WIDEST])
    if isinstance(first, (list, tuple)):
        return (Field(name="X", dtype=_value_dtype([first[0]] if first else []), shape=(None, len(first))),)
    return (Field(name="text" if isinstance(first, str) else "X", dtype=_value_dtype([first])),)


def _key_column(key: Any, values: list[Any]) -> Field:
    numbers = [float(v) for v in values if isinstance(v, (int, float)) and not isinstance(v, bool)]
    finite = [number for number in numbers if math.isfinite(number)]
    return Field(
        name=name_of(key),
        dtype=_value_dtype(values),
        optional=any(value is None for value in values),
        low=min(finite) if finite else None,
        high=max(finite) if finite else None,
    )


def _value_dtype(values: list[Any]) -> str:
    names = {bool: "bool", int: "int64", float: "float64", str: "str"}
    kinds = {names.get(type(value), type(value).__name__) for value in values if value is not None}
    if kinds == {"int64", "float64"}:
        return "float64"
    return kinds.pop() if len(kinds) == 1 else "mixed"
