"""``RemoteBackend`` gives what the server's backend gives, errors included, and survives a bad network."""

from __future__ import annotations

import hashlib
import io
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

import httpx
import pytest

from jupyter_registry import requests as r
from jupyter_registry import types as t
from jupyter_registry.errors import (
    Busy,
    Corrupt,
    Forbidden,
    Invalid,
    NotFound,
    RegistryError,
    Unreachable,
)
from jupyter_registry.remote import ATTEMPTS, RemoteBackend

from .process import ServerProcess

Answer = Callable[[httpx.Request], httpx.Response]
MODEL = {
    "name": "m", "title": "", "owner": "", "tags": [], "aliases": {}, "version_count": 1, "newest": 1,
    "source_id": "", "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z",
}  # fmt: skip


OPENED: list[RemoteBackend] = []


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """No connection outlives its test."""
    yield
    while OPENED:
        OPENED.pop().close()


def opened(url: str, **options: Any) -> RemoteBackend:
    """A backend that is closed when the test ends."""
    OPENED.append(RemoteBackend(url, **options))
    return OPENED[-1]


def remote(server: ServerProcess, token: str | None = None) -> RemoteBackend:
    """A backend that asks ``server``."""
    return opened(f"{server.address}?token={server.token if token is None else token}")


def behind(answer: Answer, waits: list[float] | None = None) -> RemoteBackend:
    """A backend whose network is ``answer``."""
    noted = waits if waits is not None else []
    return opened("http://host/base?token=secret-token", transport=httpx.MockTransport(answer), wait=noted.append)


def test_a_walk_through_a_real_server(server: ServerProcess) -> None:
    """Publishing with a file, looking it up, searching, and getting the bytes back works over HTTP."""
    backend, content = remote(server), os.urandom(3 * 1024 * 1024)
    digest, size = backend.put_blob(io.BytesIO(content))
    artifact = t.Artifact(path="model.skops", digest=digest, size=size, format="skops")
    manifest = t.Manifest(task="tabular-classification", framework="sklearn", artifacts=(artifact,))
    published = backend.handle(r.Publish(model="remote-walk", manifest=manifest, alias="champion"))
    assert (published.created, published.version.number) == (True, 1)
    assert backend.handle(r.GetVersion(ref="remote-walk@champion")) == published.version
    found = backend.handle(r.Search(q="remote-walk", facets=True))
    assert "remote-walk" in [hit.model for hit in found.hits]
    with backend.open_blob(digest) as stream:
        assert stream.read() == content
    assert backend.has_blob(digest)
    moved = backend.handle(r.SetAlias(model="remote-walk", alias="champion", number=None, if_number=1))
    assert moved.aliases == {}


def test_errors_keep_their_class_field_and_fix(server: ServerProcess) -> None:
    """What the server's backend raises is raised here, as the same class with the same way on."""
    backend = remote(server)
    with pytest.raises(NotFound):
        backend.handle(r.GetModel(name="none-such"))
    with pytest.raises(Invalid) as bad:
        backend.handle(r.Publish(model="No Name", manifest=t.Manifest()))
    assert (bad.value.field, bool(bad.value.fix)) == ("model", True)
    with pytest.raises(NotFound), backend.open_blob("sha256:" + "1" * 64):
        pass
    with pytest.raises(Invalid):
        backend.has_blob("../../etc/passwd")


def test_a_missing_or_wrong_token_says_what_to_do(server: ServerProcess) -> None:
    """Without the token the answer is Forbidden and names the environment variable."""
    with pytest.raises(Forbidden, match="JUPYTER_REGISTRY_TOKEN"):
        remote(server, "").handle(r.GetStatus())
    with pytest.raises(Forbidden):
        remote(server, "wrong").handle(r.GetStatus())


