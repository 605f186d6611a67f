"""Reads a query line from left to right into words, filters and groups; the rest becomes problems."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from .. import limits
from ..types import Problem
from . import units
from .fields import SORTS, field_of
from .filters import CMP, Filter, Raw, Wrong, is_number_name, known_metric, read
from .nodes import Group, Node, Span, Text, Values

GROUP_DEPTH = 8
_FIELD = re.compile(r'(\w[\w.-]*)(?:@(?:([\w.-]+)|"([^"]*)"))?')
_SIGN = re.compile(r"(?::\s?(?=[<>≤≥]))?(>=|<=|=>|=<|≥|≤|<|>|==|=|:)")
_SPACED = re.compile(rf"\s*(>=|<=|=>|=<|≥|≤|<|>)\s*(?={units.NUMBER})", re.ASCII)
_BARE = re.compile(r'[^\s"()]*')
_VALUE = re.compile(r'"([^"]*)"?|([^\s",()]+)|(,)')
_UNIT = re.compile(r"\s([A-Za-zµ%]+)(?=[\s()]|$)")
_NUMBER_END = re.compile(rf"{units.NUMBER}$", re.ASCII)
_ALIAS = re.compile(r"@([\w.-]+)")
_WORD = re.compile(r'[^\s"()]+')
_ODD = re.compile(r"[:<>=≤≥]|^[-@]|^(?:AND|OR)$")


class Scanner:
    """The state of one reading: where it is, what went wrong, how to sort."""

    def __init__(self, text: str, metrics: Collection[str], now: datetime) -> None:
        self.text = text
        self.metrics = metrics
        self.now = now
        self.at = 0
        self.count = 0
        self.problems: list[Problem] = []
        self.sort = ""
        self.sort_span: Span = (0, 0)

    def branches(self, depth: int = 0) -> tuple[tuple[Node, ...], ...]:
        """Terms up to the end or the closing bracket, split at OR."""
        done: list[tuple[Node, ...]] = []
        current: list[Node] = []
        while self._skip_spaces() and not (depth and self.text[self.at] == ")"):
            if self.count >= limits.QUERY_TERMS:
                self._problem(self.at, len(self.text), f"Only the first {limits.QUERY_TERMS} terms are read.")
                self.at = len(self.text)
            elif depth and self._take_or():
                done.append(tuple(current))
                current = []
            else:
                current.extend(self._term(depth))
        done.append(tuple(current))
        return tuple(branch for branch in done if branch)

    def _skip_spaces(self) -> bool:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1
        return self.at < len(self.text)

    def _problem(self, start: int, end: int, message: str, fix: str = "") -> None:
        self.problems.append(Problem(start=start, end=end, message=message, fix=fix))

    def _take_or(self) -> bool:
        found = _WORD.match(self.text, self.at)
        if found is None or found.group() != "OR":
            return False
        self.at = found.end()
        return True

    def _term(self, depth: int) -> tuple[Node, ...]:
        start = self.at
        negated = False
        while self.text[self.at : self.at + 1] == "-" and not self.text[self.at + 1 : self.at + 2].isspace():
            negated, self.at = True, self.at + 1
        first = self.text[self.at : self.at + 1]
        if first == "(":
            return self._group(start, negated, depth)
        if first == ")":
            self.at += 1
            self._problem(start, self.at, "This bracket closes nothing.")
            return ()
        if not first:
            return ()
        node = self._phrase() if first == '"' else self._alias() or self._filter() or self._word()
        if isinstance(node, (tuple, type(None))):
            return ()
        self.count += 1
        return (replace(node, negated=negated, span=(start, self.at)),)

    def _group(self, start: int, negated: bool, depth: int) -> tuple[Node, ...]:
        self.at += 1
        if depth >= GROUP_DEPTH:
            self._problem(start, self.at, f"Brackets are read {GROUP_DEPTH} deep.")
            return ()
        branches = self.branches(depth + 1)
        if self.at < len(self.text):
            self.at += 1
        else:
            self._problem(start, start + 1 + negated, "This bracket is not closed.", self.text[start:] + ")")
        if not branches:
            return ()
        if len(branches) == 1 and not negated:
            return branches[0]
        return (Group(branches, negated, (start, self.at)),)

    def _phrase(self) -> Text | None:
        end = self.text.find('"', self.at + 1)
        inner = self.text[self.at + 1 : end if end >= 0 else len(self.text)]
        self.at = end + 1 if end >= 0 else len(self.text)
        text = _clean(inner)
        return Text(text, True) if any(map(str.isalnum, text)) else None

    def _alias(self) -> Values | None:
        found = _ALIAS.match(self.text, self.at)
        if found is None:
            return None
        self.at = found.end()
        return Values("alias", (_clean(found[1]),))

    def _filter(self) -> Filter | tuple[()] | None:
        """A filter, an empty tuple when there was a wrong one, None when there is no filter here."""
        start = self.at
        name = _FIELD.match(self.text, start)
        if name is None:
            return None
        sign = _SIGN.match(self.text, name.end())
        if sign is None:
            spaced = _SPACED.match(self.text, name.end())
            sign = spaced if spaced and is_number_name(name[1], self.metrics) else None
        if sign is None or self._is_plain_text(name[1], sign.end()):
            return None
        self.at = sign.end()
        raw = self._raw(name, CMP.get(sign[1], sign[1].replace("==", "=")))
        if raw.name.lower() == "sort" and raw.sign in (":", "="):
            return self._sort(start, raw)
        found = read(raw, self.metrics, self.now)
        if isinstance(found, Wrong):
            self._problem(start, self.at, found.message, found.fix)
            return ()
        return found

    def _is_plain_text(self, name: str, after: int) -> bool:
        """Addresses, times of day and what ends with a colon in a sentence are no filter."""
        if self.text[after - 1] == ":" and self.text[after : after + 1].isspace():
            return field_of(name, self.metrics) is None and not known_metric(name, self.metrics)
        return self.text.startswith("//", after) or (name[0].isdigit() and not known_metric(name, self.metrics))

    def _raw(self, name: re.Match[str], sign: str) -> Raw:
        start = self.at
        field = field_of(name[1], self.metrics)
        numeric = field.takes in ("number", "date") if field else not self.text.startswith('"', start)
        values: list[str] = []
        quoted = False
        if numeric:
            bare = _BARE.match(self.text, start)
            self.at = bare.end() if bare else start
            self._take_unit(name[1], start)
            text = _clean(self.text[start : self.at])
            values = [value for value in text.split(",") if value]
        else:
            while found := _VALUE.match(self.text, self.at):
                self.at = found.end()
                quoted = quoted or found[1] is not None
                values.append(_clean(found[1] or found[2] or ""))
            text = _clean(self.text[start : self.at])
        values = list(dict.fromkeys(value for value in values if value))
        dataset = _clean(name[2] or name[3] or "")
        return Raw(_clean(name[1]), dataset, sign, text, tuple(values), quoted)

    def _take_unit(self, name: str, start: int) -> None:
        """``params<50 M``: a unit after a space belongs to the number when the field has that unit."""
        field = field_of(name, self.metrics)
        unit = _UNIT.match(self.text, self.at)
        if field is None or unit is None or not _NUMBER_END.search(self.text[start : self.at]):
            return
        if unit[1].lower() in units.UNITS[field.kind]:
            self.at = unit.end()

    def _sort(self, start: int, raw: Raw) -> tuple[()]:
        name = raw.text.lstrip("-")
        if not name:
            self._problem(start, self.at, "sort needs a field, such as updated.", "sort:updated")
        elif name not in SORTS and not is_number_name(name, self.metrics):
            self._problem(start, self.at, f'Results cannot be sorted by "{name}".', "sort:updated")
        else:
            field = field_of(name, self.metrics)
            known = known_metric(name, self.metrics) if field is None else field.name
            name = name if name in SORTS else known
            self.sort = f"-{name}" if raw.text.startswith("-") else name
            self.sort_span = (start, self.at)
        return ()

    def _word(self) -> Text | None:
        start = self.at
        found = _WORD.match(self.text, start)
        self.at = found.end() if found else start + 1
        text = _clean(self.text[start : self.at])
        if text == "OR":
            self._problem(start, self.at, "OR is read inside brackets: (a OR b).")
        if text in ("OR", "AND") or not any(map(str.isalnum, text)):
            return None
        return Text(text, _ODD.search(text) is not None)


def _clean(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
