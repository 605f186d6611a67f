"""Live widgets: one card, versions side by side, a list to search in. They look as in JupyterLab."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from ..errors import Invalid, RegistryError
from ..finding import card, compare
from ..registry import Registry
from ..types import Snapshot

try:
    import anywidget
    import traitlets
except ImportError as error:
    raise Invalid(
        "Live cards need the package anywidget in this kernel.", fix="Install it: %pip install anywidget"
    ) from error

SCRIPT = Path(__file__).parents[1] / "static" / "widget.js"
STYLE = SCRIPT.with_suffix(".css")
PAGE = 20

if not SCRIPT.is_file():
    raise Invalid(
        "The script of the live cards was not built into this installation.",
        fix="Install a wheel of jupyter-registry, or build the front end of this checkout.",
    )


class _Live(anywidget.AnyWidget):
    _esm = SCRIPT.read_text(encoding="utf-8")
    _css = STYLE.read_text(encoding="utf-8") if STYLE.is_file() else ""


class CardWidget(_Live):
    """One card. Setting ``ref`` in Python shows another version; ``snapshot`` is what is on the screen.

    An empty ``ref``, as a link to an empty selection gives it, leaves the card as it is.
    """

    snapshot = traitlets.Dict().tag(sync=True)
    ref = traitlets.Unicode().tag(sync=True)

    def __init__(self, *, snapshot: Snapshot, registry: Registry, **options: Any) -> None:
        self._registry = registry
        hit = snapshot.hit
        ref = f"{hit.model}:{hit.number}" if hit else ""
        super().__init__(snapshot=msgspec.to_builtins(snapshot), ref=ref, **options)
        self.observe(self._show, names="ref")

    def _show(self, change: Any) -> None:
        if change["new"]:
            self.snapshot = msgspec.to_builtins(card(change["new"], registry=self._registry).snapshot)


class CompareWidget(_Live):
    """Versions side by side. Setting ``refs`` in Python compares others; ``snapshot`` is what is on the screen.

    Fewer than two, as a link to a selection may give them, leave the comparison as it is.
    """

    snapshot = traitlets.Dict().tag(sync=True)
    refs = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def __init__(self, *, snapshot: Snapshot, refs: list[str], registry: Registry, **options: Any) -> None:
        self._registry = registry
        super().__init__(snapshot=msgspec.to_builtins(snapshot), refs=refs, **options)
        self.observe(self._compare, names="refs")

    def _compare(self, change: Any) -> None:
        if len(change["new"]) > 1:
            self.snapshot = msgspec.to_builtins(compare(*change["new"], registry=self._registry).snapshot)


class BrowseWidget(_Live):
    """A list of models. The search runs in this kernel; ``selection`` holds the refs that were chosen."""

    query = traitlets.Unicode().tag(sync=True)
    page = traitlets.Dict().tag(sync=True)
    selection = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def __init__(self, *, query: str, registry: Registry, **options: Any) -> None:
        self._registry = registry
        super().__init__(query=query, page=self._found(query), **options)
        self.observe(self._search, names="query")

    def _search(self, change: Any) -> None:
        self.page = self._found(change["new"])

    def _found(self, query: str) -> dict[str, Any]:
        try:
            page: dict[str, Any] = msgspec.to_builtins(self._registry.search(query, limit=PAGE))
        except RegistryError as error:  # shown in the list; the search box must go on working
            problem = {"start": 0, "end": len(query), "message": error.message, "fix": error.fix}
            return {"q": query, "hits": [], "total": 0, "problems": [problem]}
        return page
