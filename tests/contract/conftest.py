"""One registry per test on each backend; another engine joins by one more entry of ``BACKENDS``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from jupyter_registry.backend import Backend
from jupyter_registry.local.backend import LocalBackend
from jupyter_registry.registry import Registry
from jupyter_registry.requests import Verb, wire_name

from ..server.inside import remote_backends

R = TypeVar("R")
Opener = Callable[[Path], Any]


class Watched:
    """A backend that remembers which verbs it was asked for."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self.asked: set[str] = set()

    def handle(self, request: Verb[R]) -> R:
        """Remember and pass on."""
        self.asked.add(wire_name(type(request).__name__))
        return self.backend.handle(request)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.backend, name)


@pytest.fixture(scope="session")
def remote_backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opener]:
    """Opens a registry file through a real Jupyter server."""
    with remote_backends(tmp_path_factory.mktemp("contract")) as opener:
        yield opener


BACKENDS: dict[str, Callable[[pytest.FixtureRequest], Opener]] = {
    "local": lambda request: LocalBackend,
    "remote": lambda request: request.getfixturevalue("remote_backend"),
}


@pytest.fixture(params=BACKENDS)
def opener(request: pytest.FixtureRequest) -> Opener:
    """Opens a registry file on each kind of backend in turn."""
    return BACKENDS[request.param](request)


@pytest.fixture
def backend(opener: Opener, tmp_path: Path) -> Iterator[Watched]:
    """An empty registry in ``tmp_path / "registry.db"``."""
    opened = Watched(opener(tmp_path / "registry.db"))
    yield opened
    opened.close()


@pytest.fixture
def registry(backend: Watched) -> Registry:
    """The friendly face of ``backend``."""
    return Registry(backend)
