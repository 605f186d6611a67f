"""Every test says in one sentence what is true, and every public function of the package what it does."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from .project import PACKAGE, ROOT, modules

TESTS = sorted((ROOT / "tests").rglob("test_*.py"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Functions of a module and public methods of its public classes; not those inside of functions."""
    pending: list[ast.AST] = list(ast.parse(path.read_text(encoding="utf-8")).body)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            pending += node.body
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


@pytest.mark.parametrize("path", TESTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_test_says_what_is_true(path: Path) -> None:
    """Each test function has a docstring that is a sentence."""
    silent = [
        node.name
        for node in functions(path)
        if node.name.startswith("test_") and not (ast.get_docstring(node) or "").rstrip().endswith(".")
    ]
    assert silent == []


def test_every_module_says_what_it_holds() -> None:
    """Each module of the package begins with a docstring, but for generated and empty ones."""
    silent = [
        str(path.relative_to(PACKAGE))
        for path in modules()
        if path.parent.name != "ipython-startup"
        and path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_every_public_function_has_a_docstring() -> None:
    """Each public function and method of the package is described, unless it overrides a described one."""
    silent = [
        f"{path.relative_to(PACKAGE)}: {node.name}"
        for path in modules()
        for node in functions(path)
        if not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []


def test_files_and_functions_stay_small() -> None:
    """No file of the package is longer than 320 lines, no function than 80."""
    long = []
    for path in modules():
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > 320:
            long.append(str(path.relative_to(PACKAGE)))
        long += [
            f"{path.relative_to(PACKAGE)}: {node.name}"
            for node in functions(path)
            if (node.end_lineno or 0) - node.lineno > 80
        ]
    assert long == []
