"""What a search answers: hits, facets, problems and ways out."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

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
    size_bytes: int | None = None


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


class Histogram(Noun, frozen=True, kw_only=True):
    """How the models of a query are spread over one number, counted without the query's own bounds on it.

    ``counts[i]`` models lie in ``[edges[i], edges[i + 1])``, the last bin closed. One metric on one dataset, never two.
    """

    name: str  # as a query writes it
    label: str
    edges: tuple[float, ...]  # one more than counts; in the base unit of the field
    counts: tuple[int, ...]
    dataset: str = ""  # of a metric; "" when models name none
    unit: str = ""  # "B", "ms", "%" or ""
    low: float | None = None  # the query's own bounds
    high: float | None = None
    inside: int = 0  # models within those bounds
    logarithmic: bool = False
    higher_is_better: bool = True


class FacetList(Noun, frozen=True, kw_only=True):
    facets: tuple[Facet, ...]
    total: int
    histograms: tuple[Histogram, ...] = ()


class WayOut(Noun, frozen=True, kw_only=True):
    """A change to a query without results, and how many models it gives."""

    label: str
    q: str
    count: int


class Understood(Noun, frozen=True, kw_only=True):
    """Plain words that were read as a filter.

    ``filter`` in their place says the same without interpretation, ``literal`` keeps the words as words.
    """

    text: str  # the words as typed
    start: int
    end: int
    filter: str
    literal: str
    label: str  # the filter for people


class Condition(Noun, frozen=True, kw_only=True):
    """One term of a query and whether a model meets it; ``found`` is what the model has instead."""

    text: str
    met: bool
    found: str = ""


class Nearest(Noun, frozen=True, kw_only=True):
    """A model that meets most terms of a query without results."""

    hit: Hit
    conditions: tuple[Condition, ...]


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
    understood: tuple[Understood, ...] = ()
    also: tuple[str, ...] = ()  # other words for the same that were searched too
    refinements: tuple[WayOut, ...] = ()  # filters that keep a part of the results
    nearest: tuple[Nearest, ...] = ()  # of a query without results
    histograms: tuple[Histogram, ...] = ()


class Suggestion(Noun, frozen=True, kw_only=True):
    """One row of the list that opens while typing; taking it puts ``text`` in place of the word being typed."""

    group: Literal["filter", "value", "model", "text"]
    text: str
    label: str
    note: str = ""  # for people: the range of a number, a model's headline figure
    count: int | None = None  # models it would leave


class SuggestionList(Noun, frozen=True, kw_only=True):
    """At most eight ways to go on, and the part of the line they replace."""

    suggestions: tuple[Suggestion, ...]
    start: int
    end: int


class SavedSearch(Noun, frozen=True, kw_only=True):
    """A query that an actor keeps, with how many models it gives and how many of them are new since it was seen."""

    name: str
    q: str
    saved_at: datetime
    seen_at: datetime
    count: int
    new: int


class SavedSearchList(Noun, frozen=True, kw_only=True):
    searches: tuple[SavedSearch, ...]


class LoggedSearch(Noun, frozen=True, kw_only=True):
    """What was searched for: how often, with how many results at the last time, and which results were taken."""

    q: str
    times: int
    total: int  # results at the last time
    last_at: datetime
    taken: tuple[int, ...] = ()  # places in the list, from 1, that were opened


class Recording(Noun, frozen=True, kw_only=True):
    """Whether searches are noted here."""

    recording: bool


class SearchLog(Noun, frozen=True, kw_only=True):
    """Queries of this registry, those without results first, then the most frequent; kept here and nowhere else."""

    searches: tuple[LoggedSearch, ...]
    recording: bool
