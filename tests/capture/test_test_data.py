"""Rows of the test data that are kept with a version."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pandas as pd
import pytest
from sklearn.linear_model import LinearRegression

import jupyter_registry
from jupyter_registry import Registry
from jupyter_registry.capture.test_data import BYTES, NAME, ROWS, write_test_data
from jupyter_registry.loading import verified_bytes

from .shell import notebook

FRAME = pd.DataFrame({"a": np.arange(400.0), "b": np.arange(400.0) ** 2})
MODEL = LinearRegression().fit(FRAME, FRAME["a"])


def kept(registry: Registry, ref: str) -> list[dict[str, object]]:
    """The rows that lie with a version."""
    artifacts = registry.get_version(ref).manifest.artifacts
    lines = [verified_bytes(registry, one) for one in artifacts if one.path == NAME]
    return [msgspec.json.decode(line) for text in lines for line in text.splitlines()]


def test_rows_of_the_test_data_lie_with_the_version(registry: Registry) -> None:
    """At most so many, evenly spaced, as JSON lines behind the model's own file; the model can predict from them."""
    jupyter_registry.publish(MODEL, "sums", data={"train": FRAME.head(40), "test": FRAME}, registry=registry)
    artifacts = registry.get_version("sums").manifest.artifacts
    assert [artifact.format for artifact in artifacts] == ["skops", "jsonl"]
    rows = kept(registry, "sums")
    assert len(rows) == ROWS
    assert [row["a"] for row in rows[:3]] == [0.0, 2.0, 4.0]
    loaded = jupyter_registry.load("sums", registry=registry)
    assert loaded.predict(pd.DataFrame(rows)).shape == (ROWS,)


@pytest.mark.parametrize("options", [{"test_data": False}, {"artifact": False}])
def test_none_where_it_is_not_wanted(registry: Registry, options: dict[str, bool]) -> None:
    """Neither when the author says so nor beside a mere card."""
    jupyter_registry.publish(MODEL, "bare", data=FRAME, registry=registry, **options)
    assert kept(registry, "bare") == []


def test_the_size_of_the_model_is_that_of_its_own_file(registry: Registry) -> None:
    """Rows of data are no weights."""
    manifest = jupyter_registry.publish(MODEL, "sized", data=FRAME, registry=registry).version.manifest
    assert manifest.resources is not None
    assert manifest.resources.size_bytes == manifest.artifacts[0].size


def test_the_format_of_the_model_is_that_of_its_own_file(registry: Registry) -> None:
    """A search by format does not find rows of data."""
    jupyter_registry.publish(MODEL, "found", data=FRAME, registry=registry)
    assert [registry.search(f"format:{format}").total for format in ("skops", "jsonl")] == [1, 0]


CELLS = [
    "from sklearn.datasets import load_breast_cancer\nfrom sklearn.linear_model import RidgeClassifier",
    "X, y = load_breast_cancer(return_X_y=True, as_frame=True)\nX_test, y_test = X[::3], y[::3]",
    "model = RidgeClassifier().fit(X, y)",
    "print(model.score(X_test, y_test))",
]


@pytest.mark.parametrize("data", [None, "X_test", "X"])
def test_what_is_true_lies_beside_the_rows(registry: Registry, data: str | None) -> None:
    """The target of a score or of the fit is kept for the same rows, and scores need no arguments then."""
    with notebook() as book:
        book.run(*CELLS)
        named = {"test": book[data]} if data else None
        jupyter_registry.publish(book["model"], "cancer", data=named, registry=registry)
        rows = (book["X"] if data == "X" else book["X_test"]).iloc[:: 3 if data == "X" else 1]
        truth = book["y"].loc[rows.index]
        (accuracy,) = (
            metric
            for metric in jupyter_registry.evaluate("cancer", seconds=0.01, registry=registry).evaluation.metrics
            if metric.name == "accuracy"
        )
        assert accuracy.n == len(rows)
        assert accuracy.value == pytest.approx(book["model"].score(rows, truth))
        assert accuracy.dataset == (f"{len(rows)} rows kept with cancer:1" if data else "breast_cancer")


@pytest.mark.parametrize("change", ["y_test = y_test[::-1].copy()", "X_test = X_test[::-1].copy()"])
def test_nothing_is_taken_for_true_that_changed_since(registry: Registry, change: str) -> None:
    """A target or a table that is another by now than when the score was computed gives no second file."""
    with notebook() as book:
        book.run(*CELLS, change)
        jupyter_registry.publish(book["model"], "changed", data={"test": book["X_test"]}, registry=registry)
    assert [artifact.path for artifact in registry.get_version("changed").manifest.artifacts] == ["model.skops", NAME]


