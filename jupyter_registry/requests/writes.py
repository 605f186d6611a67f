"""Verbs that change the registry, and the preview of one."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import msgspec

from .. import types as t
from .verb import Verb, Write


class Publish(Write[t.Published], frozen=True, kw_only=True):
    """Add a version to a model; the model is made when it is new.

    With ``if_new`` only then: ``Conflict`` when there is a model of that name.
    """

    model: str
    manifest: t.Manifest
    title: str = ""
    tags: tuple[str, ...] = ()
    alias: str = ""
    if_new: bool = False


class Preview(Verb[t.Previewed], frozen=True, kw_only=True):
    """Run a Publish up to its findings, then roll back."""

    body: ClassVar[bool] = True
    publish: Publish


class SetAlias(Write[t.Model], frozen=True, kw_only=True):
    """Point an alias at a version, or take it away with ``number`` null.

    ``if_number`` makes it a compare-and-set: the move is refused with ``Conflict`` unless the alias points there
    now (null: is not set now).
    """

    model: str
    alias: str
    number: int | None
    if_number: int | msgspec.UnsetType | None = msgspec.UNSET


class SetTags(Write[t.Model], frozen=True, kw_only=True):
    """Replace the tags of a model."""

    model: str
    tags: tuple[str, ...]


class EditCard(Write[t.ModelCard], frozen=True, kw_only=True):
    """Answer or clear card fields of a version, or replace its text; the manifest stays as published.

    A field set to null is cleared. ``if_revision`` refuses the edit when somebody else edited in between.
    """

    ref: str
    fields: dict[str, t.CardValue | None] = {}
    text: str | None = None
    if_revision: int | None = None


class Retire(Write[t.Version], frozen=True, kw_only=True):
    """Mark a version not for new use; refs to it still resolve, and loading it warns with the reason.

    With a ``sunset_on`` that is still to come the version is deprecated: offered until then, with a warning.
    """

    ref: str
    reason: str = ""
    sunset_on: date | None = None  # the day from which it is not offered any more
    replacement: str = ""  # ref of what to use instead


class Restore(Write[t.Version], frozen=True, kw_only=True):
    """Take a retirement back; ``ref`` names the version by number."""

    ref: str


class UndoPublish(Write[t.Withdrawn], frozen=True, kw_only=True):
    """Take one's own version away while nobody has used it; its number is not given again.

    An alias that points at it goes back to where it pointed before. Refused with ``Conflict`` once somebody else
    loaded, evaluated, deployed or commented on it.
    """

    ref: str


class AddEvaluation(Write[t.Records], frozen=True, kw_only=True):
    """Add metrics measured on a version after it was published."""

    ref: str
    evaluation: t.Evaluation


class AddCheck(Write[t.Records], frozen=True, kw_only=True):
    """Add an automatic verdict about a version."""

    ref: str
    check: t.Check


class RecordDeployment(Write[t.Records], frozen=True, kw_only=True):
    """Note where a version is in use, or that it no longer is."""

    ref: str
    deployment: t.Deployment


class RecordReuse(Write[t.Records], frozen=True, kw_only=True):
    """Note that a version was loaded, or why it was not."""

    audited: ClassVar[bool] = False
    ref: str
    reuse: t.Reuse


class AddComment(Write[t.Records], frozen=True, kw_only=True):
    """Say something about a version, or answer what somebody said."""

    ref: str
    comment: t.Comment


class RemoveComment(Write[t.Records], frozen=True, kw_only=True):
    """Take a comment of one's own away; a steward takes any."""

    ref: str
    sequence: int


class AddLink(Write[t.Lineage], frozen=True, kw_only=True):
    """Add a link to the lineage of a version that was published without it; a cycle is refused."""

    ref: str
    link: t.Link


class RemoveLink(Write[t.Lineage], frozen=True, kw_only=True):
    """Take a link away that was added later; one that a version was published with stays."""

    ref: str
    link: t.Link


class SetStar(Write[t.Records], frozen=True, kw_only=True):
    """Put a model among one's own favourites, or take it out."""

    audited: ClassVar[bool] = False
    model: str
    starred: bool = True


class DefineField(Write[t.CardSchema], frozen=True, kw_only=True):
    """Add a field of the organisation to all cards, or change it; answers that no longer hold become gaps."""

    field: t.FieldDefinition


class RemoveField(Write[t.CardSchema], frozen=True, kw_only=True):
    """Ask for a field of the organisation no more; the answers stay where they are."""

    name: str


class AddPractice(Write[t.PracticeList], frozen=True, kw_only=True):
    """Keep a good practice, or a new edition of it; a model follows it by a link "follows" to its name."""

    practice: t.Practice


class RemovePractice(Write[t.PracticeList], frozen=True, kw_only=True):
    """Take a good practice out of the list; links to it stay."""

    name: str


class MergeTags(Write[t.MergedTags], frozen=True, kw_only=True):
    """Give every model that has one of ``tags`` the tag ``into`` instead; ``dry_run`` only says which."""

    tags: tuple[str, ...]
    into: str
    dry_run: bool = False


class ImportCards(Write[t.Imported], frozen=True, kw_only=True):
    """Take over cards made elsewhere, each as a draft; an item that does not hold is skipped with its reason."""

    items: tuple[Publish, ...]


class SaveSearch(Write[t.SavedSearchList], frozen=True, kw_only=True):
    """Keep a query under a name of one's own; repeating it marks its results as seen."""

    audited: ClassVar[bool] = False
    name: str
    q: str


class RemoveSearch(Write[t.SavedSearchList], frozen=True, kw_only=True):
    """Forget a saved search."""

    audited: ClassVar[bool] = False
    name: str


class LogSearch(Write[t.Recording], frozen=True, kw_only=True):
    """Note that somebody searched, how many results there were, and the place of the one taken (0: none).

    Does nothing where recording is switched off; who searched is not kept.
    """

    audited: ClassVar[bool] = False
    q: str
    total: int
    taken: int = 0


class Reindex(Write[t.Reindexed], frozen=True, kw_only=True):
    """Rebuild the search tables from the versions."""
