"""Secrets planted everywhere around a publish: none reaches the database, the blobs, the logs, HTTP or an output."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from ..project import needed, run
from ..server.process import ServerProcess
from .conftest import Kernel, start

# put together here, so that no scanner takes this file for a leak
PLANTED = {
    "cloud key in a cell": "AKIA" + "Q7ZJ5K2M8N4P6R3T",
    "repository token in a cell": "ghp" + "_a8Kd93jfKq02mZx81LpQ7vB5nT4wY6uRs3Ee",
    "password in a cell": "correct-horse-battery",
    "password in an address in a cell": "s3cr3t-of-db",
    "token in an address in a cell": "abcd1234efgh",
    "bearer in a cell": "mF_9.B5f-4.1JqM-token",
    "web token in a cell": "eyJhbGciOiJIUzI1" + ".eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
    "random text in a cell": "Zk3vQ9xT1bL7mN5pR8sW2yC4dF6gH0jK",
    "private key in a cell": "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC",
    "magic in a cell": "magic-value-77",
    "cookie in a cell": "2|1:0|10:1700000000|session",
    "variable of the environment": "value-from-the-environment",
    "password in a variable's address": "warehouse-pass-9",
    "git remote": "remote-secret-token-1",
    "own module": "module-horse-battery",
    "local edit": "edited-horse-battery",
    "local edit of settings": "settings-horse-battery",
    "error of a cell": "ghp" + "_b9Le04kgLr13nAy92MqR8wC6oU5xZ7vSt4Ff",
    "parameter": "parameter-horse-battery",
    "name of a metric": "ghp" + "_c0Mf15lhMs24oBz03NrS9xD7pV6yA8wTu5Gg",
    "name of a column": "ghp" + "_d1Ng26miNt35pCa14OsT0yE8qW7zB9xUv6Hh",
    "title": "ghp" + "_e2Oh37njOu46qDb25PtU1zF9rX8aC0yVw7Ii",
    "card text": "ghp" + "_f3Pi48okPv57rEc36QuV2aG0sY9bD1zWx8Jj",
    "answer on the card": "ghp" + "_g4Qj59plQw68sFd47RvW3bH1tZ0cE2aXy9Kk",
}
CELL = f"""
import own_module
key = "{PLANTED["cloud key in a cell"]}"
git = "{PLANTED["repository token in a cell"]}"
password: str = "{PLANTED["password in a cell"]}"
engine = "postgresql://me:{PLANTED["password in an address in a cell"]}@host/db"
link = "https://host/file?token={PLANTED["token in an address in a cell"]}"
headers = {{"Authorization": "Bearer {PLANTED["bearer in a cell"]}"}}
jwt = "{PLANTED["web token in a cell"]}"
x = "{PLANTED["random text in a cell"]}"
pem = '''-----BEGIN PRIVATE KEY-----
{PLANTED["private key in a cell"]}
-----END PRIVATE KEY-----'''
cookie = "{PLANTED["cookie in a cell"]}"
shown = "{PLANTED["variable of the environment"]}", "{PLANTED["password in a variable's address"]}"
"""
MODEL = f"""
import pandas as pd
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
class Client(LogisticRegression):
    def __init__(self, api_key="", max_iter=500):
        super().__init__(max_iter=max_iter)
        self.api_key = api_key
