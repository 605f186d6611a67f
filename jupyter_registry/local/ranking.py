"""The order of the documents a query matches."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator

import numpy as np

from ..search.fields import TEXT_SORTS
from ..search.nodes import Compare, Values, leaves
from ..search.query import Query
from ..search.words import key
from .codes import Ids, Mask, mask_of
from .columns import Columns, in_order, newest
from .expressions import heavy, within
from .match import Matcher
from .matched import Match
from .search_schema import WEIGHTS
from .standing import Standing, best_standing, standing

CANDIDATES = 20_000  # documents that are weighed by their words; those of the best standing when there are more
FEW = 500  # documents that are weighed by all their words at once
BLOCK = 100  # documents side by side by their words, among which standing decides; the same for every page
ADJACENT = 1.5  # what a document is worth in which the words stand side by side where they weigh
TRUST = 0.05  # how much one point of standing changes a score


def ordered(matcher: Matcher, query: Query, match: Match, sort: str, count: int) -> list[int]:
    """The first ``count`` matching documents in the order ``sort``, "" being best match first."""
    connection, columns = matcher.connection, matcher.columns
    name = sort.lstrip("-")
    if name == "name":
        return in_order(columns.by_name(connection), match.mask, count, sort.startswith("-"))
    if name == "updated":
        return newest(columns, match.mask, count, sort.startswith("-"))
    if name in TEXT_SORTS:
        return _by_text(connection, columns, match.mask, sort, count)
    if name and name != "best":
        return _by_number(connection, columns, query, match.mask, sort, count)
    if not match.text and match.evidence is None:
        return newest(columns, match.mask, count)
    return _best(matcher, query, match, count)


def _best(matcher: Matcher, query: Query, match: Match, count: int) -> list[int]:
    """The model whose name or source is what was typed, then by the words, what is in good standing first."""
    found = dict.fromkeys(document for document in _named(matcher.connection, query) if match.mask[document])
    for documents in _by_words(matcher, match, count, found):
        found.update(dict.fromkeys(documents))
        if len(found) >= count:
            break
    return list(found)[:count]


def _by_words(matcher: Matcher, match: Match, count: int, found: Collection[int]) -> Iterator[list[int]]:
    """Documents in order, so many at a time that ``count`` are reached with those ``found`` so far, which may recur."""
    connection, columns = matcher.connection, matcher.columns
    if match.evidence is not None:
        scores = match.evidence.scores[match.ids] * _trust(connection, columns, match.ids)
        yield match.ids[np.argsort(-scores, kind="stable")][: count + len(found)].tolist()
        return
    for expression in _narrow_to_wide(match):
        yield _weighed(
            connection, columns, match, expression, _candidates(matcher, match, expression), count + len(found)
        )
    if match.total > CANDIDATES:
        order = best_standing(connection, columns)
        yield order[match.mask[order]][: count + len(found)].tolist()


def _narrow_to_wide(match: Match) -> Iterator[str]:
    """The expression where its words weigh most, then where they weigh less: most pages are full before the last."""
    if match.total <= FEW:
        return iter(dict.fromkeys((match.whole, match.text)))
    tiers = (within(match.whole, "name"), heavy(match.whole), heavy(match.text), match.text)
    return iter(dict.fromkeys(tiers))


def _candidates(matcher: Matcher, match: Match, expression: str) -> Mask | None:
    """The documents of an expression to weigh, those of the best standing when there are many; None for all."""
    if match.total <= CANDIDATES:
        return match.mask if match.filtered else None
    order = best_standing(matcher.connection, matcher.columns)
    order = order[(match.mask & matcher.text(expression))[order]]
    return mask_of(order[:CANDIDATES], matcher.columns.size)


def _trust(connection: sqlite3.Connection, columns: Columns, ids: Ids) -> Standing:
    """What the scores of some documents are multiplied with."""
    return 1 + TRUST * standing(connection, columns)[ids]


def _weighed(
    connection: sqlite3.Connection, columns: Columns, match: Match, expression: str, mask: Mask | None, count: int
) -> list[int]:
    """The first ``count`` documents of an expression by bm25 and standing, only those of ``mask`` if there is one."""
    # One byte per document tells who is in: no other table beside the word index, nothing for the planner to turn.
    condition = "" if mask is None else " AND substr(?, rowid + 1, 1) = x'01'"
    values = () if mask is None else (mask.tobytes(),)
    rows = connection.execute(
        f"SELECT rowid, -bm25(search_index, {WEIGHTS}) AS rank FROM search_index WHERE search_index MATCH ?{condition}"
        " ORDER BY rank DESC, rowid LIMIT ?",
        (expression, *values, -(-count // BLOCK) * BLOCK),
    ).fetchall()
    ids = np.array([document for document, _ in rows], np.int32)
    scores = np.array([rank for _, rank in rows]) * _trust(connection, columns, ids)
    if match.adjacent is not None:
        scores[match.adjacent[ids]] *= ADJACENT
    order = np.lexsort((-scores, np.arange(len(ids)) // BLOCK))
    found: list[int] = ids[order][:count].tolist()
    return found


def _named(connection: sqlite3.Connection, query: Query) -> list[int]:
    """The documents whose name or source is the words of the query, or what a filter names."""
    typed = [" ".join(node.text for node in query.words()), *(node.text for node in query.words())]
    for leaf, against in leaves(query.nodes):
        if isinstance(leaf, Values) and leaf.field in ("model", "source") and not against:
            typed.extend(leaf.values)
    wanted = [key(text) for text in dict.fromkeys(typed)]
    marks = ", ".join("?" * len(wanted))
    rows = connection.execute(
        f"SELECT document FROM search_facets WHERE field IN ('model', 'source') AND value IN ({marks})"
        " ORDER BY field, document",
        wanted,
    )
    return list(dict.fromkeys(document for (document,) in rows))


def _by_text(connection: sqlite3.Connection, columns: Columns, mask: Mask, sort: str, count: int) -> list[int]:
    """In the order of the values of a field that has one for each document; documents without it come last."""
    codes = columns.codes(connection, sort.lstrip("-"))
    ids = np.flatnonzero(mask)
    first = codes.first[ids]
    place = codes.alphabetical[first]
    order = np.lexsort((-columns.updated[ids], -place if sort.startswith("-") else place, first == 0))
    found: list[int] = ids[order][:count].tolist()
    return found


def _by_number(
    connection: sqlite3.Connection, columns: Columns, query: Query, mask: Mask, sort: str, count: int
) -> list[int]:
    """By a number, its better end first; documents without it come last, newest first."""
    name = sort.lstrip("-")
    measured = columns.numbers(connection, name)
    there = mask[measured.documents]
    asked = _asked(query, name)
    if asked:  # the values it lets pass are the ones to sort by
        there &= measured.holding(asked)
    documents, values = measured.documents[there], measured.values[there]
    descending = measured.higher != sort.startswith("-")
    order = np.lexsort((documents, -values if descending else values))
    found = list(dict.fromkeys(documents[order].tolist()))[:count]
    if len(found) < count:
        found += newest(columns, mask & ~mask_of(documents, len(mask)), count - len(found))
    return found


def _asked(query: Query, name: str) -> Compare | None:
    """The filter that compares the number too."""
    for leaf, against in leaves(query.nodes):
        if isinstance(leaf, Compare) and leaf.field == name and not against:
            return leaf
    return None
