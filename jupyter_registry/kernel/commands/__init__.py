"""The commands of ``%registry``: one file for each group, one function for each command."""

from __future__ import annotations

import shlex
from typing import Any

import msgspec
from IPython.core.error import UsageError

from . import changing, looking, measuring, publications, upkeep
from .command import COMMANDS, Said

GROUPS = (looking, changing, measuring, publications, upkeep)  # imported for what they register


def run(shell: Any, line: str) -> Any:
    """Run one line of ``%registry``; raises ``UsageError`` or ``RegistryError``."""
    name, _, rest = line.strip().partition(" ")
    if name in ("", "help", "--help", "-h"):
        return Said("\n".join(f"{word:<10} {command.run.__doc__}" for word, command in COMMANDS.items()))
    if name not in COMMANDS:
        raise UsageError(f'There is no "%registry {name[:40]}". Try: {", ".join(COMMANDS)}.')
    command = COMMANDS[name]
    try:
        words = shlex.split(rest, posix=not command.query)  # quotes are part of a query
    except ValueError:
        words = rest.split()
    parser = command.parser()
    if command.query:
        options = [word for place, word in enumerate(words) if _is_option(words, place)]
        args = parser.parse_args(options)
        args.words = [word for place, word in enumerate(words) if not _is_option(words, place)]
    else:
        args = parser.parse_args(words)
    shown = command.run(args, shell)
    if args.json:
        reply = getattr(shown, "reply", None) or getattr(shown, "page", None) or getattr(shown, "card", None)
        print(msgspec.json.encode(reply).decode())
    return None if args.json or args.quiet else shown


def _is_option(words: list[str], place: int) -> bool:
    """Whether a word of a query line belongs to an option: ``-old`` does not, it excludes a word."""
    before = words[place - 1] if place else ""
    return words[place].startswith("--") or before in ("--sort", "--limit")


__all__ = ["COMMANDS", "run"]
