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

from .conftest import Kernel

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
def test_a_widget_stays_with_the_registry_it_was_made_for(registry: Registry, tmp_path: Path) -> None:
    """A card and a comparison of another registry than that of the environment follow their refs there."""
    with open_registry(f"sqlite://{tmp_path / 'other.db'}") as other:
        for name in ("wine", "beer", "cider"):
            other.publish(name, Manifest(summary=f"Tells {name} of another cellar"))
        shown = jupyter_registry.card("wine", registry=other).widget()
        shown.ref = "beer"
        assert shown.snapshot["hit"]["summary"] == "Tells beer of another cellar"
        side = jupyter_registry.compare("wine", "beer", registry=other).widget()
        side.refs = ["wine:1", "cider:1"]
        assert [one["hit"]["model"] for one in side.snapshot["comparison"]["versions"]] == ["wine", "cider"]


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


LINKED = """
import ipywidgets, traitlets, jupyter_registry
found = jupyter_registry.browse("")
side = jupyter_registry.compare("wine", "beer").widget()
shown = jupyter_registry.card("wine").widget()
chooser = ipywidgets.Dropdown(options=["wine:1", "beer:1"])
words = ipywidgets.Text()
ipywidgets.link((chooser, "value"), (shown, "ref"))
ipywidgets.link((words, "value"), (found, "query"))
traitlets.dlink((found, "selection"), (side, "refs"))
heard = []
side.observe(lambda change: heard.append(change["new"]["view"]), "snapshot")
"""


@needs_script
def test_other_widgets_are_linked_to_the_live_ones(kernel: Kernel) -> None:
    """In a kernel, a dropdown chooses the card, a text field searches, and a selection is compared."""
    with open_registry(kernel.url) as registry:
        registry.publish("wine", Manifest(summary="Tells wines apart"))
        registry.publish("beer", Manifest(summary="Tells beers apart"))
    assert kernel.run(LINKED).status == "ok"
    assert _printed(kernel, 'chooser.value = "beer:1"; print(shown.snapshot["hit"]["model"])') == "beer"
    assert _printed(kernel, 'shown.ref = "wine:1"; print(chooser.value)') == "wine:1"
    assert _printed(kernel, 'words.value = "beer"; print(*[hit["model"] for hit in found.page["hits"]])') == "beer"
    assert _printed(kernel, 'found.selection = ["beer:1"]; print(side.refs, heard)') == "['beer:1'] []"
    said = _printed(kernel, 'found.selection = ["beer:1", "wine:1"]; print(side.snapshot["view"], len(heard))')
    assert said == "comparison 1"


def _printed(kernel: Kernel, code: str) -> str:
    ran = kernel.run(code)
    assert ran.status == "ok", ran
    return ran.stdout.strip()
