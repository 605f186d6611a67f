"""Reads one filter of a query line: which field, which values or bounds, or what is wrong with it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from ..card_schema import STANDARD
from . import dates, units
from .fields import (
    BY_NAME,
    KERNEL,
    OWN,
    PARTS,
    SPELLED,
    KnownNames,
    QueryField,
    field_of,
    kind_of,
    spelled_answer,
)
from .nodes import Compare, Values, When
from .vocabulary import vocabulary
from .words import folded, identifier

Filter = Compare | Values | When
CMP = {"≥": ">=", "≤": "<=", "=>": ">=", "=<": "<="}
IS = ("retired", "mine", "starred", "sunset", "draft", "candidate", "approved", "deprecated")
_NOT_RECORDED = {"reviewer": "Reviews are not recorded here."}
"""Fields of which nothing is kept, with what to say instead of that there is no such field."""
_RANGE = re.compile(r"(.*?)\.\.(.*)")
HAS = tuple(dict.fromkeys((*PARTS, *(field.definition.name for field in STANDARD))))


@dataclass(frozen=True)
class Raw:
    """A filter as typed: ``name@dataset``, the sign, and the text or the quoted and bare values after it."""

    name: str
    dataset: str
    sign: str
    text: str
    values: tuple[str, ...]
    quoted: bool


@dataclass(frozen=True)
class Wrong:
    """Why a filter says nothing, and what would ("" when none is known)."""

    message: str
    fix: str = ""


def known_metric(name: str, metrics: Collection[str]) -> str:
    """The name under which the registry keeps the number a query calls ``name``, or ""."""
    plain = identifier(name)
    if name.startswith("param.") and identifier(name[6:]):
        return f"param.{identifier(name[6:])}"
    if plain in metrics:
        return plain
    squashed = plain.replace("_", "")
    if not squashed:
        return ""
    known = {name.replace("_", ""): name for name in sorted(metrics, reverse=True)}
    meant = (key.replace("_", "") for key in vocabulary().metrics.get(squashed, ()))
    return next((known[name] for name in (squashed, *meant) if name in known), "")


def is_number_name(name: str, metrics: Collection[str]) -> bool:
    """Whether ``name`` is a field or a metric that a number can be compared with."""
    field = field_of(name, metrics)
    return field.takes == "number" if field else bool(known_metric(name, metrics))


def read(raw: Raw, metrics: Collection[str], now: datetime) -> Filter | Wrong:
    """The filter ``raw`` means, or what is wrong with it."""
    field = field_of(raw.name, metrics)
    metric = "" if field else known_metric(raw.name, metrics)
    if field is None and not metric:
        return _unknown(raw, metrics)
    if field is not None and field.takes == "date":
        return _when(field, raw, now)
    if field is None or field.takes == "number":
        return _number(field, field.name if field else metric, raw)
    return _values(field, raw, metrics)


def _unknown(raw: Raw, metrics: Collection[str]) -> Wrong:
    if raw.name.lower() in _NOT_RECORDED:
        return Wrong(_NOT_RECORDED[raw.name.lower()], f"owner{raw.sign}{raw.text}")
    known = {folded(name) for name in (*BY_NAME, *metrics, *own_names(metrics))}
    close = difflib.get_close_matches(folded(raw.name)[:40], sorted(known), n=1, cutoff=0.6)
    if not close:
        return Wrong(f'There is no field "{raw.name}".', f'"{raw.name}{raw.sign}{raw.text}"')
    return Wrong(f'There is no field "{raw.name}"; did you mean "{close[0]}"?', f"{close[0]}{raw.sign}{raw.text}")


def _values(field: QueryField, raw: Raw, metrics: Collection[str]) -> Filter | Wrong:
    if raw.sign not in (":", "="):
        return Wrong(f"{field.label} takes words, not bounds.", f"{field.name}:{raw.text or field.example}")
    if not raw.values:
        return Wrong(f"{field.label} needs a value, such as {field.example}.", f"{field.name}:{field.example}")
    if field.takes == "flag":
        allowed = {"is": IS, "kernel": KERNEL}.get(field.name) or (*HAS, *own_names(metrics), *metrics)
        values = tuple(_flag(value.lower(), allowed, metrics) for value in raw.values)
        for value in values:
            wrong = _not_allowed(field, value, allowed)
            if wrong:
                return wrong
        return Values(field.name, values)
    if field.name.startswith(OWN):
        return Values(field.name, tuple(map(spelled_answer, raw.values)))
    return Values(field.name, raw.values, exact=raw.sign == "=" and field.name in SPELLED)


def _flag(value: str, allowed: Collection[str], metrics: Collection[str]) -> str:
    """What a flag asks for; a metric may be written in any way."""
    meant = "" if value in allowed else known_metric(value, metrics)
    return meant if meant in allowed else value


def _not_allowed(field: QueryField, value: str, allowed: Collection[str]) -> Wrong | None:
    if value in allowed:
        return None
    close = difflib.get_close_matches(value[:40], list(allowed), n=1, cutoff=0.5)
    hint = f'did you mean "{close[0]}"?' if close else f"try one of {', '.join(list(allowed)[:6])}."
    fix = f"{field.name}:{close[0]}" if close else ""
    return Wrong(f'"{field.name}:{value}" asks for nothing known; {hint}', fix)


def own_names(known: Collection[str]) -> tuple[str, ...]:
    """The names of the organisation's fields, for short."""
    own = known.own if isinstance(known, KnownNames) else {}
    return tuple(name for name in own if not name.startswith(OWN))


