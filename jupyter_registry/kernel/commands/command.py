"""What a command of ``%registry`` is: a function from words to something that shows itself, and its arguments."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

import msgspec

from ..arguments import LineParser

Run = Callable[[argparse.Namespace, Any], Any]


class Said:
    """A reply in words: ``reply`` is the noun, the text what is shown."""

    def __init__(self, text: str, reply: Any = None) -> None:
        self.text = text
        self.reply = reply

    def __repr__(self) -> str:
        return self.text


class Argument:
    """One argument of a command, as argparse takes it."""

    def __init__(self, *names: str, **options: Any) -> None:
        self.names = names
        self.options = options


REF = Argument("ref", help="churn, churn:3 or churn@champion")
REFS = Argument("refs", nargs="+", help="two to six versions, the first is the baseline")
NAME = Argument("name", help="name of a model")


class Command(msgspec.Struct, frozen=True):
    """A command with its arguments; ``run`` gets them and the shell.

    A ``query`` takes its words as they are, for quotes are part of it. One that ``writes`` can be tried with
    ``--dry-run``.
    """

    run: Run
    arguments: tuple[Argument, ...]
    query: bool = False
    writes: bool = False

    @property
    def takes_refs(self) -> bool:
        """Whether all its words are refs."""
        return REFS in self.arguments

    @property
    def takes_ref(self) -> bool:
        """Whether its first word is a ref."""
        return REF in self.arguments

    def parser(self) -> LineParser:
        """The arguments of the command."""
        name = self.run.__name__
        parser = LineParser(prog=f"%registry {name}", description=self.run.__doc__, add_help=False)
        for argument in self.arguments:
            parser.add_argument(*argument.names, **argument.options)
        if self.writes:
            parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--quiet", action="store_true")
        return parser


COMMANDS: dict[str, Command] = {}
"""Every command by its name, in the order in which they are listed."""


def command(*arguments: Argument, query: bool = False, writes: bool = False) -> Callable[[Run], Run]:
    """Make a function a command under its own name."""

    def add(run: Run) -> Run:
        COMMANDS[run.__name__] = Command(run, arguments, query, writes)
        return run

    return add
