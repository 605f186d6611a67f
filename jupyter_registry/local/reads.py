"""What each read answers, from one state of the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime
from functools import singledispatch
from typing import Any

import msgspec

from .. import cards, comparing, hits, limits, refs, snippets
from .. import requests as r
from .. import types as t
from ..errors import Invalid
from . import (
    audit,
    card_fields,
    catalogue,
    history,
    leaderboards,
    lineage,
    percentiles,
    records,
    searches,
    verification,
)
from .blobs import Blobs


class Reading(msgspec.Struct, frozen=True):
    """What a read may use."""

    db: sqlite3.Connection
    blobs: Blobs
    now: datetime
    actor: str
    status: Callable[[], t.Status]
    recording: bool


@singledispatch
def answer(request: r.Verb[Any], reading: Reading) -> Any:
    """The reply to a read."""
    raise Invalid(f"{type(request).__name__} is not a read.")


def _page(limit: int, offset: int) -> None:
    if not 1 <= limit <= limits.PAGE:
        raise Invalid(f"limit is {limit}.", field="limit", fix=f"Use 1 to {limits.PAGE}.")
    if not 0 <= offset <= limits.INTEGER:
        raise Invalid(f"offset is {offset}.", field="offset", fix="Use 0 or more.")


@answer.register
def _(request: r.GetStatus, reading: Reading) -> t.Status:
    return reading.status()


@answer.register
def _(request: r.GetModel, reading: Reading) -> t.Model:
    return catalogue.model(reading.db, refs.check_name(request.name, "name"))


@answer.register
def _(request: r.GetVersion, reading: Reading) -> t.Version:
    return catalogue.resolve(reading.db, request.ref)


@answer.register
def _(request: r.GetCard, reading: Reading) -> t.ModelCard:
    return card_reply(reading.db, catalogue.resolve(reading.db, request.ref), reading.actor)


def card_reply(db: sqlite3.Connection, version: t.Version, actor: str) -> t.ModelCard:
    """Everything the model page shows about a version to ``actor``."""
    model = catalogue.model(db, version.model)
    card = catalogue.card(db, version)
    return t.ModelCard(
        model=model,
        version=version,
        hit=hits.hit(model, records.evaluated(db, version), card),
        card=card,
        card_revision=catalogue.edits(db, version.model, version.number).revision,
        completeness=cards.completeness(version.manifest, card, card_fields.schema(db).fields),
        versions=tuple(catalogue.summaries(db, model.name, limits.PAGE, 0)),
        history=tuple(history.of_model(db, model)),
        records=records.of_version(db, version, actor),
        snippets=snippets.snippets(version, snippets.ref_of(model, version)),
        pinned=snippets.snippets(version, f"{version.model}:{version.number}"),
    )


@answer.register
def _(request: r.Compare, reading: Reading) -> t.Comparison:
    versions = [catalogue.resolve(reading.db, ref) for ref in _compared(request.refs)]
    given = [card_reply(reading.db, version, reading.actor) for version in versions]
    return comparing.compare(given, percentiles.scale_of(reading.db))


def _compared(wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The refs when there are enough and not too many to compare."""
    if not 2 <= len(wanted) <= limits.COMPARED:
        raise Invalid(
            f"{len(wanted)} versions cannot be compared.", field="refs", fix=f"Name 2 to {limits.COMPARED} of them."
        )
    return wanted


@answer.register
def _(request: r.ListVersions, reading: Reading) -> t.VersionList:
    _page(request.limit, request.offset)
    model = catalogue.model(reading.db, refs.check_name(request.name, "name"))
    versions = catalogue.summaries(reading.db, model.name, request.limit, request.offset)
    return t.VersionList(model=model.name, versions=tuple(versions), total=model.version_count)


@answer.register
def _(request: r.Search, reading: Reading) -> t.Page:
    _page(request.limit, request.offset)
    from . import index  # loads numpy, which a kernel that only publishes need not

    return index.search(reading.db, request, reading.now, reading.actor)


@answer.register
def _(request: r.GetFacets, reading: Reading) -> t.FacetList:
    _page(request.limit, 0)
    from . import index

    return index.facets(reading.db, request, reading.now, reading.actor)


@answer.register
def _(request: r.Suggest, reading: Reading) -> t.SuggestionList:
    _page(request.limit, 0)
    from . import suggesting

    return suggesting.suggest(reading.db, request.q, request.cursor, request.limit, reading.now, reading.actor)


@answer.register
def _(request: r.ListSearches, reading: Reading) -> t.SavedSearchList:
    return searches.saved(reading.db, reading.actor, reading.now)


@answer.register
def _(request: r.ListSearchLog, reading: Reading) -> t.SearchLog:
    _page(request.limit, 0)
    return searches.logged(reading.db, request.limit, reading.recording)


@answer.register
def _(request: r.GetLineage, reading: Reading) -> t.Lineage:
    return lineage.of_version(reading.db, request.ref, request.steps, request.limit)


@answer.register
def _(request: r.GetLeaderboard, reading: Reading) -> t.Leaderboard:
    _page(request.limit, 0)
    return leaderboards.leaderboard(
        reading.db, request.dataset, request.metric, request.split, request.scenario, request.limit, reading.now
    )


@answer.register
def _(request: r.ListBenchmarks, reading: Reading) -> t.BenchmarkList:
    _page(request.limit, 0)
    if not request.name:
        return leaderboards.benchmarks(reading.db, request.limit)
    name = catalogue.model(reading.db, refs.check_name(request.name, "name")).name
    return leaderboards.benchmarks_of(reading.db, name, request.limit, reading.now)


@answer.register
def _(request: r.GetCardSchema, reading: Reading) -> t.CardSchema:
    return card_fields.schema(reading.db)


@answer.register
def _(request: r.ListPractices, reading: Reading) -> t.PracticeList:
    _page(request.limit, 0)
    return card_fields.practices(reading.db, request.limit)


@answer.register
def _(request: r.AuditCards, reading: Reading) -> t.CardAudit:
    return card_fields.audit(reading.db)


@answer.register
def _(request: r.TailAudit, reading: Reading) -> t.AuditTail:
    _page(request.limit, request.offset)
    return audit.tail(reading.db, request.name, request.limit, request.offset)


@answer.register
def _(request: r.Verify, reading: Reading) -> t.Verification:
    return verification.verify(reading.db, reading.blobs, request.deep)
