"""A database with nothing but the search tables, and ways to fill and ask it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator

import pytest

from jupyter_registry import types as t
from jupyter_registry.local import index
from jupyter_registry.local.migrations import SCHEMA
from jupyter_registry.local.projection import project
from jupyter_registry.local.search_schema import create_search_tables
from jupyter_registry.requests import Search

from .models import NOW, Loaded, several

Ask = Callable[..., t.Page]


def fill(connection: sqlite3.Connection, models: Iterable[Loaded]) -> None:
    """Write the documents of ``models`` in one transaction."""
    connection.execute("BEGIN")
    for model, version, card in models:
        project(connection, model, version, card)
    connection.execute("COMMIT")


@pytest.fixture
def database(tmp_path: object) -> Iterator[sqlite3.Connection]:
    """An empty database on disk."""
    connection = sqlite3.connect(f"{tmp_path}/registry.db", isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.executescript(SCHEMA)  # the organisation's fields of cards, of which there are none
    create_search_tables(connection)
    yield connection
    connection.close()


@pytest.fixture(scope="session")
def many() -> list[Loaded]:
    """200 models, a tenth of them retired."""
    return several(200)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, many: list[Loaded]) -> Iterator[sqlite3.Connection]:
    """A database with these 200 models; tests only read it."""
    connection = sqlite3.connect(tmp_path_factory.mktemp("filled") / "registry.db", isolation_level=None)
    connection.executescript(SCHEMA)  # the organisation's fields of cards, of which there are none
    create_search_tables(connection)
    fill(connection, many)
    yield connection
    connection.close()


def asking(connection: sqlite3.Connection, actor: str = "ada") -> Ask:
    """A function that searches ``connection``."""

    def ask(q: str = "", **given: object) -> t.Page:
        return index.search(connection, Search(q=q, **given), NOW, actor)  # type: ignore[arg-type]

    return ask


@pytest.fixture
def ask(filled: sqlite3.Connection) -> Ask:
    """Searches the 200 models."""
    return asking(filled)


def names(page: t.Page) -> list[str]:
    """The names of the hits, in order."""
    return [hit.model for hit in page.hits]
