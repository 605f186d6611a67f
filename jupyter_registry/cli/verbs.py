"""From verbs to argparse: fields become arguments, arguments become requests."""

from __future__ import annotations

import argparse
import sys
import uuid
from pathlib import Path
from typing import Any

import msgspec
from msgspec import inspect

from ..errors import Invalid
from ..requests import VERBS, Verb

POSITIONAL = ("ref", "name", "model", "alias", "number", "q", "tags")
BY_FILE = {name for name, verb in VERBS.items() if name in ("publish", "preview", "import-cards")}
"""Verbs whose request is a document: given as JSON in a file or on standard input."""


def add_verbs(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add a command for every verb; its help is the verb's docstring."""
    for name, verb in VERBS.items():
        text = " ".join((verb.__doc__ or "").replace("``", "").split())
        command = commands.add_parser(name, help=text.split(". ")[0].rstrip("."), description=text)
        command.set_defaults(verb=verb)
        if name in BY_FILE:
            command.add_argument("file", metavar="FILE", help="JSON of the request; - reads standard input")
        else:
            _add_fields(command, verb)


def _add_fields(command: argparse.ArgumentParser, verb: type[Verb[Any]]) -> None:
    positional = True
    for field in msgspec.structs.fields(verb):
        if field.name == "request_id":
            continue
        required = field.required
        positional = positional and field.name in POSITIONAL and not (field.name == "name" and not required)
        _add_field(command, verb, field, positional)


def _add_field(
    command: argparse.ArgumentParser,
    verb: type[Verb[Any]],
    field: msgspec.structs.FieldInfo,
    positional: bool,
) -> None:
    kind = inspect.type_info(field.type)
    options: dict[str, Any] = {"metavar": field.name.upper(), "help": _help(field)}
    if isinstance(kind, inspect.BoolType):
        command.add_argument(_flag(field), action=argparse.BooleanOptionalAction, default=field.default)
        return
    if isinstance(kind, (inspect.VarTupleType, inspect.ListType)):
        options["nargs"] = "*"
    elif isinstance(kind, inspect.DictType):
        options |= {
            "nargs": "*",
            "metavar": "FIELD=VALUE",
            "help": "FIELD=VALUE answers a field, FIELD= clears it",
        }
    if not positional:
        command.add_argument(_flag(field), default=argparse.SUPPRESS, required=field.required, **options)
    elif field.name == "q":
        command.add_argument(field.name, **{**options, "nargs": "*"})
    elif field.required or options.get("nargs"):
        command.add_argument(field.name, **options)
    else:
        command.add_argument(field.name, default=argparse.SUPPRESS, **{**options, "nargs": "?"})


def _flag(field: msgspec.structs.FieldInfo) -> str:
    return "--" + field.name.replace("_", "-")


def _help(field: msgspec.structs.FieldInfo) -> str:
    kind = inspect.type_info(field.type)
    words = {inspect.IntType: "a number", inspect.VarTupleType: "any number of them"}.get(type(kind), "")
    if field.name == "number":
        words = 'a version, or "none" to take the alias away'
    if field.default not in (msgspec.NODEFAULT, msgspec.UNSET, "", None) and not words:
        words = f"default {field.default}"
    return words


def request_of(arguments: argparse.Namespace) -> Verb[Any]:
    """The request the arguments ask for; raises ``Invalid`` naming the argument."""
    verb: type[Verb[Any]] = arguments.verb
    if hasattr(arguments, "file"):
        content = _read_json(arguments.file)
    else:
        given = vars(arguments)
        content = {name: given[name] for name in verb.__struct_fields__ if name in given}
    if isinstance(content.get("q"), list):
        content["q"] = " ".join(content["q"])
    for name in ("number", "if_number"):
        if str(content.get(name, "")).lower() in ("none", "null"):
            content[name] = None
    if "fields" in content and isinstance(content["fields"], list):
        content["fields"] = dict(map(_answer, content["fields"]))
    if verb.writes:
        content.setdefault("request_id", uuid.uuid4().hex)
    try:
        request: Verb[Any] = msgspec.convert(content, verb, strict=False)
    except msgspec.ValidationError as error:
        message, _, place = str(error).partition(" - at `$.")
        raise Invalid(f"{place.rstrip('`') or 'The request'}: {message}.", field=place.rstrip("`")) from error
    return request


def _answer(text: str) -> tuple[str, dict[str, Any] | None]:
    field, equals, value = text.partition("=")
    if not equals:
        raise Invalid(f'"{text}" is not FIELD=VALUE.', field="fields", fix='Write license="Apache-2.0", for instance.')
    return field.strip(), {"value": value} if value else None


def _read_json(file: str) -> dict[str, Any]:
    try:
        text = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return msgspec.json.decode(text, type=dict[str, Any])
    except OSError as error:
        raise Invalid(f"{file} cannot be read: {error.strerror}.", field="file") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Invalid(f"{file} is not a JSON object: {error}.", field="file") from error