X, y = load_iris(return_X_y=True, as_frame=True)
X.columns = ["a", "b", "c", "{PLANTED["name of a column"]}"]
client = Client(api_key="{PLANTED["parameter"]}").fit(X, y)
model = LogisticRegression(max_iter=500).fit(X, y)
plain = LogisticRegression(max_iter=500).fit(X.to_numpy(), y)
scores = {{"accuracy {PLANTED["name of a metric"]}": 0.9}}
"""


class Recorded(NamedTuple):
    """What went over the wire, and an address that leads to the server."""

    address: str
    passed: bytearray


@contextmanager
def recording(address: str) -> Iterator[Recorded]:
    """A way to a server that keeps every byte that is sent through it, in both directions."""
    target = urlsplit(address)
    passed = bytearray()
    listener = socket.create_server(("127.0.0.1", 0))
    opened = [listener]

    def serve() -> None:
        with suppress(OSError):  # the listener was closed
            while True:
                near, _ = listener.accept()
                far = socket.create_connection((str(target.hostname), int(target.port or 80)))
                opened.extend((near, far))
                for pair in ((near, far), (far, near)):
                    threading.Thread(target=keep, args=pair, daemon=True).start()

    def keep(source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):  # the other side went away
            while piece := source.recv(65536):
                passed.extend(piece)
                sink.sendall(piece)
            sink.shutdown(socket.SHUT_WR)

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield Recorded(address.replace(target.netloc, f"127.0.0.1:{listener.getsockname()[1]}"), passed)
    finally:
        for each in opened:
            each.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with credentials in its remote, an own module with a secret and edits that are not committed."""
    needed("git", shutil.which("git"))
    made = tmp_path / "work"
    made.mkdir()
    (made / "train.ipynb").write_text("{}")
    (made / "settings.yaml").write_text("lr: 1\n")
    (made / "own_module.py").write_text("x = 1\n")
    remote = f"https://ada:{PLANTED['git remote']}@example.org/a.git"
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first"], ["remote", "add", "origin", remote]):
        run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *command], 1, cwd=made)
    (made / "settings.yaml").write_text(f"db_password: {PLANTED['local edit of settings'].replace('-', '')}\n")
    (made / "own_module.py").write_text(f'secret = "{PLANTED["own module"]}"\ntoken = ("{PLANTED["local edit"]}")\n')
    return made


def publish_everything(kernel: Kernel) -> str:
    """Run the notebook and publish in each way there is; all that the kernel showed after the cells."""
    for code in (CELL, f"%env SERVICE_TOKEN {PLANTED['magic in a cell']}", MODEL):
        assert kernel.run(code).status == "ok"
    kernel.run(f"raise ValueError('{PLANTED['error of a cell']}')")
    title = f"'Uses {PLANTED['title']}'"
    line = f"model --name canary --metrics scores --data X --title {title}"
    shown = [
        kernel.run(f"%publish {line} --dry-run"),
        kernel.run(f"%%publish {line} --no-artifact\n{PLANTED['card text']}"),
        kernel.run("%publish client --name client --no-artifact"),
        kernel.run("%publish plain --name plain"),
        kernel.run(f"%registry answer canary limits {PLANTED['answer on the card']}"),
        kernel.run("%registry show canary"),
    ]
    assert [ran.status for ran in shown] == ["ok"] * len(shown), shown
    refused = kernel.run("%publish model --name canary --alias not/allowed")
    assert refused.status == "error"
    return "".join(map(str, (*shown, refused)))


def left(content: bytes) -> list[str]:
    """The planted secrets that are in the content."""
    values = {**PLANTED, "local edit of settings": PLANTED["local edit of settings"].replace("-", "")}
    return [name for name, secret in values.items() if secret.encode() in content]


def test_no_planted_secret_is_stored_sent_or_shown(folder: Path, tmp_path: Path) -> None:
    """Of two dozen secrets around a publish to a server none is in its files, its logs, the traffic or the outputs."""
    with ServerProcess(tmp_path / "server") as server, recording(server.address) as way:
        more = {
            "SERVICE_PASSWORD": PLANTED["variable of the environment"],
            "WAREHOUSE": "postgresql://me:" + PLANTED["password in a variable's address"] + "@host/db",
            "JUPYTER_REGISTRY": f"{way.address}?token={server.token}",
        }
        for kernel in start(folder, **more):
            shown = publish_everything(kernel)
        token = server.token
    stored = {file.name: file.read_bytes() for file in (tmp_path / "server").rglob("*") if file.is_file()}
    everything = b"".join(content for name, content in stored.items() if name != "jupyter_server_config.py")
    assert left(everything) == []
    assert left(bytes(way.passed)) == []
    assert left(shown.encode()) == []
    assert token.encode() not in everything + shown.encode()
    # it is there what should be, and what was cut out was told
    assert b"[secret removed]" in everything and b"[secret removed]" in way.passed
    assert b"LogisticRegression" in everything and b"own_module" in everything
    for told in (
        "cloud access key",
        "private key",
        "value of the variable SERVICE_PASSWORD",
        "credentials in an address",
    ):
        assert told in shown
