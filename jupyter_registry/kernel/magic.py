"""``%publish``, ``%%publish`` and ``%registry``.

A mistake ends in one sentence without a traceback (``UsageError``), nothing is stored, and the cell counts as
failed, so that a notebook run from top to bottom stops there.
"""

from __future__ import annotations

import argparse
import shlex
from typing import Any

import msgspec
from IPython.core.error import UsageError
from IPython.core.magic import Magics, line_cell_magic, line_magic, magics_class
from IPython.core.magic_arguments import argument, magic_arguments

from ..errors import RegistryError
from ..publishing import publish as publish_object
from . import commands
from .autoload import add_completion
from .display import Shown
from .lookup import look_up, look_up_tables
from .refusal import refused


@magics_class
class RegistryMagics(Magics):  # type: ignore[misc]  # IPython has no types for its base
    """The magics of the registry."""

    @line_cell_magic
    @magic_arguments()
    @argument("variable", help="Name of the variable that holds the fitted object.")
    @argument("--name", "-n", help="Name of the model: a-z, 0-9, '.', '_' and '-'.", required=True)
    @argument("--metrics", "-m", default="", help="Variable with a dict, Series, number or report.")
    @argument("--data", "-d", action="append", default=[], help="Variable with rows; may be repeated.")
    @argument("--summary", "-s", default="", help="One sentence: what is it for?")
    @argument("--license", default="", help="License, such as Apache-2.0.")
    @argument("--tags", default="", help="Tags, separated by commas.")
    @argument("--alias", default="", help="Alias to point at the new version, such as champion.")
    @argument("--task", default="", help="Task, when the object does not tell, such as tabular-regression.")
    @argument("--title", default="", help="Title of the model for people.")
    @argument("--format", default="", help="skops (used by itself), pickle or joblib.")
    @argument("--no-artifact", action="store_true", help="Store the card without the object's bytes.")
    @argument("--no-cells", action="store_true", help="Leave the source of the notebook's cells out.")
    @argument("--registry", default="", help="Address of another registry.")
    @argument("--dry-run", action="store_true", help="Show what would be published; store nothing.")
    @argument("--json", action="store_true", help="Print the reply as JSON; give nothing back.")
    @argument("--quiet", action="store_true", help="Show nothing, give nothing back.")
    def publish(self, line: str, cell: str | None = None) -> Shown | None:
        """Publish a fitted object as the next version of a model and show its card.

        The body of ``%%publish`` becomes the card's Markdown text.
        """
        args = parsed(self.publish.parser, line)
        try:
            shown = publish_object(
                look_up(self.shell, args.variable, "variable"),
                args.name,
                metrics=look_up(self.shell, args.metrics, "--metrics") if args.metrics else None,
                metrics_name=args.metrics or "metrics",
                data=look_up_tables(self.shell, args.data),
                summary=args.summary,
                license=args.license,
                tags=args.tags,
                alias=args.alias,
                task=args.task,
                title=args.title,
                format=args.format,
                artifact=not args.no_artifact,
                dry_run=args.dry_run,
                registry=args.registry or None,
                cells=not args.no_cells,
                card_text=cell or "",
            )
        except RegistryError as error:
            raise refused(error, "Not published") from None
        return _given_back(shown, args)

    @line_magic
    def registry(self, line: str) -> Any:
        """Find, show and look after models: ``%registry search|show|versions|load|alias|tag|...``.

        ``%registry`` alone lists all of them; each takes ``--json`` and ``--quiet``.
        """
        try:
            shown = commands.run(self.shell, line)
        except RegistryError as error:
            raise refused(error, "Not done") from None
        return shown


def parsed(parser: Any, line: str) -> argparse.Namespace:
    """Arguments of a line, quotes taken as in a shell; raises ``UsageError`` in one sentence."""
    try:
        words = shlex.split(line)
    except ValueError as error:
        raise UsageError(f"The line cannot be read: {str(error).lower()}.") from None
    namespace: argparse.Namespace = parser.parse_args(words)
    return namespace


def _given_back(shown: Any, args: argparse.Namespace) -> Shown | None:
    if args.json:
        print(msgspec.json.encode(shown.reply).decode())
    return None if args.json or args.quiet else shown


def load_ipython_extension(shell: Any) -> None:
    """Register the magics; called by ``%load_ext`` and by the first use of a lazy magic."""
    shell.register_magics(RegistryMagics)
    add_completion(shell)
