"""What a scenario is, and the small manifests and cards that scenarios publish."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jupyter_registry import requests as r
from jupyter_registry import types as t
from jupyter_registry.registry import Registry

Scenario = Callable[[Registry], None]
SCENARIOS: dict[str, Scenario] = {}


def scenario(function: Scenario) -> Scenario:
    """Add the scenario of the verb that the function is named after."""
    SCENARIOS[function.__name__.replace("_", "-")] = function
    return function


def manifest(**fields: Any) -> t.Manifest:
    """A small manifest."""
    return t.Manifest(**{"task": "tabular-classification", "framework": "scikit-learn", **fields})


def card_of(source: str, name: str) -> r.Publish:
    """A card made elsewhere."""
    return r.Publish(model=name, manifest=manifest(source=t.Source(id=source)))
