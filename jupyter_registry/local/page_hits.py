"""The hits of one page: stored hits with the figures the query asks for, bars, and the marks in the summary."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

import msgspec

from ..hits import FIGURES, figure, place
from ..search.fields import SORTS, higher_is_better
from ..search.nodes import Compare, leaves
from ..search.query import Query
from ..search.words import STOP_WORDS, folded_in_place, words
from ..types import Figure, Hit
from .numbers import names_of

SHORTEST_PREFIX = 3  # characters of a word whose longer forms are marked too
Scales = dict[tuple[str, str], tuple[float, float, bool]]
_HIT = msgspec.json.Decoder(Hit)


def page_hits(connection: sqlite3.Connection, documents: Sequence[int], query: Query, sort: str) -> tuple[Hit, ...]:
    """The hits of ``documents``, in that order."""
    ids = msgspec.json.encode(list(documents)).decode()
    rows = connection.execute(
        "SELECT d.id, d.hit FROM json_each(?) AS asked CROSS JOIN search_documents AS d ON d.id = asked.value", (ids,)
    )
    stored = {document: _HIT.decode(text) for document, text in rows}
    fields = tuple(dict.fromkeys((*query.fields(), sort.lstrip("-"))))
    asked = _asked_figures(connection, ids, query, [name for name in fields if name and name not in SORTS])
    hits = [_with_figures(stored[document], asked.get(document, ())) for document in documents]
    wanted = [word for node in query.words() for word in words(node.text) if word not in STOP_WORDS]
    pattern = _pattern(wanted)
    scales = _scales(hits)
    return tuple(
        msgspec.structs.replace(
            hit,
            figures=tuple(_with_bar(shown, scales) for shown in hit.figures),
            matches=_marks(hit.summary, pattern),
        )
        for hit in hits
    )


def _asked_figures(
    connection: sqlite3.Connection, ids: str, query: Query, names: Sequence[str]
) -> dict[int, tuple[Figure, ...]]:
    """For each document the figures of ``names``, the value that a filter let pass or else the best one."""
    if not names:
        return {}
    filters = {leaf.field: leaf for leaf, _ in leaves(query.nodes) if isinstance(leaf, Compare)}
    rows = connection.execute(
        "SELECT n.document, n.name, n.value, n.split, n.unit, n.higher, n.dataset, coalesce(v.label, n.dataset)"
        " FROM json_each(?) AS asked CROSS JOIN search_numbers AS n ON n.document = asked.value"
        " LEFT JOIN search_values AS v ON v.field = 'dataset' AND v.value = n.dataset"
        f" WHERE n.name IN ({', '.join('?' * len(names))})",
        (ids, *names),
    )
    best: dict[tuple[int, str], tuple[bool, float, Figure]] = {}
    for document, name, value, split, unit, higher, dataset, label in rows:
        asked = filters.get(name)
        passes = asked is None or (asked.holds(value) and any(text in dataset for text in names_of(asked.dataset)))
        shown = figure(name, value, note=place(label, split), unit=unit, in_query=True)
        mine = (passes, value if higher else -value, shown)
        if (document, name) not in best or mine[:2] > best[document, name][:2]:
            best[document, name] = mine
    documents = {document for document, _ in best}
    return {
        document: tuple(best[document, name][2] for name in names if (document, name) in best) for document in documents
    }


def _with_figures(hit: Hit, asked: Sequence[Figure]) -> Hit:
    if not asked:
        return hit
    there = {(shown.value, shown.note) for shown in asked} | {(shown.label, "") for shown in asked}
    others = (
        shown for shown in hit.figures if (shown.value, shown.note) not in there and (shown.label, "") not in there
    )
    return msgspec.structs.replace(hit, figures=(*asked, *others)[:FIGURES])


def _scales(hits: Sequence[Hit]) -> Scales:
    """Worst, best and direction of every figure that several hits of this page have."""
    values: dict[tuple[str, str], list[float]] = {}
    for hit in hits:
        for shown in hit.figures:
            values.setdefault((shown.label, shown.note), []).append(shown.value)
    return {
        place: (min(found), max(found), higher_is_better(place[0])) for place, found in values.items() if len(found) > 1
    }


def _with_bar(shown: Figure, scales: Scales) -> Figure:
    """The figure with its place between the worst and the best of the same figure on this page."""
    scale = scales.get((shown.label, shown.note))
    return shown if scale is None else msgspec.structs.replace(shown, bar=_bar(shown.value, *scale))


def _bar(value: float, low: float, high: float, higher: bool) -> float:
    if low == high:
        return 1.0
    part = (value - low) / (high - low)
    return round(part if higher else 1 - part, 3)


def _marks(summary: str, pattern: re.Pattern[str] | None) -> tuple[tuple[int, int], ...]:
    """The places of a summary that hold a wanted word or begin with one."""
    if pattern is None:
        return ()
    text = folded_in_place(summary)
    return tuple(
        found.span() for found in pattern.finditer(text) if not found.start() or not text[found.start() - 1].isalnum()
    )


def _pattern(wanted: Sequence[str]) -> re.Pattern[str] | None:
    """Finds folded words that end with a wanted one or, when that is long enough, hold it.

    That a word begins there is looked at afterwards: a pattern that looked back would be tried at every character.
    """
    if not wanted:
        return None
    forms = (word + (r"[^\W_]*" if len(word) >= SHORTEST_PREFIX else "") for word in sorted(wanted, key=len)[::-1])
    return re.compile(rf"(?:{'|'.join(forms)})(?![^\W_])")
