"""The methods of a registry that ask."""

from __future__ import annotations

from collections.abc import Iterable

from .. import requests as r
from .. import types as t
from ..backend import Backend


class Asking:
    """One method for each verb that reads."""

    backend: Backend

    def get_status(self) -> t.Status:
        """The state of the registry: counts, whether it is writable, who is acting."""
        return self.backend.handle(r.GetStatus())

    def get_model(self, name: str) -> t.Model:
        """The model of that name."""
        return self.backend.handle(r.GetModel(name=name))

    def get_version(self, ref: str) -> t.Version:
        """The version a ref names."""
        return self.backend.handle(r.GetVersion(ref=ref))

    def get_card(self, ref: str) -> t.ModelCard:
        """Everything about the version a ref names."""
        return self.backend.handle(r.GetCard(ref=ref))

    def compare(self, *refs: str) -> t.Comparison:
        """Two to six versions of any models side by side; the first is the baseline."""
        return self.backend.handle(r.Compare(refs=refs))

    def list_versions(self, name: str, *, limit: int = 100, offset: int = 0) -> t.VersionList:
        """Versions of a model, newest first."""
        return self.backend.handle(r.ListVersions(name=name, limit=limit, offset=offset))

    def search(
        self,
        q: str = "",
        *,
        sort: str = "",
        limit: int = 20,
        offset: int = 0,
        facets: bool = False,
        kernel: Iterable[str] = (),
    ) -> t.Page:
        """Models that match one query line; ``kernel`` ("skops==0.13", ...) is what ``kernel:ok`` is judged by."""
        request = r.Search(q=q, sort=sort, limit=limit, offset=offset, facets=facets, kernel=tuple(kernel))
        return self.backend.handle(request)

    def get_facets(self, q: str = "", *, limit: int = 50, kernel: Iterable[str] = ()) -> t.FacetList:
        """Facet values with counts for a query."""
        return self.backend.handle(r.GetFacets(q=q, limit=limit, kernel=tuple(kernel)))

    def suggest(self, q: str = "", *, cursor: int = -1, limit: int = 8) -> t.SuggestionList:
        """Ways to go on with a query line that is being typed; ``cursor`` counts characters, -1 is the end."""
        return self.backend.handle(r.Suggest(q=q, cursor=cursor, limit=limit))

    def list_searches(self) -> t.SavedSearchList:
        """The searches you keep, with what is new in each."""
        return self.backend.handle(r.ListSearches())

    def list_search_log(self, *, limit: int = 50) -> t.SearchLog:
        """What was searched for here, queries without results first."""
        return self.backend.handle(r.ListSearchLog(limit=limit))

    def get_lineage(self, ref: str, *, steps: int = 3, limit: int = 500) -> t.Lineage:
        """What a version was made from, and what was made from it or uses it."""
        return self.backend.handle(r.GetLineage(ref=ref, steps=steps, limit=limit))

    def get_leaderboard(
        self, dataset: str, metric: str, *, split: str = "", scenario: str = "", limit: int = 50
    ) -> t.Leaderboard:
        """Models in the order of one metric on one dataset, split and scenario."""
        return self.backend.handle(
            r.GetLeaderboard(dataset=dataset, metric=metric, split=split, scenario=scenario, limit=limit)
        )

    def list_benchmarks(self, name: str = "", *, limit: int = 50) -> t.BenchmarkList:
        """What versions were measured on, of one model or of all."""
        return self.backend.handle(r.ListBenchmarks(name=name, limit=limit))

    def get_card_schema(self) -> t.CardSchema:
        """The fields that a card can hold here."""
        return self.backend.handle(r.GetCardSchema())

    def list_practices(self, *, limit: int = 100) -> t.PracticeList:
        """The good practices kept here, those that most models follow first."""
        return self.backend.handle(r.ListPractices(limit=limit))

    def audit_cards(self) -> t.CardAudit:
        """How well the cards are filled, and which tags say nearly the same."""
        return self.backend.handle(r.AuditCards())

    def tail_audit(self, name: str = "", *, limit: int = 50, offset: int = 0) -> t.AuditTail:
        """Newest audit entries, of one model or of all."""
        return self.backend.handle(r.TailAudit(name=name, limit=limit, offset=offset))

    def verify(self, *, deep: bool = True) -> t.Verification:
        """Re-read everything and report what does not hold."""
        return self.backend.handle(r.Verify(deep=deep))
