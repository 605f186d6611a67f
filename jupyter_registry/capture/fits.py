"""Models that a cell left fitted, with cheap marks of the tables they were fitted on."""

from __future__ import annotations

import ast
import weakref
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from .fingerprint import Fingerprint, fingerprint
from .fitted import looks_fitted
from .flow import Flow
from .known_calls import FITTING
from .names import Names, root_of

HELD = 30  # models in one list or dict that are looked at
TABLES = 8  # of one fit
LABEL = 100  # characters of a name such as models["forest"]

Step = tuple[ast.stmt, Names]


@dataclass(frozen=True, slots=True)
class FitTable:
    """A table a fit was given: the variable, whether it was given as it is, and its mark at that time."""

    name: str
    exact: bool
    mark: Fingerprint
    sources: tuple[str, ...] = ()  # well-known data sets behind it


@dataclass(slots=True)
class Fit:
    """One object as one cell left it fitted."""

    number: int
    entry: int  # number of the cell in the ledger
    name: str  # 'model', 'models["forest"]'
    kind: str  # full name of the class
    identity: int
    reference: weakref.ref[Any] | None
    tables: tuple[FitTable, ...] = ()

    def holds(self, obj: Any) -> bool:
        """Whether this is a fit of ``obj`` itself."""
        if self.reference is not None:
            return self.reference() is obj
        return self.identity == id(obj) and self.kind == kind_of(obj)

    def has_inside(self, obj: Any) -> bool:
        """Whether ``obj`` is what this fit's object learned, such as the best estimator of a search."""
        owner = self.reference() if self.reference is not None else None
        learned = getattr(owner, "__dict__", {}).items()
        return any(value is obj for name, value in learned if name.endswith("_"))


def kind_of(obj: Any) -> str:
    """Module and name of the object's class."""
    return f"{type(obj).__module__}.{type(obj).__qualname__}"


def weak(obj: Any) -> weakref.ref[Any] | None:
    """A reference that does not keep the object; None where its class allows none."""
    try:
        return weakref.ref(obj)
    except TypeError:
        return None


def fitted_in(steps: Iterable[Step], values: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """``(variable, label, object)`` of fitted models that statements bound, changed or handed on."""
    names: dict[str, None] = {}
    for statement, done in steps:
        names |= dict.fromkeys((*done.binds(), *done.changes, *done.touches, *(name for _, name in done.passes)))
        if any(True for _ in fit_calls(statement)):
            names |= dict.fromkeys(done.uses)
    for name in names:
        for label, value in _models_at(name, values.get(name)):
            yield name, label, value


def _models_at(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if type(value) in (list, tuple, dict):
        if len(value) <= HELD:
            pairs = value.items() if isinstance(value, dict) else enumerate(value)
            yield from ((f"{name}[{key!r}]"[:LABEL], inner) for key, inner in pairs if _looks_fitted(inner))
    elif _looks_fitted(value):
        yield name, value


def _looks_fitted(value: Any) -> bool:
    try:
        return looks_fitted(value)
    except Exception:  # an object or a class of the notebook may raise anything when it is looked at
        return False


def fit_calls(statement: ast.AST) -> Iterator[ast.Call]:
    """Calls of ``fit`` and its like within a statement, also in loops; not in functions it only defines."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
        return
    if isinstance(statement, ast.Call):
        function = statement.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        if name in FITTING:
            yield statement
    for inner in ast.iter_child_nodes(statement):
        yield from fit_calls(inner)


def fits_again(steps: Iterable[Step], name: str) -> bool:
    """Whether a statement calls ``fit`` or its like on this very name, or hands the name to such a function."""
    for statement, _ in steps:
        for call in fit_calls(statement):
            owner = call.func.value if isinstance(call.func, ast.Attribute) else None
            if owner is not None and root_of(owner) == name:
                return True
    return False


def last_place(steps: list[Step], name: str, imported: Set[str]) -> int:
    """Index of the last statement that bound or fitted ``name``."""
    places = [
        place
        for place, (statement, done) in enumerate(steps)
        if name in done.binds() or (name in done.changed(imported) and fits_again([(statement, done)], name))
    ]
    return places[-1] if places else len(steps) - 1


def fit_tables(steps: Iterable[Step], name: str, flow: Flow, values: Mapping[str, Any]) -> tuple[FitTable, ...]:
    """Tables given to the fit of ``name``: arguments of its fit call, else of the calls that made it."""
    found: dict[str, FitTable] = {}
    for argument in _arguments(list(steps), name):
        exact = isinstance(argument, ast.Name)
        for node in ast.walk(argument):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and len(found) < TABLES:
                for table in flow.of([node.id], values).tables:
                    mark = fingerprint(values.get(table)) if table not in found else None
                    if mark is not None:
                        found[table] = FitTable(
                            table, exact and table == node.id, mark, flow.of([table], values).sources
                        )
    return tuple(found.values())


def _arguments(steps: list[Step], name: str) -> Iterator[ast.expr]:
    about = [statement for statement, done in steps if name in done.binds() or name in done.touches]
    using = [statement for statement, done in steps if name in done.uses]
    calls = [call for part in (about, using) for statement in part for call in fit_calls(statement)]
    if not calls:
        calls = [node for statement in about for node in ast.walk(statement) if isinstance(node, ast.Call)]
    for call in calls:
        yield from call.args
        yield from (word.value for word in call.keywords)
        made = call.func.value if isinstance(call.func, ast.Attribute) else None
        if made is not None and not call.args and not call.keywords:  # OLS(y, X).fit(), or ols.fit()
            parts = (*made.args, *(word.value for word in made.keywords)) if isinstance(made, ast.Call) else (made,)
            yield from parts
