"""The state of a registry: audit log, verification, status."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .catalogue import Actor
from .structs import Noun


class AuditEntry(Noun, frozen=True, kw_only=True):
    """One link of the hash chain. ``request`` is the canonical JSON of the request."""

    sequence: int
    at: datetime
    actor: str
    verb: str
    model: str
    request: dict[str, Any]
    previous_hash: str
    hash: str


class AuditTail(Noun, frozen=True, kw_only=True):
    entries: tuple[AuditEntry, ...]  # newest first
    total: int
    head: str  # hash of the newest entry; keep it elsewhere to notice a cut tail


class Damage(Noun, frozen=True, kw_only=True):
    """One thing that does not hold: what, where and what to do about it."""

    subject: str
    message: str
    fix: str


class Verification(Noun, frozen=True, kw_only=True):
    """Result of Verify: how much was read and what was found wrong."""

    ok: bool
    versions: int
    blobs: int
    audit_entries: int
    damages: tuple[Damage, ...]


class Reindexed(Noun, frozen=True, kw_only=True):
    models: int
    took_ms: float


class Status(Noun, frozen=True, kw_only=True):
    """The state of a registry, for its user and for a client that must decide what to offer."""

    name: str  # for people: "local registry"
    location: str  # where it is kept, without credentials
    models: int
    versions: int
    changed: int  # grows with every committed change
    writable: bool
    reason: str  # why it is not writable
    program: str  # version of jupyter_registry that answers
    schema: int
    actor: Actor
    vectors_done: int = 0  # models that have a vector, for searches by meaning
    vectors_total: int = 0  # models that get one from the process that answers; 0 where it makes none
