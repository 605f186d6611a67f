"""How long, deep and many: one table, and the check every request passes before anything else sees it."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import Any, TypeVar

import msgspec

from .errors import Invalid, TooLarge, from_validation

T = TypeVar("T")

BODY_BYTES = 64 * 1024 * 1024  # of one JSON request; bulk imports send batches
CARD_TEXT = 256 * 1024  # characters
TEXT = 4_096  # characters of any other text
CELL_SOURCE = 64 * 1024
NAME_TEXT = 256  # keys of params, names of metrics, tags
DEPTH = 32
KEYS = 10_000  # entries of one object or list
TAGS = 64
METRICS = 5_000
PAGE = 100  # rows of one reply
COMPARED = 6  # versions side by side
QUERY_CHARACTERS = 256
QUERY_TERMS = 32
ALIASES = 64
IMPORT_BATCH = 1_000
NODES = 5_000  # of one lineage
INTEGER = 2**53

LONG_TEXTS = {"text": CARD_TEXT, "source": CELL_SOURCE, "diff": CELL_SOURCE, "q": QUERY_CHARACTERS * 4}
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def check(content: Any) -> None:
    """Raise ``Invalid`` or ``TooLarge`` naming the first value that is too long, too deep, not finite or not text."""
    _check(plain(content), "", 0)


def plain(content: Any) -> Any:
    """``content`` as dicts, lists and scalars; raises ``Invalid`` where JSON has no form for it."""
    try:
        return msgspec.to_builtins(content)
    except RecursionError:
        raise Invalid(f"The request is nested deeper than {DEPTH} levels.") from None
    except TypeError as error:
        raise Invalid(f"The request cannot be written as JSON: {error}.", fix="Give numbers, texts, lists.") from None


def typed(content: Any, kind: type[T]) -> T:
    """Plain ``content`` as the Struct ``kind``; raises ``Invalid`` naming a value of the wrong type."""
    try:
        return msgspec.convert(content, kind)
    except msgspec.ValidationError as error:
        raise from_validation(error) from error


def check_finite(value: Any, path: str = "") -> None:
    """Raise ``Invalid`` naming the first number of a plain value that JSON has no form for."""
    if isinstance(value, float) and not math.isfinite(value):
        raise Invalid(
            f"{path} is {value}, which is not a finite number.",
            field=path,
            fix="Leave it out or give a finite number.",
        )
    if isinstance(value, dict):
        for key, inner in value.items():
            check_finite(inner, f"{path}.{key}".lstrip("."))
    elif isinstance(value, (list, tuple)):
        for index, inner in enumerate(value):
            check_finite(inner, f"{path}[{index}]")


def _check(value: Any, path: str, depth: int) -> None:
    if depth > DEPTH:
        raise Invalid(f"{path} is nested deeper than {DEPTH} levels.", field=path)
    if isinstance(value, str):
        _check_text(value, path)
    elif isinstance(value, float):
        check_finite(value, path)
    elif isinstance(value, int) and abs(value) > INTEGER:
        raise Invalid(f"{path} is beyond 2**53.", field=path, fix="Give it as text.")
    elif isinstance(value, dict):
        _check_size(value, path)
        for key, inner in value.items():
            if len(str(key)) > NAME_TEXT:
                raise TooLarge(
                    f"{path} has a name of {len(str(key))} characters.",
                    field=path,
                    fix=f"Keep names below {NAME_TEXT}.",
                )
            _check_text(str(key), path)
            _check(inner, f"{path}.{key}".lstrip("."), depth + 1)
    elif isinstance(value, (list, tuple)):
        _check_size(value, path)
        for index, inner in enumerate(value):
            _check(inner, f"{path}[{index}]", depth + 1)


def _check_size(value: Any, path: str) -> None:
    if len(value) > KEYS:
        raise TooLarge(f"{path} has {len(value)} entries, at most {KEYS} are allowed.", field=path)


def _check_text(text: str, path: str) -> None:
    longest = LONG_TEXTS.get(path.rpartition(".")[2], TEXT)
    if len(text) > longest:
        raise TooLarge(
            f"{path} has {len(text)} characters, at most {longest} are allowed.",
            field=path,
            fix="Shorten it.",
        )
    found = FORBIDDEN.search(text)
    if found:
        raise Invalid(f"{path} holds the control character {found.group()!r}.", field=path, fix="Remove it.")


def normalised(text: str) -> str:
    """NFC form of a text; the form in which texts are stored and compared."""
    return unicodedata.normalize("NFC", text)
