"""The data that the notebook fitted and measured the model on, when the author did not name it.

A table that changed since then is described by its size at that time and by nothing it holds now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from ..types import Dataset, Field, Signature
from .base import Captured, is_kind
from .data import dataset, is_sparse, split_of
from .fingerprint import Fingerprint, fingerprint
from .found_metrics import belongs, dataset_name
from .ledger import Ledger
from .overlap import overlap
from .secrets import scrub_prose
from .text import clean

TARGET = re.compile(r"^(?:y|target|labels?)(?:_|\d|$)", re.IGNORECASE)
PERSONAL = re.compile(
    r"(?:^|_)(?:names?|surname|e_?mail|phone|mobile|address|street|zip|postcode|ssn|birth|dob|passport|iban|"
    r"user_?id|customer_?id|patient_?id|ip|card_?number|license_?plate)(?:_|$)"
)


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
    warnings: tuple[str, ...] = ()


def found_data(ledger: Ledger, obj: Any, captured: Captured) -> FoundData:
    """The data behind the last fit of ``obj`` and behind the scores that surely belong to it."""
    tables = list(_tables(ledger, obj))
    described: dict[tuple[str, str], Dataset] = {}
    for table in tables:
        found = _described(table)
        described.setdefault((found.name, found.split), found)
    usable = (table.value for table in tables if table.value is not None and _is_input(table, captured))
    return FoundData(tuple(described.values()), next(usable, None), tuple(_overlaps(tables)))


def without_personal(signature: Signature) -> tuple[Signature, str]:
    """The signature without values of columns that look personal, and a sentence when there are any."""
    looks = next((field.name for field in signature.inputs if _is_personal(field.name)), "")
    if not looks:
        return signature, ""
    note = f'No example is kept, because "{looks[:60]}" looks personal. To keep one: --data'
    return msgspec.structs.replace(signature, inputs=_bare(signature.inputs), example=()), note


def _bare(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    return tuple(
        msgspec.structs.replace(field, low=None, high=None, categories=()) if _is_personal(field.name) else field
        for field in fields
    )


def _is_personal(column: str) -> bool:
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z0-9]+", "_", column).lower()
    return PERSONAL.search(plain) is not None


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
            same = fingerprint(value) == mark
            yield FoundTable(name, mark, exact, sources, fitted, value if same else None)


def _described(table: FoundTable) -> Dataset:
    name = clean(scrub_prose(dataset_name(table.variable, table.sources)), 256)
    source = table.sources[0] if len(table.sources) == 1 else ""
    bare = Dataset(name=name, split=split_of(table.variable), rows=table.mark.shape[0], source=clean(source, 256))
    if table.value is None:
        return bare
    try:
        read = dataset(table.variable, table.value)
    except Exception:  # a table of somebody else's making may raise anything when it is read
        return bare
    return msgspec.structs.replace(
        bare, columns=_bare(read.columns), digest=read.digest, sampled=read.sampled, rows=read.rows
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
    for train in tables:
        for test in tables:
            if train.fitted and not test.fitted and train.value is not None and test.value is not None:
                shared = overlap(train.value, test.value)
                if shared is not None and shared.common:
                    sampled = " looked at" if shared.sampled else ""
                    yield (
                        f"{shared.common:,} of {shared.looked_at:,} rows of {test.variable}{sampled} "
                        f"are also in {train.variable}."
                    )
