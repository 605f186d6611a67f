"""The signature: what goes into predict(), what comes out, and one valid input."""

from __future__ import annotations

import contextlib
import io
import warnings
from typing import Any

import msgspec

from ..types import Field, Signature
from .base import Captured, is_kind
from .columns import columns_of, name_of
from .data import is_sparse
from .params import json_value

PREDICT_ROWS = 5
PREDICTING = ("inplace_predict", "predict", "transform")
"""Methods that take rows, the best first: an xgboost.Booster takes a table only by the first of them."""
EXAMPLE_VALUES = 1_000  # a row with more values makes no example


class Signed(msgspec.Struct, frozen=True):
    """A signature and what could not be found out for it."""

    signature: Signature | None
    warning: str = ""


def signature(obj: Any, captured: Captured, data: Any) -> Signed:
    """Signature from ``data`` (a table) and a prediction; without data from the object alone."""
    if data is None:
        return Signed(_from_object(captured))
    rows = inputs_of(data, captured.feature_names)
    outputs, warning = outputs_of(obj, rows[:PREDICT_ROWS], captured)
    # code that uses the model calls predict() on the example, so it must be an input of that
    plain = (outputs or not captured.outputs) and not _offers(obj, "inplace_predict")
    return Signed(
        Signature(
            inputs=columns_of(rows),
            outputs=outputs or captured.outputs,
            example=example_of(rows) if plain else (),
            container=container_of(rows),
        ),
        warning,
    )


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
    """The first row as a JSON object, texts without their secrets; none when it is too long."""
    if is_kind(rows, "pandas.DataFrame"):
        if rows.shape[1] > EXAMPLE_VALUES:
            return ()
        return ({name_of(column): _cell(rows.iloc[0, place]) for place, column in enumerate(rows.columns)},)
    if is_sparse(rows):
        return ()
    first = rows.iloc[0] if hasattr(rows, "iloc") else rows[0]
    if isinstance(first, dict):
        return ({name_of(key): _cell(value) for key, value in first.items()},)
    name = columns_of(rows)[0].name
    if getattr(first, "size", 1) > EXAMPLE_VALUES:
        return ()
    value = first.tolist() if hasattr(first, "tolist") else first
    return ({name: _cells(value)},)


def _cells(value: Any) -> Any:
    return [_cells(inner) for inner in value] if isinstance(value, (list, tuple)) else _cell(value)


def _cell(value: Any) -> Any:
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
