"""The vectors of one registry: made in a thread in the background, kept in its file, and read from there.

They are kept with the change of the document they belong to, so that each is made once, by whichever process finds it
missing. Where the registry cannot be written, each process makes them for itself.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import NamedTuple

import numpy as np

from ..search.vocabulary import vocabulary
from .codes import Ids
from .embedders import Embedder, chosen, embedder
from .meaning import Bytes, Meanings, small

TEXT = 900  # characters of a document that are given to the embedder
BATCH = 500  # documents between two writes
BREATH = 0.01  # seconds between two batches, for others who want to write
PAUSE = 5.0  # seconds between two looks for changed documents
FIRST = 1.0  # seconds that the first search of a process waits for the vectors
TELLING = 1.0  # seconds between two tellings of how far it is

Document = tuple[int, int]
"""Id and change."""


class Progress(NamedTuple):
    """How many documents have a vector, of how many."""

    done: int = 0
    total: int = 0


class VectorKeeper:
    """Keeps the vectors of one registry file up to date in a thread that lives while there is something to do.

    ``tell`` is called in that thread now and then while many are made, and when they are.
    """

    def __init__(self, path: str, name: str) -> None:
        self.path = path
        self.name = name
        self.found = Meanings()
        self.progress = Progress()
        self.tell: Callable[[], None] = lambda: None
        self._change = -1
        self._wanted = -1
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._next = 0.0  # of the clock that time.monotonic reads, as are the others
        self._told = 0.0
        self._patience = FIRST

    def poke(self, change: int) -> None:
        """Bring the vectors up to ``change`` of the documents; returns at once."""
        with self._lock:
            self._wanted = change
            if change != self._change and self._thread is None:
                self._thread = threading.Thread(target=self._run, name="vectors", daemon=True)
                self._thread.start()

    def begin(self) -> None:
        """Give the first vectors a moment to be there; a registry that needs longer is searched without them."""
        if self._change < 0 and self._patience:
            self.wait(self._patience)
            self._patience = 0.0

    def wait(self, seconds: float | None) -> None:
        """Wait until the vectors are up to date."""
        thread = self._thread
        if thread:
            thread.join(seconds)

    def _run(self) -> None:
        try:
            model = embedder(self.name)
            while (wanted := self._due()) is not None:
                time.sleep(max(0.0, self._next - time.monotonic()))
                self._next = time.monotonic() + PAUSE
                self._round(model)
                self._change = wanted
        except Exception as error:  # a file that is being replaced, an embedder of others: searches go on without
            logging.getLogger(__name__).warning("No search by meaning: %s: %s", type(error).__name__, error)
            with self._lock:
                self._thread = None

    def _due(self) -> int | None:
        """The change that is wanted, or None when there is nothing to do; the thread ends then."""
        with self._lock:
            if self._wanted != self._change:
                return self._wanted
            self._thread = None
            return None

    def _round(self, model: Embedder) -> None:
        """Take over the documents that changed since the last round."""
        with closing(sqlite3.connect(self.path, timeout=15, isolation_level=None)) as connection:
            missing = _missing(connection, model.name, self._change)
            (total,) = connection.execute("SELECT count(*) FROM search_documents").fetchone()
            own = [*self._kept_by_none(connection, model, missing, total)]
            found = self.found if self.found.tasks else _without_documents(model)
            self.found = found.after(*_joined([_read(connection, model.name, self._change), *own]))
        self.progress = Progress(total, total)
        if len(missing) > BATCH:
            self.tell()

    def _kept_by_none(
        self, connection: sqlite3.Connection, model: Embedder, missing: list[Document], total: int
    ) -> Iterator[tuple[Ids, Bytes]]:
        """Make and keep the missing vectors; those that the registry does not take are given out."""
        writable = True
        for start in range(0, len(missing), BATCH):
            if len(missing) > BATCH:
                self._say(Progress(total - len(missing) + start, total))
                time.sleep(BREATH)
            batch = missing[start : start + BATCH]
            vectors = _made(connection, model, batch)
            writable = writable and _store(connection, model.name, batch, vectors)
            if not writable:
                yield np.array([document for document, _ in batch], np.int32), vectors

    def _say(self, progress: Progress) -> None:
        self.progress = progress
        if time.monotonic() >= self._told + TELLING:
            self._told = time.monotonic()
            self.tell()


def _missing(connection: sqlite3.Connection, name: str, since: int) -> list[Document]:
    """Documents written after the change ``since`` without a vector of what they say now."""
    return connection.execute(
        "SELECT id, change FROM search_documents AS d WHERE change > ? AND NOT EXISTS"
        " (SELECT 1 FROM search_vectors AS v WHERE v.document = d.id AND v.change = d.change AND v.embedder = ?)",
        (since, name),
    ).fetchall()


def _made(connection: sqlite3.Connection, model: Embedder, documents: list[Document]) -> Bytes:
    """The vectors of some documents; one that was removed meanwhile says nothing."""
    statement = "SELECT name, labels, summary FROM search_index WHERE rowid = ?"
    texts = [" ".join(connection.execute(statement, (document,)).fetchone() or ()) for document, _ in documents]
    return small(model.embed([text[:TEXT] for text in texts]))


def _store(connection: sqlite3.Connection, name: str, documents: list[Document], vectors: Bytes) -> bool:
    """Keep the vectors of some documents; False where the registry cannot be written."""
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return False
    connection.executemany(
        "INSERT OR REPLACE INTO search_vectors (document, change, embedder, vector) VALUES (?, ?, ?, ?)",
        [(*document, name, vector.tobytes()) for document, vector in zip(documents, vectors, strict=True)],
    )
    connection.execute("COMMIT")
    return True


def _read(connection: sqlite3.Connection, name: str, since: int) -> tuple[Ids, Bytes]:
    """The kept vectors of the documents written after the change ``since``."""
    rows = connection.execute(
        "SELECT v.document, v.vector FROM search_documents AS d JOIN search_vectors AS v"
        " ON v.document = d.id AND v.change = d.change WHERE d.change > ? AND v.embedder = ?",
        (since, name),
    ).fetchall()
    vectors = np.frombuffer(b"".join(vector for _, vector in rows), np.int8).reshape(len(rows), -1 if rows else 0)
    return np.array([document for document, _ in rows], np.int32), vectors


def _joined(parts: list[tuple[Ids, Bytes]]) -> tuple[Ids, Bytes]:
    there = [part for part in parts if len(part[0])] or parts[:1]
    return np.concatenate([ids for ids, _ in there]), np.concatenate([vectors for _, vectors in there])


def _without_documents(model: Embedder) -> Meanings:
    """The phrases people use for each task, with their vectors."""
    spoken = [(task, text) for task, texts in vocabulary().task_texts.items() for text in texts]
    return Meanings(tasks=tuple(task for task, _ in spoken), phrases=model.embed([text for _, text in spoken]))


_keepers: dict[tuple[str, str], VectorKeeper] = {}


def keeper(connection: sqlite3.Connection) -> VectorKeeper | None:
    """Who keeps the vectors of the registry that ``connection`` reads, in this process; None where none are made."""
    name = chosen()
    path = next((row[2] for row in connection.execute("PRAGMA database_list") if row[1] == "main"), "")
    return _keepers.setdefault((path, name), VectorKeeper(path, name)) if name and path else None


def meanings(connection: sqlite3.Connection, change: int) -> tuple[Meanings, Embedder] | None:
    """The vectors as far as they are there, and what made them; None where nothing makes any."""
    found = keeper(connection)
    if found is None:
        return None
    found.poke(change)
    found.begin()
    return (found.found, embedder(found.name)) if len(found.found.ids) else None


def settle(seconds: float | None = None) -> None:
    """Wait until the vectors of every registry this process searches are up to date."""
    for one in tuple(_keepers.values()):
        one.wait(seconds)
