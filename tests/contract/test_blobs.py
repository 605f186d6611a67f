"""Bytes go into every backend whole or not at all, and come back as they were."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, cast

import pytest

from jupyter_registry.errors import Invalid, NotFound, RegistryError
from jupyter_registry.registry import ArtifactFile, Registry

from .conftest import Watched
from .scenarios import manifest

SIZES = (0, 1, 1024 * 1024, 3 * 1024 * 1024 + 7)  # none, one, exactly one piece, several


def digest_of(content: bytes) -> str:
    """The digest that names these bytes."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def stored_files(folder: Path) -> list[Path]:
    """Every file below the blobs folder, parts of uploads included."""
    return sorted(path for path in folder.rglob("registry.blobs/**/*") if path.is_file())


@pytest.mark.parametrize("size", SIZES)
def test_bytes_come_back_as_they_went_in(size: int, backend: Watched) -> None:
    """Stored under the digest of their content, once, however often they are sent."""
    content = os.urandom(size)
    assert not backend.has_blob(digest_of(content))
    for _ in range(2):
        assert backend.put_blob(io.BytesIO(content)) == (digest_of(content), size)
    assert backend.has_blob(digest_of(content))
    with backend.open_blob(digest_of(content)) as stream:
        assert stream.read() == content


def test_a_stream_that_cannot_be_rewound_is_taken(backend: Watched) -> None:
    """A pipe is stored like a file."""
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as sink:
        sink.write(b"through a pipe")
    with os.fdopen(reading, "rb") as source:
        assert backend.put_blob(source) == (digest_of(b"through a pipe"), 14)


ANNOUNCED: dict[str, Callable[[bytes], dict[str, Any]]] = {
    "digest": lambda content: {"digest": digest_of(content + b"x")},
    "size": lambda content: {"size": len(content) + 1},
}


@pytest.mark.parametrize("what", ANNOUNCED)
def test_other_bytes_than_announced_are_refused(what: str, backend: Watched, tmp_path: Path) -> None:
    """A wrong digest or size is Invalid, and no file of it stays."""
    content = os.urandom(2000)
    with pytest.raises(Invalid):
        backend.put_blob(io.BytesIO(content), **ANNOUNCED[what](content))
    assert not backend.has_blob(digest_of(content))
    assert stored_files(tmp_path) == []


class Breaking(io.RawIOBase):
    """A file on a disk that fails behind its first bytes."""

    started = False

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def read(self, size: int = -1) -> bytes:
        if self.started:
            raise OSError(5, "Input/output error")
        self.started = True
        return b"the first bytes"


def test_a_source_that_breaks_leaves_nothing(backend: Watched, tmp_path: Path) -> None:
    """When the source cannot be read to its end nothing is stored."""
    with pytest.raises((OSError, RegistryError), match="Input/output error"):
        backend.put_blob(cast(BinaryIO, Breaking()))
    assert stored_files(tmp_path) == []


def test_unknown_and_senseless_digests(backend: Watched) -> None:
    """Bytes that are not there are NotFound; what is not a digest is Invalid and reaches no path."""
    with pytest.raises(NotFound), backend.open_blob(digest_of(b"never stored")):
        pass
    for senseless in ("", "../../etc/passwd", "sha256:" + "g" * 64, "sha256:" + "A" * 64, "sha256:../" + "0" * 61):
        with pytest.raises(Invalid):
            backend.has_blob(senseless)


def test_a_published_file_is_an_artifact(registry: Registry, tmp_path: Path) -> None:
    """A file becomes an artifact with its path, size, digest and format, and can be read back."""
    file = tmp_path / "weights"
    file.write_bytes(b"weights")
    reply = registry.publish("wine", manifest(), [ArtifactFile("model.skops", file, "skops")])
    (artifact,) = reply.version.manifest.artifacts
    assert (artifact.path, artifact.size, artifact.format) == ("model.skops", 7, "skops")
    assert artifact.digest == digest_of(b"weights")
    with registry.open_artifact(artifact) as stream:
        assert stream.read() == b"weights"
