"""Figures of a notebook as files beside the model."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from jupyter_registry import Registry, publish
from jupyter_registry.capture.figures import PNG, write_figures

from .shell import Notebook, notebook

pytest.importorskip("matplotlib")
SETUP = """
import matplotlib
matplotlib.use("agg")
import matplotlib.pyplot as plt
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
X, y = load_iris(return_X_y=True)
model = LogisticRegression(max_iter=500).fit(X, y)
"""
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Notebook]:
    """A notebook with a fitted model, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "train.ipynb"))
    with notebook() as made:
        made.run(SETUP)
        yield made
        made.run("plt.close('all')")


def test_figures_in_variables_and_open_ones_are_drawn_once(book: Notebook, tmp_path: Path) -> None:
    """A closed figure that a variable holds counts, an open one too, and one that is both counts once."""
    book.run("held, axes = plt.subplots(); plt.close(held)", "both = plt.figure(); plt.plot([1, 2])", "plt.figure()")
    files = write_figures(book.shell, book.ledger, tmp_path)
    assert [file.path for file in files] == ["figures/1.png", "figures/2.png", "figures/3.png"]
    assert all(file.file.read_bytes().startswith(PNG) for file in files)


def test_pictures_of_the_saved_notebook_are_taken_when_none_is_at_hand(book: Notebook, tmp_path: Path) -> None:
    """Outputs of cells that ran here are read; those of other cells and what is no picture are not."""
    output = {"output_type": "display_data", "data": {"image/png": DOT}}
    broken = {"output_type": "display_data", "data": {"image/png": "%%%"}}
    cells = [{"id": "c1", "outputs": [output, broken]}, {"id": "never-ran", "outputs": [output]}]
    (tmp_path / "train.ipynb").write_text(json.dumps({"cells": cells}))
    (file,) = write_figures(book.shell, book.ledger, tmp_path)
    assert file.file.read_bytes() == base64.b64decode(DOT)


@pytest.mark.parametrize("content", ["", "[]", '{"cells": 3}', '{"cells": [1]}'])
def test_a_file_that_is_no_notebook_has_none(content: str, book: Notebook, tmp_path: Path) -> None:
    """Whatever stands in the file, there is no error."""
    (tmp_path / "train.ipynb").write_text(content)
    assert write_figures(book.shell, book.ledger, tmp_path) == ()


def test_figures_are_offered_and_attached_on_request(book: Notebook, registry: Registry) -> None:
    """A publish says that there is one, and with ``figures`` it is an artifact beside the model."""
    book.run("held = plt.figure()")
    offered = publish(book["model"], "figures", registry=registry)
    assert any("1 figure of the notebook can be attached" in finding.message for finding in offered.findings)
    shown = publish(book["model"], "figures", figures=True, registry=registry)
    formats = [artifact.format for artifact in shown.version.manifest.artifacts]
    assert (formats[0], formats[-1]) == ("skops", "png")
