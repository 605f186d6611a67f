"""Changes are told to who listens, and kernels learn where the registry is."""

from __future__ import annotations

import asyncio
import hashlib
import json
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from jupyter_registry import open_registry
from jupyter_registry import types as t
from jupyter_registry.requests import VERBS, Publish
from jupyter_registry.schema import by_post
from jupyter_registry.server.changes import SCHEMA_ID

from .process import ServerProcess


async def ended(stream: WebSocketClientConnection) -> None:
    """Close a stream and wait until it is."""
    stream.close()
    while await stream.read_message() is not None:
        pass


def heard_while(server: ServerProcess, act: Callable[[], object], wanted: str) -> dict[str, Any]:
    """What the event stream says of the verb ``wanted`` while ``act`` runs; fails after 20 s of silence."""

    async def listen() -> dict[str, Any]:
        address = server.address.replace("http", "ws", 1)
        stream = await websocket_connect(f"{address}api/events/subscribe?token={server.token}")
        await asyncio.to_thread(act)
        deadline = time.monotonic() + 20
        try:
            while time.monotonic() < deadline:
                message = await stream.read_message()
                event: dict[str, Any] = json.loads(message or "{}")
                if event.get("schema_id") == SCHEMA_ID and event["verb"] == wanted:
                    return event
            raise AssertionError(f"no event of {wanted}")
        finally:
            await ended(stream)

    return asyncio.run(listen())


def test_a_change_through_the_server_is_told(server: ServerProcess) -> None:
    """A publish over HTTP gives one event with verb, model, number, actor and time."""
    body: dict[str, object] = {"model": "told", "manifest": {"task": "x"}}
    event = heard_while(server, lambda: server.post("publish", body), "publish")
    assert (event["model"], event["number"]) == ("told", 1)
    assert event["actor"]
    assert event["at"].endswith("+00:00")
    assert event["changed"] > 0


def test_a_change_by_another_process_is_noticed(server: ServerProcess) -> None:
    """A kernel that writes the same file without the server gives an event of the verb "external"."""

    def publish() -> None:
        with server.client() as client:
            client.get("get-status")  # somebody looks, so changes matter
        with open_registry(server.registry_url) as registry:
            registry.publish("from-elsewhere", t.Manifest(task="x"))

    event = heard_while(server, publish, "external")
    assert (event["model"], event["actor"]) == ("", "")


def test_a_server_can_serve_the_registry_of_another_server(server: ServerProcess, tmp_path: Path) -> None:
    """With an http address a server passes verbs, files and refusals on, and its users hear of changes."""
    settings = f"c.ModelRegistryApp.url = '{server.address}?token={server.token}'"
    content = b"bytes that travel twice"
    blob = f"blobs/{hashlib.sha256(content).hexdigest()}"
    with ServerProcess(tmp_path, settings=settings) as front, front.client() as client:
        assert client.put(blob, content=content).status_code == 201
        assert client.get(blob).content == content
        assert client.get("get-model", params={"name": "none-such"}).json()["code"] == "not_found"
        body: dict[str, object] = {"model": "passed-on", "manifest": {"task": "x"}}
        event = heard_while(front, lambda: front.post("publish", body), "external")
        assert event["changed"] > 0
    with server.client() as behind:
        assert behind.get("get-model", params={"name": "passed-on"}).status_code == 200
    for log in (front.log, server.log):
        assert server.token not in log.read_text()


def test_own_changes_are_not_told_as_external(server: ServerProcess, client: httpx.Client) -> None:
    """Between two changes through the server no external one is heard."""
    verbs: list[str] = []

    async def listen() -> None:
        address = server.address.replace("http", "ws", 1)
        stream = await websocket_connect(f"{address}api/events/subscribe?token={server.token}")
        for number in range(5):
            body = {"model": "own", "tags": [f"t{number}"]}
            await asyncio.to_thread(client.post, "set-tags", json=body)
            verbs.append(json.loads(await stream.read_message() or "{}")["verb"])
        await ended(stream)

    client.post("publish", json={"model": "own", "manifest": {"task": "x"}})
    time.sleep(1)  # several looks of the server
    asyncio.run(listen())
    assert verbs == ["set-tags"] * 5


