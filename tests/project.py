"""Where the project's files are, for the tests that read them."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "jupyter_registry"
NOT_OURS = {
    ".git", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", ".schemathesis", ".yarn", ".venv",
    "__pycache__", "node_modules", "build", "dist", "lib", "labextension", "static", "test-results",
    "playwright-report", ".ipynb_checkpoints",
}  # fmt: skip
"""Folders of files that are built or fetched, not written."""


def written_files() -> list[Path]:
    """Every file of the project that somebody wrote: those under version control, else all that are not built."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, capture_output=True, text=True, check=True,
        ).stdout.split("\0")  # fmt: skip
        return sorted(path for name in listed if name and (path := ROOT / name).is_file())
    return sorted(
        path for path in ROOT.rglob("*") if path.is_file() and NOT_OURS.isdisjoint(path.relative_to(ROOT).parts)
    )


def modules() -> list[Path]:
    """Every Python file of the package."""
    return sorted(path for path in PACKAGE.rglob("*.py") if path.name != "_version.py")


def module_name(path: Path) -> str:
    """``jupyter_registry/search/query.py`` -> ``search.query``; the package itself is ""."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Every module that a file of the package imports, and whether loading the file loads it at once.

    Modules of the package come without its name and with a leading dot: ``.search.query``.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    at_once = set(map(id, _run_at_once(tree.body)))
    package = path.relative_to(PACKAGE.parent).parts[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((_dotted(alias.name), id(node) in at_once) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            inside = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join((*inside, *filter(None, [node.module])))
            names = [f"{base}.{alias.name}" for alias in node.names] if node.module is None else [base]
            yield from ((_dotted(name), id(node) in at_once) for name in names)


def _dotted(name: str) -> str:
    return name.removeprefix(PACKAGE.name) or "." if name.partition(".")[0] == PACKAGE.name else name


def _run_at_once(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements that run when a module is loaded; not what stands under ``if TYPE_CHECKING``."""
    for statement in body:
        yield statement
        if isinstance(statement, ast.If) and "TYPE_CHECKING" not in ast.unparse(statement.test):
            yield from _run_at_once(statement.body + statement.orelse)
        elif isinstance(statement, ast.Try):
            yield from _run_at_once(statement.body)


def needed(what: str, found: str | None) -> str:
    """``found``, or the end of this test: a failure where everything must be there (``CI``), else a skip."""
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing")
    pytest.skip(f"{what} is missing")


def run(command: list[str], minutes: float, cwd: Path = ROOT, env: dict[str, str] | None = None) -> str:
    """Output of a command that has to succeed; a failure shows its last lines."""
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=minutes * 60, check=False)
    output = done.stdout + done.stderr
    assert done.returncode == 0, f"{' '.join(command)} ended with {done.returncode}:\n{output[-8_000:]}"
    return output
