"""A large file goes to a server in pieces, and a broken connection costs one piece and not the file."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from jupyter_registry import uploading
from jupyter_registry.errors import Invalid, RegistryError, Unreachable
from jupyter_registry.remote import RemoteBackend
from jupyter_registry.server.parts import FOLDER, Part, Range, read_range

from .process import ServerProcess

PIECE = 64 * 1024
CONTENT = os.urandom(10 * PIECE + 17)
DIGEST = f"sha256:{hashlib.sha256(CONTENT).hexdigest()}"
ADDRESS = f"blobs/{DIGEST[7:]}"


@pytest.fixture
def backend(server: ServerProcess, monkeypatch: pytest.MonkeyPatch) -> Iterator[RemoteBackend]:
    """A backend that sends the content in eleven pieces."""
    monkeypatch.setattr(uploading, "PIECE", PIECE)
    monkeypatch.setattr(uploading, "IN_PIECES", PIECE)
    opened = RemoteBackend(f"{server.address}?token={server.token}", wait=lambda seconds: None)
    yield opened
    opened.close()


@pytest.fixture
def content() -> bytes:
    """Bytes that no other test has sent."""
    return os.urandom(10 * PIECE + 17)


def waiting(server: ServerProcess) -> list[Path]:
    """Parts of uploads that the server keeps."""
    return [path for path in server.folder.rglob(f"{FOLDER}/*") if path.is_file()]


def test_a_large_file_arrives_in_pieces(backend: RemoteBackend, server: ServerProcess, content: bytes) -> None:
    """Every piece is told of, the last one makes the file, and no part of it stays behind."""
    told: list[tuple[int, int]] = []
    digest, size = backend.put_blob(io.BytesIO(content), progress=lambda *now: told.append(now))
    assert [done for done, _ in told[:-2]] == [PIECE * number for number in range(11)]
    assert told[-1] == (len(content), len(content))
    with backend.open_blob(digest) as stored:
        assert (stored.read(), size) == (content, len(content))
    assert waiting(server) == []


class Breaking(httpx.HTTPTransport):
    """A connection that carries some pieces and then no more."""

    def __init__(self, pieces: int) -> None:
        super().__init__()
        self.left = pieces
        self.bytes = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Pass on, until the pieces are used up."""
        if request.method == "PUT" and request.headers.get("Content-Length", "0") != "0":
            if not self.left:
                raise httpx.ConnectError("the cable is out")
            self.left -= 1
            self.bytes += int(request.headers["Content-Length"])
        return super().handle_request(request)


def test_what_arrived_is_not_sent_again(backend: RemoteBackend, server: ServerProcess, content: bytes) -> None:
    """After a connection that broke for good, the next try sends only the rest."""
    url = f"{server.address}?token={server.token}"
    broken = RemoteBackend(url, transport=Breaking(4), wait=lambda seconds: None)
    with closing(broken), pytest.raises(Unreachable):
        broken.put_blob(io.BytesIO(content))
    assert [path.stat().st_size for path in waiting(server)] == [4 * PIECE]
    second = Breaking(100)
    with closing(RemoteBackend(url, transport=second, wait=lambda seconds: None)) as mended:
        mended.put_blob(io.BytesIO(content))
    assert second.bytes == len(content) - 4 * PIECE
    assert waiting(server) == []


def test_stopping_an_upload_has_it_forgotten(backend: RemoteBackend, server: ServerProcess, content: bytes) -> None:
    """What the watcher of an upload raises ends it, and the server keeps no part."""

    class Stopped(Exception):
        pass

    def stop(done: int, whole: int) -> None:
        if done > 3 * PIECE:
            assert len(waiting(server)) == 1
            raise Stopped

    with pytest.raises(Stopped):
        backend.put_blob(io.BytesIO(content), progress=stop)
    assert waiting(server) == []


def test_pieces_of_other_bytes_are_refused(client: httpx.Client, server: ServerProcess) -> None:
    """When the whole does not have the digest of its address, it is refused and forgotten."""
    whole = {"Content-Range": f"bytes 0-99/{100}"}
    reply = client.put(ADDRESS, content=b"x" * 100, headers=whole)
    assert (reply.status_code, reply.json()["code"]) == (422, "invalid")
    assert waiting(server) == []


def test_a_piece_beyond_what_arrived_changes_nothing(client: httpx.Client) -> None:
    """The server answers with what it has, so that the sender goes on from there."""
    size = len(CONTENT)
    first = client.put(ADDRESS, content=CONTENT[:100], headers={"Content-Range": f"bytes 0-99/{size}"})
    assert (first.status_code, first.json()) == (202, {"received": 100})
    beyond = client.put(ADDRESS, content=CONTENT[200:300], headers={"Content-Range": f"bytes 200-299/{size}"})
    assert (beyond.status_code, beyond.json()) == (202, {"received": 100})
    asked = client.put(ADDRESS, content=b"", headers={"Content-Range": f"bytes */{size}"})
    assert asked.json() == {"received": 100}
    assert client.delete(ADDRESS).status_code == 204
    asked = client.put(ADDRESS, content=b"", headers={"Content-Range": f"bytes */{size}"})
    assert asked.json() == {"received": 0}


@pytest.mark.parametrize(
    "header", ["", "bytes", "bytes 0-9", "bytes 5-4/10", "bytes 0-10/10", "bytes */0", "items 0-1/9"]
)
def test_a_range_that_is_none_is_refused(header: str) -> None:
    """Only a place inside of a file is a range."""
    with pytest.raises(Invalid):
        read_range(header)


def test_a_range_is_read() -> None:
    """A piece by its first and last byte, or a question."""
    assert read_range("bytes 10-19/100") == Range(10, 10, 100)
    assert read_range("bytes */100") == Range(0, 0, 100)


def test_a_piece_must_be_as_long_as_its_range(client: httpx.Client) -> None:
    """A body of another length than its range is refused."""
    reply = client.put(ADDRESS, content=b"x" * 50, headers={"Content-Range": "bytes 0-99/1000"})
    assert (reply.status_code, reply.json()["code"]) == (422, "invalid")


def test_the_cap_holds_for_the_whole(tmp_path: Path) -> None:
    """A small piece of a file that is too large is refused before it is kept."""
    with (
        ServerProcess(tmp_path, settings="c.ModelRegistryApp.max_blob_bytes = 1000") as small,
        small.client() as client,
    ):
        reply = client.put(ADDRESS, content=b"x" * 10, headers={"Content-Range": "bytes 0-9/1001"})
        assert reply.status_code == 413
        assert waiting(small) == []


def test_parts_of_different_people_are_apart(tmp_path: Path) -> None:
    """Nobody adds to the upload of somebody else, and what nobody added to for a day is removed."""
    mine, theirs = Part(tmp_path, "ada", DIGEST), Part(tmp_path, "grace", DIGEST)
    assert mine.add(io.BytesIO(b"abc"), 0) == 3
    assert theirs.received() == 0
    os.utime(mine.path, (0, 0))
    theirs.add(io.BytesIO(b"x"), 0)
    assert mine.received() == 0


def test_a_server_that_loses_pieces_is_an_error(server: ServerProcess, content: bytes) -> None:
    """An upload that does not get on ends with a sentence, not in a circle."""

    def ask(method: str, path: str, **given: object) -> httpx.Response:
        return httpx.Response(202, json={"received": 0})

    with pytest.raises(RegistryError, match="lost the pieces"):
        uploading.Upload(ask, ADDRESS, io.BytesIO(content), len(content)).send(lambda done, whole: None)
