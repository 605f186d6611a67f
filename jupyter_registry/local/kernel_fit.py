"""Which models run in the kernel of the person who asks, for ``kernel:ok``, ``kernel:install`` and ``kernel:no``."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

import numpy as np

from ..fit_check import distribution, series
from .codes import Mask, mask_of
from .columns import Columns
from .needs import NOTHING


def kernel_fit(connection: sqlite3.Connection, columns: Columns, kernel: Sequence[str]) -> Mapping[str, Mask]:
    """The models by how they fit a kernel that has ``kernel`` (``name==version``).

    "ok": all that is needed is there, in the series the model was made with; "install": something is missing or of
    another series; "no": no package of Python loads it. A model of which nothing is known is in none of them.
    """
    there = {name for package in kernel for name in _names(package)}
    codes = columns.codes(connection, "needs")
    lacking = np.array([value not in there for value in codes.values], np.bool_)
    lacking[0] = False
    known = codes.first > 0
    documents, further = codes.more
    lacks = lacking[codes.first] | mask_of(documents[lacking[further]], columns.size)
    never = codes.mask(NOTHING)
    return {"ok": known & ~lacks, "install": lacks & ~never, "no": never}


def _names(package: str) -> tuple[str, str]:
    """The needs an installed package meets."""
    name, _, version = package.partition("==")
    name = distribution(name.strip())
    return name, f"{name}=={series(version.strip())}"
