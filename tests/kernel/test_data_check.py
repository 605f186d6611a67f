"""Data of the kernel against the inputs of a version, as the card's page asks for it."""

from __future__ import annotations

import msgspec
import pandas as pd
import pytest

from jupyter_registry.capture.columns import columns_of
from jupyter_registry.errors import Invalid
from jupyter_registry.kernel.data_check import data_faults
from jupyter_registry.types import Signature

KNOWN = pd.DataFrame({"age": [20.0, 41.0, 63.0], "plan": ["basic", "gold", "basic"]})
SIGNATURE = msgspec.to_builtins(Signature(inputs=columns_of(KNOWN), container="dataframe"))


def test_data_like_the_known_one_has_no_faults() -> None:
    """A table with the columns of the signature fits."""
    assert data_faults({"df": KNOWN}, "df", SIGNATURE) == []


def test_a_missing_column_is_an_error_in_words() -> None:
    """The sentence names the column that the model needs."""
    (fault,) = data_faults({"df": KNOWN[["age"]]}, "df", SIGNATURE)
    assert (fault["level"], "plan" in fault["message"]) == ("error", True)


def test_what_holds_no_rows_is_refused() -> None:
    """A number is no table."""
    with pytest.raises(Invalid, match="no rows can be read"):
        data_faults({"n": 3}, "n", SIGNATURE)
