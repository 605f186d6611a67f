"""The documents of a query, as a search passes them on."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from ..search.nodes import Text
from .codes import Ids, Mask
from .evidence import Evidence


@dataclass(frozen=True)
class Match:
    """The documents of a query; ``text`` is the expression to rank by, ``loose`` says that not every word is there.

    ``whole`` is the expression without words that only begin with what was typed. ``filtered`` says that ``text``
    alone would find more documents. In those of ``adjacent`` the words stand side by side. Loose matches are ranked by
    their ``evidence``. ``corrected`` are the words looked for instead of misspelt ones.
    """

    mask: Mask
    text: str = ""
    whole: str = ""
    filtered: bool = False
    loose: bool = False
    adjacent: Mask | None = None
    corrected: dict[Text, Text] = field(default_factory=dict)
    evidence: Evidence | None = None

    @cached_property
    def ids(self) -> Ids:
        """The documents in the order of their ids."""
        return np.flatnonzero(self.mask).astype(np.int32)

    @cached_property
    def total(self) -> int:
        """How many documents there are."""
        return int(np.count_nonzero(self.mask))
