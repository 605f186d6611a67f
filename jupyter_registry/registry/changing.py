"""The methods of a registry that change models and versions."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from .. import requests as r
from .. import types as t
from ..backend import Backend


class Changing:
    """One method for each verb that changes what was published, or what one keeps for oneself."""

    backend: Backend

    def set_alias(
        self,
        model: str,
        alias: str,
        number: int | None,
        *,
        if_number: int | msgspec.UnsetType | None = msgspec.UNSET,
    ) -> t.Model:
        """Point an alias at a version, or take it away with ``None``."""
        return self.backend.handle(
            r.SetAlias(request_id=new_id(), model=model, alias=alias, number=number, if_number=if_number)
        )

    def set_tags(self, model: str, tags: Iterable[str]) -> t.Model:
        """Replace the tags of a model."""
        return self.backend.handle(r.SetTags(request_id=new_id(), model=model, tags=tuple(tags)))

    def edit_card(
        self,
        ref: str,
        fields: Mapping[str, t.CardValue | None] | None = None,
        *,
        text: str | None = None,
        if_revision: int | None = None,
    ) -> t.ModelCard:
        """Answer or clear card fields of a version, or replace its text."""
        return self.backend.handle(
            r.EditCard(request_id=new_id(), ref=ref, fields=dict(fields or {}), text=text, if_revision=if_revision)
        )

    def retire(self, ref: str, reason: str = "", *, sunset_on: date | None = None, replacement: str = "") -> t.Version:
        """Mark a version not for new use, now or from the day ``sunset_on`` on."""
        return self.backend.handle(
            r.Retire(request_id=new_id(), ref=ref, reason=reason, sunset_on=sunset_on, replacement=replacement)
        )

    def restore(self, ref: str) -> t.Version:
        """Take a retirement back."""
        return self.backend.handle(r.Restore(request_id=new_id(), ref=ref))

    def import_cards(self, items: Iterable[r.Publish]) -> t.Imported:
        """Take over one batch of cards made elsewhere (at most ``limits.IMPORT_BATCH``)."""
        return self.backend.handle(r.ImportCards(request_id=new_id(), items=tuple(items)))

    def save_search(self, name: str, q: str) -> t.SavedSearchList:
        """Keep a query under a name; repeating it marks its results as seen."""
        return self.backend.handle(r.SaveSearch(name=name, q=q))

    def remove_search(self, name: str) -> t.SavedSearchList:
        """Forget a saved search."""
        return self.backend.handle(r.RemoveSearch(name=name))

    def log_search(self, q: str, total: int, taken: int = 0) -> t.Recording:
        """Note that somebody searched, how many results there were, and the place of the one taken."""
        return self.backend.handle(r.LogSearch(q=q, total=total, taken=taken))

    def reindex(self) -> t.Reindexed:
        """Rebuild the search tables."""
        return self.backend.handle(r.Reindex(request_id=new_id()))


def new_id() -> str:
    """An id for a request, so that sending it again is no second request."""
    return uuid.uuid4().hex
