"""Models like a given one: those of the same task first, then by nearness in meaning and by the values in common."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator, Sequence

import numpy as np

from ..search.nodes import Node, Values
from ..search.words import key
from .codes import Mask
from .columns import Columns
from .evidence import NEAR, Evidence, stretched
from .vectors import meanings

SHARED = {"task": 3.0, "architecture": 2.0, "family": 2.0, "dataset": 1.0, "tag": 1.0, "language": 1.0, "domain": 0.5}
"""What a value in common is worth, by its field; a rare value counts more than one that many have."""
SAME_TASK = 2.0  # of models with the same task, before all others
MEANING, IN_COMMON = 1.0, 0.5  # of the nearest, and of those with the most in common
MOST = 50  # models that are like one


def like(connection: sqlite3.Connection, columns: Columns, ref: str) -> tuple[Mask, Evidence]:
    """The models most like the one a ref names, without it, and why; none when there is no such model."""
    scores, near = np.zeros((2, columns.size), np.float32)
    found = Evidence(scores, near, alike=True)
    document = _document(connection, ref)
    if document:
        _add_shared(connection, columns, document, found)
        _add_meaning(connection, columns, document, found)
        told = np.logical_or.reduce([near >= NEAR, *found.shared.values()])
        scores[~told | ~columns.visible] = 0
        scores[document] = 0
    mask = np.zeros(columns.size, np.bool_)
    mask[np.argsort(-scores, kind="stable")[:MOST]] = True
    return mask & (scores > 0), found


def _add_shared(connection: sqlite3.Connection, columns: Columns, document: int, found: Evidence) -> None:
    common = np.zeros(columns.size, np.float32)
    for field, value, label in _values(connection, document):
        mask = columns.codes(connection, field).mask(value)
        common += mask * np.float32(SHARED[field] * math.log1p(columns.size / max(1, int(np.count_nonzero(mask)))))
        found.scores[mask] += SAME_TASK * (field == "task")
        found.shared[f"{field} {label}"] = mask
    common[document] = 0
    found.scores += common * np.float32(IN_COMMON / (float(common.max()) or 1.0))


def _add_meaning(connection: sqlite3.Connection, columns: Columns, document: int, found: Evidence) -> None:
    known = meanings(connection, columns.change)
    vector = known[0].of(document) if known else None
    if known is None or vector is None:
        return
    ids, cosines = known[0].near(vector)
    others = (ids < columns.size) & (ids != document)
    found.near[ids[others]] = stretched(cosines[others])
    found.scores += MEANING * found.near


def by_likeness(connection: sqlite3.Connection, columns: Columns, nodes: Sequence[Node]) -> Evidence | None:
    """What to rank by when a filter asks for models like others, else None; of several the one that is most alike."""
    refs = [
        ref for node in nodes if isinstance(node, Values) and node.field == "like" and not node.negated
        for ref in node.values
    ]  # fmt: skip
    if not refs:
        return None
    first, *more = (like(connection, columns, ref)[1] for ref in refs)
    for other in more:
        np.maximum(first.scores, other.scores, out=first.scores)
        np.maximum(first.near, other.near, out=first.near)
        first.shared |= other.shared
    return first


def _values(connection: sqlite3.Connection, document: int) -> Iterator[tuple[str, str, str]]:
    """Field, value and label of what a document may have in common with others, what weighs most first."""
    for field in SHARED:
        yield from connection.execute(
            "SELECT field, value, coalesce(nullif(label, ''), value) FROM search_facets"
            " WHERE document = ? AND field = ? ORDER BY value",
            (document, field),
        ).fetchall()


def _document(connection: sqlite3.Connection, ref: str) -> int:
    """The document of the model that ``ref`` names by its name, title or id at its source; 0 for none."""
    name = key(ref.partition("@")[0].partition(":")[0])
    row = connection.execute(
        "SELECT document FROM search_facets WHERE field IN ('model', 'source') AND value IN (?, ?)"
        " ORDER BY field, document",
        (name, key(ref)),
    ).fetchone()
    return row[0] if row else 0
