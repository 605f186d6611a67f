"""What the models of this registry reach in a metric: where the scale of a comparison begins."""

from __future__ import annotations

import sqlite3

from ..comparing import Measure, Scale, ScaleOf, in_percent
from ..comparing.measures import ENOUGH, SPLITS

SAMPLE = 4_000  # models that are looked at
TENTH = 0.1


def scale_of(db: sqlite3.Connection) -> ScaleOf:
    """Gives the 10th percentile of a measure among the models of the registry, direction corrected.

    It is taken from a sample of about ``SAMPLE`` models; None where fewer than ``ENOUGH`` were measured in that way.
    """

    def scale(measure: Measure, higher: bool, percent: bool) -> Scale | None:
        if measure.scenario:
            return None  # the search tables hold what was published, and that names no scenario
        values = sorted(_values(db, measure, percent))
        if len(values) < ENOUGH:
            return None
        place = int(TENTH * (len(values) - 1))
        return Scale(values[place] if higher else values[-1 - place], len(values))

    return scale


def _values(db: sqlite3.Connection, measure: Measure, percent: bool) -> list[float]:
    """Values that were measured in the same way, in the unit of the comparison."""
    rows = db.execute(
        "SELECT value, split, unit FROM search_numbers WHERE name = ?1 AND dataset = ?2 AND document % max(1, ("
        "SELECT count / ?3 FROM search_values WHERE field = 'number' AND value = ?1)) = 0",
        (measure.name, measure.hardware or measure.dataset, SAMPLE),
    )
    alike = [
        (value, unit)
        for value, split, unit in rows
        if SPLITS.get(split, split) == measure.split and (unit == measure.unit or unit == "%")
    ]
    if not percent:
        return [value / 100 if unit == "%" else value for value, unit in alike]
    return [value if in_percent(value, unit) else 100 * value for value, unit in alike]
