"""Reads off the syntax of code what it does to names; nothing is run."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from .drawing import generator_of
from .known_calls import SETTING, TRAINING, WRITING, only_reads
from .magics import code_in, is_magic, shows_only
from .names import Names, files_in, members_of, opens_for_writing, root_of


def statements_of(source: str) -> list[ast.stmt]:
    """The statements of a cell as IPython would run them; those under ``with`` and ``%%time`` one by one.

    Raises ``SyntaxError``, ``ValueError`` or ``RecursionError`` for what Python cannot read.
    """
    return list(_flat(ast.parse(source).body))


def names_of(statement: ast.stmt) -> Names:
    """What one statement does; what is nested deeper than can be followed counts as hidden state."""
    reader = _Reader()
    try:
        reader.visit(statement)
    except RecursionError:
        return Names(state=True)
    return reader.names


def _flat(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    for statement in body:
        if isinstance(statement, ast.With):
            yield ast.copy_location(ast.With(items=statement.items, body=[]), statement)
            yield from _flat(statement.body)
        elif isinstance(statement, ast.Expr) and is_magic(statement.value) and (inner := code_in(statement.value)):
            yield from _flat(inner)
        else:
            yield statement


def _arguments(given: ast.arguments) -> list[ast.arg]:
    return [*given.posonlyargs, *given.args, *given.kwonlyargs, *filter(None, (given.vararg, given.kwarg))]


def _defaults(given: ast.arguments) -> list[ast.expr]:
    return [*given.defaults, *filter(None, given.kw_defaults)]


def _names_in(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def _body_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Names:
    """What a function does to the names around it when it is called."""
    parameters = frozenset(argument.arg for argument in _arguments(function.args))
    shared: set[str] = set()
    stored: set[str] = set()
    for node in (inner for statement in function.body for inner in ast.walk(statement)):
        if isinstance(node, ast.Global):
            shared.update(node.names)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            stored.add(node.id)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            stored.update(alias.asname or alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            stored.add(node.name)
    reader = _Reader(parameters | (stored - shared), parameters)
    for statement in function.body:
        reader.visit(statement)
    names = reader.names
    for inner in names.bodies.values():  # functions inside it: as if they were called
        names.uses |= inner.uses - reader.local
        names.changes |= inner.changes - reader.local
    names.changes |= names.binds()  # globals that it binds
    names.defines, names.may_define, names.bodies = frozenset(), frozenset(), {}
    return names


class _Reader(ast.NodeVisitor):
    """Fills ``names``; ``local`` are names of the function or comprehension that is being read."""

    def __init__(self, local: frozenset[str] = frozenset(), parameters: frozenset[str] = frozenset()) -> None:
        self.names = Names()
        self.local = local
        self.parameters = parameters

    def use(self, name: str) -> None:
        if name in self.local:
            return
        if name in self.names.defines:
            self.names.own |= {name}
        else:
            self.names.uses |= {name}

    def bind(self, name: str) -> None:
        if name not in self.local:
            self.names.defines |= {name}
            self.names.aliases.pop(name, None)
            self.names.holds.pop(name, None)

    def change(self, name: str, *, surely: bool = True) -> None:
        if name in self.parameters:
            self.names.changes_arguments = True
        elif name and name not in self.local:
            self.use(name)
            if surely:
                self.names.changes |= {name}
            else:
                self.names.touches |= {name}

    def visit_Name(self, node: ast.Name) -> None:
        (self.use if isinstance(node.ctx, ast.Load) else self.bind)(node.id)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self._place(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        self._place(node)

    def _place(self, node: ast.Attribute | ast.Subscript) -> None:
        self.generic_visit(node)
        if not isinstance(node.ctx, ast.Load):
            self.change(root_of(node))

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        for target in node.targets:
            self.visit(target)
            if isinstance(target, ast.Name) and not self.local:
                self._remember(target.id, node.value)

    def _remember(self, name: str, value: ast.expr) -> None:
        """That an object has a second name, or holds others that have one."""
        if isinstance(value, ast.Name):
            self.names.aliases[name] = value.id
        elif members := members_of(value):
            self.names.holds[name] = members

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.visit(node.value)
        self.change(root_of(node.target))
        self.generic_visit(node.target)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.visit(node.annotation)
        if node.value is not None:
            self.visit(node.value)
            self.visit(node.target)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        self.bind(node.target.id)

    def visit_For(self, node: ast.For | ast.AsyncFor) -> None:
        self.visit(node.iter)
        self._perhaps([node.target, *node.body], node.orelse)
        targets = _names_in(node.target)
        if targets & (self.names.changes | self.names.touches | {name for _, name in self.names.passes}):
            held = _names_in(node.iter)  # what is done to an item is done to what holds it
            for name in held:
                self.change(name, surely=False)
            self.names.trains |= held - self.local if targets & self.names.trains else set()

    visit_AsyncFor = visit_For

    def visit_While(self, node: ast.While) -> None:
        self.visit(node.test)
        self._perhaps(node.body, node.orelse)

    def visit_If(self, node: ast.If) -> None:
        self.visit(node.test)
        self._perhaps(node.body, node.orelse, either=True)

    def visit_Match(self, node: ast.Match) -> None:
        self.visit(node.subject)
        for case in node.cases:
            self._perhaps([case.pattern, *filter(None, [case.guard]), *case.body])

    def visit_MatchAs(self, node: ast.MatchAs) -> None:
        self.generic_visit(node)
        if node.name:
            self.bind(node.name)

    def visit_Try(self, node: ast.Try) -> None:
        self._perhaps([*node.body, *node.orelse])
        for handler in node.handlers:
            outside, self.local = self.local, self.local | frozenset(filter(None, [handler.name]))
            self._perhaps(filter(None, [handler.type, *handler.body]))
            self.local = outside
        for statement in node.finalbody:
            self.visit(statement)

    visit_TryStar = visit_Try

    def _perhaps(self, *blocks: Iterable[ast.AST], either: bool = False) -> None:
        """Blocks of which none, one or several run; with ``either`` exactly one of them does."""
        before = self.names.defines
        bound = []
        for block in blocks:
            for node in block:
                self.visit(node)
            bound.append(self.names.defines - before)
            self.names.defines = before
        sure = frozenset.intersection(*bound) if either else frozenset()
        self.names.defines |= sure
        self.names.may_define |= frozenset().union(*bound) - sure

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            if alias.name == "*":
                self.names.state = True
                self.names.stars |= {getattr(node, "module", None) or ""}
                continue
            name = alias.asname or alias.name.partition(".")[0]
            self.bind(name)
            self.names.imports |= {name}

    visit_ImportFrom = visit_Import

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        hints = (argument.annotation for argument in _arguments(node.args))
        for part in (*node.decorator_list, *_defaults(node.args), *filter(None, (node.returns, *hints))):
            self.visit(part)
        self.bind(node.name)
        self.names.bodies[node.name] = _body_of(node)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for part in (*node.decorator_list, *node.bases, *(keyword.value for keyword in node.keywords)):
            self.visit(part)
        inner = _Reader(self.local)
        for statement in node.body:
            inner.visit(statement)
        for name in inner.names.uses:  # the class body runs at once, its methods when they are called
            self.use(name)
        self.bind(node.name)
        methods = Names()
        for method in inner.names.bodies.values():
            methods.add(method)
        methods.changes_arguments = False  # most often it is only "self"
        self.names.bodies[node.name] = methods

    def visit_Lambda(self, node: ast.Lambda) -> None:
        names = frozenset(argument.arg for argument in _arguments(node.args))
        self._inside(names, [*_defaults(node.args), node.body])

    def visit_ListComp(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> None:
        targets = {
            name.id
            for part in node.generators
            for name in ast.walk(part.target)
            if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
        }
        result = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        self._inside(frozenset(targets), [*node.generators, *result])

    visit_SetComp = visit_GeneratorExp = visit_DictComp = visit_ListComp

    def _inside(self, names: frozenset[str], nodes: Iterable[ast.AST]) -> None:
        outside, self.local = self.local, self.local | names
        for node in nodes:
            self.visit(node)
        self.local = outside

    def visit_Call(self, node: ast.Call) -> None:
        if is_magic(node):
            self._magic(node)
            return
        self.generic_visit(node)
        called = node.func
        files = files_in(node)
        if isinstance(called, ast.Attribute):
            self._method(called, node)
            writes = WRITING.match(called.attr) is not None
        else:
            name = called.id if isinstance(called, ast.Name) else ""
            self.names.state |= name in ("exec", "globals", "locals")
            writes = (name == "open" and opens_for_writing(node)) or WRITING.match(name) is not None
            for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
                if isinstance(argument, ast.Name) and argument.id not in self.local:
                    self.names.passes |= {(name, argument.id)}
            if name == "setattr" and node.args:
                self.change(root_of(node.args[0]))
        if writes:
            self.names.may_define |= files
        else:
            self.names.uses |= files
        self._chance(node)

    def _chance(self, node: ast.Call) -> None:
        """Numbers drawn from a shared generator depend on its seed, and on all that was drawn before."""
        generator = generator_of(node)
        if generator.seeded:
            self.names.defines |= {generator.name}
        elif generator.name:
            self.use(generator.name)
            self.names.changes |= {generator.name}

    def _method(self, called: ast.Attribute, node: ast.Call) -> None:
        root = root_of(called.value)
        if any(word.arg == "inplace" and getattr(word.value, "value", True) is not False for word in node.keywords):
            self.change(root)
        elif not only_reads(called.attr):
            self.change(root, surely=False)
        if called.attr in TRAINING:
            trained = {root} if root else members_of(called.value)  # make_pipeline(scaler, clf).fit(X)
            self.names.trains |= trained - self.local
            for name in trained - {root}:
                self.change(name, surely=False)
        if root and SETTING.search(called.attr) and root not in self.local:
            self.names.sets |= {root}

    def _magic(self, node: ast.Call) -> None:
        inner = code_in(node)
        self._inside(frozenset(), inner)
        self.names.state |= not inner and not shows_only(node)
