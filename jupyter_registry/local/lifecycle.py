"""Taking versions out of use and back: retire, restore, undo a publication."""

from __future__ import annotations

from .. import requests as r
from .. import types as t
from ..errors import Conflict, Forbidden
from . import catalogue, records
from .writes import apply
from .writing import Writing


@apply.register
def _(request: r.Retire, writing: Writing) -> t.Version:
    version = catalogue.resolve(writing.db, request.ref)
    if request.replacement:
        catalogue.resolve(writing.db, request.replacement)  # raises when there is none
    later = request.sunset_on is not None and request.sunset_on > writing.now.date()
    writing.db.execute(
        "UPDATE versions SET stage_before = CASE WHEN stage IN (?1, ?2) THEN stage_before ELSE stage END,"
        " stage = CASE WHEN ?3 THEN ?2 ELSE ?1 END, stage_reason = ?4, sunset_on = ?5, replacement = ?6"
        " WHERE model = ?7 AND number = ?8",
        (
            catalogue.RETIRED, catalogue.DEPRECATED, later, request.reason,
            request.sunset_on.isoformat() if request.sunset_on else None, request.replacement,
            version.model, version.number,
        ),
    )  # fmt: skip
    writing.touch(version.model, version.number)
    return catalogue.version(writing.db, version.model, version.number)


@apply.register
def _(request: r.Restore, writing: Writing) -> t.Version:
    version = catalogue.resolve(writing.db, request.ref)
    if version.stage not in (catalogue.RETIRED, catalogue.DEPRECATED):
        raise Conflict(
            f"{version.model}:{version.number} is not retired.",
            field="ref",
            fix="Name the retired version by number.",
        )
    writing.db.execute(
        "UPDATE versions SET stage = stage_before, stage_reason = '', sunset_on = NULL, replacement = ''"
        " WHERE model = ? AND number = ?",
        (version.model, version.number),
    )
    writing.touch(version.model, version.number)
    return catalogue.version(writing.db, version.model, version.number)


@apply.register
def _(request: r.UndoPublish, writing: Writing) -> t.Withdrawn:
    version = catalogue.resolve(writing.db, request.ref)
    name = f"{version.model}:{version.number}"
    if writing.actor.name != version.published_by and writing.actor.role != "steward":
        raise Forbidden(f"{name} was published by {version.published_by}.", field="ref", fix="Ask them, or a steward.")
    used = records.used_by_others(writing.db, version)
    if used:
        raise Conflict(f"{name} is in use already: {used}.", field="ref", fix="Retire it with a reason instead.")
    aliases = {alias: _pointed_before(writing, version, alias) for alias in _aliases(writing, version)}
    for alias, number in aliases.items():
        writing.db.execute("DELETE FROM aliases WHERE model = ? AND alias = ?", (version.model, alias))
        if number is not None:
            row = (version.model, alias, number)
            writing.db.execute("INSERT INTO aliases (model, alias, number) VALUES (?, ?, ?)", row)
    writing.db.execute(
        "UPDATE versions SET stage_before = stage, stage = ?, stage_reason = '' WHERE model = ? AND number = ?",
        (catalogue.WITHDRAWN, version.model, version.number),
    )
    writing.db.execute("DELETE FROM links WHERE ref = ?", (name,))
    writing.touch(version.model, version.number)
    return t.Withdrawn(model=version.model, number=version.number, aliases=aliases)


def _aliases(writing: Writing, version: t.Version) -> list[str]:
    found = catalogue.aliases(writing.db, version.model)
    return [alias for alias, number in found.items() if number == version.number]


def _pointed_before(writing: Writing, version: t.Version, alias: str) -> int | None:
    """The version an alias pointed at before this one, if it is still there."""
    rows = writing.db.execute(
        "SELECT json_extract(request, '$.number') FROM audit WHERE model = ? AND verb IN ('publish', 'set-alias')"
        " AND json_extract(request, '$.alias') = ? ORDER BY sequence DESC",
        (version.model, alias),
    )
    number = next((int(number) for (number,) in rows if number not in (None, version.number)), None)
    live = writing.db.execute(
        "SELECT 1 FROM versions WHERE model = ? AND number = ? AND stage != ?",
        (version.model, number, catalogue.WITHDRAWN),
    ).fetchone()
    return number if live else None
