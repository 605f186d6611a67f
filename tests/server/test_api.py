"""A machine that tries what the OpenAPI document allows, and what it forbids, finds no failure (T20)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .process import API, ServerProcess

LEFT_OUT = (
    "missing_required_header",  # Jupyter answers 403 to a missing login
    "unsupported_method",  # and our gate answers 403 to OPTIONS of a stranger
    "positive_data_acceptance",  # names, refs and digests have rules a schema does not say
)


def test_t20_schemathesis_finds_no_failure(server: ServerProcess, tmp_path: Path) -> None:
    """No 5xx, no undocumented status, no reply outside its schema, no wrong value accepted, no open door."""
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    command = shutil.which("schemathesis", path=beside)
    if command is None:
        pytest.skip("schemathesis is not installed")
    server.post("publish", {"model": "churn", "manifest": {"task": "x"}, "alias": "champion"})
    address = server.address + API
    run = subprocess.run(
        [
            command, "run", address + "openapi.json", "--url", address.rstrip("/"),
            "--header", f"Authorization: token {server.token}", "--max-examples", "15", "--max-time", "60",
            "--exclude-checks", ",".join(LEFT_OUT), "--generation-deterministic",
            "--no-color", "--continue-on-failure",
        ],
        capture_output=True, text=True, cwd=tmp_path, timeout=300, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
