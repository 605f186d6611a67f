"""``jupyter-registry demo --no-start``: the folder to try it in."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest

from jupyter_registry import open_registry
from jupyter_registry.config import sqlite_url
from jupyter_registry.examples.models import EXAMPLES, RETIRED

from .conftest import Call


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the demo filled."""
    from jupyter_registry import demo

    where = tmp_path_factory.mktemp("demo")
    demo.prepare(where)
    return where


def test_the_demo_has_models_with_versions_aliases_metrics_and_cards(folder: Path) -> None:
    """Every example is there with its artifact; some have two versions, aliases, a text; one is retired."""
    with open_registry(sqlite_url(folder / "registry.db")) as registry:
        assert registry.get_status().versions == len(EXAMPLES)
        page = registry.search(limit=100)
        assert {hit.model for hit in page.hits} == {example.name for example in EXAMPLES} - set(RETIRED)
        cards = [registry.get_card(hit.model) for hit in page.hits]
        assert all(card.version.manifest.artifacts[0].format == "skops" for card in cards)
        assert all(card.version.manifest.metrics and card.version.manifest.signature for card in cards)
        assert any(card.model.version_count > 1 for card in cards)
        assert {"champion", "challenger"} <= {alias for card in cards for alias in card.model.aliases}
        assert any(card.card.text for card in cards)
        for name in RETIRED:
            assert registry.get_card(f"{name}:1").version.stage == "retired"
        assert registry.verify().ok


def test_the_demo_can_be_started_again(folder: Path, call: Call) -> None:
    """A second start adds nothing and leaves a notebook that was changed as it is."""
    (folder / "first-model.ipynb").write_text("mine", encoding="utf-8")
    with open_registry(sqlite_url(folder / "registry.db")) as registry:
        before = registry.get_status()
    said = call("demo", "--no-start", "--dir", str(folder))
    assert said.code == 0
    with open_registry(sqlite_url(folder / "registry.db")) as registry:
        assert registry.get_status() == before
    assert (folder / "first-model.ipynb").read_text(encoding="utf-8") == "mine"


def test_the_example_notebook_is_clean_and_ends_by_publishing() -> None:
    """The notebook is valid, holds no outputs, and its last cell is ``%publish``."""
    import jupyter_registry.examples

    file = Path(jupyter_registry.examples.__file__).parent / "first-model.ipynb"
    notebook = nbformat.reads(file.read_text(encoding="utf-8"), as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code)
    assert code[-1].source.startswith("%publish ")
    assert json.loads(file.read_text(encoding="utf-8"))["metadata"]["kernelspec"]["name"] == "python3"
