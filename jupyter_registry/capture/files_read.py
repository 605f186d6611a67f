"""Files that cells read: those whose names stand in a call of a function that reads, and that are there."""

from __future__ import annotations

import ast
import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ..types import DataFile
from .known_calls import WRITING
from .secrets import scrub_prose
from .syntax import statements_of
from .text import clean

READING = re.compile(r"^(?:read|load|open|genfromtxt|fromfile|imread|scan_|parse|File$|memmap)", re.IGNORECASE)
MAGIC = re.compile(r"^(\s*)[%!].*$", re.MULTILINE)
ADDRESS = re.compile(r"^(?:https?|s3|gs|az|ftp)://", re.IGNORECASE)
FILES = 50
WHOLE = 64 << 20  # bytes; of a larger file evenly spaced parts are digested
PART = 1 << 20


def files_read(codes: Iterable[str], values: Mapping[str, Any]) -> tuple[DataFile, ...]:
    """The files and addresses that the ``codes`` read; ``values`` are the variables that may hold their names."""
    found: dict[str, None] = {}
    for code in codes:
        try:
            statements = statements_of(MAGIC.sub(r"\1pass", code))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        for statement in statements:
            found |= dict.fromkeys(_names_read(statement, values))
    described = (_described(name) for name in list(found)[:FILES])
    return tuple(file for file in described if file is not None)


def file_digest(path: Path) -> tuple[str, int, bool]:
    """``(sha256, size in bytes, whether only parts were read)`` of a file; raises ``OSError``."""
    size = path.stat().st_size
    hashed = hashlib.sha256()
    with path.open("rb") as stream:
        if size <= WHOLE:
            while chunk := stream.read(PART):
                hashed.update(chunk)
            return f"sha256:{hashed.hexdigest()}", size, False
        parts = WHOLE // PART
        for place in range(parts):
            stream.seek((size - PART) * place // (parts - 1))
            hashed.update(stream.read(PART))
    return f"sha256:{hashed.hexdigest()}", size, True


def _names_read(statement: ast.stmt, values: Mapping[str, Any]) -> Iterator[str]:
    for node in ast.walk(statement):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            if READING.match(name) and not WRITING.match(name) and not _opens_to_write(name, node):
                given = [*node.args[:2], *(word.value for word in node.keywords)]
                if isinstance(function, ast.Attribute):
                    given.append(function.value)  # Path("x.csv").read_text()
                yield from filter(None, (_text(part, values) for part in given))


def _opens_to_write(name: str, node: ast.Call) -> bool:
    given = [*node.args, *(word.value for word in node.keywords if word.arg == "mode")]
    modes = [part.value for part in given[:2] if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return name == "open" and any(re.fullmatch(r"[wax]\+?[bt]?|[wax][bt]?\+?", mode) for mode in modes)


def _text(node: ast.expr, values: Mapping[str, Any]) -> str:
    """The text or path that an expression gives, as far as it can be told without running it; else ""."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.Name):
        value = values.get(node.id)
        return os.fspath(value) if isinstance(value, (str, Path)) else ""
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Div, ast.Add)):
        left, right = _text(node.left, values), _text(node.right, values)
        return (os.path.join(left, right) if isinstance(node.op, ast.Div) else left + right) if left and right else ""
    if isinstance(node, ast.JoinedStr):
        parts = [_text(part.value if isinstance(part, ast.FormattedValue) else part, values) for part in node.values]
        return "".join(parts) if all(parts) else ""
    if isinstance(node, ast.Call) and not node.keywords:
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        parts = [_text(part, values) for part in node.args]
        return os.path.join(*parts) if name in ("Path", "join") and parts and all(parts) else ""
    return ""


def _described(name: str) -> DataFile | None:
    """What is known of a file, without the folders outside of the working one; None when there is none."""
    if ADDRESS.match(name):
        return DataFile(path=clean(scrub_prose(name.partition("?")[0]), 1000))
    try:
        path = Path(name).expanduser()
        if not path.is_file():
            return None
        digest, size, sampled = file_digest(path)
        whole = path.resolve()
        inside = whole.is_relative_to(Path.cwd())
    except (OSError, ValueError, RuntimeError):  # too long for a name, not readable, no home
        return None
    shown = whole.relative_to(Path.cwd()).as_posix() if inside else whole.name
    return DataFile(path=clean(scrub_prose(shown), 1000), size=size, digest=digest, sampled=sampled)
