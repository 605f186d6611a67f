"""Builds the front end with npm where its files are not there yet, and checks that they are."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
TARGETS = (
    ROOT / "jupyter_registry" / "labextension" / "package.json",
    ROOT / "jupyter_registry" / "static" / "widget.js",
)
SKIP = "JUPYTER_REGISTRY_SKIP_FRONTEND"  # for work on the Python side alone; such a build has no front end


class FrontEndHook(BuildHookInterface):  # type: ignore[type-arg]  # the hook has no configuration of its own
    """Runs before the files of a wheel, an sdist or an editable install are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the front end; a wheel made from an sdist finds it built and needs no Node."""
        if os.environ.get(SKIP) == "1":
            return
        if not all(target.exists() for target in TARGETS):
            from jupyter_packaging import npm_builder

            npm_builder(path=ROOT, build_cmd="build:prod", npm=["jlpm"])()
        missing = [str(target.relative_to(ROOT)) for target in TARGETS if not target.exists()]
        if missing:
            raise RuntimeError(f"The build of the front end left out {', '.join(missing)}.")
