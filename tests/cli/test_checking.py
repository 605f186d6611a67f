"""``jupyter-registry drift`` and ``jupyter-registry reproduce``."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from jupyter_registry import open_registry, types
from jupyter_registry.capture.data import dataset

from .conftest import Call

FRAME = pd.DataFrame({"age": np.random.RandomState(0).normal(40, 9, 500), "plan": ["a", "b"] * 250})
CELL = types.Cell(source="model = 1", order=1, in_slice=True)


@pytest.fixture(autouse=True)
def customers(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A version with a profile of its training data and a cell."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    notebook = types.Notebook(cells=(CELL,), variable="model")
    with open_registry(url) as registry:
        registry.publish("customers", types.Manifest(datasets=(dataset("train", FRAME),), notebook=notebook))


@pytest.mark.parametrize("ending", ["csv", "csv.gz", "tsv", "jsonl"])
def test_a_file_of_new_rows(call: Call, tmp_path: Path, ending: str) -> None:
    """Rows of the same kind end with 0, rows that drifted with 1 and a table that says which column."""
    file = tmp_path / f"rows.{ending}"
    for shift, code in ((0.0, 0), (50.0, 1)):
        new = FRAME.assign(age=FRAME["age"] + shift)
        if ending == "jsonl":
            new.to_json(file, orient="records", lines=True)
        else:
            new.to_csv(file, index=False, sep="\t" if ending == "tsv" else ",")
        said = call("drift", "customers", str(file))
        assert said.code == code, said
        assert said.out.startswith("customers:1 against 500 rows: ")
    assert "columns moved: age." in said.out


def test_the_report_as_json(call: Call, tmp_path: Path) -> None:
    """``--json`` prints each column with its distances."""
    FRAME.to_csv(tmp_path / "rows.csv", index=False)
    said = call("--json", "drift", "customers", str(tmp_path / "rows.csv"))
    columns = json.loads(said.out)["columns"]
    assert {column["column"]: column["level"] for column in columns} == {"age": "stable", "plan": "stable"}


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("gone.csv", None, "There is no file"),
        ("rows.txt", "a", "is not a table"),
        ("rows.csv", "", "cannot be read"),
        ("rows.jsonl", "{", "cannot be read"),
    ],
)
def test_a_file_that_is_no_table(call: Call, tmp_path: Path, name: str, content: str | None, sentence: str) -> None:
    """One sentence on standard error, exit code 1."""
    if content is not None:
        (tmp_path / name).write_text(content)
    said = call("drift", "customers", str(tmp_path / name))
    assert (said.code, said.out) == (1, "")
    assert sentence in said.err


def test_nothing_runs_without_consent(call: Call) -> None:
    """Without ``--yes`` the way to read the cells is said."""
    said = call("reproduce", "customers", "--here")
    assert said.code == 1
    assert "nothing was run" in said.err
    assert "--yes" in said.err


def test_cells_that_do_not_publish_are_a_failed_reproduction(call: Call, tmp_path: Path) -> None:
    """Steps go to standard error, the verdict to standard output, and the exit code is 1."""
    said = call("reproduce", "customers", "--here", "--yes", "--folder", str(tmp_path))
    assert said.code == 1
    assert said.err.startswith("running 1 cell,")
    assert said.out.startswith("customers:1: failed. A cell failed: ")
