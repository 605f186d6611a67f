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

POSITIONAL = ("ref", "refs", "name", "model", "alias", "number", "q", "tags")
HELP = {
    "ref": "name, name:3 or name@alias",
    "refs": "two to six versions, the first is the baseline",
    "name": "name of a model",
    "model": "name of a model",
    "alias": "such as champion",
    "number": 'number of a version, or "none" to take the alias away',
    "if_number": 'only if the alias points there now ("none": if it is not set)',
    "if_revision": "only if nobody edited the card since this revision",
    "q": "the query, as typed in the search box; after -- when it begins with a minus",
    "sort": '"updated", "name" or the name of a metric; best match first without it',
    "limit": "at most so many rows",
    "offset": "leave out so many rows first",
    "facets": "count the values of the facets too",
    "kernel": "what the kernel has, such as skops==0.13, for kernel:ok",
    "cursor": "place in the query where it is being typed; -1 is the end",
    "total": "number of results",
    "taken": "place of the result that was opened, from 1",
    "deep": "read every byte of every file, too",
    "tags": "all tags the model shall have",
    "fields": "FIELD=VALUE answers a field of the card, FIELD= clears it",
    "text": "the Markdown text of the card",
    "reason": "why, for those who use it",
    "sunset_on": "the day from which it is not offered any more, such as 2027-01-31",
    "replacement": "ref of what to use instead",
    "steps": "links to follow in both directions",
    "dataset": "name of the dataset",
    "metric": "name of the metric",
    "split": "part of the dataset, such as test",
    "scenario": "what the numbers stand for",
    "sequence": "number of the comment",
    "starred": "among the favourites or not",
    "metrics": 'JSON, such as [{"name": "accuracy", "value": 0.9, "dataset": "wine", "split": "test"}]',
    "hardware": "what it was measured on",
    "software": "packages it was measured with, such as onnxruntime==1.24",
    "region": "where it was measured",
    "resources": 'JSON, such as {"latency_ms": 3.5}',
    "throughput": "rows in a second",
    "latency_p95_ms": "95th percentile of the latency in milliseconds",
    "run": "where it was run: a notebook or a purl",
    "note": "a note for people",
    "measured_at": "when, if not now: 2026-01-31T12:00:00Z",
    "deployed_at": "when, if not now: 2026-01-31T12:00:00Z",
    "verdict": "passed, warning or failed",
    "summary": "one sentence for people",
    "evidence": "JSON object with what the verdict rests on",
    "target": "what the link leads to, or where the version is deployed",
    "state": "active or ended",
    "environment": "such as production",
    "owner": "whom to tell before it goes",
    "outcome": "loaded, refused or failed",
    "consumer": "the notebook or service that loaded it",
    "topic": "comment, question, answer or lesson",
    "reply_to": "sequence of the comment it answers",
    "label": "what people call the field",
    "question": "what to ask for it",
    "kind": "text, list, choice, number, date, boolean or ref",
    "group": "use, data, evaluation, limits, governance, operation or organisation",
    "choices": 'JSON list of the answers a choice has, such as ["low", "high"]',
    "weight": "its weight in the completeness; 0 is asked and not counted",
    "title": "title for people",
    "practice_kind": "preprocessing, evaluation, training, deployment or other",
    "into": "the tag they shall have",
    "dry_run": "only say which models it would change",
    "relation": "such as derived-from or trained-on",
    "digest": "digest of what it leads to",
}
"""What each argument is; a test sees to it that none is missing."""
HELP_OF_VERB = {
    ("save-search", "name"): "what to call the search",
    ("remove-search", "name"): "what the search is called",
    ("list-benchmarks", "name"): "only what this model was measured on",
    ("add-check", "name"): "what the check is called",
    ("add-comment", "text"): "the comment, in Markdown",
    ("define-field", "name"): "name of the field: a-z, 0-9 and _",
    ("remove-field", "name"): "name of the field",
    ("add-practice", "name"): "name of the practice",
    ("add-practice", "text"): "the practice, in Markdown",
    ("remove-practice", "name"): "name of the practice",
    ("merge-tags", "tags"): "the tags that go",
}
"""What an argument is where the table above would be wrong."""
BY_FILE = {name for name, verb in VERBS.items() if name in ("publish", "preview", "import-cards")}
"""Verbs whose request is a document: given as JSON in a file or on standard input."""

