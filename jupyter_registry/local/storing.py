"""Adding a version: the one place that inserts models, manifests and versions."""

from __future__ import annotations

import msgspec

from .. import limits, refs
from .. import requests as r
from .. import types as t
from ..canonical import canonical, digest
from ..errors import Conflict, Invalid, TooLarge
from . import audit, catalogue, lineage
from .writing import Writing

DRAFT = "draft"


def add_version(request: r.Publish, writing: Writing) -> tuple[int, bool]:
    """Add a version and return its number; the same manifest as the newest one adds nothing (False).

    Links of the manifest to versions here are kept with the numbers that they mean now.
    """
    refs.check_name(request.model)
    check_artifacts(request.manifest, writing)
    if len(request.manifest.metrics) > limits.METRICS:
        raise TooLarge(f"There are {len(request.manifest.metrics)} metrics.", field="metrics", fix="Give fewer.")
    links = tuple(lineage.pinned(writing.db, link) for link in request.manifest.links)
    content = canonical(msgspec.structs.replace(request.manifest, links=links)).decode()
    found = digest(content.encode())
    if request.if_new and catalogue.is_shown(writing.db, request.model):
        raise Conflict(f'There is a model "{request.model}" already.', field="if_new", fix="Choose another name.")
    if not catalogue.exists(writing.db, request.model):
        _add_model(request, writing)
    last = writing.db.execute(
        "SELECT number, digest, stage FROM versions WHERE model = ? ORDER BY number DESC LIMIT 1",
        (request.model,),
    ).fetchone()
    if last and last[1] == found and last[2] not in (catalogue.RETIRED, catalogue.WITHDRAWN):
        writing.unchanged = True
        return int(last[0]), False
    number = last[0] + 1 if last else 1
    writing.db.execute("INSERT OR IGNORE INTO manifests (digest, manifest) VALUES (?, ?)", (found, content))
    writing.db.execute(
        "INSERT INTO versions (model, number, digest, stage, published_at, published_by, recorded)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (request.model, number, found, DRAFT, writing.at, writing.actor.name, audit.next_sequence(writing.db)),
    )
    writing.added.append((request.model, number, found))
    _add_tags(request, writing)
    ref = f"{request.model}:{number}"
    lineage.check_links(writing.db, ref, links, "manifest.links")
    lineage.write_links(writing.db, catalogue.version(writing.db, request.model, number))
    writing.touch(request.model, number)
    return number, True


def _add_model(request: r.Publish, writing: Writing) -> None:
    source = request.manifest.source.id if request.manifest.source else ""
    row = (request.model, request.title or request.model, writing.actor.name, source, writing.at, writing.at)
    writing.db.execute(
        "INSERT INTO models (name, title, owner, source_id, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)",
        row,
    )


def _add_tags(request: r.Publish, writing: Writing) -> None:
    from .writes import checked_tags

    if not request.tags:
        return
    stored = writing.db.execute("SELECT tags FROM models WHERE name = ?", (request.model,)).fetchone()[0]
    tags = checked_tags((*msgspec.json.decode(stored), *request.tags))
    writing.db.execute("UPDATE models SET tags = ? WHERE name = ?", (msgspec.json.encode(tags).decode(), request.model))


def check_artifacts(manifest: t.Manifest, writing: Writing) -> None:
    """Raise ``Invalid`` unless the bytes of every artifact are stored with the size it states."""
    for place, artifact in enumerate(manifest.artifacts):
        size = writing.blobs.size(artifact.digest)
        field = f"manifest.artifacts[{place}]"
        if size is None:
            raise Invalid(
                f"The bytes of {artifact.path} are not stored.",
                field=field,
                fix="Send them first (put_blob).",
            )
        if size != artifact.size:
            raise Invalid(
                f"{artifact.path} has {size} bytes, not {artifact.size}.",
                field=field,
                fix="Correct its size.",
            )


def set_alias(writing: Writing, model: str, alias: str, number: int) -> None:
    """Point an alias at a version that exists."""
    refs.check_alias(alias)
    known = catalogue.aliases(writing.db, model)
    if alias not in known and len(known) >= limits.ALIASES:
        raise TooLarge(f"{model} has {len(known)} aliases already.", field="alias", fix="Take one away first.")
    writing.db.execute("INSERT OR REPLACE INTO aliases (model, alias, number) VALUES (?, ?, ?)", (model, alias, number))
    writing.touch(model, number)
