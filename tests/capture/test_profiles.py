"""Profiles of columns: what is kept about their values, and how other rows are counted by them."""

from __future__ import annotations

import msgspec
import numpy as np
import pandas as pd
import pytest

from jupyter_registry.capture.profiles import BINS, COLUMNS, LABELS, ROWS, columns_in, profiles_of, recount
from jupyter_registry.types import Profile

CHANCE = np.random.RandomState(0)


def only(data: object) -> Profile:
    """The profile of a table with one column."""
    (profile,) = profiles_of(data)
    return profile


def test_numbers_have_quantiles() -> None:
    """Each bin holds about as many values, the first edge is the lowest number and the last one the highest."""
    values = CHANCE.lognormal(size=4_000)
    profile = only(pd.DataFrame({"price": values}))
    assert len(profile.edges) == BINS + 1
    assert (profile.edges[0], profile.edges[-1]) == (values.min(), values.max())
    assert sum(profile.counts) == profile.rows == 4_000
    assert max(profile.counts) - min(profile.counts) <= 1


def test_missing_and_infinite_numbers_are_counted_apart() -> None:
    """They are in no bin."""
    profile = only(pd.DataFrame({"a": [*map(float, range(98)), np.nan, np.inf]}))
    assert (profile.rows, profile.missing, sum(profile.counts)) == (100, 2, 98)


@pytest.mark.parametrize("dtype", ["int64", "float64", "Int64", "bool", "str", "category"])
def test_few_values_that_come_again_are_counted_one_by_one(dtype: str) -> None:
    """Whatever their dtype, each has a label and a count."""
    profile = only(pd.DataFrame({"a": pd.Series([0, 1, 1, 0, 1] * 10).astype(dtype)}))
    assert profile.edges == ()
    assert profile.counts == (20, 30)


def test_texts_of_single_rows_are_not_kept() -> None:
    """Of many different texts only those are kept that occur often; the others are a number."""
    texts = [f"sentence {place}" for place in range(300)] + ["yes"] * 20
    profile = only(pd.DataFrame({"a": texts}))
    assert (profile.labels, profile.counts, profile.others) == (("yes",), (20,), 300)


def test_at_most_so_many_labels() -> None:
    """Of more the most frequent are kept."""
    profile = only(pd.DataFrame({"a": [f"v{place % 80}" for place in range(8_000)]}))
    assert len(profile.labels) == LABELS
    assert sum(profile.counts) + profile.others == 8_000


def test_a_secret_is_no_label(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that holds a secret of the environment is counted, and not kept."""
    monkeypatch.setenv("SERVICE_TOKEN", "canary-of-a-token")
    profile = only(pd.DataFrame({"a": ["plain", "canary-of-a-token"] * 20}))
    assert (profile.labels, profile.others) == (("plain",), 20)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("eMail", ["x"] * 9),
        ("customer_id", range(9)),
        ("contact", [f"person{place}@example.org" for place in range(9)]),
        ("call", [f"+49 30 1234 5{place}" for place in range(9)]),
    ],
)
def test_columns_that_look_personal_have_no_profile(name: str, values: object) -> None:
    """Neither by their name nor by their values, unless it is allowed."""
    frame = pd.DataFrame({name: values})
    assert profiles_of(frame) == ()
    assert len(profiles_of(frame, personal=True)) == 1


def test_times_are_numbers() -> None:
    """With and without a time zone, in seconds since 1970."""
    for zone in (None, "Europe/Berlin"):
        frame = pd.DataFrame({"at": pd.date_range("2024-01-01", periods=100, tz=zone)})
        profile = only(frame)
        assert profile.edges[0] == frame["at"].iloc[0].timestamp()


def test_arrays_and_lists_of_rows() -> None:
    """Columns of an array are called by their places; rows that are dicts have columns as well."""
    assert [profile.column for profile in profiles_of(CHANCE.rand(50, 3))] == ["0", "1", "2"]
    assert [profile.column for profile in profiles_of([{"a": 1, "b": "x"}, {"a": 2, "b": None}] * 9)] == ["a", "b"]


@pytest.mark.parametrize("data", [np.ones(5), np.ones((2, 2, 2)), [[1, 2]], ["text"], pd.DataFrame({"a": [[1], [2]]})])
def test_what_has_no_columns_of_values_has_no_profile(data: object) -> None:
    """Tensors, lists and cells that hold objects are left out without an error."""
    assert profiles_of(data) == ()


def test_odd_frames() -> None:
    """Labels that are no texts, come twice or hold nothing are no obstacle."""
    frame = pd.DataFrame([[1, 2, np.nan], [3, 4, np.nan]], columns=[0, 0, ("a", "b")])
    assert [profile.column for profile in profiles_of(frame)] == ["0", "0", "('a', 'b')"]


def test_a_profile_is_small() -> None:
    """A table of a million rows and more columns than are looked at takes a few hundred bytes for each of these."""
    wide = pd.DataFrame(CHANCE.rand(ROWS * 2, COLUMNS + 5))
    profiles = profiles_of(wide)
    assert len(profiles) == COLUMNS
    assert profiles[0].rows == ROWS
    assert len(msgspec.json.encode(profiles)) < COLUMNS * 700


def test_other_rows_are_counted_in_the_same_bins() -> None:
    """Numbers outside of the edges and labels that are not known are counted apart."""
    frame = pd.DataFrame({"n": np.arange(100.0), "c": ["a", "b"] * 50})
    new = pd.DataFrame({"n": [-1.0, 5.0, 1e6, np.nan], "c": ["a", "z", "z", None]})
    number, text = (recount(*pair) for pair in zip(profiles_of(frame), columns_in(new), strict=True))
    assert (number.below, sum(number.counts), number.above, number.missing) == (1, 1, 1, 1)
    assert (text.counts, text.others, text.new, text.missing) == ((1, 0), 2, ("z",), 1)


def test_texts_where_numbers_were_are_others() -> None:
    """They are in none of the bins."""
    profile = only(pd.DataFrame({"n": np.arange(100.0)}))
    (column,) = columns_in(pd.DataFrame({"n": ["1", "2"]}))
    assert (recount(profile, column).others, sum(recount(profile, column).counts)) == (2, 0)
