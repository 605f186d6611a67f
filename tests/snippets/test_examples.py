"""The code on the card of every example model runs as it stands, in a process of its own."""

from __future__ import annotations

import csv
import shlex
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from jupyter_registry import open_registry
from jupyter_registry.types import ModelCard

from .conftest import run

TARGETS = (0, 1, 2, 0, 1, 2)
ASKED = """
from fastapi.testclient import TestClient
answer = TestClient(app).post("/predict", json=[{row}])
assert answer.status_code == 200 and len(answer.json()) == 1, answer.text
assert TestClient(app).post("/predict", json=[{{}}]).status_code == 422
"""


def _cards(url: str) -> list[ModelCard]:
    with open_registry(url) as registry:
        return [registry.get_card(hit.model) for hit in registry.search("", limit=100).hits]


def _code(card: ModelCard, way: str) -> str:
    return next(snippet.code for snippet in card.snippets if snippet.id == way)


def _row(card: ModelCard) -> dict[str, Any]:
    assert card.version.manifest.signature is not None
    return card.version.manifest.signature.example[0]


def _table(file: Path, rows: list[dict[str, Any]]) -> None:
    with file.open("w", newline="", encoding="utf-8") as stream:
        table = csv.DictWriter(stream, rows[0])
        table.writeheader()
        table.writerows(rows)


@pytest.mark.parametrize("way", ["predict", "load", "pipeline"])
def test_code_that_needs_no_file_runs(way: str, examples: str, tmp_path: Path) -> None:
    """Loading, predicting and a step of a pipeline run for all example models."""
    run({card.model.name: _code(card, way) for card in _cards(examples)}, tmp_path, examples)


def test_a_file_is_predicted_piece_by_piece(examples: str, tmp_path: Path) -> None:
    """The file of predictions has a row for each row of the file that was given."""
    code = {}
    for card in _cards(examples):
        folder = tmp_path / card.model.name
        folder.mkdir()
        _table(folder / "rows.csv", [{"note": "kept", **_row(card)}] * 5)
        small = _code(card, "batch").replace("chunksize=10_000", "chunksize=2")
        code[card.model.name] = f"import os\nos.chdir({str(folder)!r})\n{small}"
    run(code, tmp_path, examples)
    for name in code:
        with (tmp_path / name / "predictions.csv").open(encoding="utf-8") as stream:
            found = list(csv.DictReader(stream))
        assert [row["note"] for row in found] == ["kept"] * 5
        assert all(row["prediction_0"] != "" for row in found)


def test_models_are_trained_further(examples: str, tmp_path: Path) -> None:
    """Every example model learns from a file of rows with their targets."""
    code = {}
    for card in _cards(examples):
        folder = tmp_path / card.model.name
        folder.mkdir()
        _table(folder / "training.csv", [{**_row(card), "target": target} for target in TARGETS * 8])
        code[card.model.name] = f"import os\nos.chdir({str(folder)!r})\n{_code(card, 'tune')}"
    run(code, tmp_path, examples)


@pytest.mark.skipif(find_spec("fastapi") is None, reason="FastAPI is not installed")
def test_the_service_answers(examples: str, tmp_path: Path) -> None:
    """The service predicts a row, and refuses one without the columns."""
    code = {card.model.name: _code(card, "serve") + ASKED.format(row=_row(card)) for card in _cards(examples)}
    run(code, tmp_path, examples)


@pytest.mark.skipif(find_spec("skl2onnx") is None, reason="skl2onnx is not installed")
def test_estimators_become_onnx(examples: str, tmp_path: Path) -> None:
    """Every example model but the one on histograms, which cannot be converted, is written as an ONNX file."""
    cards = _cards(examples)
    offered = {card.model.name: snippet.code for card in cards for snippet in card.snippets if snippet.id == "onnx"}
    assert {card.model.name for card in cards} - set(offered) == {"tumour-boosting"}
    run(offered, tmp_path, examples)
    assert {file.stem for file in tmp_path.glob("*.onnx")} == set(offered)


def test_the_command_line_shows_the_card(examples: str, tmp_path: Path) -> None:
    """The command runs and names the model."""
    card = _cards(examples)[0]
    command = shlex.split(_code(card, "shell"))[1:]
    done = subprocess.run(
        [sys.executable, "-m", "jupyter_registry.cli", "--registry", examples, *command],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert card.model.name in done.stdout
