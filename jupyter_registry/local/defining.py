"""The writes that shape cards: fields, practices, tags."""

from __future__ import annotations

from .. import requests as r
from .. import types as t
from . import card_fields
from .writes import apply
from .writing import Writing

LISTED = 100


@apply.register
def _(request: r.DefineField, writing: Writing) -> t.CardSchema:
    card_fields.define(writing, request.field)
    return card_fields.schema(writing.db)


@apply.register
def _(request: r.RemoveField, writing: Writing) -> t.CardSchema:
    card_fields.remove(writing, request.name)
    return card_fields.schema(writing.db)


@apply.register
def _(request: r.AddPractice, writing: Writing) -> t.PracticeList:
    card_fields.add_practice(writing, request.practice)
    return card_fields.practices(writing.db, LISTED)


@apply.register
def _(request: r.RemovePractice, writing: Writing) -> t.PracticeList:
    card_fields.remove_practice(writing, request.name)
    return card_fields.practices(writing.db, LISTED)


@apply.register
def _(request: r.MergeTags, writing: Writing) -> t.MergedTags:
    found = card_fields.merge_tags(writing, request.tags, request.into, dry_run=request.dry_run)
    writing.unchanged = not (found.done and found.models)
    return found
