"""A real kernel process with the startup file in its profile and a registry in a fresh folder."""

from __future__ import annotations

import os
import queue
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager

from jupyter_registry import Registry, open_registry

from ..faults.disks import Disk, mounts

ROOT = Path(__file__).parents[2]
STARTUP = ROOT / "jupyter_registry" / "etc" / "ipython-startup" / "jupyter_registry_magics.py"
SECONDS = 60


class Ran(msgspec.Struct):
    """What one cell left behind."""

    status: str
    stdout: str = ""
    stderr: str = ""
    displays: list[dict[str, Any]] = []
    updates: list[dict[str, Any]] = []
    result: dict[str, Any] | None = None
    errors: list[dict[str, Any]] = []
    evalue: str = ""
    payload: list[dict[str, Any]] = []

    @property
    def refusal(self) -> str:
        """The one sentence that a cell without success shows, on one line; nothing else is shown beside it."""
        shown = [data["text/plain"] for data in self.displays]
        (said,) = [text for text in (self.stderr, *shown) if text.strip()]
        assert self.errors == []
        assert "Traceback" not in said
        return " ".join(said.split())


class Kernel:
    """A running kernel: ``run`` executes a cell, ``complete`` asks for completions."""

    def __init__(self, client: BlockingKernelClient, folder: Path, url: str) -> None:
        self.client = client
        self.folder = folder
        self.url = url

    def run(self, code: str) -> Ran:
        """Execute a cell and collect all its outputs."""
        return self.outputs_of(self.begin(code))

    def begin(self, code: str) -> str:
        """Have a cell executed; its id, to collect what it leaves behind."""
        return str(self.client.execute(code, stop_on_error=False))

    def outputs_of(self, asked: str) -> Ran:
        """What the cell of that id left behind, as soon as it has ended."""
        ran = Ran("")
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            try:
                message = self.client.get_iopub_msg(timeout=SECONDS)
            except queue.Empty:
                break
            if message["parent_header"].get("msg_id") != asked:
                continue
            if not _collect(ran, message["msg_type"], message["content"]):
                break
        reply = self.client.get_shell_msg(timeout=SECONDS)
        while reply["parent_header"].get("msg_id") != asked:
            reply = self.client.get_shell_msg(timeout=SECONDS)
        ran.status = reply["content"]["status"]
        ran.evalue = reply["content"].get("evalue", "")
        ran.payload = reply["content"].get("payload", [])
        return ran

    def complete(self, code: str) -> list[str]:
        """The code with each completion put in."""
        content = self.client.complete(code, reply=True, timeout=SECONDS)["content"]
        head = code[: content["cursor_start"]]
        return [head + match for match in content["matches"]]

    def registry(self) -> Registry:
        """The registry that the kernel uses, opened from here."""
        return open_registry(self.url)


def _collect(ran: Ran, kind: str, content: dict[str, Any]) -> bool:
    """Add one message; false when the kernel is idle again."""
    if kind == "stream":
        setattr(ran, content["name"], getattr(ran, content["name"]) + content["text"])
    elif kind == "display_data":
        ran.displays.append(content["data"])
    elif kind == "update_display_data":
        ran.updates.append(content["data"])
    elif kind == "execute_result":
        ran.result = content["data"]
    elif kind == "error":
        ran.errors.append(content)
    return not (kind == "status" and content["execution_state"] == "idle")


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Variables of a kernel that sees nothing of this user's own settings."""
    startup = folder / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True, exist_ok=True)
    shutil.copy(STARTUP, startup / STARTUP.name)
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))
    return {
        **os.environ,
        "PYTHONPATH": path,
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_DATA_DIR": str(folder / "data"),
        "JUPYTER_REGISTRY": f"sqlite://{folder / 'registry.db'}",
        "JPY_SESSION_NAME": str(folder / "train.ipynb"),
        **more,
    }


def start(folder: Path, **more: str) -> Iterator[Kernel]:
    """Run a kernel in ``folder`` until the caller is done with it."""
    manager = KernelManager(kernel_name="python3")
    env = environment(folder, **more)
    manager.start_kernel(env=env, cwd=str(folder))
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=SECONDS)
        yield Kernel(client, folder, env["JUPYTER_REGISTRY"])
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


PREPARED = """
import warnings
from sklearn.datasets import load_wine
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
X, y = load_wine(return_X_y=True, as_frame=True)
X_test = X.head(40)
model = make_pipeline(StandardScaler(), LogisticRegression()).fit(X, y)
unfitted = LogisticRegression()
scores = {"accuracy": 0.98}
"""


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kernel]:
    """One kernel for the tests of a module, with a fitted pipeline in it; nothing was loaded by hand."""
    for running in start(tmp_path_factory.mktemp("kernel")):
        assert running.run(PREPARED).status == "ok"
        yield running


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """Makes a small file system in memory, by its mount options; ends the test where that is not allowed."""
    with mounts(tmp_path) as mount:
        yield mount
