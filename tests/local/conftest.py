"""Registries in fresh files, a clock that can be set, and file systems that are full or read-only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from jupyter_registry import types as t
from jupyter_registry.local.backend import LocalBackend
from jupyter_registry.registry import ArtifactFile, Registry

from ..faults.disks import Disk, mounts


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the registry's file will be."""
    return tmp_path / "registry.db"


@pytest.fixture
def registry(path: Path) -> Iterator[Registry]:
    """An empty registry at ``path``."""
    with Registry(LocalBackend(path)) as opened:
        yield opened


def publish(
    registry: Registry, folder: Path, name: str = "wine", content: bytes = b"weights", **more: Any
) -> t.Version:
    """A version with one artifact that holds ``content``."""
    file = folder / "artifact"
    file.write_bytes(content)
    manifest = t.Manifest(task="tabular-classification", params={"size": len(content)})
    return registry.publish(name, manifest, [ArtifactFile("model.skops", file, "skops")]).version


def rows(path: Path, statement: str, *values: object) -> list[Any]:
    """What a statement gives on a connection of its own; changes are committed."""
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(statement, values).fetchall()


def content(path: Path) -> list[str]:
    """Everything in the tables of the file."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return list(connection.iterdump())


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """Makes a small file system in memory, by its mount options; ends the test where that is not allowed."""
    with mounts(tmp_path) as mount:
        yield mount
