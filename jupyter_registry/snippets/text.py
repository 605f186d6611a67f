"""Text that becomes Python code.

Names, columns and values come from other people, so nothing is ever put into code except through these functions.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

COLUMNS = 88
UNSAFE = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]"
)
"""Characters that end a line, hide or turn text around somewhere; always written as escapes."""


def quoted(text: str) -> str:
    """A string literal in double quotes; JSON's escapes mean the same in Python."""
    return _escaped(json.dumps(text, ensure_ascii=False))


def _escaped(text: str) -> str:
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def literal(value: Any) -> str:
    """A literal of a JSON value."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, float) and not math.isfinite(value):
        return f'float("{value}")'
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{quoted(str(name))}: {literal(item)}' for name, item in value.items())}}}"
    return repr(value)


def wrapped(opening: str, items: Iterable[str], closing: str, indent: str = "") -> str:
    """Items in brackets on one line when that is short, else packed into lines of at most 88 columns."""
    items = list(items)
    line = f"{opening}{', '.join(items)}{closing}"
    if len(indent) + len(line) <= COLUMNS:
        return line
    lines: list[str] = []
    for item in items:
        if lines and len(lines[-1]) + len(item) + 2 <= COLUMNS:
            lines[-1] += f" {item},"
        else:
            lines.append(f"{indent}    {item},")
    return "\n".join([opening, *lines, f"{indent}{closing}"])


def comment(text: str) -> str:
    """A comment of one line, whatever the text holds."""
    printable = re.sub(r"[\x00-\x1f]+", " ", text)
    return f"# {_escaped(' '.join(printable.split()))}"


class Code(msgspec.Struct, frozen=True):
    """Lines of a cell with what they import, and the packages that only these lines need."""

    imports: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    def __add__(self, other: Code) -> Code:
        between = ("",) if self.lines and other.lines else ()
        return Code((*self.imports, *other.imports), (*self.lines, *between, *other.lines), (*self.needs, *other.needs))

    def text(self) -> str:
        """The cell: the imports sorted, one blank line, the rest."""
        imports = sorted(set(self.imports), key=lambda line: (line.startswith("from"), line))
        return "\n".join([*imports, "", *self.lines] if imports else self.lines)


def code(lines: Sequence[str], *imports: str, needs: Sequence[str] = ()) -> Code:
    """Lines with the lines that import what they use."""
    return Code(imports, tuple(lines), tuple(needs))
