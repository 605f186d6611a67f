"""The example models in a registry, and a Python of its own that runs code about them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jupyter_registry.config import sqlite_url
from jupyter_registry.demo import REGISTRY, prepare

RUN = """
import json, sys
for name, code in json.load(sys.stdin).items():
    space = {"__name__": "__main__"}
    try:
        exec(compile(code, name, "exec"), space)
    except Exception as error:
        raise SystemExit(f"{name}: {type(error).__name__}: {error}\\n{code}")
"""


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> str:
    """URL of a registry with the example models."""
    folder = tmp_path_factory.mktemp("examples")
    prepare(folder)
    return sqlite_url(folder / REGISTRY)


def run(code: dict[str, str], folder: Path, url: str) -> None:
    """Run each piece of code in a namespace of its own, all in one new process; fail with what it raised."""
    environment = {**os.environ, "JUPYTER_REGISTRY": url, "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(
        [sys.executable, "-c", RUN],
        input=json.dumps(code),
        text=True,
        capture_output=True,
        cwd=folder,
        env=environment,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
