"""The data that the notebook fitted and measured the model on, when the author did not name it.

A table that changed since then is described by its size at that time and by nothing it holds now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from ..types import Dataset
from .base import Captured, is_kind
from .data import dataset, dataset_id, is_sparse, split_of
from .fingerprint import Fingerprint, fingerprint
from .found_metrics import belongs, dataset_name
from .ledger import Ledger
from .overlap import shared_rows
from .secrets import scrub_prose
from .text import clean

TARGET = re.compile(r"^(?:y|target|labels?)(?:_|\d|$)", re.IGNORECASE)


class FoundTable(msgspec.Struct, frozen=True):
    """A table that a fit or a score was given."""

    variable: str
    mark: Fingerprint
    exact: bool
    sources: tuple[str, ...]
    fitted: bool  # given to the fit, not only to a score
    value: Any = None  # what the variable holds; None when that is something else by now


class FoundData(msgspec.Struct, frozen=True):
    """What is known of the data: descriptions, rows that the model takes, sentences for the author."""

    datasets: tuple[Dataset, ...] = ()
    rows: Any = None
    test: Any = None  # rows of the data it was measured on, else the same
    truth: Any = None  # the true value of each of those
    warnings: tuple[str, ...] = ()


def found_data(ledger: Ledger, obj: Any, captured: Captured, *, personal: bool = False) -> FoundData:
    """The data behind the last fit of ``obj`` and behind the scores that surely belong to it.

    Values of columns that look personal are described only if ``personal``.
    """
    tables = list(_tables(ledger, obj))
    described: dict[tuple[str, str], Dataset] = {}
    for table in tables:
        found = _described(table, personal)
        described.setdefault((found.name, found.split), found)
    usable = [table for table in tables if table.value is not None and _is_input(table, captured)]
    measured = [table.value for table in usable if not table.fitted]
    rows = usable[0].value if usable else None
    test = measured[0] if measured else rows
    return FoundData(
        datasets=tuple(described.values()),
        rows=rows,
        test=test,
        truth=truth_of(ledger, obj, test),
        warnings=tuple(filter(None, _overlaps(tables))),
    )


def source_of(ledger: Ledger, table: Any) -> str:
    """The purl of the well-known data that a table comes from which a fit or a score was given; else ""."""
    given = [(one.name, one.sources) for fit in list(ledger.fits) for one in fit.tables]
    given += [(name, score.sources) for score in list(ledger.scores) for name in score.tables]
    return next((dataset_id(sources) for name, sources in given if ledger.values.get(name) is table), "")


def truth_of(ledger: Ledger, obj: Any, table: Any) -> Any:
    """The true values of the rows of a table: the target that a score or a fit was given beside it; else None."""
    fit = ledger.latest_fit(obj)
    if fit is None or table is None:
        return None
    scores = [score for score in ledger.scores if belongs(score, ledger, fit, obj)]
    given = [dict(zip(score.tables, score.marks, strict=True)) for score in scores]
    given.append({one.name: one.mark for one in fit.tables})
    for marks in given:
        target = next(filter(TARGET.match, marks), "")
        beside = [name for name in marks if ledger.values.get(name) is table]
        if target and beside and all(_is_as_then(ledger.values.get(name), marks[name]) for name in (target, *beside)):
            return ledger.values.get(target)
    return None


def _is_as_then(value: Any, mark: Fingerprint | None) -> bool:
    return mark is not None and fingerprint(value) == mark


def _tables(ledger: Ledger, obj: Any) -> Iterator[FoundTable]:
    """Tables of inputs: those of the fit first, then those of scores; each variable once."""
    fit = ledger.latest_fit(obj)
    if fit is None:
        return
    given = [(table.name, table.mark, table.exact, table.sources, True) for table in fit.tables]
    for score in ledger.scores:
        if belongs(score, ledger, fit, obj):
            pairs = zip(score.tables, score.marks, strict=True)
            given += [(name, mark, False, score.sources, False) for name, mark in pairs if mark is not None]
    inputs = [one for one in given if len(one[1].shape) > 1 and not TARGET.match(one[0])]
    seen: set[str] = set()
    for name, mark, exact, sources, fitted in inputs or given[:1]:
        if name not in seen:
            seen.add(name)
            value = ledger.values.get(name)
            yield FoundTable(name, mark, exact, sources, fitted, value if _is_as_then(value, mark) else None)


def _described(table: FoundTable, personal: bool) -> Dataset:
    name = clean(scrub_prose(dataset_name(table.variable, table.sources)), 256)
    bare = Dataset(
        name=name, split=split_of(table.variable), rows=table.mark.shape[0], source=dataset_id(table.sources)
    )
    if table.value is None:
        return bare
    try:
        read = dataset(table.variable, table.value, personal=personal)
    except Exception:  # a table of somebody else's making may raise anything when it is read
        return bare
    return msgspec.structs.replace(
        bare,
        columns=read.columns,
        digest=read.digest,
        sampled=read.sampled,
        rows=read.rows,
        profiles=read.profiles,
    )


def _is_input(table: FoundTable, captured: Captured) -> bool:
    """Whether rows of the table are what the model takes, as far as its names and width tell."""
    if is_kind(table.value, "pandas.DataFrame") and captured.feature_names:
        return set(captured.feature_names) <= {str(column) for column in table.value.columns}
    shape = table.mark.shape
    if captured.feature_count is not None and len(shape) > 1:
        return shape[1] == captured.feature_count and (table.exact or not captured.feature_names)
    return table.exact and not is_sparse(table.value)


def _overlaps(tables: list[FoundTable]) -> Iterator[str]:
    """A sentence for each table that was only measured on and shares rows with one of the fit."""
    known = [table for table in tables if table.value is not None]
    for train in known:
        for test in known:
            if train.fitted and not test.fitted:
                yield shared_rows(train.variable, train.value, test.variable, test.value)
