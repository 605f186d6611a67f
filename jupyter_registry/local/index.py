"""Answers searches from the search tables: matches, their order, facets, problems and ways out, in one reply."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import msgspec

from .. import limits
from ..requests import GetFacets, Search
from ..search.fields import SORTS, is_share
from ..search.nodes import Compare, Text, Values, leaves
from ..search.query import Query, parse
from ..search.understanding import GENERIC, Reading
from ..search.words import folded
from ..types import FacetList, Histogram, Page, Problem
from .columns import columns_of, newest
from .facets import all_facets, counted_facets
from .histograms import histogram, histograms, spreads
from .known import read_words
from .match import Matcher
from .matched import Match
from .nearest import nearest
from .page_hits import page_hits
from .ranking import ordered
from .reasons import also, with_reasons
from .refinements import refinements
from .ways_out import ways_out

FIRST = 20  # rows of a first page that is kept ready
FACET_VALUES = 20  # of each facet in a page; GetFacets gives more


def search(connection: sqlite3.Connection, request: Search, now: datetime, actor: str = "") -> Page:
    """The page of models ``request`` asks for, with the exact total; ``actor`` is who "@me" means.

    Never fails because of what was typed: problems name what was ignored.
    """
    started = time.perf_counter()
    limit, offset = min(max(request.limit, 0), limits.PAGE), max(request.offset, 0)
    if not request.q.strip() and not request.kernel and request.sort in ("", "updated", "best"):
        page = _everything(connection, limit, offset, request, now)
    else:
        page = _search(connection, request, limit, offset, now, actor)
    return _timed(page, started)


def facets(connection: sqlite3.Connection, request: GetFacets, now: datetime, actor: str = "") -> FacetList:
    """Values and exact counts of the facets for a query; ``actor`` is who "@me" means."""
    limit = min(max(request.limit, 1), limits.KEYS)
    if not request.q.strip() and not request.kernel:
        return FacetList(
            facets=all_facets(connection, limit),
            total=_shown(connection),
            histograms=_all_histograms(connection, now),
        )
    columns = columns_of(connection)
    query = parse(request.q, metrics=columns.metrics(connection), now=now)
    matcher = Matcher(connection, columns, now, actor, request.kernel)
    query = read_words(matcher, query).query
    return FacetList(
        facets=counted_facets(matcher, query, limit),
        total=matcher.match(query).total,
        histograms=histograms(matcher, query),
    )


def _everything(connection: sqlite3.Connection, limit: int, offset: int, request: Search, now: datetime) -> Page:
    """The reply to the empty query: newest first, every count kept ready, its usual first page too."""
    columns = columns_of(connection)

    def made() -> Page:
        documents = newest(columns, columns.visible, limit, offset=offset)
        return Page(
            q="", hits=page_hits(connection, documents, Query(), ""), total=_shown(connection), offset=offset,
            sort=request.sort, terms=(), problems=(), ways_out=(), took_ms=0.0,
            facets=all_facets(connection, FACET_VALUES) if request.facets else (),
            histograms=_all_histograms(connection, now) if request.facets else (),
        )  # fmt: skip

    if offset or limit > FIRST:
        return made()
    return columns.kept(f"first page {limit} {request.facets} {request.sort}", made)


def _all_histograms(connection: sqlite3.Connection, now: datetime) -> tuple[Histogram, ...]:
    """The histograms of all models, counted once for each state of the registry."""
    columns = columns_of(connection)
    return columns.kept("all histograms", lambda: histograms(Matcher(connection, columns, now), Query()))


def _search(
    connection: sqlite3.Connection, request: Search, limit: int, offset: int, now: datetime, actor: str
) -> Page:
    columns = columns_of(connection)
    metrics = columns.metrics(connection)
    typed = parse(request.q, metrics=metrics, now=now)
    matcher = Matcher(connection, columns, now, actor, request.kernel)
    reading = read_words(matcher, typed)
    query = reading.query
    match = matcher.match(query)
    if reading.line and not match.text and match.evidence is None:
        match = replace(match, evidence=matcher.evidence(reading.line, {}))
    sort, sort_problems = _sort_of(request.sort, query, metrics)
    documents = ordered(matcher, query, match, sort, offset + limit)[offset:]
    filtered = len(query.words()) < len(query.nodes)
    hits = page_hits(connection, documents, query, sort)
    page = Page(
        q=str(typed),
        hits=with_reasons(matcher, match, hits, documents, filtered),
        also=also(connection, match.evidence.asked) if match.evidence else (),
        total=match.total,
        offset=offset,
        sort=sort,
        terms=typed.terms(),
        understood=reading.understood,
        problems=(
            *typed.problems,
            *sort_problems,
            *_problems(connection, matcher, query, match),
            *_unheard(matcher, typed, reading),
        ),
        facets=(),
        ways_out=(),
        took_ms=0.0,
    )
    return _with_ways_on(matcher, query, page, request.facets)


def _with_ways_on(matcher: Matcher, query: Query, page: Page, facets: bool) -> Page:
    """The page with facets when they are asked for, and with what to change when there is no result."""
    if facets:
        found = counted_facets(matcher, query, FACET_VALUES)
        numbers = spreads(matcher, query)
        page = msgspec.structs.replace(
            page,
            facets=found,
            histograms=tuple(histogram(matcher, number) for number in numbers),
            refinements=refinements(matcher, query, found, numbers),
        )
    if page.total:
        return page
    return msgspec.structs.replace(
        page,
        ways_out=ways_out(matcher, query),
        nearest=nearest(matcher, query),
    )


def _sort_of(asked: str, query: Query, metrics: frozenset[str]) -> tuple[str, tuple[Problem, ...]]:
    """The sort to use: that of the request, else that of the query line; reads it by the same rules."""
    if not asked:
        return query.sort, ()
    read = parse(f"sort:{asked}", metrics=metrics)
    if read.sort:
        return read.sort, ()
    message = f'Results cannot be sorted by "{asked[:40]}".'
    return query.sort, (Problem(start=0, end=0, message=message, fix=" or ".join(SORTS)),)


def _problems(connection: sqlite3.Connection, matcher: Matcher, query: Query, match: Match) -> Iterator[Problem]:
    """What only the contents of the registry tell: unknown words, loose matches, percent or share, nobody for @me."""
    for node, word in match.corrected.items():
        yield _misspelt(node, word.text, found=match.total > 0)
    if match.loose and match.total:
        found = query.words()
        message = "Hardly any model has all of these words; these come nearest."
        yield Problem(start=found[0].span[0], end=found[-1].span[1], message=message)
    for leaf, _ in leaves(query.nodes):
        if isinstance(leaf, Compare):
            yield from _share_problem(connection, leaf)
        elif isinstance(leaf, Values) and not matcher.actor and _asks_for_me(leaf):
            yield Problem(start=leaf.span[0], end=leaf.span[1], message="Nobody is signed in here.")
        elif isinstance(leaf, Values) and not matcher.kernel and leaf.field == "kernel":
            message = "No kernel is known here; open a notebook first."
            yield Problem(start=leaf.span[0], end=leaf.span[1], message=message)


def _unheard(matcher: Matcher, typed: Query, reading: Reading) -> Iterator[Problem]:
    """Words beside those read as filters that no model has, so that they say nothing."""
    if not reading.understood:
        return
    for node in typed.words():
        read = any(one.start <= node.span[0] < one.end for one in reading.understood)
        if not read and folded(node.text) not in GENERIC and not matcher.has_word(node):
            message = f'No model here has the word "{node.text}"; these are chosen without it.'
            yield Problem(start=node.span[0], end=node.span[1], message=message)


def _misspelt(node: Text, word: str, found: bool) -> Problem:
    message = f'Hardly any model has the word "{node.text}" here; '
    message += f'these have "{word}".' if found else f'did you mean "{word}"?'
    return Problem(start=node.span[0], end=node.span[1], message=message, fix=word)


def _asks_for_me(leaf: Values) -> bool:
    return (leaf.field, "@me") in ((leaf.field, value.lower()) for value in leaf.values) or (
        leaf.field == "is" and not {"mine", "starred"}.isdisjoint(leaf.values)
    )


def _share_problem(connection: sqlite3.Connection, leaf: Compare) -> Iterator[Problem]:
    """``map>=0.40`` where the models print 40."""
    bound = leaf.first or leaf.last or 0.0
    if not (is_share(leaf.field) and 0 < bound <= 1):
        return
    (largest,) = connection.execute("SELECT max(value) FROM search_numbers WHERE name = ?", (leaf.field,)).fetchone()
    if largest is not None and largest > 1:
        ends = [None if end is None else round(end * 100, 6) for end in (leaf.first, leaf.last)]
        meant = Compare(leaf.field, leaf.op, ends[0], ends[1], leaf.dataset).plain()
        message = f"{leaf.field} is kept in percent here; did you mean {meant}?"
        yield Problem(start=leaf.span[0], end=leaf.span[1], message=message, fix=meant)


def _shown(connection: sqlite3.Connection) -> int:
    (shown,) = connection.execute("SELECT shown FROM search_state").fetchone()
    return int(shown)


def _timed(page: Page, started: float) -> Page:
    return msgspec.structs.replace(page, took_ms=round((time.perf_counter() - started) * 1e3, 3))
