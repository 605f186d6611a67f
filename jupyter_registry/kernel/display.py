"""What Python gives back: typed objects that show themselves in a notebook, a console and a log."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import msgspec

from ..registry import Registry
from ..types import (
    Completeness,
    Finding,
    Hit,
    Manifest,
    Model,
    ModelCard,
    Page,
    Previewed,
    Published,
    Snapshot,
    Version,
)
from .markup import markup
from .plain import plain

MIME = "application/vnd.jupyter-registry.v1+json"


def bundle(snapshot: Snapshot) -> dict[str, Any]:
    """The MIME bundle of a snapshot: its data, static HTML and plain text."""
    return {MIME: msgspec.to_builtins(snapshot), "text/html": markup(snapshot), "text/plain": plain(snapshot)}


class Shown:
    """Something with a snapshot, and the registry it is of: rich in a notebook, plain text elsewhere."""

    def __init__(self, snapshot: Snapshot, registry: Registry) -> None:
        self.snapshot = snapshot
        self.registry = registry

    def __str__(self) -> str:
        return plain(self.snapshot)

    def __repr__(self) -> str:
        return plain(self.snapshot)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return bundle(self.snapshot)

    def widget(self) -> Any:
        """A live widget of this card; raises ``Invalid`` when anywidget or its script is missing."""
        # by name: only who asks for a widget pays for loading what widgets need
        return import_module("jupyter_registry.kernel.widget").CardWidget(
            snapshot=self.snapshot, registry=self.registry
        )


class PublishedCard(Shown):
    """What a publish gives back: the version, its model, what was found, and how complete its card is."""

    def __init__(self, snapshot: Snapshot, registry: Registry, reply: Published) -> None:
        super().__init__(snapshot, registry)
        self.reply = reply

    @property
    def version(self) -> Version:
        """The version that was made, or the one that was there already."""
        return self.reply.version

    @property
    def model(self) -> Model:
        """The model it belongs to."""
        return self.reply.model

    @property
    def name(self) -> str:
        """The model's name."""
        return self.reply.version.model

    @property
    def number(self) -> int:
        """The version's number."""
        return self.reply.version.number

    @property
    def ref(self) -> str:
        """The ref that names this version and no other: "churn:15"."""
        return f"{self.name}:{self.number}"

    @property
    def digest(self) -> str:
        """Digest of the manifest."""
        return self.reply.version.digest

    @property
    def created(self) -> bool:
        """False when the same manifest was the newest version already."""
        return self.reply.created

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What rules and capture found worth saying."""
        return self.snapshot.findings

    @property
    def completeness(self) -> Completeness | None:
        """How complete the card is, and its gaps."""
        return self.snapshot.completeness


class PreviewedCard(Shown):
    """What a dry run gives back: what would be published, and what the registry would say."""

    def __init__(self, snapshot: Snapshot, registry: Registry, reply: Previewed, manifest: Manifest) -> None:
        super().__init__(snapshot, registry)
        self.reply = reply
        self.manifest = manifest


class ShownCard(Shown):
    """The card of one version; ``card`` holds all that the registry answered."""

    def __init__(self, snapshot: Snapshot, registry: Registry, card: ModelCard) -> None:
        super().__init__(snapshot, registry)
        self.card = card

    @property
    def model(self) -> Model:
        """The model."""
        return self.card.model

    @property
    def version(self) -> Version:
        """The version with its manifest."""
        return self.card.version

    @property
    def ref(self) -> str:
        """The ref that names this version and no other."""
        return f"{self.card.model.name}:{self.card.version.number}"


class FoundModels(Shown):
    """The result of a search; iterate over it for the hits of this page."""

    def __init__(self, snapshot: Snapshot, registry: Registry, page: Page) -> None:
        super().__init__(snapshot, registry)
        self.page = page

    @property
    def total(self) -> int:
        """How many models match in all."""
        return self.page.total

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.page.hits)

    def __len__(self) -> int:
        return len(self.page.hits)

    def __getitem__(self, place: int) -> Hit:
        return self.page.hits[place]
