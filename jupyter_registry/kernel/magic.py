"""``%publish``, ``%%publish`` and ``%registry``.

A mistake ends in one sentence without a traceback (``UsageError``), nothing is stored, and the cell counts as
failed, so that a notebook run from top to bottom stops there.
"""

from __future__ import annotations

import argparse
from functools import partial
from typing import Any

import msgspec
from IPython.core.magic import Magics, line_cell_magic, line_magic, magics_class

from ..background import PublishJob
from ..capture.permutation import SECONDS
from ..errors import RegistryError
from ..publishing import publish as publish_object
from ..session import current
from . import commands
from .arguments import publish_parser
from .autoload import add_completion, add_ledger
from .display import Shown
from .lookup import look_up, look_up_tables
from .naming import only_model, under_proposed_name
from .refusal import refused

PARSER = publish_parser()
INTERRUPTED = RegistryError("It was interrupted; nothing of it is kept.", fix="Run the cell again.")


@magics_class
class RegistryMagics(Magics):
    """The magics of the registry."""

    @line_cell_magic
    def publish(self, line: str, cell: str | None = None) -> Shown | PublishJob | None:
        """Publish a fitted object as the next version of a model and show its card.

        The body of ``%%publish`` becomes the card's Markdown text.
        """
        args = PARSER.parse_line(line)
        try:
            variable = args.variable or only_model(self.shell)
            obj = look_up(self.shell, variable, "variable")
            publish = partial(publish_object, obj, **self._options(args, cell))
            if args.name:
                shown, note = publish(args.name), ""
            else:
                shown, note = under_proposed_name(
                    current(args.registry or None),
                    self.shell,
                    obj,
                    variable,
                    lambda proposal: publish(proposal.name, if_new=proposal.new),
                )
        except RegistryError as error:
            raise refused(error, "Not published") from None
        except KeyboardInterrupt:
            raise refused(INTERRUPTED, "Not published") from None
        if note and not (args.quiet or args.json):
            print(note)
        return _given_back(shown, args)

    def _options(self, args: argparse.Namespace, cell: str | None) -> dict[str, Any]:
        """What was asked for besides the object and its name, as arguments of ``publish``."""
        return {
            "metrics": look_up(self.shell, args.metrics, "--metrics") if args.metrics else None,
            "metrics_name": args.metrics or "metrics",
            "data": look_up_tables(self.shell, args.data),
            "summary": args.summary,
            "license": args.license,
            "tags": args.tags,
            "alias": args.alias,
            "task": args.task,
            "title": args.title,
            "format": args.format,
            "artifact": not args.no_artifact,
            "dry_run": args.dry_run,
            "background": args.background or (False if args.json or args.quiet else None),
            "registry": args.registry or None,
            "cells": not args.no_cells,
            "test_data": not args.no_test_data,
            "personal": args.allow_personal,
            "explain": SECONDS if args.explain else 0.0,
            "figures": args.figures,
            "card_text": cell or "",
        }

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


RegistryMagics.publish.__doc__ = f"{RegistryMagics.publish.__doc__}\n{PARSER.format_help()}"


def _given_back(shown: Any, args: argparse.Namespace) -> Shown | PublishJob | None:
    if args.json:
        card = shown.wait() if isinstance(shown, PublishJob) else shown
        print(msgspec.json.encode(card.reply).decode())
    return None if args.json or args.quiet else shown


def load_ipython_extension(shell: Any) -> None:
    """Register the magics; called by ``%load_ext`` and by the first use of a lazy magic."""
    shell.register_magics(RegistryMagics)
    add_completion(shell)
    add_ledger(shell)
