"""Has the ledger see what measuring calls give, wherever in a cell they stand: printed, in a loop, in a list.

The syntax tree of a cell is changed before it runs: ``print(model.score(X, y))`` becomes
``print(note(0, model.score(X, y), model, X, y))``, and ``note`` gives its second argument back. Code inside of
functions and classes is left alone, because it may run in other processes, where there is no ``note``.
Loaded with the first cell of every kernel, hence the standard library alone.
"""

from __future__ import annotations

import ast
import builtins
import weakref
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .fits import weak
from .fitted import looks_fitted
from .flow import transformer
from .known_calls import CROSS_VALIDATION
from .measuring import Core, core, may_measure, measuring, plain

NOTE = "__jupyter_registry_note__"
MOST = 300  # values of one cell; the newest are kept
APART = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
SCOPES = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(frozen=True, slots=True)
class Site:
    """One place in a cell where something is measured."""

    line: int
    column: int
    core: Core
    given: tuple[str, ...]  # variables that stand in it
    behind: tuple[str, ...]  # variables of the same statement that those were made from
    targets: tuple[str, ...] = ()  # variables that its value is bound to


@dataclass(frozen=True, slots=True)
class Noted:
    """One value that a site gave, and the fitted models among the variables at that time."""

    site: Site
    function: str
    value: Any  # as plain Python; a tensor as it is, because to read it at once would make a GPU wait
    models: tuple[weakref.ref[Any], ...]
    validated: weakref.ref[Any] | None = None  # what a cross-validation was given


class Noting:
    """An IPython ``ast_transformer``; ``notes`` are those of the cell that runs now."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values
        self.notes: deque[Noted] = deque(maxlen=MOST)
        self.active = False
        self._sites: list[Site] = []
        setattr(builtins, NOTE, self.note)

    def start(self) -> None:
        """A cell starts that is noted."""
        self.notes.clear()
        self._sites.clear()
        self.active = True

    def stop(self) -> None:
        """It is over."""
        self.active = False

    def visit(self, tree: ast.AST) -> ast.AST:
        """The tree of a cell with its measuring calls wrapped; the tree as it is when no cell is noted."""
        if not self.active:
            return tree
        for statement in ast.iter_child_nodes(tree):
            _Wrapping(self._sites, statement).visit(statement)
        return tree

    def note(self, index: int, value: Any, *objects: Any) -> Any:
        """Keep what a site gave, and give it back."""
        try:
            noted = noted_at(self._sites[index], value, self.values, objects) if self.active else None
            if noted is not None:
                self.notes.append(noted)
        except Exception:  # whatever the objects of the notebook do, its cell goes on
            return value
        return value


def site_of(node: ast.expr, statement: ast.AST) -> Site | None:
    """The site that an expression of a statement is; None when it does not measure, by its names alone."""
    found = core(node)
    if found is None or not may_measure(found.call):
        return None
    given = tuple(dict.fromkeys(_names_in(node)))
    behind = tuple(sorted(_reach(given, _made_from(statement)) - set(given)))
    return Site(node.lineno, node.col_offset, found, given, behind, tuple(_targets(node, statement)))


def _targets(node: ast.expr, statement: ast.AST) -> Iterator[str]:
    for one in ast.walk(statement):
        if isinstance(one, ast.Assign) and one.value is node and len(one.targets) == 1:
            target = one.targets[0]
            parts = target.elts if isinstance(target, ast.Tuple) else [target]
            yield from (part.id for part in parts if isinstance(part, ast.Name))


def noted_at(site: Site, value: Any, values: Mapping[str, Any], objects: tuple[Any, ...]) -> Noted | None:
    """What is kept of a value that a site gave; ``objects`` are those of the variables that stand in it."""
    call = site.core.call
    function = measuring(call, values)
    held = dict(zip(site.given, objects, strict=False))
    if not function:
        return None
    named = _named(value, call, held) if function == "evaluate" else value
    found = named.detach() if hasattr(type(named), "detach") else plain(named)
    if found is None:
        return None
    given = (*(word.value for word in call.keywords if word.arg == "estimator"), *call.args)
    first = next(iter(given), None) if function in CROSS_VALIDATION else None
    validated = held.get(first.id, values.get(first.id)) if isinstance(first, ast.Name) else None
    held |= {name: values.get(name) for name in site.behind if name not in held}
    models = {id(one): weak(one) for one in held.values() if _is_model(one)}
    known = tuple(one for one in models.values() if one is not None)
    return Noted(site, function, found, known, weak(validated) if validated is not None else None)


def _is_model(value: Any) -> bool:
    try:
        return looks_fitted(value)
    except Exception:  # an object of the notebook may raise anything when it is looked at
        return False


def _named(value: Any, call: ast.Call, held: Mapping[str, Any]) -> Any:
    """What ``evaluate()`` of Keras gives, with the names of its numbers."""
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    model: Any = held.get(owner.id) if isinstance(owner, ast.Name) else None
    if isinstance(value, dict) or not hasattr(model, "get_metrics_result"):
        return value
    names = list(model.get_metrics_result())
    numbers = value if isinstance(value, list) else [value]
    return dict(zip(names, numbers, strict=True)) if len(names) == len(numbers) else None


class _Wrapping(ast.NodeTransformer):
    """Wraps measuring calls of one statement."""

    def __init__(self, sites: list[Site], statement: ast.AST) -> None:
        self.sites = sites
        self.statement = statement

    def visit(self, node: ast.AST) -> Any:
        """Wrap the node, or go into it."""
        if isinstance(node, APART):
            return node
        site = site_of(node, self.statement) if isinstance(node, ast.expr) else None
        if site is None or not isinstance(node, ast.expr):
            return self.generic_visit(node)
        self.sites.append(site)
        objects = [ast.Name(name, ast.Load()) for name in site.given]
        wrapped = ast.Call(ast.Name(NOTE, ast.Load()), [ast.Constant(len(self.sites) - 1), node, *objects], [])
        return ast.fix_missing_locations(ast.copy_location(wrapped, node))


def _names_in(node: ast.AST) -> Iterator[str]:
    """Variables that an expression reads for sure, those apart that only transform data.

    Those of comprehensions and functions in it are not read where it stands.
    """
    if isinstance(node, (*APART, *SCOPES)):
        return
    apart = getattr(node, "func", None) if transformer(node) is not None else None
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        yield node.id
    for inner in ast.iter_child_nodes(node):
        if not isinstance(inner, (ast.IfExp, ast.BoolOp)) and inner is not apart:
            yield from _names_in(inner)


def _made_from(statement: ast.AST) -> dict[str, frozenset[str]]:
    """Variables that are assigned within a statement such as a loop -> those they are made from.

    The variable of a loop is not made from what the loop goes over: it is one of its items.
    """
    found: dict[str, frozenset[str]] = {}
    for node in ast.walk(statement):
        if isinstance(node, (ast.Assign, ast.AugAssign)):
            read = frozenset(one.id for one in ast.walk(node.value) if isinstance(one, ast.Name))
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for name in (one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)):
                found[name] = found.get(name, frozenset()) | read
    return found


def _reach(names: tuple[str, ...], made_from: Mapping[str, frozenset[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(made_from.get(name, ()))
    return reached