def test_the_token_comes_from_the_environment_and_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """The header carries it, neither the repr nor an error does."""
    monkeypatch.setenv("JUPYTER_REGISTRY_TOKEN", "secret-token")
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers["Authorization"])
        raise httpx.ConnectError("refused", request=request)

    transport = httpx.MockTransport(answer)
    backend = opened("http://me:pass@host/base", transport=transport, wait=lambda _: None)
    with pytest.raises(Unreachable) as failed:
        backend.handle(r.GetStatus())
    assert set(seen) == {"token secret-token"}
    for text in (repr(backend), str(failed.value), backend.location):
        assert "secret" not in text
        assert "pass" not in text


def test_a_server_without_the_extension_is_named(tmp_path: Path) -> None:
    """A Jupyter server that has no registry gives one sentence that says so."""
    with ServerProcess(tmp_path, extension=False) as bare:
        for ask in (
            lambda: remote(bare).handle(r.GetStatus()),
            lambda: remote(bare).has_blob("sha256:" + "0" * 64),
        ):
            with pytest.raises(RegistryError, match="no model registry"):
                ask()


def test_a_server_that_is_not_there_is_unreachable() -> None:
    """Nobody listens: Unreachable with the address, after a few tries with growing waits."""
    waits: list[float] = []
    backend = opened("http://127.0.0.1:9/", wait=waits.append)
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1:9"):
        backend.handle(r.GetStatus())
    assert len(waits) == ATTEMPTS - 1


@pytest.mark.parametrize("url", ["ftp://host/", "host:8888", "http://", "postgresql://host/db"])
def test_another_kind_of_address_is_refused(url: str) -> None:
    """Only http and https with a host are addresses of a remote registry."""
    with pytest.raises(Invalid) as refused:
        RemoteBackend(url)
    assert refused.value.field == "url"


def test_a_lost_answer_is_asked_for_again_with_the_same_request_id() -> None:
    """A write that got no answer is sent again as the same request."""
    ids: list[bytes] = []

    def answer(request: httpx.Request) -> httpx.Response:
        ids.append(request.content)
        if len(ids) < 3:
            raise httpx.ReadError("gone", request=request)
        return httpx.Response(200, json=MODEL)

    model = behind(answer).handle(r.SetTags(model="m", tags=("a",)))
    assert (model.name, len(ids), len(set(ids))) == ("m", 3, 1)
    assert b"request_id" in ids[0]


