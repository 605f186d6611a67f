"""What it takes to run the cells of a version again: its name in the notebook, its files, the cells that measure it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from ..types import Notebook
from .files_read import files_read
from .found_metrics import belongs
from .ledger import Entry, Ledger
from .slice import Slice, depending

PUBLISHING = re.compile(r"\bpublish\b")
WORD = re.compile(r"[^\W\d]\w*")


def with_rerun(notebook: Notebook, ledger: Ledger, made: Slice, measuring: frozenset[int], obj: Any) -> Notebook:
    """The notebook with what a later run needs; the cells ``made`` make ``obj``, those ``measuring`` its metrics."""
    orders = {entry.order for entry in ledger.entries if entry.number in measuring - made.numbers}
    chosen = [entry for entry in ledger.entries if entry.number in made.numbers | measuring]
    return msgspec.structs.replace(
        notebook,
        variable=variable_of(ledger, obj),
        files=files_read((entry.source for entry in chosen), ledger.values),
        cells=tuple(
            msgspec.structs.replace(cell, measures=True) if cell.order in orders else cell for cell in notebook.cells
        ),
    )


def variable_of(ledger: Ledger, obj: Any) -> str:
    """An expression that gives ``obj`` in the notebook, such as "model" or "search.best_estimator_"; else ""."""
    values = {name: value for name, value in list(ledger.values.items()) if not name.startswith("_")}
    held = [name for name, value in values.items() if value is obj]
    fit = ledger.latest_fit(obj)
    if held:
        return fit.name if fit is not None and fit.name in held else held[0]
    if fit is not None and fit.holds(obj):
        return fit.name
    inside = (
        f"{name}.{attribute}"
        for name, value in values.items()
        for attribute, learned in getattr(value, "__dict__", {}).items()
        if learned is obj and attribute.endswith("_")
    )
    return next(inside, "")


def measuring(ledger: Ledger, obj: Any) -> frozenset[int]:
    """Numbers of the cells that the metrics come from, with those that they depend on."""
    fit = ledger.latest_fit(obj)
    numbers = {score.entry for score in ledger.scores if belongs(score, ledger, fit, obj) is not None}
    names: frozenset[str] = frozenset()
    publishing = _publishing(ledger)
    if publishing is not None:
        numbers.add(publishing.number)
        names = frozenset(_named(publishing, ledger))
    return depending(ledger, frozenset(numbers), names)


def _publishing(ledger: Ledger) -> Entry | None:
    """The cell that publishes: the last one, when it says so."""
    last = ledger.entries[-1] if ledger.entries else None
    return last if last is not None and PUBLISHING.search(last.source) else None


def _named(entry: Entry, ledger: Ledger) -> Iterator[str]:
    """Variables that the lines of a magic name: ``%publish model --metrics scores``."""
    return (word for word in WORD.findall(entry.source) if word in ledger.values)
