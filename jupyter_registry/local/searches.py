"""Saved searches of each actor, and the log of what was searched for: kept in the registry, told to nobody else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime

import msgspec

from .. import limits
from .. import types as t
from ..errors import Invalid, NotFound, TooLarge
from ..search.query import parse

SEARCHES = 100  # one actor may keep
LOGGED = 5_000  # different queries that are remembered; the oldest make room
PLACES = 100  # places of one query that are remembered


def saved(db: sqlite3.Connection, actor: str, now: datetime) -> t.SavedSearchList:
    """The searches ``actor`` keeps, in the order of their names, with how much is new in each."""
    rows = db.execute("SELECT name, q, saved_at, seen_at FROM saved_searches WHERE actor = ? ORDER BY name", (actor,))
    return t.SavedSearchList(searches=tuple(_counted(db, actor, now, rows.fetchall())))


def _counted(
    db: sqlite3.Connection, actor: str, now: datetime, rows: list[tuple[str, str, str, str]]
) -> Iterator[t.SavedSearch]:
    from .columns import columns_of  # loads numpy
    from .known import read_words
    from .match import Matcher

    columns = columns_of(db)
    metrics = columns.metrics(db)
    matcher = Matcher(db, columns, now, actor)
    for name, q, saved_at, seen_at in rows:
        match = matcher.match(read_words(matcher, parse(q, metrics=metrics, now=now)).query)
        seen = datetime.fromisoformat(seen_at)
        since = seen.timestamp()
        yield t.SavedSearch(
            name=name,
            q=q,
            saved_at=datetime.fromisoformat(saved_at),
            seen_at=seen,
            count=match.total,
            new=int((columns.updated[match.ids] > since).sum()),
        )


def save(db: sqlite3.Connection, actor: str, now: datetime, name: str, q: str) -> None:
    """Keep ``q`` under ``name``; a name in use is given the new query and counts as seen now."""
    name, q = _one_line(name, "name"), _one_line(q, "q")
    if len(name) > limits.NAME_TEXT:
        raise TooLarge(
            f"The name has {len(name)} characters.", field="name", fix=f"Use at most {limits.NAME_TEXT} characters."
        )
    others = db.execute("SELECT count(*) FROM saved_searches WHERE actor = ? AND name != ?", (actor, name)).fetchone()
    if others[0] >= SEARCHES:
        raise TooLarge(f"You keep {SEARCHES} searches already.", field="name", fix="Remove one of them first.")
    db.execute(
        "INSERT INTO saved_searches (actor, name, q, saved_at, seen_at) VALUES (?1, ?2, ?3, ?4, ?4)"
        " ON CONFLICT DO UPDATE SET q = excluded.q, seen_at = excluded.seen_at",
        (actor, name, q, now.isoformat()),
    )


def remove(db: sqlite3.Connection, actor: str, name: str) -> None:
    """Forget a search; raises ``NotFound``."""
    done = db.execute("DELETE FROM saved_searches WHERE actor = ? AND name = ?", (actor, _one_line(name, "name")))
    if not done.rowcount:
        raise NotFound(f'You keep no search "{name[:60]}".', field="name", fix="Look at the list of your searches.")


def _one_line(text: str, field: str) -> str:
    line = " ".join(text.split())
    if not line:
        raise Invalid(f"{field} is empty.", field=field, fix="Give it a text.")
    return line


def log(db: sqlite3.Connection, now: datetime, q: str, total: int, taken: int) -> None:
    """Note one settled search; one with a place taken adds to the search noted before it."""
    if total < 0 or taken < 0:
        field = "total" if total < 0 else "taken"
        raise Invalid(f"{field} is below zero.", field=field, fix="Use 0 or more.")
    line = _one_line(q, "q")[: limits.QUERY_CHARACTERS]
    row = db.execute("SELECT taken FROM search_log WHERE q = ?", (line,)).fetchone()
    places = msgspec.json.decode(row[0], type=list[int]) if row else []
    if taken:
        places = [*places, taken][-PLACES:]
    db.execute(
        "INSERT INTO search_log (q, times, total, last_at, taken) VALUES (?1, 1, ?2, ?3, ?4)"
        " ON CONFLICT DO UPDATE SET times = times + ?5, total = ?2, last_at = ?3, taken = ?4",
        (line, total, now.isoformat(), msgspec.json.encode(places).decode(), int(not taken)),
    )
    db.execute(
        "DELETE FROM search_log WHERE q IN (SELECT q FROM search_log ORDER BY last_at DESC, q LIMIT -1 OFFSET ?)",
        (LOGGED,),
    )


def logged(db: sqlite3.Connection, limit: int, recording: bool) -> t.SearchLog:
    """The searches noted: those without results first, then the most frequent."""
    rows = db.execute(
        "SELECT q, times, total, last_at, taken FROM search_log ORDER BY total > 0, times DESC, q LIMIT ?", (limit,)
    )
    return t.SearchLog(
        searches=tuple(
            t.LoggedSearch(
                q=q,
                times=times,
                total=total,
                last_at=datetime.fromisoformat(last_at),
                taken=msgspec.json.decode(taken, type=tuple[int, ...]),
            )
            for q, times, total, last_at, taken in rows
        ),
        recording=recording,
    )
