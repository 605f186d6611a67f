"""Generated files are what their generator makes now."""

from __future__ import annotations

from jupyter_registry.schema import typescript

from .project import ROOT


def test_the_typescript_of_the_structs_is_fresh() -> None:
    """``src/schema.ts`` equals what ``schema.py`` makes; ``jlpm schema`` writes it anew."""
    assert (ROOT / "src" / "schema.ts").read_text(encoding="utf-8") == typescript()
