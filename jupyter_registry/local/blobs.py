"""Bytes by digest in a folder: written beside, synced, then renamed, so that a name always means whole bytes."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from ..backend import Progress, ignored
from ..errors import Invalid, NotFound

CHUNK = 1024 * 1024
DIGEST = re.compile(r"sha256:([0-9a-f]{64})")


class Blobs:
    """The blobs of one registry, in ``folder/sha256/<2 hex>/<62 hex>``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._swept = False

    def path(self, digest: str) -> Path:
        """Where the bytes of ``digest`` are; raises ``Invalid`` for what is not a digest."""
        found = DIGEST.fullmatch(digest)
        if not found:
            raise Invalid(f'"{digest[:80]}" is not a digest.', field="digest", fix="Give sha256:<64 hex digits>.")
        name = found.group(1)
        return self.folder / "sha256" / name[:2] / name[2:]

    def put(
        self, stream: BinaryIO, digest: str = "", size: int | None = None, progress: Progress = ignored
    ) -> tuple[str, int]:
        """Store a stream durably and return its digest and size in bytes; on a mismatch nothing is kept."""
        self._prepare()
        handle, name = tempfile.mkstemp(dir=self.folder, prefix=".part-")
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                found, length = _copy(stream, file, lambda done: progress(done, size or 0))
                _check(found, length, digest, size)
                file.flush()
                os.fsync(file.fileno())
            self._place(part, self.path(found))
        finally:
            part.unlink(missing_ok=True)
        return found, length

    def _prepare(self) -> None:
        _make_folder(self.folder)
        if not self._swept:
            self._swept = True
            self.sweep()

    @staticmethod
    def _place(part: Path, target: Path) -> None:
        _make_folder(target.parent.parent)
        _make_folder(target.parent)
        if not target.exists():
            os.replace(part, target)
        sync_folder(target.parent)  # also when another process has just placed it and has not come to this yet

    def open(self, digest: str) -> BinaryIO:
        """The bytes of ``digest``; raises ``NotFound``."""
        try:
            return self.path(digest).open("rb")
        except FileNotFoundError:
            raise NotFound(f"The bytes {digest} are not stored here.", field="digest") from None

    def size(self, digest: str) -> int | None:
        """Size in bytes, or None when the bytes are not stored."""
        try:
            return self.path(digest).stat().st_size
        except FileNotFoundError:
            return None

    def whole(self, digest: str) -> bool:
        """Read the bytes again and compare them with their digest."""
        hasher = hashlib.sha256()
        with self.open(digest) as stream:
            while chunk := stream.read(CHUNK):
                hasher.update(chunk)
        return f"sha256:{hasher.hexdigest()}" == digest

    def sweep(self, older_than: float = 86_400.0) -> int:
        """Remove parts of uploads that ended more than ``older_than`` seconds ago; returns their number."""
        limit, gone = time.time() - older_than, 0
        for part in self.folder.glob(".part-*"):
            with suppress(FileNotFoundError):  # its upload ended meanwhile
                if part.stat().st_mtime < limit:
                    part.unlink()
                    gone += 1
        return gone


def _copy(stream: BinaryIO, file: BinaryIO, tell: Callable[[int], None]) -> tuple[str, int]:
    hasher, length = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        hasher.update(chunk)
        length += len(chunk)
        file.write(chunk)
        tell(length)
    return f"sha256:{hasher.hexdigest()}", length


def _check(found: str, length: int, digest: str, size: int | None) -> None:
    if size is not None and length != size:
        raise Invalid(f"{length} bytes arrived, {size} were announced.", field="size", fix="Send the file again.")
    if digest and found != digest:
        raise Invalid(
            f"The bytes have the digest {found}, {digest} was announced.",
            field="digest",
            fix="Send the file again.",
        )


def _make_folder(folder: Path) -> None:
    """Make a folder, for its owner alone, and its name durable."""
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; systems that cannot open folders do so by themselves."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
