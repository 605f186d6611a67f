"""Registries in fresh files, a clock that can be set, and file systems that are full or read-only."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from jupyter_registry import types as t
from jupyter_registry.local.backend import LocalBackend
from jupyter_registry.registry import ArtifactFile, Registry


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


Disk = Callable[[str], Path]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """Makes a small file system in memory, by its mount options; ends the test where that is not allowed."""
    with mounts(tmp_path) as mount:
        yield mount


@contextmanager
def mounts(folder: Path) -> Iterator[Disk]:
    """Mounts that are undone at the end."""
    mounted: list[Path] = []

    def mount(options: str) -> Path:
        point = folder / f"disk{len(mounted)}"
        point.mkdir()
        if shutil.which("mount") is None or not _ran("mount", "-t", "tmpfs", "-o", options, "tmpfs", str(point)):
            pytest.skip("this account may not mount a file system")
        mounted.append(point)
        return point

    try:
        yield mount
    finally:
        for point in mounted:
            subprocess.run(["umount", str(point)], check=True)


def remount(point: Path, options: str) -> None:
    """Change the options of a mounted file system."""
    subprocess.run(["mount", "-o", f"remount,{options}", str(point)], check=True)


def _ran(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
