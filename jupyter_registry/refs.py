"""Refs: ``[namespace/]name[:number|@alias]``, parsed and printed."""

from __future__ import annotations

import re
import unicodedata

import msgspec

from .errors import Invalid

NAME_PART = re.compile(r"[a-z0-9][a-z0-9._-]{0,127}")
ALIAS = re.compile(r"[a-z][a-z0-9._-]{0,63}")
RESERVED = {"undefined", "null", "true", "false", "none", "nan", "con", "prn", "aux", "nul", "latest"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)
}
"""Words that are a value, a device or a promise somewhere else; refused as a name."""


class Ref(msgspec.Struct, frozen=True):
    """A parsed ref; with neither number nor alias it means the newest version not retired."""

    name: str
    number: int | None = None
    alias: str = ""

    def __str__(self) -> str:
        if self.alias:
            return f"{self.name}@{self.alias}"
        return self.name if self.number is None else f"{self.name}:{self.number}"


def slug(text: str) -> str:
    """The nearest valid name to ``text``, for suggestions and imports; "model" when nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    parts = (re.sub(r"[^a-z0-9._-]+", "-", part).strip("._-") for part in plain.split("/"))
    joined = re.sub(r"\.\.+", ".", "-".join(part for part in parts if part))[:128].rstrip("._-")
    if not joined or joined.isdigit() or joined in RESERVED:
        return f"model-{joined}".rstrip("-")
    return joined


def _part_fault(part: str) -> str:
    if not part:
        return "is empty"
    if len(part) > 128:
        return f"has {len(part)} characters, at most 128 are allowed"
    if ".." in part or not NAME_PART.fullmatch(part):
        return "may hold a-z, 0-9, '.', '_' and '-', and starts with a letter or a digit"
    if part.isdigit():
        return "is only digits"
    return "is a reserved word" if part in RESERVED else ""


def check_name(name: str, field: str = "model") -> str:
    """Return ``name`` when it is a valid model name, else raise ``Invalid`` with the nearest valid one."""
    parts = name.split("/")
    fault = "has more than one '/'" if len(parts) > 2 else next(filter(None, map(_part_fault, parts)), "")
    if not fault:
        return name
    suggestion = "/".join(map(slug, parts)) if len(parts) == 2 and all(parts) else slug(name)
    shown = name if len(name) <= 40 else f"{name[:37]}..."
    raise Invalid(f'The name "{shown}" {fault}.', field=field, fix=f'Use "{suggestion}", for instance.')


def check_alias(alias: str, field: str = "alias") -> str:
    """Return ``alias`` when it is valid, else raise ``Invalid``."""
    if ALIAS.fullmatch(alias) and ".." not in alias and alias not in RESERVED:
        return alias
    raise Invalid(
        f"The alias \"{alias[:40]}\" may hold a-z, 0-9, '.', '_' and '-' and starts with a letter.",
        field=field,
        fix=f'Use "{slug(alias).lstrip("0123456789._-") or "champion"}", for instance.',
    )


def parse(text: str) -> Ref:
    """Parse a ref; raises ``Invalid`` naming the part that is wrong."""
    text = text.strip()
    name, at, alias = text.partition("@")
    if at:
        return Ref(check_name(name, "ref"), None, check_alias(alias, "ref"))
    name, colon, number = text.partition(":")
    if not colon:
        return Ref(check_name(name, "ref"))
    number = number.removeprefix("v")
    if not (number.isascii() and number.isdigit() and 0 < len(number) <= 9) or int(number) < 1:
        raise Invalid(
            f'"{number[:20]}" is not a version number.',
            field="ref",
            fix=f'Write "{slug(name)}:1" or an alias "{slug(name)}@champion".',
        )
    return Ref(check_name(name, "ref"), int(number))
