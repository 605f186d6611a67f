"""Old files come forward with all they hold, and files of newer programs are read and never written (F18, F19)."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from jupyter_registry import types as t
from jupyter_registry.canonical import canonical, digest
from jupyter_registry.errors import NotWritable
from jupyter_registry.local import sqlite
from jupyter_registry.local.backend import LocalBackend
from jupyter_registry.local.migrations import migrations
from jupyter_registry.registry import Registry

from .conftest import content, rows

STEPS = range(1, sqlite.SCHEMA)
AT = "2026-01-01T00:00:00+00:00"


def old_file(path: Path, steps: int) -> None:
    """A registry as a program with only the first ``steps`` migrations left it, with one model in it."""
    manifest = canonical(t.Manifest(summary="an old wine")).decode()
    found = digest(manifest.encode())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        known = [step.name for step in migrations.pending(Database(connection))]
        migrations.apply(Database(connection), stop_before=known[steps])
        connection.execute("INSERT INTO models VALUES ('wine', 'Wine', 'ada', '[]', '', ?, ?)", (AT, AT))
        connection.execute("INSERT INTO manifests VALUES (?, ?)", (found, manifest))
        connection.execute(
            "INSERT INTO versions (model, number, digest, stage, published_at, published_by)"
            " VALUES ('wine', 1, ?, 'draft', ?, 'ada')",
            (found, AT),
        )
        connection.execute(f"PRAGMA application_id = {sqlite.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {steps}")
        connection.commit()


@pytest.fixture
def registry(path: Path) -> Iterator[Registry]:
    """Opens ``path`` when it is first asked."""
    with Registry(LocalBackend(path)) as opened:
        yield opened


def test_the_number_of_the_schema_counts_the_steps() -> None:
    """A step that was added without raising ``SCHEMA`` would never run on files that are there."""
    assert len(list(migrations.pending(Database(memory=True)))) == sqlite.SCHEMA


@pytest.mark.parametrize("steps", STEPS)
def test_an_old_file_comes_forward(steps: int, registry: Registry, path: Path) -> None:
    """From every schema there was: the model is there, is found by a search, and can be published to."""
    old_file(path, steps)
    assert registry.get_version("wine").manifest.summary == "an old wine"
    assert [hit.model for hit in registry.search("old wine").hits] == ["wine"]
    assert registry.publish("wine", t.Manifest(summary="a new wine")).version.number == 2
    assert rows(path, "PRAGMA user_version") == [(sqlite.SCHEMA,)]


@pytest.mark.parametrize("steps", STEPS)
def test_an_old_file_becomes_what_a_new_one_is(steps: int, registry: Registry, path: Path, tmp_path: Path) -> None:
    """The tables, indexes and triggers of a file that came forward are those of a file made today."""
    old_file(path, steps)
    registry.get_status()
    fresh = LocalBackend(tmp_path / "fresh.db")
    Registry(fresh).get_status()
    schema = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE '%migrations%' ORDER BY name"
    assert rows(path, schema) == rows(tmp_path / "fresh.db", schema)
    fresh.close()


def test_a_step_that_fails_leaves_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When migrating fails the file is as it was, and the next opening does all of it."""
    old_file(path, 1)
    before = content(path)
    backend = LocalBackend(path)
    with monkeypatch.context() as patch:
        patch.setattr("jupyter_registry.local.writing.reindex", lambda db: db.execute("SELECT nonsense"))
        with pytest.raises(Exception, match="nonsense"):
            Registry(backend).get_status()
    assert content(path) == before
    assert Registry(backend).get_status().models == 1
    backend.close()


def test_many_open_an_old_file_at_once(path: Path) -> None:
    """Eight connections that come at the same time migrate it once, and each finds the model."""
    old_file(path, 1)
    found, start = [], threading.Barrier(8)

    def open_it() -> None:
        backend = LocalBackend(path)
        start.wait()
        found.append(Registry(backend).get_model("wine").name)
        backend.close()

    threads = [threading.Thread(target=open_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["wine"] * 8


def test_f18_a_newer_file_is_read_and_never_written(registry: Registry, path: Path) -> None:
    """A schema above this program's is refused for writing, with the way on; reading and searching go on."""
    registry.publish("wine", t.Manifest(summary="a wine"))
    registry.close()
    rows(path, f"PRAGMA user_version = {sqlite.SCHEMA + 1}")
    before = content(path)
    for write in (lambda: registry.publish("other", t.Manifest()), registry.reindex):
        with pytest.raises(NotWritable, match="newer") as raised:
            write()
        assert "Upgrade" in raised.value.fix
    status = registry.get_status()
    assert (status.writable, "newer" in status.reason) == (False, True)
    assert registry.get_version("wine").number == 1
    assert [hit.model for hit in registry.search("wine").hits] == ["wine"]
    assert content(path) == before


def test_f18_a_file_that_became_newer_while_open_is_not_written(registry: Registry, path: Path) -> None:
    """A program that had the file open before a newer one migrated it writes no more."""
    registry.publish("wine", t.Manifest())
    rows(path, f"PRAGMA user_version = {sqlite.SCHEMA + 1}")
    before = content(path)
    with pytest.raises(NotWritable, match="newer"):
        registry.publish("wine", t.Manifest(summary="too late"))
    with pytest.raises(NotWritable, match="newer"):
        registry.preview("wine", t.Manifest(summary="too late"))
    assert content(path) == before
