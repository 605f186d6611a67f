"""How the values of each column are spread: quantiles of numbers, counts of texts; and the same count of other rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from ..stability import Recount
from ..types import Profile
from .base import is_kind
from .columns import name_of
from .personal import is_personal
from .secrets import scrub_prose
from .text import clean

BINS = 20
ROWS = 20_000  # of a longer table evenly spaced ones are looked at
COLUMNS = 100  # of a wider table the first ones
FEW = 20  # different numbers that come again are counted one by one
LABELS = 50
RARE = 5  # of more texts than LABELS only those are kept that occur so often
TEXT = 100  # characters of a label
NUMBERS = "iuf"
TIMES = "mM"


class Column(msgspec.Struct, frozen=True):
    """The values of one column: numbers as an array, anything else as texts; without what is missing."""

    name: str
    rows: int
    numbers: Any = None
    texts: Sequence[str] = ()

    @property
    def missing(self) -> int:
        """Rows without a value, or with one that is not finite."""
        return self.rows - (len(self.texts) if self.numbers is None else len(self.numbers))


def profiles_of(data: Any, *, personal: bool = False) -> tuple[Profile, ...]:
    """One profile for each column; for those that look personal only if ``personal``."""
    columns = columns_in(data)
    return tuple(_profile(column) for column in columns if personal or not is_personal(column.name, column.texts))


def columns_in(data: Any) -> Iterator[Column]:
    """The columns of a frame, a series or a table of numbers, as far as values can be counted in them."""
    for name, values in _parts(data):
        column = _column(name, values)
        if column is not None:
            yield column


def recount(profile: Profile, column: Column) -> Recount:
    """The values of ``column`` in the bins, or under the labels, of ``profile``."""
    if profile.edges and column.numbers is not None:
        return _recount_numbers(profile, column)
    if profile.edges:
        none = (0,) * len(profile.counts)
        return Recount(rows=column.rows, missing=column.missing, counts=none, others=len(column.texts))
    texts = column.texts if column.numbers is None else [_label(number) for number in column.numbers.tolist()]
    counted = Counter(texts)
    counts = tuple(counted.pop(label, 0) for label in profile.labels)
    new = () if is_personal(column.name, counted) else tuple(_shown(label) for label, _ in counted.most_common(3))
    return Recount(rows=column.rows, missing=column.missing, counts=counts, others=sum(counted.values()), new=new)


def _recount_numbers(profile: Profile, column: Column) -> Recount:
    import numpy

    edges, numbers = profile.edges, column.numbers
    counts, _ = numpy.histogram(numbers, bins=edges)
    below, above = int((numbers < edges[0]).sum()), int((numbers > edges[-1]).sum())
    return Recount(
        rows=column.rows,
        missing=column.missing,
        counts=tuple(map(int, counts)),
        below=below,
        above=above,
        spread=float(numpy.subtract(*numpy.quantile(numbers, (0.75, 0.25)))) if len(numbers) else None,
    )


def _profile(column: Column) -> Profile:
    if column.numbers is not None:
        import numpy

        different = len(numpy.unique(column.numbers))
        if different > FEW or 1 < different > len(column.numbers) / 2:
            return _of_numbers(column)
        return _of_labels(column, Counter(_label(number) for number in column.numbers.tolist()))
    return _of_labels(column, Counter(column.texts))


def _of_numbers(column: Column) -> Profile:
    import numpy

    quantiles = numpy.quantile(column.numbers, numpy.linspace(0, 1, BINS + 1))
    edges = numpy.unique(quantiles)  # a value that many rows have is the edge of several bins
    counts, _ = numpy.histogram(column.numbers, bins=edges)
    return Profile(
        column=column.name,
        rows=column.rows,
        missing=column.missing,
        edges=tuple(map(float, edges)),
        counts=tuple(map(int, counts)),
    )


def _of_labels(column: Column, counted: Counter[str]) -> Profile:
    least = RARE if len(counted) > LABELS else 1  # a text that one row has alone may say who it is
    common = [(label, count) for label, count in counted.most_common(LABELS) if count >= least and _storable(label)]
    common.sort()
    return Profile(
        column=column.name,
        rows=column.rows,
        missing=column.missing,
        labels=tuple(label for label, _ in common),
        counts=tuple(count for _, count in common),
        others=sum(counted.values()) - sum(count for _, count in common),
    )


def _storable(label: str) -> bool:
    return _shown(label) == label


def _shown(label: str) -> str:
    return clean(scrub_prose(label), TEXT)


def _label(number: float) -> str:
    """One text for a number, whatever its dtype: 1 and 1.0 are the same."""
    return f"{float(number):.12g}"


def _parts(data: Any) -> Iterator[tuple[str, Any]]:
    """``(name, values)`` of each column; an array's columns are called by their places."""
    if isinstance(data, (list, tuple)) and data and isinstance(data[0], dict):
        for key in list(data[0])[:COLUMNS]:
            yield name_of(key), _few([row.get(key) if isinstance(row, dict) else None for row in data])
    elif is_kind(data, "pandas.DataFrame"):
        for place, name in list(enumerate(data.columns))[:COLUMNS]:
            yield name_of(name), _few(data.iloc[:, place])
    elif is_kind(data, "pandas.Series"):
        yield name_of(data.name if data.name is not None else "text"), _few(data)
    elif is_kind(data, "numpy.ndarray") and data.ndim == 2:
        for place in range(min(data.shape[1], COLUMNS)):
            yield str(place), _few(data[:, place])


def _few(values: Any) -> Any:
    """All values, or evenly spaced ones."""
    step = -(-len(values) // ROWS)
    if step <= 1:
        return values
    return values.iloc[::step] if hasattr(values, "iloc") else values[::step]


def _column(name: str, values: Any) -> Column | None:
    """The values as numbers or as texts; None for cells that hold lists or other objects."""
    rows = len(values)
    kind = getattr(getattr(values, "dtype", None), "kind", "O")
    if hasattr(values, "dropna"):
        values = values.dropna()
    if kind in NUMBERS or kind in TIMES:
        return Column(name, rows, numbers=_numbers(values, kind))
    items = values.tolist() if hasattr(values, "tolist") else list(values)
    items = [item for item in items if item is not None and item == item]
    if items and all(type(item) in (int, float) for item in items[:ROWS]):
        return Column(name, rows, numbers=_numbers(items, "f"))
    if not all(isinstance(item, (str, int, float)) for item in items):  # bool is an int
        return None
    return Column(name, rows, texts=tuple(map(str, items)))


def _numbers(values: Any, kind: str) -> Any:
    """Finite numbers as float64; times as seconds since 1970, spans in seconds."""
    import numpy

    if kind in TIMES:
        unit = "datetime64[ns]" if kind == "M" else "timedelta64[ns]"
        array = values.to_numpy(dtype=unit) if hasattr(values, "to_numpy") else numpy.asarray(values, dtype=unit)
        return array[~numpy.isnat(array)].astype("int64") / 1e9
    array = values.to_numpy(dtype="float64") if hasattr(values, "to_numpy") else numpy.asarray(values, dtype="float64")
    return array[numpy.isfinite(array)]
