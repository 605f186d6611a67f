"""Runs the Playwright tests of ``ui-tests`` against a registry filled by ``jupyter-registry demo``."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

UI_TESTS = Path(__file__).parents[2] / "ui-tests"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
MINUTES = 20


def _needed(what: str, found: str | None) -> str:
    """``found``, or the end of this test: a failure in CI, a skip with the reason elsewhere."""
    if found:
        return found
    reason = f"{what} is not installed"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(command: list[str], env: dict[str, str], minutes: float) -> str:
    done = subprocess.run(
        command, cwd=UI_TESTS, env=env, text=True, capture_output=True, timeout=minutes * 60, check=False
    )
    output = done.stdout + done.stderr
    assert done.returncode == 0, f"{' '.join(command)} ended with {done.returncode}:\n{output[-12_000:]}"
    return output


@pytest.fixture(scope="module")
def browser() -> str:
    """The path of a Chromium."""
    return _needed("Chromium", next(filter(None, map(shutil.which, BROWSERS)), None))


@pytest.fixture(scope="module")
def npm() -> str:
    """The path of npm, with the packages of the browser tests installed."""
    command = _needed("npm", shutil.which("npm"))
    if not (UI_TESTS / "node_modules" / "@jupyterlab" / "galata").is_dir():
        env = {**os.environ, "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1"}
        _run([command, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], env, 6)
    return command


def test_the_first_walk_in_a_real_browser(npm: str, browser: str, tmp_path: Path) -> None:
    """Publish, find, open, insert, predict, save and reopen work in JupyterLab, and the card in Notebook 7."""
    lab = tmp_path / "lab"
    url = f"sqlite:///{lab / 'registry.db'}"
    env = {
        **os.environ,
        "CHROMIUM": browser,
        "PYTHON": sys.executable,
        "JUPYTER_REGISTRY": url,
        "JUPYTERLAB_GALATA_ROOT_DIR": str(lab),
        "JUPYTER_REGISTRY_UI_PORT": str(_free_port()),
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
        "IPYTHONDIR": str(tmp_path / "ipython"),
    }
    _run([sys.executable, "-m", "jupyter_registry.cli", "demo", "--no-start", "--dir", str(lab)], env, 3)
    output = _run([npm, "test", "--silent"], env, MINUTES)
    assert " passed" in output
