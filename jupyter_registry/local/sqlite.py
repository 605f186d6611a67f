"""Connections to the registry's file: one per thread, set for durability, never shared over a fork."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import NotWritable
from . import location

APPLICATION_ID = 0x4A524547  # "JREG", in the file's header
SCHEMA = 11  # number of migrations this program knows; kept in user_version
BUSY_MS = 10_000
SETTINGS = (
    f"PRAGMA busy_timeout = {BUSY_MS}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # so that INSERT OR REPLACE cannot go round the triggers against DELETE
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA synchronous = FULL",
)


class Connections:
    """Opens the file on first use in each thread; migrates it when it is older than the program."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.refusal: NotWritable | None = None  # why writing is refused, once a connection is open
        self._local = threading.local()
        self._lock = threading.Lock()
        self._opened: list[sqlite3.Connection] = []

    def get(self) -> sqlite3.Connection:
        """The connection of this thread; opened again after a fork or when the file was replaced."""
        found: tuple[sqlite3.Connection, tuple[int, ...]] | None = getattr(self._local, "found", None)
        if found and found[1] == self._mark():
            return found[0]
        with self._lock:
            connection = self._open()
            self._opened.append(connection)
        self._local.found = (connection, self._mark())
        return connection

    def close(self) -> None:
        """Close the connections of all threads; the next use opens again."""
        with self._lock:
            for connection in self._opened:
                connection.close()
            self._opened.clear()
            self._local = threading.local()

    def _mark(self) -> tuple[int, ...]:
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return (os.getpid(),)
        return (os.getpid(), status.st_dev, status.st_ino)

    def _open(self) -> sqlite3.Connection:
        self.refusal = None
        if not self.path.exists():
            location.check_file_system(self.path)
            location.make_file(self.path)
        try:
            location.check_file_system(self.path)
        except NotWritable as refusal:
            self.refusal = refusal
        if not os.access(self.path, os.W_OK) or not os.access(self.path.parent, os.W_OK):
            self.refusal = NotWritable(
                f"{self.path.name} is read-only for you.", fix="Ask its owner for the right to write."
            )
        return self._read_only() if self.refusal else self._writable()

    def _connect(self, mode: str) -> sqlite3.Connection:
        uri = f"{self.path.resolve().as_uri()}?{mode}"
        # Any thread may close it at the end; only its own thread uses it.
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        try:
            for setting in SETTINGS:
                connection.execute(setting)
        except BaseException:
            connection.close()
            raise
        return connection

    def _read_only(self) -> sqlite3.Connection:
        try:
            return self._checked(self._connect("mode=ro"))
        except sqlite3.OperationalError:
            # A WAL file whose folder cannot be written has no place for its index; nobody writes to it either.
            return self._checked(self._connect("immutable=1"))

    def _checked(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        """``connection`` if a registry is behind it, else it is closed."""
        try:
            if not self._check_owner(connection):
                raise self.refusal or NotWritable(f"{self.path.name} holds no registry.")
        except BaseException:
            connection.close()
            raise
        return connection

    def _writable(self) -> sqlite3.Connection:
        connection = self._connect("mode=rw")
        try:
            version = self._check_owner(connection)
            if version > SCHEMA:
                self.refusal = _newer(version)
                return connection
            mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
            if mode != "wal":
                self.refusal = NotWritable(
                    f"{self.path.name} cannot use a write-ahead log here (mode {mode}).",
                    fix="Move it to a local disk.",
                )
            elif version < SCHEMA:
                _migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _check_owner(self, connection: sqlite3.Connection) -> int:
        """The schema's number; raises ``NotWritable`` when the file belongs to another program."""
        owner = connection.execute("PRAGMA application_id").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if owner != APPLICATION_ID and (owner or tables):
            raise NotWritable(
                f"{self.path.name} is a database of another program.",
                fix="Choose another file for the registry.",
            )
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _newer(version: int) -> NotWritable:
    return NotWritable(
        f"The registry was made by a newer jupyter_registry (schema {version}, this is {SCHEMA}).",
        fix="Upgrade jupyter_registry here; reading goes on working.",
    )


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring the schema up to date in one transaction; two processes doing so at once is fine."""
    from sqlite_utils import Database

    from .migrations import migrations
    from .writing import reindex

    with immediate(connection):
        migrations.apply(Database(connection, execute_plugins=False, recursive_triggers=False))
        reindex(connection)  # the search tables may be new
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA}")


@contextmanager
def immediate(connection: sqlite3.Connection) -> Iterator[None]:
    """A write transaction that holds the lock from its start, so that it never fails half-way for a lock.

    Raises ``NotWritable`` when a newer program has changed the schema since the connection was opened.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA:
            raise _newer(version)
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """A read transaction: all statements inside see the same state."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