@pytest.mark.parametrize("truth", [np.ones((400, 2)), np.ones(399), pd.Series(["a@b.org"] * 400), None])
def test_what_is_no_target_is_not_kept(tmp_path: Path, truth: object) -> None:
    """Several values for a row, another number of them, values that look personal."""
    files, _ = write_test_data(FRAME, tmp_path, truth=truth, personal=False)
    assert [file.path for file in files] == [NAME]


def test_truth_is_thinned_like_the_rows(tmp_path: Path) -> None:
    """Where rows are long and fewer are kept, each still has its own value."""
    texts = pd.DataFrame({f"t{place}": [f"{number} {'word ' * 190}" for number in range(4_000)] for place in range(12)})
    files, _ = write_test_data(texts, tmp_path, truth=np.arange(4_000), personal=False)
    rows, true = ([msgspec.json.decode(line) for line in file.file.read_bytes().splitlines()] for file in files)
    assert [int(row["t0"].split()[0]) for row in rows] == true


PEOPLE = pd.DataFrame({"spent": range(30), "reach": [f"p{n}@example.org" for n in range(30)], "lastName": ["x"] * 30})


def test_columns_that_look_personal_are_left_out(tmp_path: Path) -> None:
    """By name or by values, and it is said; with leave they are kept."""
    (file,), note = write_test_data(PEOPLE, tmp_path, personal=False)
    assert set(msgspec.json.decode(file.file.read_bytes().splitlines()[0])) == {"spent"}
    assert note.startswith('The test data is kept without "reach", "lastName"')
    (file,), note = write_test_data(PEOPLE, tmp_path, personal=True)
    assert set(msgspec.json.decode(file.file.read_bytes().splitlines()[0])) == {"spent", "reach", "lastName"}
    assert note == ""


def test_personal_columns_alone_leave_nothing(tmp_path: Path) -> None:
    """No file of empty rows."""
    files, note = write_test_data(PEOPLE[["lastName"]], tmp_path, personal=False)
    assert files == ()
    assert note


def test_personal_values_are_nowhere_in_a_version(registry: Registry, tmp_path: Path) -> None:
    """Not in the description of the data, its profiles, the signature, the example, nor in any blob."""
    frame = pd.DataFrame({"customer_id": np.arange(771_000.0, 771_040.0), "spent": range(40)})
    model = LinearRegression().fit(frame, frame["spent"])
    jupyter_registry.publish(model, "private", data={"test": frame}, registry=registry)
    manifest = msgspec.json.encode(registry.get_version("private").manifest)
    assert b"77100" not in manifest
    assert all(set(row) == {"spent"} for row in kept(registry, "private"))
    jupyter_registry.publish(model, "open", data={"test": frame}, personal=True, registry=registry)
    assert b"77100" in msgspec.json.encode(registry.get_version("open").manifest)
    assert kept(registry, "open")[0]["customer_id"] == 771_000.0


def test_secrets_in_texts_are_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token of the environment that stands in a cell is not in the file."""
    monkeypatch.setenv("SERVICE_TOKEN", "canary-of-a-token")
    (file,), _ = write_test_data(pd.DataFrame({"a": ["say canary-of-a-token"]}), tmp_path, personal=False)
    assert b"canary-of-a-token" not in file.file.read_bytes()


def test_long_rows(tmp_path: Path) -> None:
    """Fewer rows are kept where they are long, and none where a row has too many values."""
    texts = pd.DataFrame({"text": ["word " * 190] * 4_000, "more": ["word " * 190] * 4_000})
    for count in range(10):
        texts[f"t{count}"] = texts["text"]
    (file,), _ = write_test_data(texts, tmp_path, personal=False)
    assert BYTES / 4 < file.file.stat().st_size <= BYTES
    assert write_test_data(np.ones((5, 2_000)), tmp_path, personal=False) == ((), "")


@pytest.mark.parametrize(
    "data",
    [
        np.ones((3, 2)),
        np.ones((3, 2, 2)),
        [{"a": 1}, {"a": None}],
        [[1, 2], [3, 4]],
        ["some", "texts"],
        pd.Series([1, 2]),
    ],
)
def test_tables_of_all_kinds(tmp_path: Path, data: object) -> None:
    """Each row is one JSON object."""
    (file,), _ = write_test_data(data, tmp_path, personal=False)
    rows = [msgspec.json.decode(line) for line in file.file.read_bytes().splitlines()]
    assert len(rows) == len(data)  # type: ignore[arg-type]  # all of them have a length
    assert all(isinstance(row, dict) for row in rows)
