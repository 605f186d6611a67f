"""A real ``jupyter server`` process on loopback, for tests."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

import httpx

ROOT = Path(__file__).parents[2]
API = "jupyter-registry/api/v1/"
SETTINGS = """
c = get_config()
c.ServerApp.jpserver_extensions = {{"jupyter_registry": True}} | {{
    other: False for other in ("jupyterlab", "jupyter_lsp", "notebook", "notebook_shim", "nbclassic")
}}
c.ServerApp.base_url = {base_url!r}
c.ServerApp.open_browser = False
c.ServerApp.allow_root = True
c.ServerApp.port_retries = 0
c.IdentityProvider.token = {token!r}
c.ModelRegistryApp.url = {url!r}
c.ModelRegistryApp.poll_seconds = 0.2
"""


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class ServerProcess:
    """``jupyter server`` with this extension, its own folders and an address as a hub gives it."""

    def __init__(
        self,
        folder: Path,
        *,
        settings: str = "",
        token: str = "a-token-for-tests",  # of a server that lives for one test
        base_url: str = "/user/a%40b/",
        port: int = 0,
        extension: bool = True,
    ) -> None:
        self.folder, self.token, self.port = folder, token, port or free_port()
        self.database = folder / "registry.db"
        self.registry_url = f"sqlite://{self.database}"
        self.address = f"http://127.0.0.1:{self.port}{base_url}"
        (folder / "config").mkdir(parents=True, exist_ok=True)
        text = SETTINGS.format(base_url=base_url, token=token, url=self.registry_url)
        text = text if extension else text.replace('"jupyter_registry": True', '"jupyter_registry": False')
        (folder / "config" / "jupyter_server_config.py").write_text(text + settings)
        self.log = folder / "server.log"

    def start(self) -> ServerProcess:
        """Start it and wait until it answers."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "JPY_"))}
        environment |= {
            "PYTHONPATH": os.pathsep.join([str(ROOT), environment.get("PYTHONPATH", "")]),
            "JUPYTER_CONFIG_DIR": str(self.folder / "config"),
            "JUPYTER_DATA_DIR": str(self.folder / "data"),
            "JUPYTER_RUNTIME_DIR": str(self.folder / "runtime"),
            "IPYTHONDIR": str(self.folder / "ipython"),
        }
        (self.folder / "work").mkdir(exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "jupyter_server", f"--port={self.port}", "--ip=127.0.0.1"],
                cwd=self.folder / "work",
                env=environment,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            if self._answers():
                return self
            time.sleep(0.1)
        self.stop()
        raise RuntimeError(self.log.read_text())

    def _answers(self) -> bool:
        try:
            return httpx.get(self.address + "api").status_code == 200
        except httpx.TransportError:
            return False

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def __enter__(self) -> ServerProcess:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def client(self, token: str | None = None) -> httpx.Client:
        """An HTTP client of the API; ``token`` "" is a stranger."""
        given = self.token if token is None else token
        headers = {"Authorization": f"token {given}"} if given else {}
        return httpx.Client(base_url=self.address + API, headers=headers, timeout=30)

    def post(self, verb: str, body: dict[str, object], token: str | None = None) -> httpx.Response:
        """One POST of a verb."""
        with self.client(token) as client:
            return client.post(verb, json=body)