def _number(field: QueryField | None, name: str, raw: Raw) -> Filter | Wrong:
    kind = kind_of(name)
    label = field.label if field else name
    example = field.example if field else "0.9"
    if raw.quoted and raw.values and name.startswith("param."):
        return Values(name, raw.values)
    text = _trimmed(raw.text)
    if not text:
        return Wrong(f"{label} needs a number, such as {example}.", f"{name}{raw.sign}{example}")
    found = _RANGE.fullmatch(text)
    if found and raw.sign == ":":
        return _range(name, raw.dataset, found[1], found[2], kind)
    value = units.read(text, kind)
    if value is not None:
        return Compare(name, "=" if raw.sign == ":" else raw.sign, value, dataset=raw.dataset)
    if name.startswith("param.") and raw.sign in (":", "=") and raw.values:
        return Values(name, raw.values)
    return _wrong_number(name, label, raw, kind)


def _trimmed(text: str) -> str:
    """Without the comma or full stop that ended a sentence; two stops are a range."""
    text = text.rstrip(",")
    return text if text.endswith("..") else text.removesuffix(".")


def _wrong_number(name: str, label: str, raw: Raw, kind: units.Kind) -> Wrong:
    number = re.match(units.NUMBER, raw.text, re.ASCII)
    if number:
        unit = raw.text[number.end() :].strip()
        fix = f"{name}{raw.sign}{number.group()}"
        return Wrong(f'{label} has no unit "{unit}"; its units are {units.units_of(kind)}.', fix)
    return Wrong(f'{label} takes a number, and "{raw.text}" is none.')


def _range(name: str, dataset: str, first: str, last: str, kind: units.Kind) -> Filter | Wrong:
    unit = re.search(r"[A-Za-zµ%]+$", last)
    if unit and first[-1:].isdigit():
        first += unit.group()  # 10..50M means 10M..50M
    low = None if first in ("*", "") else units.read(first, kind)
    high = None if last in ("*", "") else units.read(last, kind)
    for end, value in ((first, low), (last, high)):
        if end not in ("*", "") and value is None:
            return Wrong(f'"{end}" is not a number of {name}.')
    if low is not None and high is not None and low > high:
        return Wrong("The range runs backwards.", f"{name}:{last}..{first}")
    if low is None and high is None and not (first == last == "*"):
        return Wrong("A range needs at least one end.", f"{name}:*..*")
    return Compare(name, "..", low, high, dataset)


def _when(field: QueryField, raw: Raw, now: datetime) -> Filter | Wrong:
    text = _trimmed(raw.text).lower()
    if not text:
        return Wrong(f"{field.label} needs a date or an age, such as {field.example}.", f"{field.name}:<30d")
    found = _RANGE.fullmatch(text)
    if found and raw.sign == ":":
        return _when_range(field, found[1], found[2], now)
    if not dates.is_time(text):
        return Wrong(f'"{text}" is neither a date (2026-01) nor an age (30d).', f"{field.name}:<30d")
    sign = "=" if raw.sign == ":" else raw.sign
    if dates.is_age(text) and sign == "=":
        sign = "<"  # "updated:30d" asks for what changed within 30 days
    return When(field.name, sign, text)


def _when_range(field: QueryField, first: str, last: str, now: datetime) -> Filter | Wrong:
    first, last = first.replace("*", ""), last.replace("*", "")
    for end in (first, last):
        if end and not dates.is_time(end):
            return Wrong(f'"{end}" is neither a date (2026-01) nor an age (30d).', f"{field.name}:<30d")
    if not first and not last:
        return Wrong("A range needs at least one end.", f"{field.name}:2026-01..*")
    if first and last and dates.period(first, now)[0] > dates.period(last, now)[1]:
        return Wrong("The range runs backwards.", f"{field.name}:{last}..{first}")
    return When(field.name, "..", first, last)
