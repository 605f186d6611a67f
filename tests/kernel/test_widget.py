"""Live widgets hold what their script draws, and a list searches when its query changes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import jupyter_registry
from jupyter_registry import Registry, open_registry
from jupyter_registry.errors import Invalid
from jupyter_registry.types import Manifest

pytest.importorskip("anywidget")
SCRIPT = Path(jupyter_registry.__file__).parent / "static" / "widget.js"


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    """A registry with two models, which is the one of the environment."""
    url = f"sqlite://{tmp_path / 'registry.db'}"
    monkeypatch.setenv("JUPYTER_REGISTRY", url)
    with open_registry(url) as opened:
        opened.publish("wine", Manifest(summary="Tells wines apart"))
        opened.publish("beer", Manifest(summary="Tells beers apart"))
        yield opened


needs_script = pytest.mark.skipif(not SCRIPT.is_file(), reason="the front end is not built")


@needs_script
def test_a_card_becomes_a_widget_that_follows_its_ref(registry: Registry) -> None:
    """``card.widget()`` holds the snapshot; another ref shows another version."""
    widget = jupyter_registry.card("wine").widget()
    assert widget.snapshot["hit"]["model"] == "wine"
    assert widget.ref == "wine:1"
    widget.ref = "beer"
    assert widget.snapshot["hit"]["model"] == "beer"


@needs_script
def test_a_list_searches_when_its_query_changes(registry: Registry) -> None:
    """The page follows the query, and a selection can be read in Python."""
    widget = jupyter_registry.browse("wine")
    assert [hit["model"] for hit in widget.page["hits"]] == ["wine"]
    widget.query = "beer"
    assert [hit["model"] for hit in widget.page["hits"]] == ["beer"]
    widget.query = ""
    assert widget.page["total"] == 2
    widget.selection = ["beer:1"]
    assert widget.selection == ["beer:1"]


@needs_script
def test_a_search_that_fails_is_shown_in_the_list() -> None:
    """A server that does not answer leaves an empty page with the reason, and no exception."""
    widget = jupyter_registry.browse("wine", registry="http://127.0.0.1:9/")
    assert widget.page["hits"] == []
    assert widget.page["problems"][0]["message"]


def test_a_missing_script_is_one_sentence(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without the built front end says so and how to get it."""
    monkeypatch.setattr(Path, "is_file", lambda self: False)
    monkeypatch.delitem(sys.modules, "jupyter_registry.kernel.widget", raising=False)
    with pytest.raises(Invalid, match="script of the live cards"):
        jupyter_registry.card("wine").widget()
