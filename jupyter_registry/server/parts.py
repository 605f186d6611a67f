"""Uploads that come in pieces: what arrived stays for a day, so that a sender whose connection broke can go on.

A part belongs to one actor and one digest. Its bytes are written at their place, so a piece that is sent twice, or by
two of the actor's kernels at once, is the same as sent once; the digest is checked when the part is whole.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, BinaryIO

import msgspec

from ..errors import Invalid

FOLDER = "registry.uploads"
KEPT = 86_400.0  # seconds after its last piece
PIECE = 1024 * 1024
RANGE = re.compile(r"bytes (?:(\d{1,15})-(\d{1,15})|\*)/(\d{1,15})")


class Range(msgspec.Struct, frozen=True):
    """The place of a piece in bytes; ``length`` 0 only asks how much has arrived."""

    start: int
    length: int
    total: int


def read_range(header: str) -> Range:
    """A ``Content-Range``: "bytes 0-99/1000", or "bytes */1000" to ask; raises ``Invalid``."""
    found = RANGE.fullmatch(header)
    if found:
        first, last, total = found.groups()
        start = int(first or 0)
        length = int(last) + 1 - start if last else 0
        asks = last is None
        if (asks or length > 0) and start + length <= int(total) and int(total) > 0:
            return Range(start, length, int(total))
    raise Invalid(f'"{header[:60]}" is no range of an upload.', field="Content-Range", fix="Send bytes 0-99/1000.")


class Part:
    """What has arrived of one upload."""

    def __init__(self, folder: Path, owner: str, digest: str) -> None:
        name = hashlib.sha256(f"{owner}\n{digest}".encode()).hexdigest()
        self.path = folder / FOLDER / name

    def received(self) -> int:
        """Bytes that have arrived."""
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    def add(self, piece: IO[bytes], start: int) -> int:
        """Write a piece at its place and return how many bytes there are; one beyond the end changes nothing."""
        if start > self.received():
            return self.received()
        self._prepare()
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            file.seek(start)
            while chunk := piece.read(PIECE):
                file.write(chunk)
        return self.received()

    @contextmanager
    def whole(self) -> Iterator[BinaryIO]:
        """All the bytes; the part is gone once they are stored, or are none of the digest."""
        with self.path.open("rb") as file:
            try:
                yield file
            except Invalid:
                self.drop()
                raise
        self.drop()

    def drop(self) -> None:
        """Forget the upload."""
        self.path.unlink(missing_ok=True)

    def _prepare(self) -> None:
        folder = self.path.parent
        folder.mkdir(mode=0o700, exist_ok=True)
        limit = time.time() - KEPT
        for other in folder.iterdir():
            with suppress(FileNotFoundError):  # its upload ended meanwhile
                if other.stat().st_mtime < limit:
                    other.unlink()
