"""Scores that a statement computed, noted with their value the moment its cell is over.

Only calls that are known to measure count: functions of ``sklearn.metrics``, cross-validation, and ``score`` of a
fitted model. A variable that merely has the name of a metric is not a score.
"""

from __future__ import annotations

import ast
import math
import weakref
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .fingerprint import Fingerprint, fingerprint
from .fits import weak
from .flow import Flow, called, home_of
from .known_calls import CROSS_VALIDATION, is_metric

MOST_FOLDS = 1_000
MOST_TEXT = 10_000
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
    estimator: weakref.ref[Any] | None = None  # of cross-validation: what was validated
    averaged: bool = False  # the value is the mean of the folds
    rooted: bool = False  # the value is the square root of what the function gives


def scores_in(statement: ast.stmt, flow: Flow, values: Mapping[str, Any], entry: int, result: Any) -> Iterator[Score]:
    """Scores that the statement bound to a name or an item, or gave as the ``result`` of its cell."""
    for node, value in _bound(statement, values, result):
        call, averaged, rooted = _core(node)
        function = _measuring(call, values) if call is not None else ""
        plain = _plain(value) if function else None
        if call is None or plain is None:
            continue
        given = [*call.args, *(word.value for word in call.keywords)]
        if function == "score" and isinstance(call.func, ast.Attribute):
            given.insert(0, call.func.value)
        names = tuple(dict.fromkeys(name for part in given for name in _names_in(part)))
        behind = flow.of(names, values)
        first = call.args[0] if call.args else None
        validated = values.get(first.id) if function in CROSS_VALIDATION and isinstance(first, ast.Name) else None
        yield Score(
            entry=entry,
            function=function,
            call=ast.unparse(call)[:CALL],
            value=plain,
            words=_constants(call),
            names=names,
            tables=behind.tables,
            marks=tuple(fingerprint(values.get(table)) for table in behind.tables),
            sources=behind.sources,
            fits=behind.fits,
            estimator=weak(validated) if validated is not None else None,
            averaged=averaged,
            rooted=rooted,
        )


def _bound(statement: ast.stmt, values: Mapping[str, Any], result: Any) -> Iterator[tuple[ast.expr, Any]]:
    """Expressions of the statement whose value can still be had, each with it."""
    if isinstance(statement, ast.Expr) and result is not None:
        parts = statement.value.elts if isinstance(statement.value, ast.Tuple) else [statement.value]
        several = isinstance(result, tuple) and len(result) == len(parts) > 1
        yield from zip(parts, result if several else [result], strict=False)
    if not isinstance(statement, ast.Assign):
        return
    for target in statement.targets:
        if isinstance(target, ast.Tuple) and isinstance(statement.value, ast.Tuple):
            for place, node in zip(target.elts, statement.value.elts, strict=False):
                yield from _at(place, node, values)
        else:
            yield from _at(target, statement.value, values)


def _at(target: ast.expr, node: ast.expr, values: Mapping[str, Any]) -> Iterator[tuple[ast.expr, Any]]:
    if isinstance(target, ast.Name):
        value = values.get(target.id)
        if isinstance(node, ast.Dict) and type(value) is dict:
            for key, inner in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant):
                    yield inner, value.get(key.value)
        else:
            yield node, value
    elif isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
        held = values.get(target.value.id)
        if type(held) is dict and isinstance(target.slice, ast.Constant):
            yield node, held.get(target.slice.value)


def _core(node: ast.expr) -> tuple[ast.Call | None, bool, bool]:
    """``(call, averaged, rooted)`` without ``round``, ``float``, ``.mean()`` and square root around the call."""
    averaged = rooted = False
    for _ in range(5):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and getattr(node.right, "value", 0) == 0.5:
            node, rooted = node.left, True
        if not isinstance(node, ast.Call):
            break
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        inner = node.func.value if isinstance(node.func, ast.Attribute) and not node.args else None
        if isinstance(inner, ast.Call) and name in ("mean", "round", "item"):
            node, averaged = inner, averaged or name == "mean"
        elif name in ("round", "float", "mean", "sqrt") and node.args and isinstance(node.args[0], ast.Call):
            node, averaged, rooted = node.args[0], averaged or name == "mean", rooted or name == "sqrt"
        else:
            return node, averaged, rooted
    return None, False, False


def _measuring(call: ast.Call, values: Mapping[str, Any]) -> str:
    """The name of the measuring function that is called, or ""."""
    function = call.func
    if isinstance(function, ast.Attribute) and function.attr == "score" and len(call.args) >= 1:
        return "score"
    module, name = home_of(called(function, values))
    if module.startswith("sklearn.metrics") and is_metric(name):
        return name
    return name if module.startswith("sklearn.model_selection") and name in CROSS_VALIDATION else ""


def _names_in(node: ast.expr) -> Iterator[str]:
    return (part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load))


def _constants(call: ast.Call) -> dict[str, Any]:
    given = {word.arg: word.value.value for word in call.keywords if word.arg and isinstance(word.value, ast.Constant)}
    return {name: value for name, value in given.items() if isinstance(value, (str, int, float))}


def _plain(value: Any, depth: int = 0) -> Any:
    """Numbers, short lists of them, reports and dicts of these, as plain Python; None for all else."""
    if hasattr(type(value), "tolist") and getattr(value, "size", MOST_FOLDS + 1) <= MOST_FOLDS:
        value = value.tolist()
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, str):
        return value if len(value) <= MOST_TEXT else None
    if isinstance(value, list) and 0 < len(value) <= MOST_FOLDS:
        return value if all(isinstance(one, (int, float)) and math.isfinite(one) for one in value) else None
    if isinstance(value, dict) and depth < 2 and len(value) <= MOST_FOLDS:
        found = {str(key): _plain(inner, depth + 1) for key, inner in value.items()}
        return {key: inner for key, inner in found.items() if inner is not None}
    return None
