"""What a write works on: the open transaction, who acts, when, and which models it touched."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import Any

import msgspec

from .. import refs
from .. import types as t
from ..errors import NotFound
from . import catalogue, lineage, measurements, projection, recorded, records, track_record
from .blobs import Blobs


class Writing(msgspec.Struct):
    """State of one write. ``audited`` adds to the audited request what only applying it could tell."""

    db: sqlite3.Connection
    blobs: Blobs
    actor: t.Actor
    now: datetime
    recording: bool = True  # whether searches are noted
    touched: dict[str, int | None] = msgspec.field(default_factory=dict)
    audited: dict[str, Any] = msgspec.field(default_factory=dict)
    added: list[recorded.Added] = msgspec.field(default_factory=list)
    unchanged: bool = False  # the write found everything as it asked for
    indexed: set[str] = msgspec.field(default_factory=set)

    @property
    def at(self) -> str:
        """The time of the write as it is stored."""
        return self.now.isoformat()

    def touch(self, model: str, number: int | None = None) -> None:
        """Note that a model changed: its time moves and it will be indexed again."""
        self.db.execute("UPDATE models SET updated_at = ? WHERE name = ?", (self.at, model))
        self.touched[model] = number
        self.unchanged = False
        if number is not None:
            self.audited.setdefault("number", number)

    def index(self) -> None:
        """Bring the search tables up to date with every model touched and not yet indexed."""
        for name in self.touched.keys() - self.indexed:
            self.index_one(name)

    def index_one(self, model: str) -> None:
        """Write the search document of one model now."""
        reindex_model(self.db, model)
        self.indexed.add(model)


def reindex_model(db: sqlite3.Connection, name: str, document: int | None = None) -> None:
    """Write the search document of one model anew; ``document`` is the id it gets when it has none."""
    try:
        model = catalogue.model(db, name)
    except NotFound:  # all of its versions were taken back
        projection.forget(db, name)
        measurements.forget(db, name)
        return
    published = catalogue.version(db, name, catalogue.number_of(db, refs.Ref(name)))
    version = lineage.with_later_links(db, records.evaluated(db, published))
    card = catalogue.card(db, version)
    projection.project(db, model, version, card, document, track_record.numbers(db, version))
    measurements.write(db, published)


def reindex(db: sqlite3.Connection) -> int:
    """Write all search documents anew, each with the id and the change it had; the number of models."""
    documents = db.execute("SELECT model, id, change FROM search_documents").fetchall()
    known = {model: document for model, document, _ in documents}
    (change,) = db.execute("SELECT change FROM search_state").fetchone()
    lineage.rebuild(db)
    projection.clear(db)
    names = [name for (name,) in db.execute("SELECT name FROM models ORDER BY created_at, name")]
    for name in sorted(names, key=lambda name: name not in known):  # a new id must not take one that was given
        reindex_model(db, name, known.get(name))
    db.executemany("UPDATE search_documents SET change = ?3 WHERE model = ?1 AND id = ?2", documents)
    db.execute(
        "UPDATE search_state SET change = max(?, (SELECT ifnull(max(change), 0) FROM search_documents))", (change,)
    )
    return len(names)
