"""Answers searches from the search tables."""

from __future__ import annotations

import sqlite3
import time
from datetime import datetime

import msgspec

from ..requests import GetFacets, Search
from ..types import FacetList, Hit, Page


def search(connection: sqlite3.Connection, request: Search, now: datetime, actor: str = "") -> Page:
    """The page of models ``request`` asks for, newest first; ``actor`` is who "@me" means."""
    started = time.perf_counter()
    rows = connection.execute(
        "SELECT hit FROM search_documents WHERE retired = 0 ORDER BY updated DESC, id LIMIT ? OFFSET ?",
        (request.limit, request.offset),
    ).fetchall()
    total = connection.execute("SELECT shown FROM search_state").fetchone()[0]
    return Page(
        q=request.q, hits=tuple(msgspec.json.decode(row[0], type=Hit) for row in rows), total=total,
        offset=request.offset, sort=request.sort, terms=(), problems=(), facets=(), ways_out=(),
        took_ms=(time.perf_counter() - started) * 1e3,
    )  # fmt: skip


def facets(connection: sqlite3.Connection, request: GetFacets, now: datetime, actor: str = "") -> FacetList:
    """Values and counts of the facets for a query; ``actor`` is who "@me" means."""
    total = connection.execute("SELECT shown FROM search_state").fetchone()[0]
    return FacetList(facets=(), total=total)
