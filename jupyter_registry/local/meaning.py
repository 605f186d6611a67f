"""Nearness in meaning: the vectors of documents and of the phrases for tasks, compared with that of a query.

A search takes the vectors that are there; ``vectors`` says how they come to be.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from .codes import Ids
from .embedders import Vectors

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

    def of(self, document: int) -> Vectors | None:
        """The vector of a document, or None when it has none."""
        places = np.flatnonzero(self.ids == document)
        return self.vectors[places[0]].astype(np.float32) / SCALE if len(places) else None

    def after(self, ids: Ids, vectors: Bytes) -> Meanings:
        """These vectors with those of ``ids`` added or replaced."""
        if not len(ids):
            return self
        kept = ~np.isin(self.ids, ids)
        old = self.vectors[kept].reshape(-1, vectors.shape[1])
        together = np.concatenate((self.ids[kept], ids)), np.concatenate((old, vectors))
        return Meanings(*together, self.tasks, self.phrases)

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


def small(vectors: Vectors) -> Bytes:
    """Vectors with each number in one byte."""
    return np.clip(np.rint(vectors * SCALE), -SCALE, SCALE).astype(np.int8)


def _signs(vectors: Vectors | Bytes) -> npt.NDArray[np.uint16]:
    """One bit for each number, sixteen together; the numbers that are left over are left out."""
    return np.packbits(vectors[:, : vectors.shape[1] // 16 * 16] > 0, axis=1).view(np.uint16)


def _cosines(vectors: Vectors, query: Vectors) -> Vectors:
    """Not by BLAS, whose threads wait for each other longer than one of them needs."""
    found: Vectors = np.einsum("ij,j->i", vectors, query) / np.float32(SCALE)
    return found
