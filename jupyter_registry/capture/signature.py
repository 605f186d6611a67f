"""The signature: what goes into predict(), what comes out, and one valid input."""

from __future__ import annotations

import contextlib
import io
import math
import warnings
from typing import Any

import msgspec

from ..types import Field, Signature
from .base import Captured, is_kind
from .columns import columns_of, name_of
from .data import is_sparse, row_count
from .params import json_value
from .personal import without_personal

PREDICT_ROWS = 5
PREDICTING = ("inplace_predict", "predict", "transform")
"""Methods that take rows, the best first: an xgboost.Booster takes a table only by the first of them."""
EXAMPLE_VALUES = 1_000  # a row with more values makes no example


class Signed(msgspec.Struct, frozen=True):
    """A signature and what could not be found out for it."""

    signature: Signature | None
    warning: str = ""


def signature(obj: Any, captured: Captured, data: Any, *, personal: bool = False) -> Signed:
    """Signature from ``data`` (a table) and a prediction; without data from the object alone.

    Values of columns that look personal are in it only if ``personal``.
    """
    if data is None:
        return Signed(_from_object(captured))
    rows = inputs_of(data, captured.feature_names)
    outputs, warning = outputs_of(obj, rows[:PREDICT_ROWS], captured)
    # code that uses the model calls predict() on the example, so it must be an input of that
    plain = (outputs or not captured.outputs) and not _offers(obj, "inplace_predict")
    found = Signature(
        inputs=columns_of(rows),
        outputs=outputs or captured.outputs,
        example=example_of(rows) if plain else (),
        container=container_of(rows),
    )
    kept, note = (found, "") if personal else without_personal(found)
    return Signed(kept, " ".join(filter(None, (warning, note))))


def inputs_of(data: Any, feature_names: tuple[str, ...]) -> Any:
    """The columns the object was fitted on, when the frame holds them all and others; else the data."""
    if feature_names and is_kind(data, "pandas.DataFrame"):
        held = {str(column): column for column in data.columns}
        if len(held) > len(feature_names) and all(name in held for name in feature_names):
            return data[[held[name] for name in feature_names]]
    return data


def container_of(rows: Any) -> str:
    """What predict() takes: "dataframe", "ndarray", "sparse" or "list"."""
    if is_kind(rows, "pandas.DataFrame"):
        return "dataframe"
    if is_sparse(rows):
        return "sparse"
    if isinstance(rows, (list, tuple)) and rows and isinstance(rows[0], dict):
        return "dataframe"
    if is_kind(rows, "numpy.ndarray") or (isinstance(rows, (list, tuple)) and not isinstance(rows[0], str)):
        return "ndarray"
    return "list"


def example_of(rows: Any) -> tuple[dict[str, Any], ...]:
    """The first row as a JSON object; none when it is too long."""
    return rows_of(rows, 1)


def rows_of(rows: Any, most: int) -> tuple[dict[str, Any], ...]:
    """Evenly spaced rows as JSON objects, texts without their secrets; none when a row is too long."""
    if is_sparse(rows) or math.prod(getattr(rows, "shape", ())[1:]) > EXAMPLE_VALUES:
        return ()
    count = row_count(rows)
    places = range(0, count, max(1, -(-count // most)))
    if is_kind(rows, "pandas.DataFrame"):
        few = rows.iloc[places.start : places.stop : places.step]
        columns = {name_of(name): _column(few.iloc[:, place]) for place, name in enumerate(rows.columns)}
        return tuple(dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))
    name = columns_of(rows)[0].name
    return tuple(_row(rows.iloc[place] if hasattr(rows, "iloc") else rows[place], name) for place in places)


def _column(values: Any) -> list[Any]:
    """The cells of a column; of a text that comes again the secrets are looked for once."""
    known: dict[str, Any] = {}
    cells = []
    for value in values.tolist():
        if type(value) is str:
            cells.append(known[value] if value in known else known.setdefault(value, _cell(value)))
        else:
            cells.append(_cell(value))
    return cells


def _row(row: Any, name: str) -> dict[str, Any]:
    if isinstance(row, dict):
        return {name_of(key): _cell(value) for key, value in row.items()}
    return {name: _cells(row.tolist() if hasattr(row, "tolist") else row)}


def _cells(value: Any) -> Any:
    return [_cells(inner) for inner in value] if isinstance(value, (list, tuple)) else _cell(value)


def _cell(value: Any) -> Any:
    if type(value) is float and math.isfinite(value):  # most cells; the rest of this is slower
        return value
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    if isinstance(value, float) and value != value:
        return None  # a missing value
    return None if type(value).__name__ in ("NAType", "NaTType") else json_value(value)


def outputs_of(obj: Any, rows: Any, captured: Captured) -> tuple[tuple[Field, ...], str]:
    """``(fields of the prediction, warning)``; the prediction itself and what it prints are thrown away."""
    run = next((getattr(obj, name) for name in PREDICTING if _offers(obj, name)), None)
    if run is None:
        return (), ""
    if isinstance(rows, list) and rows and isinstance(rows[0], dict):
        import pandas  # a list of dicts is a frame to every estimator

        rows = pandas.DataFrame(rows)
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            result = run(rows)
        return _output_fields(result, captured), ""
    except Exception as error:  # the model's own code may raise anything; the publish goes on
        return (), f"Predicting the first rows failed ({type(error).__name__}), so no outputs are known."


def _offers(obj: Any, name: str) -> bool:
    try:
        return callable(getattr(obj, name, None))
    except Exception:  # a conditional method of a wrapper may raise anything
        return False


def _output_fields(result: Any, captured: Captured) -> tuple[Field, ...]:
    if hasattr(result, "nnz"):
        return (Field(name="output", dtype=str(result.dtype), shape=(None, int(result.shape[1]))),)
    if not is_kind(result, "pandas.DataFrame", "pandas.Series", "numpy.ndarray"):
        return (Field(name="output", dtype=type(result).__name__),)
    fields = columns_of(result)
    # five rows tell the dtype, not the range
    plain = tuple(msgspec.structs.replace(field, low=None, high=None) for field in fields)
    if len(plain) == 1:
        shape = plain[0].shape if len(plain[0].shape) > 1 else ()
        labels = captured.classes if len(captured.classes) <= 100 and not shape else ()
        plain = (msgspec.structs.replace(plain[0], name="prediction", shape=shape, categories=labels),)
    return plain


def _from_object(captured: Captured) -> Signature | None:
    if captured.inputs or captured.outputs:
        return Signature(inputs=captured.inputs, outputs=captured.outputs, container="ndarray")
    if captured.feature_names:
        return Signature(
            inputs=tuple(Field(name=name_of(name), dtype="any") for name in captured.feature_names),
            container="dataframe",
        )
    if captured.feature_count is not None:
        return Signature(
            inputs=(Field(name="X", dtype="any", shape=(None, captured.feature_count)),), container="ndarray"
        )
    return None
