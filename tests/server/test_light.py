"""A server that starts with this extension starts as fast as without it."""

from __future__ import annotations

import subprocess
import sys

from .process import ROOT

HEAVY = ("sqlite_utils", "httpx", "rfc8785", "jupyter_registry.local.backend", "jupyter_registry.remote", "numpy")


def test_loading_the_extension_loads_nothing_heavy() -> None:
    """Neither the database nor the HTTP client nor the engine is imported before somebody asks for something."""
    code = (
        "import sys, jupyter_server.serverapp, jupyter_registry\n"
        "before = set(sys.modules)\n"
        "jupyter_registry._jupyter_server_extension_points()\n"
        f"print(sorted((set(sys.modules) - before) & set({HEAVY!r})))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert run.stdout.strip() == "[]"
