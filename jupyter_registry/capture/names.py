"""What code does to names: which it reads, binds and changes.

Loaded with the first cell of every kernel, hence the standard library alone.
"""

from __future__ import annotations

import ast
from collections.abc import Set
from dataclasses import dataclass, field

from .known_calls import COPYING, FILE_NAME

FILE = "file:"  # begins the made-up name of a file that code reads or writes


@dataclass(slots=True)
class Names:
    """What one piece of code does to names."""

    uses: frozenset[str] = frozenset()  # read before the code itself binds them
    own: frozenset[str] = frozenset()  # read after the code itself bound them
    defines: frozenset[str] = frozenset()  # bound or deleted for sure
    may_define: frozenset[str] = frozenset()  # in a branch; files that are written
    changes: frozenset[str] = frozenset()  # in place: items, attributes
    touches: frozenset[str] = frozenset()  # a method was called that may change it
    trains: frozenset[str] = frozenset()  # a method was called that fits it and what it holds
    holds: dict[str, frozenset[str]] = field(default_factory=dict)  # pipeline, list, trainer -> names put into it
    sets: frozenset[str] = frozenset()  # if it is a module, one of its settings or its seed was set
    imports: frozenset[str] = frozenset()
    passes: frozenset[tuple[str, str]] = frozenset()  # (function, name given to it)
    bodies: dict[str, Names] = field(default_factory=dict)  # functions and classes: what they do when called
    aliases: dict[str, str] = field(default_factory=dict)  # second name -> first name of one object
    changes_arguments: bool = False  # of a function: it changes what is given to it
    stars: frozenset[str] = frozenset()  # modules of which all names were imported
    state: bool = False  # acts on what names do not show: shell, star import, interpreter

    def add(self, later: Names) -> None:
        """Take in code that runs after this one."""
        self.own |= later.own | (later.uses & self.defines)
        self.uses |= later.uses - self.defines
        self.defines |= later.defines
        self.may_define |= later.may_define
        self.changes |= later.changes
        self.touches |= later.touches
        self.trains |= later.trains
        self.holds |= later.holds
        self.sets |= later.sets
        self.imports |= later.imports
        self.passes |= later.passes
        self.bodies |= later.bodies
        self.aliases |= later.aliases
        self.changes_arguments |= later.changes_arguments
        self.stars |= later.stars
        self.state |= later.state

    def binds(self) -> frozenset[str]:
        """Names that have another value afterwards, surely or perhaps."""
        return self.defines | self.may_define

    def changed(self, imported: Set[str]) -> frozenset[str]:
        """Names whose objects may differ afterwards; methods of a module change it only when they set something."""
        return self.changes | (self.touches - imported) | (self.sets & imported)


def members_of(node: ast.expr) -> frozenset[str]:
    """Names of the objects that a new one holds: a list of models, ``make_pipeline(scaler, clf)``, also when fitted."""
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Call):
        node = node.func.value
    if isinstance(node, ast.Call):
        made = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        keeps = (made[:1].isupper() or made.startswith("make_")) and not COPYING.search(made)
        parts = [*node.args, *(word.value for word in node.keywords)] if keeps else []
    elif isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        parts = node.elts
    else:
        parts = node.values if isinstance(node, ast.Dict) else []
    return frozenset[str]().union(*map(_members_in, parts))


def _members_in(node: ast.expr) -> frozenset[str]:
    method = node.func if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else None
    name = root_of(method or node)  # of model.parameters() the model
    return frozenset({name}) if name else members_of(node)


def root_of(node: ast.expr) -> str:
    """The name an attribute or item belongs to: ``a`` of ``a.b[0].c``; "" for the result of a call."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Starred)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def files_in(call: ast.Call) -> set[str]:
    """Made-up names of the files whose paths are written out among the arguments."""
    texts = (argument.value for argument in call.args if isinstance(argument, ast.Constant))
    return {f"{FILE}{text}" for text in texts if isinstance(text, str) and FILE_NAME.match(text)}


def opens_for_writing(call: ast.Call) -> bool:
    """Whether ``open(...)`` is told to write."""
    modes = [*call.args[1:2], *(word.value for word in call.keywords if word.arg == "mode")]
    return any(isinstance(mode, ast.Constant) and set(str(mode.value)) & set("wax+") for mode in modes)
