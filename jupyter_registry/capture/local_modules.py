"""What the cells of a slice import: packages, and files of the author's own code, which are kept with the version."""

from __future__ import annotations

import ast
import hashlib
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..limits import CELL_SOURCE
from ..types import LocalModule
from .git import Checkout
from .magics import is_magic, texts
from .packages import NOT_PACKAGES
from .secrets import scrub
from .text import clean, cut_at_line

MODULES = 60
CHARACTERS = 256 * 1024  # of the sources of all modules together
INSTALLED = frozenset({"site-packages", "dist-packages"})


class Imported(NamedTuple):
    """Top modules of packages, and the author's own files by the dotted names they are imported under."""

    roots: tuple[str, ...] = ()
    files: dict[str, Path] = {}


def imported(trees: Iterable[ast.AST]) -> Imported:
    """What code imports and was loaded: directly, and through files of the author's own."""
    roots: dict[str, None] = {}
    files: dict[str, Path] = {}
    waiting = [name for tree in trees for name in (*imports_in(tree), *scripts_in(tree))]
    while waiting:
        name = waiting.pop(0)
        file = own_file(name)
        if file is None:
            root = name.partition(".")[0]
            if root in sys.modules and root not in NOT_PACKAGES and not _is_own(root):
                roots[root] = None
        elif name not in files and len(files) < MODULES:
            files[name] = file
            waiting.extend(_imports_of_file(name, file))
    return Imported(tuple(roots), files)


def imports_in(tree: ast.AST, package: str = "") -> Iterator[str]:
    """Dotted names of modules that code may import; relative ones are taken from ``package``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield from _with_parents(alias.name)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(filter(None, (_above(package, node.level), node.module)))
            yield from _with_parents(base)
            yield from (f"{base}.{alias.name}" for alias in node.names if f"{base}.{alias.name}" in sys.modules)


def scripts_in(tree: ast.AST) -> Iterator[str]:
    """Files that cells run with ``%run``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and is_magic(node):
            kind, *parts = texts(node)
            if kind == "run_line_magic" and parts[:1] == ["run"]:
                yield from (word.strip("\"'") for word in parts[1].split() if word.strip("\"'").endswith(".py"))


def own_file(name: str) -> Path | None:
    """The source file of a loaded module, or of a script, when it is the author's own: not installed, not Python's."""
    if name.endswith(".py"):
        return Path(name).resolve() if Path(name).is_file() else None
    found = getattr(sys.modules.get(name), "__file__", None)
    if not isinstance(found, str) or not found.endswith(".py") or name.partition(".")[0] in NOT_PACKAGES:
        return None
    file = Path(found)
    inside = INSTALLED.isdisjoint(file.parts) and not any(file.is_relative_to(folder) for folder in _library())
    return file if inside and file.is_file() else None


def local_modules(files: Mapping[str, Path], checkout: Checkout | None, *, sources: bool) -> tuple[LocalModule, ...]:
    """The author's own files as they are now, without their secrets; edited ones first.

    ``sources`` false keeps only their names and digests.
    """
    found = []
    room = CHARACTERS if sources else 0
    edited = {name: checkout is not None and checkout.has_edited(file) for name, file in files.items()}
    for name in sorted(files, key=lambda name: (not edited[name], name)):
        try:
            content = files[name].read_bytes()
        except OSError:  # deleted since it was loaded
            continue
        path = clean(_shown(name, files[name], checkout), 1000)
        source = ""
        if room:
            text = cut_at_line(content.decode("utf-8", "replace"), min(room, CELL_SOURCE))
            source = clean(scrub(text, path), CELL_SOURCE)
        room = max(0, room - len(source))
        digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
        found.append(LocalModule(name=clean(name, 256), path=path, digest=digest, source=source, edited=edited[name]))
    return tuple(found)


def _with_parents(name: str) -> Iterator[str]:
    parts = name.split(".")
    yield from (".".join(parts[:end]) for end in range(1, len(parts) + 1) if parts[0])


def _above(package: str, level: int) -> str:
    parts = package.split(".") if package else []
    return ".".join(parts[: len(parts) - level + 1]) if level else ""


def _imports_of_file(name: str, file: Path) -> Iterator[str]:
    package = name if file.name == "__init__.py" else name.rpartition(".")[0]
    try:
        yield from imports_in(ast.parse(file.read_bytes()), package)
    except (OSError, SyntaxError, ValueError, RecursionError):
        return  # edited since it was loaded, perhaps not whole


def _is_own(root: str) -> bool:
    """Whether a module without a file of its own is a folder of the author's (a namespace package)."""
    module = sys.modules[root]
    folders = [Path(folder) for folder in getattr(module, "__path__", ())]
    return getattr(module, "__file__", None) is None and any(INSTALLED.isdisjoint(folder.parts) for folder in folders)


@cache
def _library() -> tuple[Path, ...]:
    """The folders of Python itself."""
    paths = sysconfig.get_paths()
    return tuple(Path(paths[name]) for name in ("stdlib", "platstdlib"))


def _shown(name: str, file: Path, checkout: Checkout | None) -> str:
    """The path of a file below a folder of the author's, never the whole path."""
    for folder in (*((checkout.root,) if checkout is not None else ()), Path.cwd()):
        if file.is_relative_to(folder):
            return file.relative_to(folder).as_posix()
    if name.endswith(".py"):
        return file.name
    return "/".join(name.split(".")) + ("/__init__.py" if file.name == "__init__.py" else ".py")
