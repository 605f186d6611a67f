"""What each write does to the file; runs inside the transaction of ``LocalBackend``."""

from __future__ import annotations

import time
from functools import singledispatch
from typing import Any

import msgspec

from .. import limits, refs
from .. import requests as r
from .. import types as t
from ..canonical import canonical
from ..card_schema import check_answers
from ..errors import Conflict, Invalid, TooLarge
from ..governance import checks
from . import card_fields, catalogue, searches
from .reads import card_reply
from .storing import add_version, set_alias
from .writing import Writing, reindex


@singledispatch
def apply(request: r.Verb[Any], writing: Writing) -> Any:
    """Carry out a write and return its reply."""
    raise Invalid(f"{type(request).__name__} is not a write.")


@apply.register
def _(request: r.Publish, writing: Writing) -> t.Published:
    number, created = add_version(request, writing)
    if request.alias and catalogue.aliases(writing.db, request.model).get(request.alias) != number:
        set_alias(writing, request.model, request.alias, number)
    version = catalogue.version(writing.db, request.model, number)
    writing.audited["manifest"] = version.digest  # as it is kept
    model = catalogue.model(writing.db, request.model)
    findings = tuple(checks.findings(request.manifest))
    return t.Published(version=version, model=model, created=created, findings=findings)


@apply.register
def _(request: r.SetAlias, writing: Writing) -> t.Model:
    model = catalogue.model(writing.db, refs.check_name(request.model))
    alias = refs.check_alias(request.alias)
    now = model.aliases.get(alias)
    if request.if_number is not msgspec.UNSET and now != request.if_number:
        where = f"points at version {now}" if now else "is not set"
        raise Conflict(f"@{alias} {where} now.", field="if_number", fix="Look at it again, then repeat.")
    if request.number is None:
        writing.db.execute("DELETE FROM aliases WHERE model = ? AND alias = ?", (model.name, alias))
        writing.touch(model.name)
    else:
        set_alias(writing, model.name, alias, catalogue.number_of(writing.db, refs.Ref(model.name, request.number)))
    return catalogue.model(writing.db, model.name)


@apply.register
def _(request: r.SetTags, writing: Writing) -> t.Model:
    model = catalogue.model(writing.db, refs.check_name(request.model))
    tags = msgspec.json.encode(checked_tags(request.tags)).decode()
    writing.db.execute("UPDATE models SET tags = ? WHERE name = ?", (tags, model.name))
    writing.touch(model.name)
    return catalogue.model(writing.db, model.name)


def checked_tags(tags: tuple[str, ...]) -> list[str]:
    """The tags without repetition and outer spaces; raises when one is empty or there are too many."""
    found = list(dict.fromkeys(tag.strip() for tag in tags))
    if "" in found:
        raise Invalid("A tag is empty.", field="tags", fix="Leave it out.")
    long = next((tag for tag in found if len(tag) > limits.NAME_TEXT), "")
    if len(found) > limits.TAGS or long:
        raise TooLarge(
            f"There are {len(found)} tags, the longest has {max(map(len, found))} characters.",
            field="tags",
            fix=f"Use at most {limits.TAGS} tags of {limits.NAME_TEXT} characters.",
        )
    return found


@apply.register
def _(request: r.EditCard, writing: Writing) -> t.ModelCard:
    version = catalogue.resolve(writing.db, request.ref)
    before = catalogue.edits(writing.db, version.model, version.number)
    if request.if_revision is not None and request.if_revision != before.revision:
        raise Conflict(
            f"{before.edited_by or 'Somebody'} edited this card in between.",
            field="if_revision",
            fix="Look at the new card, then repeat the edit.",
        )
    check_answers(card_fields.schema(writing.db), request.fields)
    fields = {**before.fields, **request.fields}
    text = before.text if request.text is None else request.text
    row = (
        version.model,
        version.number,
        before.revision + 1,
        canonical(fields).decode(),
        text,
        writing.actor.name,
    )
    writing.db.execute("INSERT OR REPLACE INTO card_edits VALUES (?, ?, ?, ?, ?, ?)", row)
    writing.touch(version.model, version.number)
    return card_reply(writing.db, version, writing.actor.name)


@apply.register
def _(request: r.SaveSearch, writing: Writing) -> t.SavedSearchList:
    searches.save(writing.db, writing.actor.name, writing.now, request.name, request.q)
    return searches.saved(writing.db, writing.actor.name, writing.now)


@apply.register
def _(request: r.RemoveSearch, writing: Writing) -> t.SavedSearchList:
    searches.remove(writing.db, writing.actor.name, request.name)
    return searches.saved(writing.db, writing.actor.name, writing.now)


@apply.register
def _(request: r.LogSearch, writing: Writing) -> t.Recording:
    if writing.recording:
        searches.log(writing.db, writing.now, request.q, request.total, request.taken)
    return t.Recording(recording=writing.recording)


@apply.register
def _(request: r.Reindex, writing: Writing) -> t.Reindexed:
    started = time.perf_counter()
    models = reindex(writing.db)
    return t.Reindexed(models=models, took_ms=1000 * (time.perf_counter() - started))
