"""Rows that two tables have in common."""

from __future__ import annotations

from typing import Any

import msgspec

from .base import is_kind

TRAIN_VALUES = 1_000_000  # of a larger table evenly spaced rows are compared
TEST_ROWS = 5_000


class Overlap(msgspec.Struct, frozen=True):
    """How many of the rows looked at are in the other table too; of a sample it is the least there can be."""

    common: int
    looked_at: int
    sampled: bool


def overlap(train: Any, test: Any) -> Overlap | None:
    """Rows of ``test`` that are in ``train``; None for tables that cannot be compared row by row."""
    if not _comparable(train, test):
        return None
    step = max(1, -(-train.shape[0] * train.shape[1] // TRAIN_VALUES))
    test_step = max(1, -(-test.shape[0] // TEST_ROWS))
    try:
        known = set(_rows(train, step))
        looked_at = _rows(test, test_step)
    except (TypeError, ValueError):  # cells that hold lists or other objects without a stable form
        return None
    common = sum(row in known for row in looked_at)
    return Overlap(common, len(looked_at), step > 1 or test_step > 1)


def shared_rows(train_name: str, train: Any, test_name: str, test: Any) -> str:
    """A sentence about the rows that stand in both tables; "" when there are none."""
    found = overlap(train, test)
    if found is None or not found.common:
        return ""
    sampled = " looked at" if found.sampled else ""
    return f"{found.common:,} of {found.looked_at:,} rows of {test_name}{sampled} are also in {train_name}."


def _comparable(train: Any, test: Any) -> bool:
    if is_kind(train, "pandas.DataFrame") and is_kind(test, "pandas.DataFrame"):
        return list(train.columns) == list(test.columns) and list(train.dtypes) == list(test.dtypes)
    if is_kind(train, "numpy.ndarray") and is_kind(test, "numpy.ndarray"):
        same = train.dtype == test.dtype and not train.dtype.hasobject
        return train.ndim == test.ndim == 2 and train.shape[1] == test.shape[1] and same
    return False


def _rows(table: Any, step: int) -> list[Any]:
    """One value per row that is equal for equal rows."""
    if is_kind(table, "pandas.DataFrame"):
        from pandas.util import hash_pandas_object

        hashed: list[Any] = hash_pandas_object(table.iloc[::step], index=False).tolist()
        return hashed
    return [row.tobytes() for row in table[::step]]
