"""Every verb: one frozen Struct that names its reply and whether it writes.

``Search(q="churn")`` asks for a ``Page``; its wire name is ``search`` (URL ``api/v1/search``, command
``jupyter-registry search``, method ``Registry.search``). Reads go by GET with the fields as query arguments,
except those with ``body = True``; writes go by POST and carry a ``request_id``: the same id with the same
content gives the stored reply again, the same id with other content is a ``Conflict``.
"""

from __future__ import annotations

import re
from typing import ClassVar, Generic, TypeVar, get_args

import msgspec

from . import types as t

R = TypeVar("R")


def wire_name(class_name: str) -> str:
    """``SetAlias`` -> ``set-alias``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", class_name).lower()


class Verb(
    msgspec.Struct,
    Generic[R],
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="kind",
    tag=wire_name,
):
    """An operation; ``R`` is its reply."""

    writes: ClassVar[bool] = False
    body: ClassVar[bool] = False  # sent by POST although it changes nothing


class Write(Verb[R], frozen=True, kw_only=True):
    """An operation that changes the registry."""

    writes: ClassVar[bool] = True
    audited: ClassVar[bool] = True  # false for what concerns its actor alone
    request_id: str = ""


# ---------------------------------------------------------------- reads


class GetStatus(Verb[t.Status], frozen=True, kw_only=True):
    """Say what the registry is, how much it holds and whether it can be written."""


class GetModel(Verb[t.Model], frozen=True, kw_only=True):
    """Look up one model by name."""

    name: str


class GetVersion(Verb[t.Version], frozen=True, kw_only=True):
    """Look up one version by ref: ``name``, ``name:3`` or ``name@champion``."""

    ref: str


class GetCard(Verb[t.ModelCard], frozen=True, kw_only=True):
    """Everything the model page shows about the version a ref names."""

    ref: str


class ListVersions(Verb[t.VersionList], frozen=True, kw_only=True):
    """The versions of a model, newest first."""

    name: str
    limit: int = 100
    offset: int = 0


class Search(Verb[t.Page], frozen=True, kw_only=True):
    """Find models by one query line."""

    q: str = ""
    sort: str = ""  # "" is best match; "updated", "name", or a metric's name
    limit: int = 20
    offset: int = 0
    facets: bool = False
    kernel: tuple[str, ...] = ()  # "scikit-learn==1.7.2", what the kernel of the asker has; for "kernel:ok"


class GetFacets(Verb[t.FacetList], frozen=True, kw_only=True):
    """Values and exact counts of the facets for a query."""

    q: str = ""
    limit: int = 50
    kernel: tuple[str, ...] = ()


class Suggest(Verb[t.SuggestionList], frozen=True, kw_only=True):
    """Ways to go on with a query line that is being typed: filters, values, models, text."""

    q: str = ""
    cursor: int = -1  # in characters from the start; -1 is the end
    limit: int = 8


class ListSearches(Verb[t.SavedSearchList], frozen=True, kw_only=True):
    """The saved searches of the actor, with what is new in each."""


class ListSearchLog(Verb[t.SearchLog], frozen=True, kw_only=True):
    """What was searched for here: queries without results first."""

    limit: int = 50


class TailAudit(Verb[t.AuditTail], frozen=True, kw_only=True):
    """The newest entries of the audit log."""

    name: str = ""  # only those of this model
    limit: int = 50
    offset: int = 0


class Verify(Verb[t.Verification], frozen=True, kw_only=True):
    """Re-read versions, blobs and the audit chain and report what does not hold."""

    deep: bool = True  # read every blob's bytes


# ---------------------------------------------------------------- writes


class Publish(Write[t.Published], frozen=True, kw_only=True):
    """Add a version to a model; the model is made when it is new."""

    model: str
    manifest: t.Manifest
    title: str = ""
    tags: tuple[str, ...] = ()
    alias: str = ""


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
    """Mark a version not for new use; refs to it still resolve, and loading it warns with the reason."""

    ref: str
    reason: str = ""


class Restore(Write[t.Version], frozen=True, kw_only=True):
    """Take a retirement back; ``ref`` names the version by number."""

    ref: str


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


VERBS: dict[str, type[Verb]] = {  # type: ignore[type-arg]  # a map of unlike verbs has no single reply
    wire_name(cls.__name__): cls
    for cls in (
        GetStatus, GetModel, GetVersion, GetCard, ListVersions, Search, GetFacets, Suggest, ListSearches,
        ListSearchLog, TailAudit, Verify, Publish, Preview, SetAlias, SetTags, EditCard, Retire, Restore,
        SaveSearch, RemoveSearch, LogSearch, ImportCards, Reindex,
    )
}  # fmt: skip
"""Every verb by its wire name, reads first."""


def reply_type(verb: type[Verb[R]]) -> type[R]:
    """The Struct that answers ``verb``, read off its declaration."""
    base = verb.__orig_bases__[0]  # type: ignore[attr-defined]  # set by typing on generic subclasses
    reply: type[R] = get_args(base)[0]
    return reply