def test_a_lost_answer_of_a_real_write_changes_the_registry_once(server: ServerProcess) -> None:
    """The answer to a publish is dropped on the way back; the retry gets the version that was made."""
    dropped: list[bytes] = []

    class Dropping(httpx.HTTPTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            reply = super().handle_request(request)
            if not dropped:
                dropped.append(reply.read())
                raise httpx.ReadError("dropped", request=request)
            return reply

    backend = opened(f"{server.address}?token={server.token}", transport=Dropping(), wait=lambda _: None)
    published = backend.handle(r.Publish(model="asked-twice", manifest=t.Manifest(task="x")))
    assert dropped
    assert published.version.number == 1
    assert backend.handle(r.ListVersions(name="asked-twice")).total == 1


def test_busy_is_waited_for_and_then_told() -> None:
    """503 is tried again, not before Retry-After; when it stays, the error is Busy."""
    waits: list[float] = []

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(503, json=Busy("Held.").to_wire(), headers={"Retry-After": "1"})

    with pytest.raises(Busy, match="Held"):
        behind(answer, waits).handle(r.GetStatus())
    assert len(waits) == ATTEMPTS - 1
    assert min(waits) >= 0.5


def test_a_login_page_or_nonsense_is_told_apart() -> None:
    """A redirect is a missing login and not followed; an answer of another shape is Unreachable."""

    def redirect(request: httpx.Request) -> httpx.Response:
        assert request.url.host == "host"
        return httpx.Response(302, headers={"Location": "http://elsewhere/login"})

    with pytest.raises(Forbidden, match="login"):
        behind(redirect).handle(r.GetStatus())
    for reply in (httpx.Response(200, text="<html>"), httpx.Response(200, json={"name": 5})):
        with pytest.raises(Unreachable, match="version"):
            behind(lambda _, reply=reply: reply).handle(r.GetStatus())  # type: ignore[misc]  # mypy: lambda default


def test_a_newer_server_may_say_more() -> None:
    """Fields this client does not know are ignored."""
    backend = behind(lambda _: httpx.Response(200, json={**MODEL, "colour": "red"}))
    assert backend.handle(r.GetModel(name="m")).name == "m"


def test_arguments_and_bodies_are_spelled_as_the_server_reads_them() -> None:
    """Reads go as query arguments without defaults, writes as JSON without ``kind``."""
    seen: list[Any] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append((request.method, str(request.url), request.content))
        return httpx.Response(500, json=RegistryError("no").to_wire())

    backend = behind(answer)
    for request in (
        r.Search(q="é & b", facets=True),
        r.SetAlias(request_id="1", model="a/b", alias="x", number=None),
    ):
        with pytest.raises(RegistryError):
            backend.handle(cast(r.Verb[Any], request))
    root = "http://host/base/jupyter-registry/api/v1/"
    assert seen == [
        ("GET", root + "search?q=%C3%A9+%26+b&facets=true", b""),
        ("POST", root + "set-alias", b'{"request_id":"1","model":"a/b","alias":"x","number":null}'),
    ]


@pytest.mark.parametrize("fault", ["other", "short"])
def test_wrong_bytes_are_found_at_their_end(fault: str) -> None:
    """A download whose bytes changed, or that ends too early, raises; it is never taken for whole."""
    content = b"x" * 3_000_000
    digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
    sent = b"y" + content[1:] if fault == "other" else content[:-1]
    backend = behind(lambda _: httpx.Response(200, stream=httpx.ByteStream(sent)))
    with pytest.raises(Corrupt), backend.open_blob(digest) as stream:
        while stream.read(65536):
            pass


def test_a_blob_is_sent_only_when_it_is_missing(server: ServerProcess) -> None:
    """HEAD goes first; bytes that are there are not sent; announced digests and sizes must hold."""
    methods: list[str] = []

    class Noting(httpx.HTTPTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            methods.append(request.method)
            return super().handle_request(request)

    backend = opened(f"{server.address}?token={server.token}", transport=Noting())
    content = os.urandom(1000)
    for _ in range(2):
        assert backend.put_blob(io.BytesIO(content))[1] == 1000
    assert methods == ["HEAD", "PUT", "HEAD"]
    with pytest.raises(Invalid):
        backend.put_blob(io.BytesIO(content), size=999)
    with pytest.raises(Invalid):
        backend.put_blob(io.BytesIO(content), digest="sha256:" + "0" * 64)


def test_a_stream_that_cannot_be_rewound_is_sent_whole(server: ServerProcess) -> None:
    """A pipe is copied first, because its digest has to be known before its address is."""
    reading, writing = os.pipe()
    content = os.urandom(300_000)

    def write() -> None:
        with os.fdopen(writing, "wb") as sink:
            sink.write(content)

    writer = threading.Thread(target=write)
    writer.start()
    with os.fdopen(reading, "rb") as source:
        digest, size = remote(server).put_blob(cast(BinaryIO, source))
    writer.join()
    assert size == len(content)
    with remote(server).open_blob(digest) as stream:
        assert stream.read() == content


def test_a_closed_backend_opens_again(server: ServerProcess) -> None:
    """Closing releases connections, the next request makes new ones."""
    backend = remote(server)
    backend.close()
    assert backend.handle(r.GetStatus()).actor.name
    backend.close()
    assert backend.handle(r.GetStatus()).actor.name


def test_lists_in_a_question_reach_the_server_as_lists(server: ServerProcess) -> None:
    """What the kernel has is read there item by item: each name with its version is one package."""
    backend = remote(server)
    manifest = t.Manifest(framework="skops", environment=t.Environment(requires=("skops",)))
    backend.handle(r.Publish(model="needs-skops", manifest=manifest))
    here = backend.handle(r.Search(q="model:needs-skops kernel:ok", kernel=("numpy==2.3.1", "skops==0.13.0")))
    assert [hit.model for hit in here.hits] == ["needs-skops"]
    assert backend.handle(r.Search(q="model:needs-skops kernel:ok", kernel=("numpy==2.3.1",))).total == 0
