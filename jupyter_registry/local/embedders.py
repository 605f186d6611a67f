"""What turns texts into vectors of their meaning: the one a package brings, else the static table of ``wordllama``.

A package offers its own by an entry point of the group ``jupyter_registry.embedder`` that names a function without
arguments which returns an ``Embedder``. ``JUPYTER_REGISTRY_EMBEDDER`` names the one to use, "none" for none.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from importlib.metadata import entry_points, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

GROUP = "jupyter_registry.embedder"
CHOICE = "JUPYTER_REGISTRY_EMBEDDER"
STATIC = "wordllama"

Vectors = npt.NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into vectors; ``name`` changes whenever the vectors do."""

    name: str

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 for each text."""


class StaticTable:
    """Means of the word vectors in the table that the wheel of ``wordllama`` holds; nothing is fetched."""

    def __init__(self) -> None:
        import wordllama

        # It looks for its tokenizer in the folder of its cache, which is beside it when that is its own folder.
        folder = Path(wordllama.__file__).parent
        self._table: Any = wordllama.WordLlama.load(cache_dir=folder, disable_download=True)
        self.name = f"{STATIC} {version(STATIC)}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 for each text."""
        return np.asarray(self._table.embed(list(texts), norm=True), np.float32)


def chosen() -> str:
    """The name of the embedder to use, "" when there is none."""
    wanted = os.environ.get(CHOICE, "")
    if wanted:
        return wanted if wanted in _offered() else ""
    return next(iter(_offered()), "")


@cache
def _offered() -> tuple[str, ...]:
    """Those of packages first."""
    found = [entry.name for entry in entry_points(group=GROUP)]
    return (*found, STATIC) if find_spec(STATIC) else tuple(found)


@cache
def embedder(name: str) -> Embedder:
    """The embedder of that name, loaded once."""
    for entry in entry_points(group=GROUP, name=name):
        found: Embedder = entry.load()()
        return found
    return StaticTable()
