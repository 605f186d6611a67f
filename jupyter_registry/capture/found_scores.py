"""Scores that a cell computed, noted with their value and with what they were computed from.

Only calls that measure count: functions of ``sklearn.metrics`` and its like, cross-validation, ``score`` of a fitted
model, and functions of the notebook that are named like one. A variable that merely has the name of a metric is not a
score.
"""

from __future__ import annotations

import ast
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .fingerprint import Fingerprint, fingerprint
from .flow import Flow
from .measuring import plain
from .noting import Noted, noted_at, site_of

BLOCKS = (ast.For, ast.AsyncFor, ast.While, ast.If, ast.Try)
CALL = 200  # characters of a call as it is shown


@dataclass(frozen=True, slots=True)
class Score:
    """One number, list of fold scores or report, and what it was computed from."""

    entry: int
    function: str  # "f1_score", "score", "cross_val_score"
    call: str  # the call as it stands in the cell
    value: Any  # float, list of floats, dict or text
    words: dict[str, Any]  # its arguments that are constants: {"average": "macro"}
    names: tuple[str, ...]  # variables it was given
    tables: tuple[str, ...]  # tables among them, or behind them
    marks: tuple[Fingerprint | None, ...]  # one for each table, of its content at that time
    sources: tuple[str, ...]  # well-known data sets behind them
    fits: frozenset[int]  # numbers of the fits whose predictions it was given
    models: tuple[weakref.ref[Any], ...] = ()  # fitted objects that it was given, or their predictions
    validated: weakref.ref[Any] | None = None  # by a cross-validation
    averaged: bool = False  # the value is the mean of the folds
    rooted: bool = False  # the value is the square root of what the function gives
    targets: tuple[str, ...] = ()  # variables that the value was bound to
    looped: bool = False  # it stands in a block, so that what its variables held before tells little


def placed(notes: Iterable[Noted], statements: Sequence[ast.stmt]) -> dict[int, list[Noted]]:
    """What was noted, by the place of its statement among ``statements``."""
    found: dict[int, list[Noted]] = {}
    for note in notes:
        at = (note.site.line, note.site.column)
        around = [place for place, one in enumerate(statements) if _start(one) <= at <= _end(one)]
        if around:  # the last one, because a block with its own statements comes before these
            found.setdefault(around[-1], []).append(note)
    return found


def _start(statement: ast.stmt) -> tuple[int, int]:
    return statement.lineno, statement.col_offset


def _end(statement: ast.stmt) -> tuple[int, int]:
    return statement.end_lineno or statement.lineno, statement.end_col_offset or 0


def scores_in(
    statement: ast.stmt, notes: Iterable[Noted], flow: Flow, values: Mapping[str, Any], entry: int
) -> Iterator[Score]:
    """Scores that the statement gave as it ran."""
    for note in notes:
        site = note.site
        value = plain(note.value)
        if value is None:
            continue
        behind = flow.of(site.given, values)
        yield Score(
            entry=entry,
            function=note.function,
            call=ast.unparse(site.core.call)[:CALL],
            value=value,
            words=_constants(site.core.call),
            names=site.given,
            tables=behind.tables,
            marks=tuple(fingerprint(values.get(table)) for table in behind.tables),
            sources=behind.sources,
            fits=behind.fits,
            models=note.models,
            validated=note.validated,
            averaged=site.core.averaged,
            rooted=site.core.rooted,
            targets=site.targets,
            looped=isinstance(statement, BLOCKS),
        )


def still_there(statement: ast.stmt, values: Mapping[str, Any]) -> Iterator[Noted]:
    """What a statement measured that ran before the ledger began, as far as a variable holds it."""
    target = statement.targets[0] if isinstance(statement, ast.Assign) else None
    if isinstance(statement, ast.Assign) and isinstance(target, ast.Name):
        site = site_of(statement.value, statement)
        noted = noted_at(site, values.get(target.id), values, ()) if site is not None else None
        if noted is not None:
            yield noted


def _constants(call: ast.Call) -> dict[str, Any]:
    """Arguments that are written down as they are, by their names or places."""
    given = [
        *((str(place), one) for place, one in enumerate(call.args)),
        *((one.arg, one.value) for one in call.keywords),
    ]
    plain = {name: one.value for name, one in given if name and isinstance(one, ast.Constant)}
    return {name: value for name, value in plain.items() if isinstance(value, (str, int, float))}
