"""Finding models from Python: a search, a card, a list to browse; each shows itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from importlib import import_module
from typing import Any

from . import snapshots
from .comparing import weighted
from .kernel.compared import ComparedModels
from .kernel.display import FoundModels, ShownCard
from .registry import Registry
from .session import called, current


def search(
    q: str = "",
    *,
    sort: str = "",
    limit: int = snapshots.LISTED,
    offset: int = 0,
    registry: Registry | str | None = None,
) -> FoundModels:
    """Models that match one query line, such as ``task:detection map>40``; best match first."""
    opened = current(registry)
    page = opened.search(q, sort=sort, limit=limit, offset=offset)
    return FoundModels(snapshots.of_page(page, registry=called(opened.url), now=_now()), opened, page)


def card(ref: str, *, registry: Registry | str | None = None) -> ShownCard:
    """The card of the version that a ref names: ``churn``, ``churn:3`` or ``churn@champion``."""
    opened = current(registry)
    found = opened.get_card(ref)
    return ShownCard(snapshots.of_card(found, registry=called(opened.url), now=_now()), opened, found)


def compare(
    *refs: str, weights: Mapping[str, float] | None = None, registry: Registry | str | None = None
) -> ComparedModels:
    """Two to six versions of any models side by side; the first is the baseline.

    ``weights`` change what the overall score is made of, by the name of a metric: ``{"latency": 3, "size": 0}``.
    """
    opened = current(registry)
    found = opened.compare(*refs)
    if weights:
        found = weighted(found, weights)
    return ComparedModels(snapshots.of_comparison(found, registry=called(opened.url), now=_now()), opened, found)


def browse(q: str = "", *, registry: Registry | str | None = None) -> Any:
    """A live list of models to search in, as a widget; its ``selection`` holds the chosen refs."""
    # by name: only who asks for a widget pays for loading what widgets need
    return import_module("jupyter_registry.kernel.widget").BrowseWidget(query=q, registry=current(registry))


def _now() -> datetime:
    return datetime.now(timezone.utc)
