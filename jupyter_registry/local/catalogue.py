"""Models, versions and cards as they are stored: rows in, nouns out."""

from __future__ import annotations

import difflib
import sqlite3
from collections.abc import Iterator
from typing import Any

import msgspec

from .. import cards, refs
from .. import types as t
from ..errors import NotFound

VERSION = (
    "v.model, v.number, v.digest, v.stage, v.stage_reason, v.published_at, v.published_by, v.sunset_on, v.replacement,"
    " m.manifest"
)
JOINED = "versions v JOIN manifests m USING (digest)"
EDITS = msgspec.json.Decoder(dict[str, t.CardValue | None])
MANIFEST = msgspec.json.Decoder(t.Manifest)
RETIRED = "retired"
DEPRECATED = "deprecated"
WITHDRAWN = "withdrawn"  # its author took it back; nobody is shown it any more


class Edits(msgspec.Struct, frozen=True):
    """Edits on top of a published card; ``revision`` 0 means none."""

    revision: int = 0
    fields: dict[str, t.CardValue | None] = {}
    text: str | None = None
    edited_by: str = ""


def exists(db: sqlite3.Connection, name: str) -> bool:
    """Whether a model of that name is there."""
    return db.execute("SELECT 1 FROM models WHERE name = ?", (name,)).fetchone() is not None


def is_shown(db: sqlite3.Connection, name: str) -> bool:
    """Whether a model of that name has a version that was not taken back."""
    wanted = "SELECT 1 FROM versions WHERE model = ? AND stage != ? LIMIT 1"
    return db.execute(wanted, (name, WITHDRAWN)).fetchone() is not None


def model(db: sqlite3.Connection, name: str) -> t.Model:
    """The model of that name; raises ``NotFound`` with the nearest names."""
    row = db.execute(
        "SELECT name, title, owner, tags, source_id, created_at, updated_at FROM models WHERE name = ?",
        (name,),
    ).fetchone()
    if row is None:
        raise NotFound(f'There is no model "{name}".', field="model", fix=_suggestion(db, name))
    counted = db.execute(
        "SELECT count(*), max(number) FILTER (WHERE stage != ?) FROM versions WHERE model = ? AND stage != ?",
        (RETIRED, name, WITHDRAWN),
    ).fetchone()
    if not counted[0]:
        raise NotFound(f'The only version of "{name}" was taken back.', field="model", fix="Publish it again.")
    fields = ("name", "title", "owner", "tags", "source_id", "created_at", "updated_at")
    found = dict(zip(fields, row, strict=True))
    found["tags"] = msgspec.json.decode(found["tags"])
    found.update(aliases=aliases(db, name), version_count=counted[0], newest=counted[1])
    return msgspec.convert(found, t.Model)


def _suggestion(db: sqlite3.Connection, name: str) -> str:
    rows = db.execute("SELECT name FROM models WHERE name LIKE ? LIMIT 500", (f"%{name[:2]}%",))
    near = difflib.get_close_matches(name, [row[0] for row in rows], 1, 0.6)
    return f'Did you mean "{near[0]}"?' if near else "Search for it in the Model Registry panel."


def aliases(db: sqlite3.Connection, name: str) -> dict[str, int]:
    """The aliases of a model with the numbers they point at."""
    return dict(db.execute("SELECT alias, number FROM aliases WHERE model = ? ORDER BY alias", (name,)).fetchall())


def number_of(db: sqlite3.Connection, ref: refs.Ref) -> int:
    """The number a ref means: the newest version not retired for a bare name, of all when all are retired."""
    if ref.alias:
        row = db.execute("SELECT number FROM aliases WHERE model = ? AND alias = ?", (ref.name, ref.alias)).fetchone()
    elif ref.number:
        row = db.execute(
            "SELECT number FROM versions WHERE model = ? AND number = ? AND stage != ?",
            (ref.name, ref.number, WITHDRAWN),
        ).fetchone()
    else:
        row = db.execute(
            "SELECT number FROM versions WHERE model = ? AND stage != ? ORDER BY stage = ?, number DESC LIMIT 1",
            (ref.name, WITHDRAWN, RETIRED),
        ).fetchone()
    if row:
        return int(row[0])
    found = model(db, ref.name)  # raises when it is the name that is wrong
    known = ", ".join(sorted(found.aliases)) if ref.alias else f"1 to {found.version_count}"
    part = "alias" if ref.alias else "version"
    raise NotFound(f'"{ref}" does not exist.', field="ref", fix=f"{ref.name} has {part}: {known or 'none'}.")


def version(db: sqlite3.Connection, name: str, number: int) -> t.Version:
    """One version, which must exist."""
    row = db.execute(f"SELECT {VERSION} FROM {JOINED} WHERE v.model = ? AND v.number = ?", (name, number)).fetchone()
    return _version(row)


def _version(row: tuple[Any, ...]) -> t.Version:
    names = (
        "model", "number", "digest", "stage", "stage_reason", "published_at", "published_by", "sunset_on",
        "replacement",
    )  # fmt: skip
    found = dict(zip(names, row[:9], strict=True))
    return msgspec.convert({**found, "manifest": MANIFEST.decode(row[9])}, t.Version, from_attributes=True)


def resolve(db: sqlite3.Connection, ref: str) -> t.Version:
    """The version a ref names."""
    parsed = refs.parse(ref)
    return version(db, parsed.name, number_of(db, parsed))


def summaries(db: sqlite3.Connection, name: str, limit: int, offset: int) -> Iterator[t.VersionSummary]:
    """Versions of a model for a list, newest first."""
    pointing: dict[int, list[str]] = {}
    for alias, number in aliases(db, name).items():
        pointing.setdefault(number, []).append(alias)
    rows = db.execute(
        f"SELECT {VERSION} FROM {JOINED} WHERE v.model = ? AND v.stage != ? ORDER BY v.number DESC LIMIT ? OFFSET ?",
        (name, WITHDRAWN, limit, offset),
    ).fetchall()
    for found in map(_version, rows):
        yield t.VersionSummary(
            number=found.number,
            stage=found.stage,
            digest=found.digest,
            summary=found.manifest.summary,
            published_at=found.published_at,
            published_by=found.published_by,
            aliases=tuple(pointing.get(found.number, ())),
            metrics=found.manifest.metrics[:20],
        )


def edits(db: sqlite3.Connection, name: str, number: int) -> Edits:
    """The edits of a version's card."""
    row = db.execute(
        "SELECT revision, fields, text, edited_by FROM card_edits WHERE model = ? AND number = ?",
        (name, number),
    ).fetchone()
    return Edits(row[0], EDITS.decode(row[1]), row[2], row[3]) if row else Edits()


def card(db: sqlite3.Connection, found: t.Version) -> t.Card:
    """The card of a version with its edits on top."""
    on_top = edits(db, found.model, found.number)
    return cards.merged(found.manifest.card, on_top.fields, on_top.text)
