"""ImportCards: one transaction for a batch, a savepoint for each card, so that no half of one is ever kept."""

from __future__ import annotations

import sqlite3

import msgspec

from .. import limits
from .. import requests as r
from .. import types as t
from ..errors import Invalid, RegistryError, TooLarge
from . import recorded
from .storing import add_version
from .writes import apply
from .writing import Writing


@apply.register
def _(request: r.ImportCards, writing: Writing) -> t.Imported:
    if len(request.items) > limits.IMPORT_BATCH:
        raise TooLarge(
            f"There are {len(request.items)} cards.",
            field="items",
            fix=f"Send {limits.IMPORT_BATCH} at a time.",
        )
    created, unchanged, skipped = 0, 0, []
    for position, item in enumerate(request.items):
        try:
            if _import(item, writing):
                created += 1
            else:
                unchanged += 1
        except RegistryError as error:
            source = item.manifest.source.id if item.manifest.source else item.model
            skipped.append(t.Skipped(index=position, id=source, reason=str(error)))
    writing.audited.pop("number", None)
    writing.audited["versions"] = recorded.form(writing.added)
    return t.Imported(created=created, unchanged=unchanged, skipped=tuple(skipped))


def _import(item: r.Publish, writing: Writing) -> bool:
    touched, added = dict(writing.touched), len(writing.added)
    writing.db.execute("SAVEPOINT item")
    try:
        limits.check(item)
        name = _name(item, writing.db)
        _, created = add_version(msgspec.structs.replace(item, model=name), writing)
        if created:
            writing.index_one(name)
        else:
            writing.touched = touched  # nothing new: its time and index stay
            writing.db.execute("ROLLBACK TO item")
        return created
    except BaseException:
        writing.touched = touched
        del writing.added[added:]
        if writing.db.in_transaction:  # a full disk ends the whole transaction
            writing.db.execute("ROLLBACK TO item")
        raise
    finally:
        if writing.db.in_transaction:
            writing.db.execute("RELEASE item")


def _name(item: r.Publish, db: sqlite3.Connection) -> str:
    """The name for a card: the one its source already has here, else its own, with a number when that is taken."""
    source = item.manifest.source
    if source is None or not source.id:
        raise Invalid("The card has no source id.", field="manifest.source.id", fix="Give the id it has at its source.")
    known = db.execute("SELECT name FROM models WHERE source_id = ?", (source.id,)).fetchone()
    if known:
        return str(known[0])
    taken = {
        row[0]
        for row in db.execute("SELECT name FROM models WHERE name = ?1 OR name GLOB ?1 || '-[0-9]*'", (item.model,))
    }
    if item.model not in taken:
        return item.model
    return next(name for n in range(2, len(taken) + 3) if (name := f"{item.model}-{n}") not in taken)
