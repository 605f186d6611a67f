"""What a search answers: hits, facets, problems and ways out."""

from __future__ import annotations

from datetime import datetime

from .structs import Noun


class Figure(Noun, frozen=True, kw_only=True):
    """One number shown on a card: ``text`` is ready to print, ``bar`` is 0..1, longer is better."""

    label: str
    text: str
    value: float
    unit: str = ""
    note: str = ""  # dataset and split, or hardware
    in_query: bool = False
    bar: float | None = None


class Hit(Noun, frozen=True, kw_only=True):
    """One model as a search result or at the head of a card."""

    model: str
    number: int
    title: str
    summary: str
    task: str
    framework: str
    architecture: str
    license: str
    owner: str
    stage: str
    aliases: tuple[str, ...]  # those that point at this version
    tags: tuple[str, ...]
    figures: tuple[Figure, ...]  # at most 3
    warning: str
    source_id: str
    published_at: datetime
    matches: tuple[tuple[int, int], ...] = ()  # spans of ``summary`` that matched
    reasons: tuple[str, ...] = ()


class Term(Noun, frozen=True, kw_only=True):
    """One parsed term of a query, with its span in the text, so that a client needs no parser."""

    text: str
    start: int
    end: int
    field: str = ""  # empty: free text
    negated: bool = False


class Problem(Noun, frozen=True, kw_only=True):
    """A part of a query that was ignored, why, and the text that would work ("" when none is known)."""

    start: int
    end: int
    message: str
    fix: str = ""


class FacetValue(Noun, frozen=True, kw_only=True):
    value: str
    count: int
    selected: bool = False


class Facet(Noun, frozen=True, kw_only=True):
    """A field's values with exact counts for the query without this facet's own filter."""

    name: str
    label: str
    values: tuple[FacetValue, ...]


class FacetList(Noun, frozen=True, kw_only=True):
    facets: tuple[Facet, ...]
    total: int


class WayOut(Noun, frozen=True, kw_only=True):
    """A change to a query without results, and how many models it gives."""

    label: str
    q: str
    count: int


class Page(Noun, frozen=True, kw_only=True):
    """A slice of the results with the exact total."""

    q: str  # canonical text of the query as understood
    hits: tuple[Hit, ...]
    total: int
    offset: int
    sort: str
    terms: tuple[Term, ...]
    problems: tuple[Problem, ...]
    facets: tuple[Facet, ...]
    ways_out: tuple[WayOut, ...]
    took_ms: float
