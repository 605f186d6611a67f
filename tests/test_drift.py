"""Drift of new rows against the data that a version was published with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.linear_model import LinearRegression

import jupyter_registry
from jupyter_registry import Registry, drift, open_registry
from jupyter_registry.capture.profiles import columns_in, profiles_of, recount
from jupyter_registry.errors import Invalid, NotFound
from jupyter_registry.stability import ColumnDrift, column_drift

ROWS = 2_000


def made(rows: int, seed: int) -> pd.DataFrame:
    """Customers, always of the same kind."""
    chance = np.random.RandomState(seed)
    return pd.DataFrame(
        {
            "age": chance.normal(40, 12, rows),
            "income": chance.lognormal(10, 0.5, rows),
            "plan": chance.choice(["basic", "plus", "pro"], rows, p=[0.6, 0.3, 0.1]),
            "active": chance.rand(rows) < 0.8,
        }
    )


def moved(before: pd.DataFrame, after: pd.DataFrame) -> dict[str, ColumnDrift]:
    """The drift of each column of ``before``."""
    now = {column.name: column for column in columns_in(after)}
    found = (
        column_drift(profile, recount(profile, now[profile.column]) if profile.column in now else None)
        for profile in profiles_of(before)
    )
    return {column.column: column for column in found}


@pytest.mark.parametrize("rows", [30, 60, 200, 2_000])
def test_rows_of_the_same_kind_are_stable(rows: int) -> None:
    """In two hundred draws from the same source no column drifts, however few the rows are."""
    levels = [column.level for seed in range(50) for column in moved(made(ROWS, 0), made(rows, seed + 1)).values()]
    assert set(levels) == {"stable"}


def test_psi_is_the_textbook_number() -> None:
    """Two labels that go from half and half to nine in ten have a PSI of 0.4 * ln(9), but for the smoothing."""
    before = pd.DataFrame({"a": ["x", "y"] * 50_000})
    after = pd.DataFrame({"a": ["x"] * 9_000 + ["y"] * 1_000})
    found = moved(before, after)["a"].psi
    assert found == pytest.approx(0.4 * np.log(9), rel=0.01)


def test_ks_is_that_of_scipy_at_the_edges() -> None:
    """Of a shifted normal distribution it is what SciPy finds in all values, but for what lies between two edges."""
    stats = pytest.importorskip("scipy.stats")
    before, after = made(ROWS, 0), made(ROWS, 1)
    after["age"] += 8
    found = moved(before, after)["age"]
    assert found.level == "drifted"
    assert found.ks == pytest.approx(stats.ks_2samp(before["age"], after["age"]).statistic, abs=0.05)


def test_a_change_of_unit_is_named() -> None:
    """Values a thousand times as large are told as such."""
    after = made(500, 1)
    after["income"] /= 1000
    assert "0.001 times" in moved(made(ROWS, 0), after)["income"].remedies[0]


def test_new_values_are_named() -> None:
    """A label that was not there before is in the remedy."""
    after = made(500, 1)
    after.loc[:150, "plan"] = "gold"
    found = moved(made(ROWS, 0), after)["plan"]
    assert found.level == "drifted"
    assert "new values (gold)" in found.remedies[0]


def test_missing_values_are_told() -> None:
    """A column that is empty more often than before moved, whatever its other values are."""
    after = made(500, 1)
    after.loc[:199, "age"] = np.nan
    found = moved(made(ROWS, 0), after)["age"]
    assert (found.level, found.missing_then, found.missing_now) == ("drifted", 0.0, 0.4)
    assert "missing more often" in found.remedies[0]


def test_texts_where_numbers_were() -> None:
    """They are told as a fault of reading."""
    after = made(500, 1)
    after["age"] = after["age"].map(str)
    assert "holds texts" in moved(made(ROWS, 0), after)["age"].remedies[0]


def test_values_beyond_what_was_seen() -> None:
    """Rows outside of the range are to be checked by hand."""
    after = made(500, 1)
    after.loc[:100, "age"] = 300.0
    assert "outside of what the model has seen" in moved(made(ROWS, 0), after)["age"].remedies[0]


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    """A registry with a model of two columns, and its training data."""
    url = f"sqlite://{tmp_path / 'registry.db'}"
    monkeypatch.setenv("JUPYTER_REGISTRY", url)
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    data = made(ROWS, 0)
    inputs = data[["age", "income"]]
    model = LinearRegression().fit(inputs, data["active"])
    jupyter_registry.publish(model, "churn", data={"train": inputs, "test": made(100, 9)[["age", "income"]]})
    with open_registry(url) as opened:
        yield opened


def test_the_verdict_is_kept_with_the_version(registry: Registry) -> None:
    """Rows that drifted are a failed check with the distances of each column, rows of the same kind a passed one."""
    after = made(500, 1)
    after["age"] += 30
    assert drift("churn", after[["age", "income"]], registry=registry).verdict == "failed"
    assert drift("churn:1", made(500, 2)[["age", "income"]], registry=registry).verdict == "passed"
    newest, first = (recorded.check for recorded in registry.get_card("churn").records.checks)
    assert [(check.name, check.verdict) for check in (first, newest)] == [("drift", "failed"), ("drift", "passed")]
    assert first.summary == "1 of 2 columns moved: age."
    columns = {column["column"]: column["level"] for column in first.evidence["columns"]}
    assert columns == {"age": "drifted", "income": "stable"}


def test_a_trial_keeps_nothing(registry: Registry) -> None:
    """Without recording nothing is added to the version."""
    drift("churn", made(500, 2), record=False, registry=registry)
    assert registry.get_card("churn").records.checks == ()


def test_a_column_that_the_model_takes_and_that_is_not_there(registry: Registry) -> None:
    """It has drifted, and columns that nothing is known of are named as such."""
    report = drift("churn", made(500, 2)[["age", "plan"]], registry=registry)
    assert [(column.column, column.level) for column in report.columns] == [("income", "drifted"), ("age", "stable")]
    assert report.unknown == ("plan",)


def test_an_array_is_compared_by_places(registry: Registry) -> None:
    """An array without names of as many columns is compared in their order."""
    report = drift("churn", made(500, 2)[["age", "income"]].to_numpy(), registry=registry)
    assert {column.column for column in report.columns} == {"age", "income"}
    assert report.verdict == "passed"


def test_the_text_is_a_small_table(registry: Registry) -> None:
    """A sentence, a row for each column with both distances, remedies; no line is wide."""
    after = made(500, 1)
    after["age"] += 30
    lines = str(drift("churn", after[["age", "income"]], registry=registry)).splitlines()
    assert lines[0] == "churn:1 against 500 rows: failed. 1 of 2 columns moved: age."
    assert lines[2].split()[:2] == ["age", "drifted"]
    assert lines[3].split()[:2] == ["income", "stable"]
    assert all(len(line) <= 120 for line in lines)


def test_what_cannot_be_compared_is_said(registry: Registry) -> None:
    """Data without rows and versions without a profile are refused in one sentence."""
    with pytest.raises(Invalid, match="has no rows"):
        drift("churn", made(0, 1), registry=registry)
    jupyter_registry.publish(LinearRegression().fit([[1.0], [2.0]], [1, 2]), "bare", registry=registry)
    with pytest.raises(NotFound, match="Nothing is known of the values"):
        drift("bare", made(50, 1), registry=registry)


def test_too_few_rows_are_said_to_be_too_few(registry: Registry) -> None:
    """Ten rows give no distances and no alarm."""
    report = drift("churn", made(10, 1)[["age", "income"]], registry=registry)
    assert (report.verdict, report.columns[0].psi) == ("passed", None)
    assert "too few" in report.summary
