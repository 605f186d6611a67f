"""How the file is opened: durable, with its rules on, by many threads and processes, never through its bare name."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from jupyter_registry import open_registry
from jupyter_registry import types as t
from jupyter_registry.errors import Busy
from jupyter_registry.local import sqlite
from jupyter_registry.local.sqlite import Connections
from jupyter_registry.registry import Registry

from .conftest import publish, rows

WANTED = {
    "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000, "trusted_schema": 0,
    "cell_size_check": 1, "mmap_size": 0, "recursive_triggers": 1, "application_id": sqlite.APPLICATION_ID,
    "user_version": sqlite.SCHEMA,
}  # fmt: skip


def settings(connection: sqlite3.Connection) -> dict[str, object]:
    """The settings of a connection that matter."""
    found = {name: connection.execute(f"PRAGMA {name}").fetchone() for name in WANTED}
    return {name: row[0] if row else 0 for name, row in found.items()}  # a system without mmap has no such setting


def test_every_connection_is_durable(path: Path) -> None:
    """WAL with synchronous FULL, foreign keys and the rest hold on the first, the second and another thread's one."""
    seen = []

    def look(connections: Connections) -> None:
        seen.append(settings(connections.get()))

    for _ in range(2):
        connections = Connections(path)
        look(connections)
        thread = threading.Thread(target=look, args=(connections,))
        thread.start()
        thread.join()
        connections.close()
    assert seen == [WANTED] * 4


def test_a_thread_has_one_connection_of_its_own(path: Path) -> None:
    """Asked twice a thread gets the same connection, another thread another."""
    connections, others = Connections(path), []
    thread = threading.Thread(target=lambda: others.append(connections.get()))
    thread.start()
    thread.join()
    assert connections.get() is connections.get()
    assert others[0] is not connections.get()
    connections.close()


def test_the_file_and_its_folder_are_the_owners_alone(tmp_path: Path) -> None:
    """Nobody else on the machine may read a registry or its blobs, unless the owner allows it."""
    path = tmp_path / "new" / "registry.db"
    with open_registry(f"sqlite://{path}") as registry:
        publish(registry, tmp_path)
    for made in (path, path.parent, path.with_suffix(".blobs")):
        assert made.stat().st_mode & 0o077 == 0, made


def test_foreign_keys_hold(registry: Registry, path: Path) -> None:
    """An alias of a version that is not there is refused by the file itself."""
    registry.publish("wine", t.Manifest())
    connections = Connections(path)
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        connections.get().execute("INSERT INTO aliases VALUES ('wine', 'champion', 9)")
    connections.close()


def test_a_write_holds_the_lock_from_its_start(path: Path) -> None:
    """Inside a write transaction no other connection can begin one, and readers go on."""
    connections = Connections(path)
    with sqlite.immediate(connections.get()), closing(sqlite3.connect(path, timeout=0)) as other:
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        assert other.execute("SELECT count(*) FROM models").fetchone() == (0,)
    connections.close()


def test_a_lock_held_too_long_is_busy(registry: Registry, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When another process holds the lock longer than the timeout the write is refused as Busy, and works later."""
    registry.get_status()
    registry.close()
    shorter = tuple("PRAGMA busy_timeout = 50" if "busy_timeout" in line else line for line in sqlite.SETTINGS)
    monkeypatch.setattr(sqlite, "SETTINGS", shorter)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy) as raised:
            registry.publish("wine", t.Manifest(), request_id="once")
        other.execute("ROLLBACK")
    assert raised.value.fix
    assert registry.publish("wine", t.Manifest(), request_id="once").created


def test_another_file_at_the_same_place_is_noticed(registry: Registry, path: Path, tmp_path: Path) -> None:
    """When the file is replaced while it is open, the next request sees the new one."""
    registry.publish("before", t.Manifest())
    with open_registry(f"sqlite://{tmp_path / 'other.db'}") as other:
        other.publish("after", t.Manifest())
    for end in ("", "-wal", "-shm"):
        moved = tmp_path / f"other.db{end}"
        (path.with_name(path.name + end)).unlink(missing_ok=True)
        if moved.exists():
            shutil.move(moved, path.with_name(path.name + end))
    assert [hit.model for hit in registry.search("").hits] == ["after"]


def test_a_fork_opens_its_own(registry: Registry) -> None:
    """A child made by fork publishes through a connection of its own; parent and child lose nothing."""
    registry.publish("wine", t.Manifest(summary="parent"))
    child = os.fork()
    if not child:
        code = 1
        try:
            registry.publish("wine", t.Manifest(summary="child"))
            code = 0
        finally:
            os._exit(code)
    registry.publish("wine", t.Manifest(summary="parent again"))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert registry.get_model("wine").version_count == 3
    assert registry.verify().damages == ()


SPY = """
import sys
opened = []
NAMES = {"registry.db" + end for end in ("", "-wal", "-shm", "-journal")}
def hook(event, arguments):
    if event == "open" and str(arguments[0]).rpartition("/")[2] in NAMES:
        opened.append(arguments[0])
sys.addaudithook(hook)
from pathlib import Path
from jupyter_registry import open_registry, types as t
with open_registry("sqlite://" + sys.argv[1]) as registry:
    for number in range(3):
        registry.publish("wine", t.Manifest(summary=str(number)), alias="champion")
    registry.verify(), registry.reindex(), registry.search("wine"), registry.get_card("wine")
print(opened)
"""


def test_f07_only_sqlite_opens_the_file(path: Path) -> None:
    """Nothing of ours opens the database, its log or its index: closing such a file would drop SQLite's locks."""
    done = subprocess.run([sys.executable, "-c", SPY, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert rows(path, "SELECT count(*) FROM versions") == [(3,)]
