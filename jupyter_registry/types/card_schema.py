"""What a card can hold: fields with their kind, good practices, and how well a registry's cards are filled."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from .structs import Noun, Part

FieldKind = Literal["text", "list", "choice", "number", "date", "boolean", "ref"]
FieldGroup = Literal["use", "data", "evaluation", "limits", "governance", "operation", "organisation"]
PracticeKind = Literal["preprocessing", "evaluation", "training", "deployment", "other"]
FOLLOWS = "follows"
"""The relation of a version to a practice, which a link names by its name."""


class FieldDefinition(Part, frozen=True, kw_only=True):
    """One field of a card: what it is called, what to ask, and which answers hold."""

    name: str
    label: str
    question: str
    kind: FieldKind = "text"
    group: FieldGroup = "organisation"
    choices: tuple[str, ...] = ()  # of the kind "choice"
    weight: int = 0  # in the completeness; 0 is asked and not counted


class DefinedField(Noun, frozen=True, kw_only=True):
    """A field with the version of the schema that brought it in its form of now."""

    definition: FieldDefinition
    standard: bool  # of every registry; the others are the organisation's
    since: int


class CardSchema(Noun, frozen=True, kw_only=True):
    """All fields of a registry's cards. ``standard`` counts the program's versions, ``revision`` the organisation's."""

    standard: int
    revision: int
    fields: tuple[DefinedField, ...]


class Practice(Part, frozen=True, kw_only=True):
    """A known good way to do something, that models link to: a preprocessing recipe, an evaluation protocol."""

    name: str  # "stratified-5-fold"
    title: str
    practice_kind: PracticeKind = "other"
    text: str = ""  # Markdown


class RecordedPractice(Noun, frozen=True, kw_only=True):
    """A practice as it stands: ``revision`` counts its edits, ``models`` how many follow it."""

    practice: Practice
    revision: int
    models: int
    at: datetime
    by: str


class PracticeList(Noun, frozen=True, kw_only=True):
    practices: tuple[RecordedPractice, ...]


class FieldFill(Noun, frozen=True, kw_only=True):
    """How many models answer a field, and the cheapest way to fill it in the others."""

    name: str
    label: str
    standard: bool
    answered: int
    unfit: int  # answers that the definition of now does not allow
    models: int
    fix: str


class TagUse(Noun, frozen=True, kw_only=True):
    """A tag and the number of models that have it."""

    tag: str
    models: int


class TagCluster(Noun, frozen=True, kw_only=True):
    """Tags that are nearly the same; ``into`` is the one most models have."""

    into: str
    tags: tuple[TagUse, ...]


class CardAudit(Noun, frozen=True, kw_only=True):
    """How well the cards of a registry are filled, worst first, and which tags say the same."""

    models: int
    fields: tuple[FieldFill, ...]
    tags: tuple[TagUse, ...]  # of one model only
    clusters: tuple[TagCluster, ...]


class MergedTags(Noun, frozen=True, kw_only=True):
    """Reply to MergeTags: the models whose tags changed, or would."""

    into: str
    models: tuple[str, ...]
    done: bool
