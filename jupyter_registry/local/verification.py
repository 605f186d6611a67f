"""Verify: read everything again and say what does not hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress

import msgspec

from .. import types as t
from ..canonical import digest
from . import audit, recorded
from .blobs import Blobs
from .catalogue import MANIFEST

BACKUP = "Restore it from a backup."


def verify(db: sqlite3.Connection, blobs: Blobs, deep: bool) -> t.Verification:
    """Check the file, the manifests' digests, the blobs (their bytes when ``deep``), the audit chain and the index."""
    wanted = _wanted(db)
    damages = (
        *_file(db),
        *_manifests(db),
        *_blobs(blobs, wanted, deep),
        *audit.damages(db),
        *recorded.damages(db),
        *_index(db),
    )
    versions = db.execute("SELECT count(*) FROM versions").fetchone()[0]
    return t.Verification(
        ok=not damages,
        versions=versions,
        blobs=len(wanted),
        audit_entries=audit.count(db),
        damages=damages,
    )


def _wanted(db: sqlite3.Connection) -> dict[str, str]:
    """Digest -> a model that needs it, for every artifact of every version."""
    found: dict[str, str] = {}
    for model, manifest in db.execute("SELECT v.model, m.manifest FROM versions v JOIN manifests m USING (digest)"):
        with suppress(msgspec.MsgspecError):  # then its digest is wrong as well, which is told below
            found.update({artifact.digest: model for artifact in MANIFEST.decode(manifest).artifacts})
    return found


def _file(db: sqlite3.Connection) -> Iterator[t.Damage]:
    for (message,) in db.execute("PRAGMA quick_check(5)"):
        if message != "ok":
            yield t.Damage(subject="registry file", message=message, fix=BACKUP)
    for table, rowid, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield t.Damage(subject=f"{table} {rowid}", message=f"has no row in {parent}", fix=BACKUP)


def _manifests(db: sqlite3.Connection) -> Iterator[t.Damage]:
    for stored, manifest in db.execute("SELECT digest, manifest FROM manifests"):
        if digest(manifest.encode()) != stored:
            yield t.Damage(subject=f"manifest {stored}", message="does not have its digest", fix=BACKUP)


def _blobs(blobs: Blobs, wanted: dict[str, str], deep: bool) -> Iterator[t.Damage]:
    for stored, model in wanted.items():
        if blobs.size(stored) is None:
            yield t.Damage(subject=f"blob {stored} of {model}", message="is missing", fix=BACKUP)
        elif deep and not blobs.whole(stored):
            yield t.Damage(subject=f"blob {stored} of {model}", message="does not have its digest", fix=BACKUP)


def _index(db: sqlite3.Connection) -> Iterator[t.Damage]:
    models = db.execute("SELECT count(*) FROM models").fetchone()[0]
    indexed = db.execute("SELECT count(*) FROM search_documents").fetchone()[0]
    if models != indexed:
        message = f"holds {indexed} of {models} models"
        yield t.Damage(subject="search tables", message=message, fix="Run jupyter-registry reindex.")
