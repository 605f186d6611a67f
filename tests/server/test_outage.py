"""A server that stops in the middle leaves nothing half-written, and the client says so in one sentence (F09, F25)."""

from __future__ import annotations

import hashlib
import io
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from jupyter_registry import requests as r
from jupyter_registry import types as t
from jupyter_registry.errors import RegistryError, Unreachable
from jupyter_registry.registry import Registry, open_registry
from jupyter_registry.remote import RemoteBackend

from .process import ServerProcess

SIZE = 8 * 1024 * 1024


@pytest.fixture
def stoppable(tmp_path: Path) -> Iterator[ServerProcess]:
    """A server that a test may kill."""
    with ServerProcess(tmp_path) as running:
        yield running


def remote(server: ServerProcess) -> RemoteBackend:
    """A backend that asks ``server`` and does not wait long when it is gone."""
    return RemoteBackend(f"{server.address}?token={server.token}", wait=lambda seconds: None)


class Killing(io.BytesIO):
    """A file whose reading kills the server when half of it was read a second time (the first is for the digest)."""

    def __init__(self, content: bytes, server: ServerProcess, number: signal.Signals) -> None:
        super().__init__(content)
        self.server, self.number, self.reads, self.passes = server, number, 0, 0

    def seek(self, place: int, whence: int = 0) -> int:
        self.passes += 1
        return super().seek(place, whence)

    def read(self, size: int | None = -1) -> bytes:
        if self.passes and self.tell() >= SIZE // 2 and self.server.process.poll() is None:
            self.server.process.send_signal(self.number)
            self.server.process.wait(30)
        return super().read(size)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_server_stopped_in_an_upload_leaves_nothing(stoppable: ServerProcess, number: signal.Signals) -> None:
    """The sender gets Unreachable in one sentence with a way on, no file stays, and the same upload works later."""
    content = os.urandom(SIZE)
    digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
    backend = remote(stoppable)
    with pytest.raises(Unreachable) as raised:
        backend.put_blob(Killing(content, stoppable, number))
    assert stoppable.process.poll() is not None
    assert raised.value.message.count(". ") == 0
    assert "\n" not in str(raised.value)
    assert raised.value.fix
    assert [path for path in stoppable.folder.rglob("registry.blobs/**/*") if path.is_file()] == []
    stoppable.start()
    assert not backend.has_blob(digest)
    assert backend.put_blob(io.BytesIO(content)) == (digest, SIZE)
    backend.close()


def test_f09_a_killed_server_loses_nothing_it_acknowledged(stoppable: ServerProcess) -> None:
    """Four clients publish while the server is killed twice; each request ends as one version, none is lost."""
    stop, acknowledged = threading.Event(), dict[str, str]()
    clients = [threading.Thread(target=_publish, args=(stoppable, name, stop, acknowledged)) for name in "abcd"]
    for client in clients:
        client.start()
    for _ in range(2):
        _wait_for(acknowledged, len(acknowledged) + 8)
        stoppable.process.kill()
        stoppable.process.wait()
        stoppable.start()
    _wait_for(acknowledged, len(acknowledged) + 8)
    stop.set()
    for client in clients:
        client.join(60)
    with open_registry(stoppable.registry_url) as registry:
        stored = {
            version.summary: version.digest
            for name in "abcd"
            for version in registry.list_versions(name, limit=100).versions
        }
        verified = registry.verify()
    assert stored == acknowledged
    assert verified.versions == len(acknowledged)
    assert verified.damages == ()


def _publish(server: ServerProcess, name: str, stop: threading.Event, acknowledged: dict[str, str]) -> None:
    """Publish one version after the other, each until it is acknowledged, always under the same request id."""
    registry = Registry(remote(server))
    for number in range(90):
        if stop.is_set():
            break
        summary = f"{name} {number}"
        request = r.Publish(model=name, manifest=t.Manifest(summary=summary), request_id=summary)
        while summary not in acknowledged:
            try:
                acknowledged[summary] = registry.backend.handle(request).version.digest
            except RegistryError:
                stop.wait(0.05)
    registry.close()


def _wait_for(acknowledged: dict[str, str], count: int) -> None:
    waiting = threading.Event()
    for _ in range(600):
        if len(acknowledged) >= count:
            return
        waiting.wait(0.05)
    raise AssertionError("the clients stand still")


BROKEN = {
    "corrupt": "sqlite://{folder}/corrupt.db",
    "no folder": "sqlite://{folder}/corrupt.db/below/registry.db",
    "nobody there": "http://127.0.0.1:9/",
    "no address": "gopher://nowhere",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_f16_a_broken_registry_does_not_touch_the_rest_of_the_server(kind: str, tmp_path: Path) -> None:
    """With a registry that cannot be opened notebooks are saved, kernels start, and verbs are refused in our shape."""
    (tmp_path / "corrupt.db").write_bytes(b"no database" * 1000)
    url = BROKEN[kind].format(folder=tmp_path)
    login = {"Authorization": "token a-token-for-tests"}
    with (
        ServerProcess(tmp_path, settings=f"c.ModelRegistryApp.url = {url!r}") as server,
        httpx.Client(base_url=server.address, headers=login, timeout=60) as client,
    ):
        refused = client.get("jupyter-registry/api/v1/get-status")
        assert refused.status_code >= 400
        assert set(refused.json()) == {"code", "message", "details"}
        notebook = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        saved = client.put("api/contents/a.ipynb", json={"type": "notebook", "content": notebook})
        assert saved.status_code == 201
        kernel = client.post("api/kernels", json={"name": "python3"})
        assert kernel.status_code == 201
        assert client.delete(f"api/kernels/{kernel.json()['id']}").status_code == 204
