"""Ways to go on with a query line that is being typed: filters, values, models and the text itself.

Counts are those of the whole line with the suggestion taken, so a row never promises what it does not give.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from itertools import islice

import msgspec

from .. import limits
from ..search.cursor import Typing, typing_at
from ..search.fields import BY_NAME, FIELDS, KERNEL, QueryField, field_of, kind_of
from ..search.filters import HAS, IS, own_names
from ..search.nodes import Text
from ..search.query import parse
from ..search.units import shown, write
from ..search.words import folded, identifier, key, words
from ..types import Hit, Suggestion, SuggestionList
from .columns import columns_of
from .expressions import expression
from .match import Matcher

ROWS = {"filter": 3, "value": 4, "model": 2}
"""Most rows of a group when the line could go on in several ways."""
SEARCHED = ("task", "framework", "license", "dataset", "architecture", "tag", "owner", "language", "alias")
"""Fields whose values are offered for a plain word, the telling ones first."""
SCANNED = 3_000  # values of one field that are looked through
SHARES = (0.25, 0.5, 0.75)  # of the models in question, that a suggested bound keeps
AGES = ("7d", "30d", "365d")


def suggest(db: sqlite3.Connection, q: str, cursor: int, limit: int, now: datetime, actor: str = "") -> SuggestionList:
    """At most ``limit`` ways to go on at ``cursor`` of ``q``; ``actor`` is who "@me" means."""
    text = q[: limits.QUERY_CHARACTERS]
    typing = typing_at(text, cursor)
    line = _Line(db, text, typing, now, actor)
    rows = line.of_field() if typing.field else line.of_word()
    return SuggestionList(suggestions=tuple(islice(rows, limit)), start=typing.start, end=typing.end)


class _Line:
    """One line with something being typed, and the registry it is typed for."""

    def __init__(self, db: sqlite3.Connection, text: str, typing: Typing, now: datetime, actor: str) -> None:
        self.db = db
        self.text = text
        self.typing = typing
        self.now = now
        columns = columns_of(db)
        self.metrics = columns.metrics(db)
        self.matcher = Matcher(db, columns, now, actor)

    def count(self, term: str) -> int:
        """How many models the line gives with ``term`` in the place of what is being typed."""
        line = f"{self.text[: self.typing.start]} {term} {self.text[self.typing.end :]}"
        return self.matcher.match(parse(line, metrics=self.metrics, now=self.now)).total

    # ------------------------------------------------------------ a plain word

    def of_word(self) -> Iterator[Suggestion]:
        """Filters, values and models that begin with the word, then the line as it is."""
        part = folded(self.typing.part)
        if not part:
            return
        yield from islice(self._filters(part), ROWS["filter"])
        yield from islice(self._values_anywhere(part), ROWS["value"])
        if not self.typing.sign_before:
            yield from islice(self._models(part), ROWS["model"])
        words_only = self.text[self.typing.start : self.typing.end]
        yield Suggestion(group="text", text=words_only, label=words_only, count=self.count(words_only))

    def _filters(self, part: str) -> Iterator[Suggestion]:
        for field in (*FIELDS, *dict.fromkeys(self.metrics.own.values())):
            names = (field.name, *field.other_names, *folded(field.label).split())
            if any(name.startswith(part) for name in names):
                yield self._filter(field)
        for name in sorted(self.metrics, key=lambda name: (not name.startswith(part), len(name), name)):
            if any(word.startswith(part) for word in (name, *name.split("_"))) and name not in BY_NAME:
                yield self._number(name, name)

    def _filter(self, field: QueryField) -> Suggestion:
        if field.takes == "number":
            return self._number(field.name, field.label)
        text = f"{self.typing.sign_before}{field.name}:"
        return Suggestion(group="filter", text=text, label=text, note=field.label)

    def _number(self, name: str, label: str) -> Suggestion:
        """A comparison, with the range of the number as its note."""
        low, high = self.db.execute(
            "SELECT min(value), max(value) FROM search_numbers WHERE name = ?", (name,)
        ).fetchone()
        kind = kind_of(name)
        note = label if low is None else f"{shown(low, kind)} to {shown(high, kind)}"
        sign = "<" if kind != "plain" else ">"
        text = f"{self.typing.sign_before}{name}{sign}"
        return Suggestion(group="filter", text=text, label=text, note=note)

    def _values_anywhere(self, part: str) -> Iterator[Suggestion]:
        found = [(label, field) for field in SEARCHED for label in islice(self._values(field, part), 2)]
        for label, field in found:
            term = Typing(0, 0, "", field, ":", "", self.typing.sign_before).with_value(label)
            count = self.count(term)
            if count:
                yield Suggestion(group="value", text=term, label=term, note=BY_NAME[field].label, count=count)

    def _values(self, field: str, part: str) -> Iterator[str]:
        """Values of a field with a word that begins with ``part``, those of most models first."""
        rows = self.db.execute(
            "SELECT value, label FROM search_values WHERE field = ? AND count > 0 ORDER BY count DESC, value LIMIT ?",
            (field, SCANNED),
        )
        begins, inside = [], []
        for value, label in rows:
            if folded(value).startswith(part):
                begins.append(label)
            elif any(word.startswith(part) for word in words(value)):
                inside.append(label)
        yield from begins
        yield from inside

    def _models(self, part: str) -> Iterator[Suggestion]:
        if not words(part):
            return
        rows = self.db.execute(
            "SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY bm25(search_index) LIMIT ?",
            (f"name : {expression(Text(part), growing=True)}", ROWS["model"]),
        ).fetchall()
        for (document,) in rows:
            row = self.db.execute(
                "SELECT hit FROM search_documents WHERE id = ? AND retired = 0", (document,)
            ).fetchone()
            if row:
                hit = msgspec.json.decode(row[0], type=Hit)
                figure = next((f"{figure.label} {figure.text}" for figure in hit.figures), "")
                yield Suggestion(group="model", text=f"model:{hit.model}", label=hit.model, note=figure)

    # ------------------------------------------------------------ a value of a field

    def of_field(self) -> Iterator[Suggestion]:
        """Values, bounds or ages of the field that is being typed."""
        field = field_of(self.typing.field, self.metrics)
        if field is None or field.takes == "number":
            yield from self._bounds(field.name if field else identifier(self.typing.field))
        elif field.takes == "date":
            yield from self._terms(f"{field.name}:<{age}" for age in AGES)
        elif field.takes == "flag":
            choices = {"is": IS, "kernel": KERNEL}.get(field.name) or (
                *HAS,
                *own_names(self.metrics),
                *sorted(self.metrics),
            )
            part = self.typing.part.lower()
            yield from self._terms(self.typing.with_value(name) for name in choices if name.startswith(part))
        else:
            given = ["@me"] if field.name == "owner" and "@me".startswith(self.typing.part) else []
            labels = (*given, *self._values(field.name, key(self.typing.part)))
            yield from self._terms(map(self.typing.with_value, labels))

    def _terms(self, terms: Iterator[str]) -> Iterator[Suggestion]:
        for term in islice(dict.fromkeys(terms), SCANNED):
            count = self.count(term)
            if count:
                yield Suggestion(group="value", text=term, label=term, count=count)

    def _bounds(self, name: str) -> Iterator[Suggestion]:
        """Round bounds that keep about a quarter, half and three quarters of the models that have the number."""
        sign = self.typing.sign if self.typing.sign in ("<", "<=", ">", ">=") else ("<" if name in BY_NAME else ">")
        values = [row[0] for row in self.db.execute(_VALUES_OF, (name,))]
        if not values:
            return
        kind = kind_of(name)
        note = f"{shown(values[0], kind)} to {shown(values[-1], kind)}"
        below = "<" in sign
        for share in SHARES if below else reversed(SHARES):
            place = share * (len(values) - 1)
            bound = float(f"{values[math.ceil(place) if below else int(place)]:.2g}")
            term = f"{self.typing.sign_before}{self.typing.field}{sign}{write(bound, kind)}"
            count = self.count(term)
            if count:
                yield Suggestion(group="value", text=term, label=term, note=note, count=count)


_VALUES_OF = "SELECT value FROM search_numbers WHERE name = ? ORDER BY value"
