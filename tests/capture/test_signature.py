"""Signature, example and dataset from the data at hand."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd
import pytest

from jupyter_registry.capture.base import Captured
from jupyter_registry.capture.data import dataset, named, split_of
from jupyter_registry.capture.signature import signature
from jupyter_registry.errors import Invalid
from jupyter_registry.limits import check
from jupyter_registry.publishing import publish


class _Sum:
    """A model that adds up each row."""

    def predict(self, rows: Any) -> Any:
        """One number per row."""
        return np.asarray(rows, dtype=float).sum(axis=1)


FRAME = pd.DataFrame({"a": [1, 2, 3], "b": [0.5, np.nan, 2.5], "target": [0, 1, 0]})


def test_a_frame_gives_columns_ranges_and_an_example() -> None:
    """Names, dtypes, ranges and missing values come from the frame, the output from a prediction."""
    signed = signature(_Sum(), Captured(feature_names=("a", "b")), FRAME)
    assert signed.signature is not None
    a, b = signed.signature.inputs
    assert (a.name, a.dtype, a.low, a.high, a.optional) == ("a", "int64", 1.0, 3.0, False)
    assert (b.optional, b.high) == (True, 2.5)
    assert signed.signature.container == "dataframe"
    assert signed.signature.example == ({"a": 1, "b": 0.5},)
    assert signed.signature.outputs[0].dtype == "float64"


def test_an_array_gives_one_field_with_a_shape() -> None:
    """An array's first dimension is free, and its example is a row."""
    signed = signature(_Sum(), Captured(), np.ones((4, 3)))
    assert signed.signature is not None
    assert signed.signature.inputs[0].shape == (None, 3)
    assert signed.signature.example == ({"X": [1.0, 1.0, 1.0]},)
    assert signed.signature.container == "ndarray"


def test_a_list_of_dicts_is_a_frame_to_the_model() -> None:
    """Rows as dicts are predicted as a frame."""
    signed = signature(_Sum(), Captured(), [{"a": 1, "b": 2.0}, {"a": 3, "b": None}])
    assert signed.signature is not None
    assert [field.name for field in signed.signature.inputs] == ["a", "b"]
    assert signed.signature.inputs[1].optional
    assert signed.signature.container == "dataframe"
    assert signed.signature.outputs


def test_a_prediction_that_fails_leaves_the_outputs_open() -> None:
    """Data the model cannot take gives a warning, not a failure."""
    signed = signature(_Sum(), Captured(), ["some", "text"])
    assert signed.signature is not None
    assert signed.signature.outputs == ()
    assert "Predicting the first rows failed" in signed.warning


def test_without_data_the_object_tells_its_features() -> None:
    """Feature names and counts of the object make the inputs of a signature."""
    by_name = signature(_Sum(), Captured(feature_names=("a",)), None).signature
    by_count = signature(_Sum(), Captured(feature_count=4), None).signature
    assert by_name is not None and by_name.inputs[0].name == "a"
    assert by_count is not None and by_count.inputs[0].shape == (None, 4)
    assert signature(_Sum(), Captured(), None).signature is None


@pytest.mark.parametrize(
    "data",
    [
        pd.DataFrame({"at": [datetime(2026, 1, 1)], "kind": pd.Categorical(["x"]), "flag": [True], "none": [None]}),
        pd.DataFrame({1: [np.inf], "a\x00b": ["te\x1bxt"], "big": [2**60]}),
        pd.DataFrame(np.ones((2, 2500))),
        np.array([["a", "b"]], dtype=object),
        np.ones((2, 3, 4)),
        [[1.0, 2.0]],
        pd.Series(["one", "two"]),
    ],
)
def test_whatever_the_data_holds_can_be_stored(data: Any) -> None:
    """Dates, categories, infinity, control characters and wide tables pass the checks of the registry."""
    signed = signature(_Sum(), Captured(), data)
    check(signed.signature)
    check(dataset("X_test", data))


def test_a_dataset_is_named_counted_and_fingerprinted() -> None:
    """The same rows give the same digest, other rows another, and the name tells the split."""
    first, again = dataset("X_test", FRAME), dataset("X_test", FRAME.copy())
    assert (first.name, first.rows, first.split) == ("X_test", 3, "test")
    assert first.digest == again.digest
    assert dataset("X_test", FRAME.assign(a=0)).digest != first.digest
    titled = dataset("breast_cancer test", FRAME)
    assert (titled.name, titled.split) == ("breast_cancer", "test")
    assert split_of("testimony") == ""


def test_tables_may_come_by_name() -> None:
    """A dict of tables keeps its names; one table is called data."""
    assert list(named({"train": FRAME, "test": FRAME})) == ["train", "test"]
    assert list(named(FRAME)) == ["data"]
    assert named(None) == {}


@pytest.mark.parametrize("data", [3, "rows", pd.DataFrame({"a": []})])
def test_what_holds_no_rows_is_refused(data: Any, registry: Any) -> None:
    """A number, a text and an empty frame are refused as data in one sentence."""
    from sklearn.linear_model import Ridge

    with pytest.raises(Invalid, match="rows"):
        publish(Ridge().fit([[1.0], [2.0]], [1.0, 2.0]), "no-rows", data=data, registry=registry)
    assert registry.get_status().models == 0
