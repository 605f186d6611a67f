"""Whether a version fits the packages and the data of the place where it is about to be used."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from jupyter_registry.capture.columns import columns_of
from jupyter_registry.fit_check import data_fit, packages_fit, packages_text
from jupyter_registry.types import Environment, Package, Signature

ENVIRONMENT = Environment(
    packages=(
        Package(name="scikit-learn", version="1.7.2"),
        Package(name="torch", version="2.4.0+cpu"),
        Package(name="skops", version="0.13.0"),
    ),
    requires=("Scikit_Learn", "torch", "skops", "unknown"),
)


def test_the_same_series_fits() -> None:
    """Other builds, patches and minor versions of a package are no reason to say anything."""
    here = {"scikit-learn": "1.8.0", "torch": "2.9.1", "skops": "0.13.9"}
    assert packages_fit(ENVIRONMENT, here) == ()
    assert packages_fit(None, {}) == ()


def test_what_does_not_fit_is_one_line_to_install() -> None:
    """A missing package and one of another series are named with both versions and the line that installs them."""
    unfit = packages_fit(ENVIRONMENT, {"scikit-learn": "0.24.0", "skops": "0.13.0"})
    assert packages_text("churn:3", unfit) == (
        "churn:3 was published with scikit-learn 1.7.2, torch 2.4.0; here is scikit-learn 0.24.0, no torch. "
        "To have the same: %pip install scikit-learn==1.7.2 torch==2.4.0"
    )


TRAINED = pd.DataFrame(
    {
        "age": [20.0, 60.0],
        "plan": pd.Series(["basic", "pro"], dtype="category"),
        "since": pd.to_datetime(["2020-01-01", "2024-01-01"]),
        "name": ["x", "y"],
    }
)
SIGNATURE = Signature(inputs=columns_of(TRAINED), container="dataframe")


def told(data: object, signature: Signature = SIGNATURE) -> list[tuple[str, str]]:
    """Level and message of each finding."""
    return [(finding.level, finding.message) for finding in data_fit(signature, columns_of(data))]


def test_the_same_columns_fit() -> None:
    """Also with whole numbers, and with values that are a little beyond what was seen."""
    assert told(TRAINED) == []
    assert told(TRAINED.assign(age=[18, 70])) == []


@pytest.mark.parametrize(
    ("data", "level", "message"),
    [
        (TRAINED[["age", "plan"]], "error", 'It lacks "since", "name".'),
        (TRAINED.assign(age=["old", "young"]), "error", '"age" holds texts, and the model takes numbers.'),
        (TRAINED.assign(name=[1, 2]), "error", '"name" holds numbers, and the model takes texts.'),
        (TRAINED.assign(since=[1, 2]), "error", '"since" holds numbers, and the model takes times.'),
        (TRAINED.assign(more=1), "warning", 'The model does not take "more".'),
        (TRAINED[["plan", "age", "since", "name"]], "warning", "Its columns stand in another order."),
        (TRAINED.assign(age=[20.0, None]), "warning", '"age" has missing values, which it had not in training.'),
        (TRAINED.assign(age=[20.0, 9_000.0]), "warning", '"age" reaches beyond what the model has seen.'),
        (
            TRAINED.assign(plan=pd.Series(["basic", "gold"], dtype="category")),
            "warning",
            '"plan" holds values that it had not in training: "gold".',
        ),
    ],
)
def test_what_does_not_fit(data: pd.DataFrame, level: str, message: str) -> None:
    """What the model cannot take is an error, what may matter a warning."""
    assert told(data) == [(level, message)]


def test_arrays_are_compared_by_width() -> None:
    """They have no names, whichever side is the array."""
    of_array = Signature(inputs=columns_of(np.ones((2, 4))), container="ndarray")
    assert told(np.ones((9, 4)), of_array) == told(np.ones((9, 4))) == told(TRAINED, of_array) == []
    assert told(np.ones((9, 3)), of_array) == [("error", "It has 3 columns, and the model takes 4.")]
    assert told(np.ones((9, 3))) == [("error", "It has 3 columns, and the model takes 4.")]
