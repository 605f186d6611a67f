"""Why a result is where it is, in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

import msgspec
import numpy as np

from ..search.concepts import Asked
from ..types import Hit
from .evidence import NEAR, Evidence
from .match import Matcher
from .matched import Match

ALSO = 6  # words that mean the same which are told
SHARED = 3  # values of another model that are told
EACH = 2  # of them for one word


def with_reasons(
    matcher: Matcher, match: Match, hits: Sequence[Hit], documents: Sequence[int], filtered: bool
) -> tuple[Hit, ...]:
    """The hits of ``documents`` with what brought them forward; ``filtered`` says that filters were asked for."""
    places, loads = (_counts(matcher, name, documents) for name in ("deployments", "reuse"))
    met = ("It meets every filter.",) if filtered else ()

    def told(hit: Hit, document: int) -> Iterator[str]:
        yield from (*_by_words(hit, document, match), *met)
        if document in places:
            yield f"It is in use in {_number(places[document], 'place')}."
        if document in loads:
            yield f"It was loaded at least {_number(loads[document], 'time')}."
        yield from _standing(hit)

    return tuple(
        msgspec.structs.replace(hit, reasons=tuple(told(hit, document)))
        for hit, document in zip(hits, documents, strict=True)
    )


def _counts(matcher: Matcher, name: str, documents: Sequence[int]) -> dict[int, int]:
    """The number called ``name`` of those of ``documents`` that have it."""
    counted = matcher.columns.numbers(matcher.connection, name)
    if not len(counted.documents):
        return {}
    there = np.isin(counted.documents, documents)
    return dict(zip(counted.documents[there].tolist(), counted.values[there].astype(int).tolist(), strict=True))


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _by_words(hit: Hit, document: int, match: Match) -> Iterator[str]:
    if match.evidence is not None and match.evidence.alike:
        yield from _alike(document, match.evidence)
    elif match.evidence is not None:
        yield from _shown(hit, document, match.evidence)
    elif match.text:
        side_by_side = match.adjacent is not None and match.adjacent[document]
        yield "The words stand side by side in its name or labels." if side_by_side else "It has all of the words."


def _shown(hit: Hit, document: int, found: Evidence) -> Iterator[str]:
    own = [word for word, mask in found.own.items() if mask[document]]
    same = [word for word, mask in found.same.items() if mask[document]]
    if own:
        yield f"Its name, labels or summary have {_listed(own)}."
    if same:
        yield f"It has other words for {_listed(same)}."
    if found.tasks.get(hit.task):
        yield f"What you describe is what {hit.task} does."
    if found.near[document] >= NEAR:
        yield "Its text is near to yours in meaning."


def _alike(document: int, found: Evidence) -> Iterator[str]:
    shared = [value for value, mask in found.shared.items() if mask[document]]
    if shared:
        yield f"It has the same {', '.join(shared[:SHARED])}."
    if found.near[document] >= NEAR:
        yield "Its text is near in meaning."


def _standing(hit: Hit) -> Iterator[str]:
    if hit.stage == "approved":
        yield "It is approved."
    if hit.aliases:
        yield f"{', '.join(f'@{alias}' for alias in hit.aliases)} points at it."
    if hit.stage in ("deprecated", "retired"):
        yield f"It is {hit.stage}, so it comes later."


def _listed(words: list[str]) -> str:
    return ", ".join(f'"{word}"' for word in words)


def also(connection: sqlite3.Connection, asked: tuple[Asked, ...]) -> tuple[str, ...]:
    """Some words of the registry that mean the same as what was typed and were looked for too."""
    typed = {one.text for one in asked}
    found = [word for one in asked for word in _known(connection, one)[:EACH] if word not in typed]
    return tuple(dict.fromkeys(found))[:ALSO]


def _known(connection: sqlite3.Connection, one: Asked) -> list[str]:
    statement = "SELECT 1 FROM search_vocabulary WHERE term = ?"
    return [word for word in one.others if connection.execute(statement, (word,)).fetchone()]
