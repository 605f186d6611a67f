"""A registry in a file for each test, and short ways to publish into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from jupyter_registry import open_registry
from jupyter_registry import types as t
from jupyter_registry.config import sqlite_url
from jupyter_registry.registry import Registry

Publish = Callable[..., str]


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[Registry]:
    """An empty registry."""
    with open_registry(sqlite_url(tmp_path / "registry.db")) as opened:
        yield opened


@pytest.fixture
def publish(registry: Registry) -> Publish:
    """Publishes a manifest of these fields and gives its ref; ``auc=0.9`` is a metric on the test split of a set."""

    def published(name: str, *, metrics: tuple[t.Metric, ...] = (), **fields: Any) -> str:
        manifest = t.Manifest(task="tabular-classification", metrics=metrics, **fields)
        version = registry.publish(name, manifest).version
        return f"{name}:{version.number}"

    return published


def metric(name: str, value: float, **fields: Any) -> t.Metric:
    """A metric on the test split of a data set."""
    return t.Metric(**{"name": name, "value": value, "dataset": "vineyard", "split": "test", **fields})


def rows(comparison: t.Comparison, group: str) -> dict[str, t.ComparedRow]:
    """The rows of a group by their label; of two with the same label the first."""
    found: dict[str, t.ComparedRow] = {}
    for one in comparison.groups:
        if one.name == group:
            for row in one.rows:
                found.setdefault(row.label, row)
    return found


def states(row: t.ComparedRow) -> list[str]:
    """The states of a row's cells."""
    return [cell.state for cell in row.cells]
