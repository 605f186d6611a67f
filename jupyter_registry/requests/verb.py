"""What every verb is: an operation whose fields are its arguments, whose class names its reply."""

from __future__ import annotations

import re
from typing import ClassVar, Generic, TypeVar, get_args

import msgspec

R = TypeVar("R")


def wire_name(class_name: str) -> str:
    """``SetAlias`` -> ``set-alias``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", class_name).lower()


class Verb(
    msgspec.Struct,
    Generic[R],
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="kind",
    tag=wire_name,
):
    """An operation; ``R`` is its reply."""

    writes: ClassVar[bool] = False
    body: ClassVar[bool] = False  # sent by POST although it changes nothing


class Write(Verb[R], frozen=True, kw_only=True):
    """An operation that changes the registry."""

    writes: ClassVar[bool] = True
    audited: ClassVar[bool] = True  # false for what concerns its actor alone
    request_id: str = ""


def reply_type(verb: type[Verb[R]]) -> type[R]:
    """The Struct that answers ``verb``, read off its declaration."""
    base = verb.__orig_bases__[0]  # type: ignore[attr-defined]  # set by typing on generic subclasses
    reply: type[R] = get_args(base)[0]
    return reply
