"""Models, versions, cards, and what publishing them answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from .manifest import Card, Manifest, Metric
from .records import Records
from .results import Hit
from .structs import Noun, Role


class Actor(Noun, frozen=True, kw_only=True):
    """Who is acting; always from the identity of the caller, never from a request's body."""

    name: str
    display_name: str = ""
    role: Role = "steward"


class Model(Noun, frozen=True, kw_only=True):
    """A named thing with versions."""

    name: str
    title: str
    owner: str
    tags: tuple[str, ...]
    aliases: dict[str, int]
    version_count: int
    newest: int | None  # highest number not retired; what a bare name means
    source_id: str
    created_at: datetime
    updated_at: datetime


class Version(Noun, frozen=True, kw_only=True):
    """One immutable publication of a model."""

    model: str
    number: int
    digest: str
    stage: str
    stage_reason: str
    published_at: datetime
    published_by: str
    manifest: Manifest
    sunset_on: date | None = None  # of a deprecated version: the day from which it is not offered any more
    replacement: str = ""  # what to use instead


class VersionSummary(Noun, frozen=True, kw_only=True):
    """A version in a list: without its manifest's long parts."""

    number: int
    stage: str
    digest: str
    summary: str
    published_at: datetime
    published_by: str
    aliases: tuple[str, ...]
    metrics: tuple[Metric, ...]


class VersionList(Noun, frozen=True, kw_only=True):
    model: str
    versions: tuple[VersionSummary, ...]  # newest first
    total: int


class Gap(Noun, frozen=True, kw_only=True):
    """A card field without an answer: what to ask and what answering it gains in percent points."""

    field: str
    question: str
    gain: int


class Completeness(Noun, frozen=True, kw_only=True):
    percent: int
    gaps: tuple[Gap, ...]


class HistoryEntry(Noun, frozen=True, kw_only=True):
    """An audit entry in words, for the history of one model."""

    number: int | None
    verb: str
    text: str
    actor: str
    at: datetime
    alias: str = ""  # that was set or taken away; ``number`` is where it points since then


class Snippet(Noun, frozen=True, kw_only=True):
    """One way to use a version, as code for a cell; ``label`` is English, ``needs`` packages of this way alone."""

    id: str
    label: str
    code: str
    needs: tuple[str, ...] = ()


class ModelCard(Noun, frozen=True, kw_only=True):
    """All that the model page shows, in one reply."""

    model: Model
    version: Version
    hit: Hit
    card: Card  # the manifest's card with later edits on top
    card_revision: int  # pass it back as EditCard.if_revision
    completeness: Completeness
    versions: tuple[VersionSummary, ...]
    history: tuple[HistoryEntry, ...]
    records: Records
    snippets: tuple[Snippet, ...]  # the most useful way first; they name the version by its alias where it has one
    pinned: tuple[Snippet, ...]  # the same ways; they name the version by its number


class Finding(Noun, frozen=True, kw_only=True):
    """One failure of a rule or a thing worth knowing: the field and the fix."""

    level: Literal["error", "warning"]
    field: str
    message: str
    fix: str = ""


class Published(Noun, frozen=True, kw_only=True):
    """Reply to Publish. ``created`` is false when the same manifest was already the newest version."""

    version: Version
    model: Model
    created: bool
    findings: tuple[Finding, ...]


class Withdrawn(Noun, frozen=True, kw_only=True):
    """Reply to UndoPublish: the version that is gone, and where its aliases point now (null: nowhere)."""

    model: str
    number: int
    aliases: dict[str, int | None]


class Previewed(Noun, frozen=True, kw_only=True):
    """What Publish would do, judged by the same code and rolled back."""

    model: str
    number: int
    digest: str
    findings: tuple[Finding, ...]
    completeness: Completeness


class Skipped(Noun, frozen=True, kw_only=True):
    """One item of an import that was not taken, by its position, and why."""

    index: int
    id: str
    reason: str


class Imported(Noun, frozen=True, kw_only=True):
    created: int
    unchanged: int
    skipped: tuple[Skipped, ...]
