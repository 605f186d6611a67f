"""Verbs that ask and change nothing."""

from __future__ import annotations

from .. import types as t
from .verb import Verb


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


class Compare(Verb[t.Comparison], frozen=True, kw_only=True):
    """Hold two to six versions of any models side by side; the first is the baseline."""

    refs: tuple[str, ...]


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


class GetLineage(Verb[t.Lineage], frozen=True, kw_only=True):
    """What a version was made from and what was made from it or uses it."""

    ref: str
    steps: int = 3  # links to follow in both directions
    limit: int = 500  # nodes


class GetLeaderboard(Verb[t.Leaderboard], frozen=True, kw_only=True):
    """Rank models by one metric on one dataset, split and scenario."""

    dataset: str
    metric: str
    split: str = ""
    scenario: str = ""
    limit: int = 50


class ListBenchmarks(Verb[t.BenchmarkList], frozen=True, kw_only=True):
    """Datasets and metrics on which versions were measured, those of most models first."""

    name: str = ""  # only those on which this model was measured, with its place
    limit: int = 50


class GetCardSchema(Verb[t.CardSchema], frozen=True, kw_only=True):
    """The fields that a card can hold here: those of every registry and the organisation's own."""


class ListPractices(Verb[t.PracticeList], frozen=True, kw_only=True):
    """The good practices kept here, those that most models follow first."""

    limit: int = 100


class AuditCards(Verb[t.CardAudit], frozen=True, kw_only=True):
    """How well the cards are filled, field by field, and which tags say nearly the same."""


class TailAudit(Verb[t.AuditTail], frozen=True, kw_only=True):
    """The newest entries of the audit log."""

    name: str = ""  # only those of this model
    limit: int = 50
    offset: int = 0


class Verify(Verb[t.Verification], frozen=True, kw_only=True):
    """Re-read versions, blobs and the audit chain and report what does not hold."""

    deep: bool = True  # read every blob's bytes
