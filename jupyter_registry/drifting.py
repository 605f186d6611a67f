"""Measuring the drift of new rows against the data a version was published with, and keeping the verdict."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from .capture.data import check_table, row_count
from .capture.profiles import Column, columns_in, recount
from .errors import NotFound, RegistryError
from .registry import Registry
from .session import current
from .stability import ColumnDrift, DriftReport, column_drift
from .types import Check, Dataset, Version


def drift(ref: str, data: Any, *, record: bool = True, registry: Registry | str | None = None) -> DriftReport:
    """How far the rows of ``data`` have moved from the data that the version was fitted on.

    The verdict is kept with the version as a check unless ``record`` is false. Raises ``NotFound`` when the version
    has no profile of its data, and ``Invalid`` when ``data`` has no rows.
    """
    opened = current(registry)
    version = opened.get_version(ref)
    then = profiled(version)
    check_table(data, "data")
    columns = list(columns_in(data))
    by_name = _by_name(then, columns)
    expected = {field.name for field in version.manifest.signature.inputs} if version.manifest.signature else set()
    found = [
        column_drift(profile, recount(profile, by_name[profile.column]) if profile.column in by_name else None)
        for profile in then.profiles
        if profile.column in by_name or profile.column in expected
    ]
    known = {profile.column for profile in then.profiles}
    report = DriftReport(
        ref=f"{version.model}:{version.number}",
        dataset=then.name,
        rows=row_count(data),
        columns=tuple(sorted(found, key=_most_first)),
        unknown=tuple(name for name in by_name if name not in known),
    )
    return _recorded(opened, report) if record else report


def profiled(version: Version) -> Dataset:
    """The training data of a version, else any of its data of which profiles are kept."""
    known = [dataset for dataset in version.manifest.datasets if dataset.profiles]
    if not known:
        raise NotFound(
            f"Nothing is known of the values that {version.model}:{version.number} was fitted on.",
            field="ref",
            fix="Publish it again from its notebook, or with --data X_train.",
        )
    return next((dataset for dataset in known if dataset.split == "train"), known[0])


def _by_name(then: Dataset, columns: Iterable[Column]) -> dict[str, Column]:
    """The columns by the names of the profiles; by their places where one side has no names."""
    found = {column.name: column for column in columns}
    names = [profile.column for profile in then.profiles]
    bare = [all(name.isdigit() for name in some) for some in (names, found)]
    if any(bare) and len(names) == len(found) and not set(names) & set(found):
        return dict(zip(names, found.values(), strict=True))
    return found


def _most_first(column: ColumnDrift) -> tuple[int, float]:
    return ("drifted", "moved", "stable").index(column.level), -(column.psi or 0.0)


def _recorded(registry: Registry, report: DriftReport) -> DriftReport:
    """The report, kept with the version; who may not write reads it all the same."""
    evidence = {
        "dataset": report.dataset,
        "rows": report.rows,
        "columns": msgspec.to_builtins(report.columns),
        "remedies": report.remedies,
    }
    check = Check(name="drift", verdict=report.verdict, summary=report.summary, evidence=evidence)
    try:
        registry.add_check(report.ref, check)
    except RegistryError as error:
        return msgspec.structs.replace(report, note=f"The verdict is not kept with the version: {error}")
    return report
