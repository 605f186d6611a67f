"""Models like a given one: of the same task or family, with labels and words in common."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Sequence

import numpy as np

from ..search.nodes import Node, Values
from ..search.words import key
from .codes import Mask
from .columns import Columns
from .evidence import Evidence, Scores

SHARED = {"task": 3.0, "architecture": 2.0, "family": 2.0, "dataset": 1.0, "tag": 1.0, "language": 1.0, "domain": 0.5}
"""What a value in common is worth, by its field; a rare value counts more than one that many have."""
MOST = 50  # models that are like one


def like(connection: sqlite3.Connection, columns: Columns, ref: str) -> tuple[Mask, Scores]:
    """The models most like the one a ref names, without it, and how like each is; none when there is no such model."""
    scores = np.zeros(columns.size, np.float32)
    document = _document(connection, ref)
    if document:
        for field, worth in SHARED.items():
            codes = columns.codes(connection, field)
            rows = connection.execute(
                "SELECT value FROM search_facets WHERE document = ? AND field = ?", (document, field)
            )
            for (value,) in rows.fetchall():
                mask = codes.mask(value)
                scores[mask] += worth * math.log1p(columns.size / max(1, int(np.count_nonzero(mask))))
        scores[document] = 0
    scores[~columns.visible] = 0
    mask = np.zeros(columns.size, np.bool_)
    mask[np.argsort(-scores, kind="stable")[:MOST]] = True
    return mask & (scores > 0), scores


def by_likeness(connection: sqlite3.Connection, columns: Columns, nodes: Sequence[Node]) -> Evidence | None:
    """What to rank by when a filter asks for models like others, else None."""
    refs = [
        ref for node in nodes if isinstance(node, Values) and node.field == "like" and not node.negated
        for ref in node.values
    ]  # fmt: skip
    if not refs:
        return None
    scores = np.zeros(columns.size, np.float32)
    for ref in refs:
        scores += like(connection, columns, ref)[1]
    return Evidence(scores, np.zeros_like(scores))


def _document(connection: sqlite3.Connection, ref: str) -> int:
    """The document of the model that ``ref`` names by its name, title or id at its source; 0 for none."""
    name = key(ref.partition("@")[0].partition(":")[0])
    row = connection.execute(
        "SELECT document FROM search_facets WHERE field IN ('model', 'source') AND value IN (?, ?)"
        " ORDER BY field, document",
        (name, key(ref)),
    ).fetchone()
    return row[0] if row else 0
