"""A registry in a fresh folder, with a data folder of its own for the list of trusted digests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jupyter_registry import Registry, open_registry


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    """An empty local registry, which is the registry of the environment as well."""
    url = f"sqlite://{tmp_path / 'registry.db'}"
    monkeypatch.setenv("JUPYTER_REGISTRY", url)
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    with open_registry(url) as opened:
        yield opened
