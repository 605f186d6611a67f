"""Bytes and query arguments to requests, strictly: what two parsers could read differently is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn, cast, get_origin

import msgspec

from .. import limits
from ..errors import Invalid, from_validation
from ..requests import ImportCards, Verb

DEPTH = limits.DEPTH + 4  # an import wraps each request in a list in an object
BODY_BYTES = 8 * 1024 * 1024
SERVERS_OWN = frozenset({"token", "_xsrf", "no_track_activity"})
"""Query arguments that the Jupyter server reads itself."""


def body_limit(verb: type[Verb[Any]]) -> int:
    """Most bytes a request of this verb may have."""
    return limits.BODY_BYTES if verb is ImportCards else BODY_BYTES


def parse_json(text: bytes) -> Any:
    """The JSON value of ``text``.

    Raises ``Invalid`` for bytes that are not UTF-8, names given twice, NaN and Infinity, numbers too long to
    read and nesting too deep to walk.
    """
    try:
        content = json.loads(
            text.decode("utf-8"),
            object_pairs_hook=_object,
            parse_constant=_no_constant,
            parse_float=_finite,
        )
    except UnicodeDecodeError as error:
        raise Invalid(f"The body is not UTF-8: byte {error.start} is wrong.") from error
    except json.JSONDecodeError as error:
        raise Invalid(f"The body is not JSON: {error.msg} at line {error.lineno}, column {error.colno}.") from error
    except RecursionError as error:
        raise Invalid("The body is nested too deeply.") from error
    except ValueError as error:  # an integer of more digits than Python reads
        raise Invalid("The body holds a number that is too long.", fix="Give it as text.") from error
    _check_depth(content)
    return content


def _check_depth(content: Any) -> None:
    """Level by level, so that whoever walks the content next may recurse."""
    level = [content]
    for _ in range(DEPTH):
        level = [
            inner
            for outer in level
            if isinstance(outer, (dict, list))
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return
    raise Invalid(f"The body is nested deeper than {limits.DEPTH} levels.")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Invalid(f'The name "{twice[:80]}" is given twice in one object.', field=twice[:80])
    return found


def _no_constant(text: str) -> NoReturn:
    raise Invalid(f"The body holds {text}, which is not JSON.", fix="Leave the value out or give null.")


def _finite(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise Invalid(f"The number {text[:40]} is too large.", fix="Give a finite number.")
    return value


def from_body(verb: type[Verb[Any]], text: bytes) -> Verb[Any]:
    """The request a POST body holds; ``kind`` need not be given, the address has it. Raises ``Invalid``."""
    content = parse_json(text)
    if not isinstance(content, dict):
        raise Invalid("The body must be a JSON object.")
    return _converted(content, verb, strict=True)


def from_arguments(verb: type[Verb[Any]], arguments: Mapping[str, Sequence[bytes]]) -> Verb[Any]:
    """The request in the query arguments of a GET; raises ``Invalid`` for unknown or doubled ones.

    Numbers and booleans are read from text; a list is an argument given once for each of its items.
    """
    fields = msgspec.structs.fields(verb)
    known = {field.encode_name for field in fields}
    lists = {field.encode_name for field in fields if get_origin(field.type) is tuple}
    content: dict[str, str | list[str]] = {}
    for name, values in arguments.items():
        # a bare number is what JupyterLab adds to keep a browser from answering out of its cache
        if name in SERVERS_OWN or (name.isdigit() and not any(values)):
            continue
        if name not in known:
            raise Invalid(
                f'"{name[:80]}" is not an argument of this request.',
                field=name[:80],
                fix=f"Known: {', '.join(sorted(known)) or 'none'}.",
            )
        if len(values) > 1 and name not in lists:
            raise Invalid(f'"{name}" is given {len(values)} times.', field=name)
        try:
            texts = [value.decode("utf-8") for value in values]
        except UnicodeDecodeError as error:
            raise Invalid(f'"{name}" is not UTF-8.', field=name) from error
        content[name] = texts if name in lists else texts[0]
    return _converted(content, verb, strict=False)


def _converted(content: Any, verb: type[Verb[Any]], *, strict: bool) -> Verb[Any]:
    try:
        return cast("Verb[Any]", msgspec.convert(content, verb, strict=strict))
    except msgspec.ValidationError as error:
        raise from_validation(error) from error
    except RecursionError as error:
        raise Invalid("The body is nested too deeply.") from error
