"""Whether a version fits where it is about to be used: the packages that are there, and the data it is given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from .types import Environment, Field, Finding, Signature

NAMED = 5  # columns named in one sentence


class PackageFit(msgspec.Struct, frozen=True):
    """A needed package that is not there, or is there in another series than the version was published with."""

    name: str
    published: str  # version
    here: str = ""  # version; "" when it is not there


def distribution(name: str) -> str:
    """The one spelling of the name of a package."""
    return re.sub(r"[-_.]+", "-", name).lower()


def series(version: str) -> str:
    """The part of a version that must not change: ``1`` of ``1.7.2``, ``0.11`` of ``0.11.4``."""
    parts = version.split(".")
    return ".".join(parts[:2]) if parts[0] == "0" else parts[0]


def packages_fit(environment: Environment | None, here: Mapping[str, str]) -> tuple[PackageFit, ...]:
    """The needed packages that do not fit; ``here`` maps the packages that are there to their versions."""
    if environment is None:
        return ()
    published = {distribution(package.name): package.version for package in environment.packages}
    needed = [name for name in map(distribution, environment.requires) if name in published]
    found = (PackageFit(name, published[name].partition("+")[0], here.get(name, "")) for name in needed)
    return tuple(one for one in found if not one.here or series(one.here) != series(one.published))


def packages_text(ref: str, packages: Sequence[PackageFit]) -> str:
    """A sentence about packages that do not fit, with the line that installs them."""
    then = ", ".join(f"{one.name} {one.published}" for one in packages)
    now = ", ".join(f"{one.name} {one.here}" if one.here else f"no {one.name}" for one in packages)
    lines = " ".join(f"{one.name}=={one.published}" for one in packages)
    return f"{ref} was published with {then}; here is {now}. To have the same: %pip install {lines}"


def data_fit(signature: Signature, columns: Sequence[Field]) -> tuple[Finding, ...]:
    """What is wrong with data of these ``columns`` for a model with that signature; errors first."""
    if signature.container == "dataframe":
        found = list(_named(signature.inputs, columns))
    else:
        found = list(_unnamed(signature.inputs, columns))
    return tuple(sorted(found, key=lambda finding: finding.level))


def _unnamed(inputs: Sequence[Field], columns: Sequence[Field]) -> Iterator[Finding]:
    """By width alone: arrays have no names."""
    wanted, given = _width(inputs), _width(columns)
    if wanted and given and wanted != given:
        yield _error(f"It has {given:,} columns, and the model takes {wanted:,}.")


def _width(fields: Sequence[Field]) -> int:
    """Columns of a table; of one tensor the size of its last axis, 0 where that is free."""
    only = fields[0] if len(fields) == 1 else None
    return (only.shape[-1] or 0) if only is not None and only.shape else len(fields)


def _named(inputs: Sequence[Field], columns: Sequence[Field]) -> Iterator[Finding]:
    given = {column.name: column for column in columns}
    if len(columns) == 1 and columns[0].shape:  # an array for a model that was fitted on a frame
        yield from _unnamed(inputs, columns)
        return
    lacking = [field.name for field in inputs if field.name not in given]
    if lacking:
        yield _error(f"It lacks {_few(lacking)}.")
    names = [field.name for field in inputs if field.name in given]
    more = [name for name in given if name not in names]
    if more and not lacking:
        yield _warning(f"The model does not take {_few(more)}.", "Pass only the columns of its signature.")
    elif list(given) != names and not lacking:
        yield _warning("Its columns stand in another order.", "Pass them in the order of the signature.")
    for field in inputs:
        if field.name in given:
            yield from _column(field, given[field.name])


def _column(wanted: Field, given: Field) -> Iterator[Finding]:
    kinds = _kind(wanted.dtype), _kind(given.dtype)
    if all(kinds) and kinds[0] != kinds[1]:
        yield _error(f'"{wanted.name}" holds {kinds[1]}s, and the model takes {kinds[0]}s.')
        return
    if given.optional and not wanted.optional:
        yield _warning(f'"{wanted.name}" has missing values, which it had not in training.')
    unseen = sorted(set(given.categories) - set(wanted.categories)) if wanted.categories else []
    if unseen:
        yield _warning(f'"{wanted.name}" holds values that it had not in training: {_few(unseen)}.')
    if None not in (wanted.low, wanted.high, given.low, given.high) and _beyond(wanted, given):
        yield _warning(f'"{wanted.name}" reaches beyond what the model has seen.')


def _beyond(wanted: Field, given: Field) -> bool:
    """Whether the range is wider than the known one by more than that one's own width."""
    low, high = wanted.low or 0.0, wanted.high or 0.0
    room = high - low
    return (given.low or 0.0) < low - room or (given.high or 0.0) > high + room


def _kind(dtype: str) -> str:
    """ "number", "text" or "time"; "" where it does not tell."""
    if re.match(r"u?int|float|bool", dtype, re.IGNORECASE):
        return "number"
    if dtype in ("str", "string", "object"):
        return "text"
    return "time" if dtype.startswith(("datetime", "timedelta")) else ""


def _few(names: Sequence[str]) -> str:
    shown = ", ".join(f'"{name}"' for name in names[:NAMED])
    return shown + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")


def _error(message: str) -> Finding:
    return Finding(level="error", field="data", message=message)


def _warning(message: str, fix: str = "") -> Finding:
    return Finding(level="warning", field="data", message=message, fix=fix)
