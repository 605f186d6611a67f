"""One number of all documents, such as ``map`` or ``params``, as arrays."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from ..search.nodes import Compare
from ..search.vocabulary import vocabulary
from ..search.words import key
from .codes import Ids, Mask, mask_of

Values = npt.NDArray[np.float64]
Row = tuple[int, float, str, int]
"""Document, value, dataset, and 1 when more is better."""


@dataclass(frozen=True)
class Measured:
    """Every value of one number: ``values[i]`` is that of ``documents[i]`` on ``datasets[places[i]]``."""

    values: Values
    documents: Ids
    places: Ids
    datasets: tuple[str, ...]
    better: npt.NDArray[np.bool_]  # whether more is better, as each author says

    @cached_property
    def higher(self) -> bool:
        """Whether more is better, as most authors say."""
        return bool(2 * np.count_nonzero(self.better) >= max(1, len(self.better)))

    @cached_property
    def single(self) -> bool:
        """Whether no document has more than one value."""
        return len(np.unique(self.documents)) == len(self.documents)

    def holding(self, node: Compare) -> Mask:
        """Which of the values are within the bounds and on the dataset of a comparison."""
        return self.on(node.dataset) & within(node, self.values)

    def on(self, dataset: str) -> Mask:
        """Which of the values are of a dataset whose name holds ``dataset``."""
        if not dataset:
            return np.ones(len(self.values), np.bool_)
        named = _called(self.datasets, dataset)
        return named[self.places] if len(named) else named

    def mask(self, node: Compare, size: int) -> Mask:
        """The documents for which a comparison holds."""
        return mask_of(self.documents[self.holding(node)], size)

    def after(self, changed: Mask, rows: Sequence[Row]) -> Measured:
        """These numbers with those of ``changed`` documents replaced by ``rows``."""
        kept = ~changed[self.documents]
        new = _measured(rows, self.datasets)
        return Measured(
            np.concatenate((self.values[kept], new.values)),
            np.concatenate((self.documents[kept], new.documents)),
            np.concatenate((self.places[kept], new.places)),
            new.datasets,
            np.concatenate((self.better[kept], new.better)),
        )


@lru_cache(maxsize=512)
def _called(datasets: tuple[str, ...], dataset: str) -> Mask:
    """Which of ``datasets`` a filter may mean; the same few are asked for again and again."""
    meant = names_of(dataset)
    return np.array([any(text in name for text in meant) for name in datasets], np.bool_)


def names_of(dataset: str) -> tuple[str, ...]:
    """What the kept name of a dataset holds when a filter calls it ``dataset``: that text or its usual name."""
    return tuple({key(dataset), key(vocabulary().normal("dataset", dataset))})


_COMPARED = {"<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal, "=": np.equal}


def within(node: Compare, values: Values) -> npt.NDArray[np.bool_]:
    """Which of ``values`` are within the bounds of a comparison."""
    found = np.ones(len(values), np.bool_)
    for sign, bound in _bounds(node):
        found &= _COMPARED[sign](values, bound)
    return found


def _bounds(node: Compare) -> list[tuple[str, float]]:
    if node.op != "..":
        return [(node.op, node.first or 0.0)]
    return [(sign, end) for sign, end in ((">=", node.first), ("<=", node.last)) if end is not None]


def read_numbers(connection: sqlite3.Connection, name: str) -> Measured:
    """The numbers called ``name`` as the tables have them."""
    rows = connection.execute(
        "SELECT document, value, dataset, higher FROM search_numbers WHERE name = ? ORDER BY value", (name,)
    ).fetchall()
    return _measured(rows, ())


def _measured(rows: Sequence[Row], datasets: tuple[str, ...]) -> Measured:
    place = {name: number for number, name in enumerate(datasets)}
    places = [place.setdefault(dataset, len(place)) for _, _, dataset, _ in rows]
    return Measured(
        np.array([value for _, value, _, _ in rows], np.float64),
        np.array([document for document, _, _, _ in rows], np.int32),
        np.array(places, np.int32),
        tuple(place),
        np.array([better for _, _, _, better in rows], np.bool_),
    )
