"""Bytes go in and out whole, or not at all (T14, T26)."""

from __future__ import annotations

import hashlib
import os
import socket
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from jupyter_registry.server.blob_handler import DRAINED

from .process import API, ServerProcess

SIZE = 20 * 1024 * 1024


def address_of(content: bytes) -> str:
    """Where the bytes belong."""
    return f"blobs/{hashlib.sha256(content).hexdigest()}"


def files_of(server: ServerProcess) -> list[Path]:
    """Every file below the server's registry that may hold bytes of blobs."""
    return sorted(path for path in server.folder.rglob("registry*.blobs/**/*") if path.is_file())


def test_a_blob_comes_back_as_it_went_in(client: httpx.Client) -> None:
    """20 MB go in once, come out equal, and HEAD knows their size before and after."""
    content = os.urandom(SIZE)
    address = address_of(content)
    assert client.head(address).status_code == 404
    assert client.put(address, content=content).status_code == 201
    assert client.put(address, content=content).status_code == 200
    head = client.head(address)
    assert (head.status_code, int(head.headers["Content-Length"])) == (200, SIZE)
    assert head.headers["ETag"] == f'"{address.rpartition("/")[2]}"'
    assert client.get(address).content == content


@pytest.mark.parametrize("content", [b"<html><script>1</script>", b"<svg onload=alert(1)/>", b"%PDF-1.7"])
def test_t14_a_blob_is_never_a_page(client: httpx.Client, content: bytes) -> None:
    """Whatever the bytes are, a browser saves them: attachment, no type, no sniffing, sandboxed."""
    address = address_of(content)
    client.put(address, content=content)
    for reply in (client.get(address), client.head(address)):
        assert reply.headers["Content-Type"] == "application/octet-stream"
        assert reply.headers["Content-Disposition"].startswith("attachment")
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        assert reply.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")


def test_bytes_of_another_digest_are_refused(client: httpx.Client, server: ServerProcess) -> None:
    """An upload whose bytes do not have the digest of its address is refused, and nothing of it is kept."""
    before = files_of(server)
    address = address_of(b"announced")
    reply = client.put(address, content=b"sent")
    assert (reply.status_code, reply.json()["code"]) == (422, "invalid")
    assert client.head(address).status_code == 404
    assert files_of(server) == before


def test_an_upload_without_a_length_is_refused(client: httpx.Client) -> None:
    """A chunked upload does not say how long it is; it is refused with 411."""
    reply = client.put(address_of(b"ab"), content=iter([b"a", b"b"]))
    assert (reply.status_code, reply.json()["code"]) == (411, "invalid")


def test_t26_an_upload_over_the_cap_is_refused(tmp_path: Path) -> None:
    """A declared length over the server's cap gets 413, whether the refused bytes are read or cut."""
    with ServerProcess(tmp_path, settings="c.ModelRegistryApp.max_blob_bytes = 1000") as small:
        with small.client() as client:
            assert client.put(address_of(b"x" * 1001), content=b"x" * 1001).status_code == 413
            assert client.put(address_of(b"x" * 1000), content=b"x" * 1000).status_code == 201
        reply = _raw_put(small, DRAINED + 1, b"x")
        assert b" 413 " in reply.splitlines()[0]


def test_t26_a_stranger_sends_nothing(server: ServerProcess) -> None:
    """Without a login an upload of a gigabyte is refused before its body is taken."""
    reply = _raw_put(server, 2**30, b"", token="")
    assert b" 403 " in reply.splitlines()[0]


def test_t26_an_upload_cut_in_the_middle_leaves_nothing(server: ServerProcess, client: httpx.Client) -> None:
    """When the sender goes away half-way there is no blob and no file, and the next upload works."""
    before = files_of(server)
    content = os.urandom(4 * 1024 * 1024)
    _raw_put(server, len(content), content[: len(content) // 2], address_of(content), wait=False)
    assert client.get("get-status").status_code == 200
    assert client.head(address_of(content)).status_code == 404
    assert files_of(server) == before
    assert client.put(address_of(content), content=content).status_code == 201


def test_a_disk_that_cannot_hold_an_upload_is_told(tmp_path: Path) -> None:
    """When the server cannot write the bytes, the answer is 507 with a way on, and smaller files still go in."""
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (3 * 2**20, 3 * 2**20))"
    content = os.urandom(5 * 2**20)
    with ServerProcess(tmp_path, settings=limit) as full, full.client() as client:
        reply = client.put(address_of(content), content=content)
        assert (reply.status_code, reply.json()["code"]) == (507, "disk_full")
        assert reply.json()["details"]["fix"]
        assert files_of(full) == []
        assert client.put(address_of(content[:1000]), content=content[:1000]).status_code == 201


def test_an_upload_needs_the_role_that_publishes(people_server: ServerProcess) -> None:
    """A reader may fetch files, not send them; a contributor may do both."""
    content = b"bytes of a contributor"
    with people_server.client("stranger") as reader, people_server.client("contributor") as contributor:
        assert reader.put(address_of(content), content=content).status_code == 403
        assert contributor.put(address_of(content), content=content).status_code == 201
        assert reader.get(address_of(content)).content == content


def test_t26_who_may_not_publish_sends_nothing(people_server: ServerProcess) -> None:
    """A reader's upload of a gigabyte is refused before its body is taken."""
    reply = _raw_put(people_server, 2**30, b"", token="stranger")
    assert b" 403 " in reply.splitlines()[0]


def _raw_put(
    server: ServerProcess,
    length: int,
    content: bytes,
    address: str = "blobs/" + "0" * 64,
    token: str | None = None,
    wait: bool = True,
) -> bytes:
    """Announce ``length`` bytes, send ``content``; returns the answer to that, if it is waited for."""
    target = urlsplit(server.address + API + address)
    login = server.token if token is None else token
    head = f"PUT {target.path} HTTP/1.1\r\nHost: {target.netloc}\r\nContent-Length: {length}\r\n"
    head += f"Authorization: token {login}\r\n\r\n" if login else "\r\n"
    with socket.create_connection((str(target.hostname), target.port or 80), timeout=20) as opened:
        opened.sendall(head.encode() + content)
        return opened.recv(65536) if wait else b""