def test_reading_changes_nothing(server: ServerProcess, client: httpx.Client) -> None:
    """Every GET leaves the registry's file as it was (T05)."""
    metrics = [{"name": "auc", "value": 0.9, "dataset": "held back"}]
    for task in ("x", "y"):
        client.post("publish", json={"model": "read-only", "manifest": {"task": task, "metrics": metrics}})
    before = _content(server.database)
    reads = {
        "get-model": "?name=read-only", "get-version": "?ref=read-only", "get-card": "?ref=read-only",
        "list-versions": "?name=read-only", "search": "?q=read", "suggest": "?q=re", "verify": "?deep=true",
        "compare": "?refs=read-only:1&refs=read-only:2", "get-lineage": "?ref=read-only",
        "get-leaderboard": "?dataset=held%20back&metric=auc",
    }  # fmt: skip
    for verb in (name for name, verb in VERBS.items() if not by_post(verb)):
        assert client.get(verb + reads.get(verb, "")).status_code == 200, verb
    assert client.get("openapi.json").status_code == 200
    assert _content(server.database) == before


def _content(database: Path) -> list[str]:
    """What is in the tables, apart from vectors, which are made in the background."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        return [line for line in connection.iterdump() if not line.startswith('INSERT INTO "search_vectors"')]


def test_a_kernel_of_the_server_knows_the_registry(server: ServerProcess) -> None:
    """A kernel that the server starts has the registry's address in its environment."""
    login = {"Authorization": f"token {server.token}"}
    with httpx.Client(base_url=server.address, headers=login, timeout=60) as client:
        kernel = client.post("api/kernels", json={"name": "python3"}).json()
        try:
            said = asyncio.run(_run(server, kernel["id"]))
        finally:
            client.delete(f"api/kernels/{kernel['id']}")
    assert said.strip() == server.registry_url


async def _run(server: ServerProcess, kernel: str) -> str:
    address = server.address.replace("http", "ws", 1)
    channel = await websocket_connect(f"{address}api/kernels/{kernel}/channels?token={server.token}")
    content = {
        "code": "import os; print(os.environ['JUPYTER_REGISTRY'])",
        "silent": False,
        "store_history": False,
        "user_expressions": {},
        "allow_stdin": False,
    }
    header = {"msg_id": "1", "msg_type": "execute_request", "username": "", "session": "s", "version": "5.3"}
    ask = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
    await channel.write_message(json.dumps(ask))
    while True:
        message = json.loads(await channel.read_message() or "{}")
        if message.get("msg_type") == "stream":
            await ended(channel)
            return str(message["content"]["text"])


def vectors_when_done(client: httpx.Client, total: int) -> tuple[int, int]:
    """How many of how many models have a vector, once ``total`` are known to get one; waits for a minute at most."""
    deadline = time.monotonic() + 60
    while True:
        status = client.get("get-status").json()
        found = (status["vectors_done"], status["vectors_total"])
        if found == (total, total) or time.monotonic() > deadline:
            return found
        time.sleep(0.2)


def test_vectors_are_made_without_a_search(tmp_path: Path) -> None:
    """What other processes publish gets its vector from the server, which says how far it is, also after a restart."""
    pytest.importorskip("wordllama", reason="the extra 'semantic' is not installed")
    for models in (600, 601):
        with ServerProcess(tmp_path) as server, open_registry(server.registry_url) as registry:
            new = range(registry.get_status().models, models)
            registry.import_cards(
                Publish(
                    model=f"m{number}",
                    manifest=t.Manifest(summary=f"finds {number} birds", source=t.Source(id=str(number))),
                )
                for number in new
            )
            with server.client() as client:
                assert vectors_when_done(client, models) == (models, models)
            assert registry.get_status().vectors_total == 0, "this process makes none"
    with sqlite3.connect(tmp_path / "registry.db") as file:
        assert file.execute("SELECT count(*) FROM search_vectors").fetchone() == (601,)


def test_making_many_vectors_is_told(tmp_path: Path) -> None:
    """Whoever shows how far it is hears when many vectors have been made."""
    pytest.importorskip("wordllama", reason="the extra 'semantic' is not installed")
    with ServerProcess(tmp_path) as server, open_registry(server.registry_url) as registry:

        def publish() -> None:
            with server.client() as client:
                client.get("get-status")
                registry.import_cards(
                    Publish(model=f"m{number}", manifest=t.Manifest(task="x", source=t.Source(id=str(number))))
                    for number in range(600)
                )

        assert heard_while(server, publish, "vectors")["model"] == ""
