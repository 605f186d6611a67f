"""What the reading of plain words asks the registry: which values it has, and what filters would leave."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from ..nodes import Node


class Known(Protocol):
    """One state of a registry."""

    def values(self, field: str) -> Collection[str]:
        """The values of a field, as they are kept."""

    def numbers(self) -> Collection[str]:
        """The names of all numbers."""

    def count(self, nodes: Sequence[Node]) -> int:
        """How many models meet all of ``nodes``."""

    def told(self, words: str, nodes: Sequence[Node]) -> int:
        """How many models that meet all of ``nodes`` have the phrase ``words`` in their name, labels or summary."""

    def spread(self, name: str, dataset: str) -> tuple[float, float] | None:
        """The smallest and the largest value of a number, on a dataset or on any; None when there is none."""
