"""The words on the line of a magic: mistakes in them are one sentence; the options of ``%publish``."""

from __future__ import annotations

import argparse
import shlex
from typing import NoReturn

from IPython.core.error import UsageError


class LineParser(argparse.ArgumentParser):
    """A parser that never ends the process; every mistake is a ``UsageError`` in one sentence."""

    def error(self, message: str) -> NoReturn:
        """Refuse the line."""
        raise UsageError(f"{message[:1].upper()}{message[1:]}. {' '.join(self.format_usage().split())}")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """Refuse the line; there is no process to end."""
        raise UsageError((message or "The line cannot be read.").strip())

    def parse_line(self, line: str) -> argparse.Namespace:
        """Arguments of a line, quotes taken as in a shell."""
        try:
            words = shlex.split(line)
        except ValueError as error:
            raise UsageError(f"The line cannot be read: {str(error).lower()}.") from None
        return self.parse_args(words)

    def options(self, *, flags_only: bool = False) -> list[str]:
        """The long options; with ``flags_only`` those that take no value."""
        actions = (action for action in self._actions if not flags_only or action.nargs == 0)
        return [name for action in actions for name in action.option_strings if name.startswith("--")]


TEXTS = {
    "--metrics": "variable with a dict, Series, number or report",
    "--summary": "one sentence: what is it for?",
    "--license": "license, such as Apache-2.0",
    "--tags": "tags, separated by commas",
    "--alias": "alias to point at the new version, such as champion",
    "--task": "task, when the object does not tell, such as tabular-regression",
    "--title": "title of the model for people",
    "--format": "pickle, joblib or skops; by itself a file that runs no code",
    "--registry": "address of another registry",
}
FLAGS = {
    "--no-artifact": "store the card without the object's bytes",
    "--no-cells": "leave the source of the notebook's cells out",
    "--no-test-data": "keep no rows of the test data with the version",
    "--allow-personal": "keep values of columns that look personal, too",
    "--explain": "find out how much each input matters, in at most 10 seconds",
    "--figures": "attach the figures of the notebook",
    "--background": "send the file while other cells run; large files are sent so by themselves",
    "--dry-run": "show what would be published; store nothing",
    "--json": "print the reply as JSON; give nothing back",
    "--quiet": "show nothing, give nothing back",
}


def publish_parser() -> LineParser:
    """The arguments of ``%publish``."""
    parser = LineParser(prog="%publish", add_help=False, usage="%%publish [VARIABLE] [--name NAME] [options]")
    parser.add_argument(
        "variable", nargs="?", default="", help="variable that holds the fitted object; not needed when there is one"
    )
    parser.add_argument(
        "--name", "-n", default="", help="name of the model: a-z, 0-9, '.', '_' and '-'; by itself from the notebook"
    )
    parser.add_argument("--data", "-d", action="append", default=[], help="variable with rows; may be repeated")
    for option, text in TEXTS.items():
        parser.add_argument(option, default="", help=text)
    for flag, text in FLAGS.items():
        parser.add_argument(flag, action="store_true", help=text)
    return parser
