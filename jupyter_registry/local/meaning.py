"""Nearness in meaning: a vector for each document, made and read in the background, compared when a query is searched.

A search takes what is there. Vectors are kept in the registry with the change of the document they belong to, so that
each is made once; where the registry cannot be written they are made again by each process.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from ..search.vocabulary import vocabulary
from .codes import Ids
from .embedders import Embedder, Vectors, chosen, embedder

TEXT = 900  # characters of a document that are given to the embedder
BATCH = 500  # documents between two writes
PAUSE = 5.0  # seconds between two looks for changed documents
FIRST = 1.0  # seconds that the first search of a process waits for the vectors
SHORTLIST = 2_000  # documents that are compared in full when there are many
MANY = 20_000
SCALE = 127  # of a number between -1 and 1 that is kept in a byte
_BITS = np.array([bin(number).count("1") for number in range(1 << 16)], np.uint8)

Bytes = npt.NDArray[np.int8]


@dataclass
class Meanings:
    """The vectors of some documents, and of the phrases people use for each task."""

    ids: Ids = field(default_factory=lambda: np.empty(0, np.int32))
    vectors: Bytes = field(default_factory=lambda: np.empty((0, 0), np.int8))
    tasks: tuple[str, ...] = ()
    phrases: Vectors = field(default_factory=lambda: np.empty((0, 0), np.float32))

    def near(self, query: Vectors) -> tuple[Ids, Vectors]:
        """Documents and their cosine with ``query``; only those most likely to be near when there are many."""
        if len(self.ids) <= MANY:
            return self.ids, _cosines(self._whole, query)
        kept = self._shortlist(query)
        return self.ids[kept], _cosines(self.vectors[kept].astype(np.float32), query)

    @cached_property
    def _whole(self) -> Vectors:
        return self.vectors.astype(np.float32)

    @cached_property
    def _signs(self) -> npt.NDArray[np.uint16]:
        return _signs(self.vectors)

    def _shortlist(self, query: Vectors) -> npt.NDArray[np.intp]:
        """By the number of signs that are the same, which is quick to count."""
        differ = _BITS[self._signs ^ _signs(query[None])].sum(axis=1, dtype=np.uint16)
        return np.argpartition(differ, SHORTLIST)[:SHORTLIST]

    def near_tasks(self, query: Vectors) -> dict[str, float]:
        """The cosine with the nearest phrase of each task."""
        found: dict[str, float] = {}
        for task, cosine in zip(self.tasks, _cosines(self.phrases, query * SCALE).tolist(), strict=True):
            found[task] = max(found.get(task, 0.0), cosine)
        return found


class _Reader:
    """Keeps the vectors of one registry file up to date in a thread of its own."""

    def __init__(self, path: str, name: str) -> None:
        self.path = path
        self.name = name
        self.found = Meanings()
        self.change = -1
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._next = 0.0
        self._patience = FIRST

    def poke(self, change: int) -> None:
        """Bring the vectors up to ``change``, unless that is being done."""
        with self._lock:
            busy = self._thread is not None and self._thread.is_alive()
            if change == self.change or busy or time.monotonic() < self._next:
                return
            self._next = time.monotonic() + PAUSE
            self._thread = threading.Thread(target=self._run, args=(change,), name="meaning", daemon=True)
            self._thread.start()

    def begin(self) -> None:
        """Give the first vectors a moment to be there; a registry that needs longer is searched without them."""
        if self.change < 0 and self._patience:
            self.wait(self._patience)
            self._patience = 0.0

    def wait(self, seconds: float | None) -> None:
        """Wait until the vectors are up to date."""
        thread = self._thread
        if thread:
            thread.join(seconds)

    def _run(self, change: int) -> None:
        try:
            model = embedder(self.name)
            with closing(sqlite3.connect(self.path, timeout=15, isolation_level=None)) as connection:
                missing = _missing(connection, model.name)
                while missing and _store(connection, model, missing[:BATCH]):
                    missing = missing[BATCH:]
                self.found = _read(connection, model, missing)
            self.change = change
        except Exception as error:  # a file that is being replaced, an embedder of others: searches go on without
            logging.getLogger(__name__).warning("No search by meaning: %s: %s", type(error).__name__, error)


def _missing(connection: sqlite3.Connection, name: str) -> list[tuple[int, int]]:
    """Documents without a vector of what they say now, with their change."""
    return connection.execute(
        "SELECT id, change FROM search_documents AS d WHERE NOT EXISTS"
        " (SELECT 1 FROM search_vectors AS v WHERE v.document = d.id AND v.change = d.change AND v.embedder = ?)",
        (name,),
    ).fetchall()


def _made(connection: sqlite3.Connection, model: Embedder, documents: list[tuple[int, int]]) -> Bytes:
    """The vectors of some documents."""
    texts = [
        " ".join(connection.execute("SELECT name, labels, summary FROM search_index WHERE rowid = ?", (i,)).fetchone())
        for i, _ in documents
    ]
    return _small(model.embed([text[:TEXT] for text in texts]))


def _store(connection: sqlite3.Connection, model: Embedder, documents: list[tuple[int, int]]) -> bool:
    """Make and keep the vectors of some documents; False where the registry cannot be written."""
    vectors = _made(connection, model, documents)
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return False
    connection.executemany(
        "INSERT OR REPLACE INTO search_vectors (document, change, embedder, vector) VALUES (?, ?, ?, ?)",
        [(*document, model.name, vector.tobytes()) for document, vector in zip(documents, vectors, strict=True)],
    )
    connection.execute("COMMIT")
    return True


def _read(connection: sqlite3.Connection, model: Embedder, missing: list[tuple[int, int]]) -> Meanings:
    """All vectors of documents that are there, those that could not be kept made anew."""
    rows = connection.execute(
        "SELECT document, vector FROM search_vectors AS v WHERE embedder = ?"
        " AND document IN (SELECT id FROM search_documents)",
        (model.name,),
    ).fetchall()
    ids = np.array([document for document, _ in rows] + [document for document, _ in missing], np.int32)
    kept = np.frombuffer(b"".join(vector for _, vector in rows), np.int8).reshape(len(rows), -1)
    vectors = np.concatenate((kept, _made(connection, model, missing))) if missing and rows else kept
    if missing and not rows:
        vectors = _made(connection, model, missing)
    spoken = [(task, text) for task, texts in vocabulary().task_texts.items() for text in texts]
    phrases = model.embed([text for _, text in spoken])
    return Meanings(ids, vectors, tuple(task for task, _ in spoken), phrases)


def _signs(vectors: Vectors | Bytes) -> npt.NDArray[np.uint16]:
    """One bit for each number, sixteen together; the numbers that are left over are left out."""
    return np.packbits(vectors[:, : vectors.shape[1] // 16 * 16] > 0, axis=1).view(np.uint16)


def _cosines(vectors: Vectors, query: Vectors) -> Vectors:
    """Not by BLAS, whose threads wait for each other longer than one of them needs."""
    found: Vectors = np.einsum("ij,j->i", vectors, query) / np.float32(SCALE)
    return found


def _small(vectors: Vectors) -> Bytes:
    return np.clip(np.rint(vectors * SCALE), -SCALE, SCALE).astype(np.int8)


_readers: dict[tuple[str, str], _Reader] = {}


def meanings(connection: sqlite3.Connection, change: int) -> tuple[Meanings, Embedder] | None:
    """The vectors as far as they are there, and what made them; None where nothing makes any."""
    name = chosen()
    path = next((row[2] for row in connection.execute("PRAGMA database_list") if row[1] == "main"), "")
    if not name or not path:
        return None
    reader = _readers.setdefault((path, name), _Reader(path, name))
    reader.poke(change)
    reader.begin()
    return (reader.found, embedder(name)) if len(reader.found.ids) else None


def settle(seconds: float | None = None) -> None:
    """Wait until the vectors of every registry this process searches are up to date."""
    for reader in tuple(_readers.values()):
        reader.wait(seconds)