OWN = {"publish"}
"""Verbs whose command does more."""


def add_verbs(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add a command for every verb; its help is the verb's docstring."""
    for name, verb in VERBS.items():
        if name in OWN:
            continue
        text = " ".join((verb.__doc__ or "").replace("``", "").split())
        command = commands.add_parser(name, help=text.split(". ")[0].rstrip("."), description=text)
        command.set_defaults(verb=verb)
        if name in BY_FILE:
            command.add_argument("file", metavar="FILE", help="JSON of the request; - reads standard input")
        else:
            _add_fields(command, name, verb)


def _add_fields(command: argparse.ArgumentParser, name: str, verb: type[Verb[Any]]) -> None:
    """Required fields and the query by their place, the others as options; a noun's fields are the verb's own."""
    for field in msgspec.structs.fields(verb):
        if field.name == "request_id":
            continue
        if _is_noun(field.type):
            _add_parts(command, name, field.type)
            continue
        options = _options(field, HELP_OF_VERB.get((name, field.name), HELP[field.name]))
        if field.name in POSITIONAL and (field.required or field.name == "q"):
            command.add_argument(field.name, **options)
        else:
            flag = "--" + field.name.replace("_", "-")
            command.add_argument(flag, default=argparse.SUPPRESS, required=field.required, **options)


def _is_noun(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _add_parts(command: argparse.ArgumentParser, name: str, noun: type[msgspec.Struct]) -> None:
    """The fields of a noun as options; what is not one word is given as JSON."""
    for part in msgspec.structs.fields(noun):
        words = HELP_OF_VERB.get((name, part.name), HELP[part.name])
        command.add_argument(
            "--" + part.name.replace("_", "-"),
            default=argparse.SUPPRESS,
            required=part.required,
            metavar=part.name.upper(),
            type=_json if _is_json(part.type) else str,
            help=words,
        )


def _is_json(kind: Any) -> bool:
    written = inspect.type_info(kind)
    choices = written.types if isinstance(written, inspect.UnionType) else (written,)
    return any(isinstance(c, (inspect.VarTupleType, inspect.DictType, inspect.StructType)) for c in choices)


def _json(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        raise argparse.ArgumentTypeError(f"not JSON: {error}") from error


def _options(field: msgspec.structs.FieldInfo, words: str) -> dict[str, Any]:
    """How argparse reads a field, by its type."""
    kind = inspect.type_info(field.type)
    if isinstance(kind, inspect.BoolType):
        return {
            "action": argparse.BooleanOptionalAction,
            "help": f"{words} (default: {'yes' if field.default else 'no'})",
        }
    if isinstance(kind, inspect.IntType):
        return {"type": int, "metavar": field.name.upper(), "help": f"{words} (default: {field.default})"}
    if isinstance(kind, inspect.DictType):
        return {"nargs": "*", "metavar": "FIELD=VALUE", "help": words}
    if isinstance(kind, inspect.VarTupleType) or field.name == "q":
        return {"nargs": "*", "metavar": field.name.upper(), "help": words}
    return {"metavar": field.name.upper(), "help": words}


def request_of(arguments: argparse.Namespace) -> Verb[Any]:
    """The request the arguments ask for; raises ``Invalid`` naming the argument."""
    verb: type[Verb[Any]] = arguments.verb
    if hasattr(arguments, "file"):
        content = _read_json(arguments.file)
    else:
        given = vars(arguments)
        content = {name: given[name] for name in verb.__struct_fields__ if name in given}
        for field in msgspec.structs.fields(verb):
            if _is_noun(field.type):
                parts = msgspec.structs.fields(field.type)
                content[field.name] = {part.name: given[part.name] for part in parts if part.name in given}
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
