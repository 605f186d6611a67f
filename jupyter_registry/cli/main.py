"""``jupyter-registry [--registry URL] [--json] COMMAND ...``: exit code 0 is done, 1 refused, 2 wrong usage."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

import msgspec

from .. import schema
from ..card_document import card_document
from ..errors import RegistryError
from ..registry import Registry, open_registry
from . import bulk, checking, demo_command, lock_command, publishing, verbs
from .text import printed

DONE, REFUSED = 0, 1


def parser() -> argparse.ArgumentParser:
    """The parser with every command."""
    top = argparse.ArgumentParser(
        prog="jupyter-registry",
        description="Search, read and change a model registry.",
        epilog="Exit codes: 0 done, 1 refused (the reason is on standard error), 2 wrong usage.",
    )
    _add_everywhere(top, "")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    verbs.add_verbs(commands)
    publishing.add_publish(commands)
    bulk.add_import(commands)
    bulk.add_ingest(commands)
    checking.add_checks(commands)
    lock_command.add_lock(commands)
    demo_command.add_demo(commands)
    documents = commands.add_parser("schema", help="print the API's description", description=schema.__doc__)
    documents.add_argument("document", choices=["openapi", "json-schema", "typescript", "card-fields"])
    documents.set_defaults(run=_schema)
    for command in commands.choices.values():
        _add_everywhere(command, argparse.SUPPRESS)
    return top


def _add_everywhere(command: argparse.ArgumentParser, default: str) -> None:
    """Add the options that may stand before a command or behind it; the one behind it wins."""
    command.add_argument(
        "--registry",
        metavar="URL",
        default=default,
        help="sqlite:///path/registry.db or http(s)://host/; else JUPYTER_REGISTRY, else your own registry",
    )
    command.add_argument("--json", action="store_true", default=default or False, help="print the reply as JSON")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; a refusal is one sentence on standard error."""
    given = parser().parse_args(arguments)
    try:
        with open_registry(given.registry) as registry:
            return int(given.run(given, registry)) if hasattr(given, "run") else _run_verb(given, registry)
    except RegistryError as error:
        if given.json:
            print(msgspec.json.encode(error.to_wire()).decode(), file=sys.stderr)
        else:
            print(f"jupyter-registry: {error}", file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader left, as "| head" does
        return DONE
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130


def _run_verb(given: argparse.Namespace, registry: Registry) -> int:
    reply = registry.backend.handle(verbs.request_of(given))
    print(msgspec.json.encode(reply).decode() if given.json else printed(reply))
    return REFUSED if getattr(reply, "ok", True) is False else DONE


def _schema(given: argparse.Namespace, registry: Registry) -> int:
    if given.document == "card-fields":
        sys.stdout.write(schema.printed(card_document(registry.get_card_schema())))
    else:
        sys.stdout.write(dict(schema.pages())[given.document])
    return DONE
