"""The data that the author named: ``--data train=X_train,test=X_test``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from .data import dataset, split_of
from .found_data import FoundData
from .overlap import shared_rows


def given_data(
    tables: dict[str, Any], source_of: Callable[[Any], str], truth_of: Callable[[Any], Any], *, personal: bool
) -> FoundData:
    """Descriptions of named tables; the first gives the signature, the one for testing, else the first, test data.

    ``source_of`` tells the purl of the well-known data that a table comes from, ``truth_of`` the true values of its
    rows.
    """
    described = (
        msgspec.structs.replace(dataset(name, table, personal=personal), source=source_of(table))
        for name, table in tables.items()
    )
    rows = next(iter(tables.values()))
    test = next((table for name, table in tables.items() if split_of(name) == "test"), rows)
    return FoundData(
        datasets=tuple(described),
        rows=rows,
        test=test,
        truth=truth_of(test),
        warnings=tuple(filter(None, _overlaps(tables))),
    )


def _overlaps(tables: dict[str, Any]) -> list[str]:
    train = {name: table for name, table in tables.items() if split_of(name) == "train"}
    other = {name: table for name, table in tables.items() if split_of(name) not in ("", "train")}
    return [shared_rows(name, train[name], apart, other[apart]) for name in train for apart in other]
