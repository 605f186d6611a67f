"""Magics and shell lines, in the form in which IPython hands them to Python."""

from __future__ import annotations

import ast
import re

from .known_calls import words

TRANSPARENT_MAGICS = frozenset({"time", "prun", "capture", "memit", "mprun"})
"""Magics whose body runs as if it stood in the cell."""
SHOWING_MAGICS = words("""
    html HTML javascript js latex markdown svg publish registry matplotlib who whos who_ls pinfo pinfo2 psource pdoc
    history hist lsmagic magic page pprint precision quickref timeit pylab_inline pwd ls ll conda_list tb xmode debug
    """)
"""Magics that show something and change nothing that later code would miss."""
SHOWING_COMMANDS = re.compile(
    r"^\s*(?:ls|cat|head|tail|pwd|wc|nvidia-smi|free|df|du|which|whoami|date|uname|lscpu|file|grep|"
    r"pip\s+(?:list|show|freeze)|python\s+--version)\b[^>;&]*$"
)


def is_magic(node: ast.expr) -> bool:
    """Whether this is how IPython writes a magic or a line that begins with ``!``."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    shell = node.func.value
    return isinstance(shell, ast.Call) and isinstance(shell.func, ast.Name) and shell.func.id == "get_ipython"


def texts(node: ast.expr) -> list[str]:
    """Kind of a magic, then its name or command, then what else is given to it."""
    assert isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    return [node.func.attr, *(str(part.value) if isinstance(part, ast.Constant) else "" for part in node.args)]


def code_in(node: ast.expr) -> list[ast.stmt]:
    """The code in a magic such as ``%%time``, or nothing."""
    kind, *parts = texts(node)
    if kind not in ("run_line_magic", "run_cell_magic") or TRANSPARENT_MAGICS.isdisjoint(parts[:1]):
        return []
    try:
        return ast.parse(parts[-1]).body
    except (SyntaxError, ValueError, RecursionError):
        return []


def shows_only(node: ast.expr) -> bool:
    """Whether a magic or a shell line changes nothing that later code would miss."""
    kind, *parts = texts(node)
    name = parts[0] if parts else ""
    if kind in ("system", "getoutput"):
        return SHOWING_COMMANDS.match(name) is not None
    return name in SHOWING_MAGICS
