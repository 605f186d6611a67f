"""The cells of a slice as Python reads them: what they import, and what they do about chance."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any, NamedTuple

from .chance import Chance, chance_in
from .ledger import Ledger
from .local_modules import Imported, imported
from .packages import distribution_of
from .slice import Slice


class SliceCode(NamedTuple):
    """What the code of a slice says about where and how it can be run again."""

    imported: Imported = Imported()
    chance: Chance = Chance()

    @property
    def distributions(self) -> tuple[str, ...]:
        """Names of the packages that the cells import."""
        return tuple(dict.fromkeys(filter(None, map(distribution_of, self.imported.roots))))


def slice_code(shell: Any, ledger: Ledger, made: Slice) -> SliceCode:
    """The code of the cells ``made``; cells that cannot be read are passed over."""
    trees = list(_trees(shell, ledger, made))
    return SliceCode(imported(trees), chance_in(trees, ledger.values))


def _trees(shell: Any, ledger: Ledger, made: Slice) -> Iterator[ast.AST]:
    for entry in ledger.entries:
        if entry.number in made.numbers:
            try:
                yield ast.parse(shell.transform_cell(entry.source))
            except Exception:  # IPython's own transformers, and those that a notebook adds, may raise anything
                continue
