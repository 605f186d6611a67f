"""A large file to a server in pieces, so that a broken connection costs one piece and not the file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

from .backend import Progress
from .errors import RegistryError, Unreachable

if TYPE_CHECKING:
    import httpx

PIECE = 4 * 1024 * 1024  # bytes; the most that is sent again after a break
IN_PIECES = 8 * 1024 * 1024  # bytes from which a file is sent in pieces
OCTETS = "application/octet-stream"


class Upload:
    """One file on its way to ``path``; ``ask`` sends a request, again where that may help."""

    def __init__(self, ask: Callable[..., httpx.Response], path: str, stream: BinaryIO, size: int) -> None:
        self._ask = ask
        self._path = path
        self._stream = stream
        self._origin = stream.tell()
        self._size = size

    def send(self, progress: Progress) -> None:
        """Send what the server has not got yet, and tell ``progress`` of each piece.

        What it has got stays there for a later try when the server goes away (``Unreachable``); whatever else ends
        the upload, an exception of ``progress`` too, has it forgotten.
        """
        try:
            done = self._piece(0, b"")
            progress(done, self._size)
            while done < self._size:
                self._stream.seek(self._origin + done)
                now = self._piece(done, self._stream.read(PIECE))
                if now <= done:
                    raise RegistryError("The server lost the pieces that were sent.", fix="Try again.")
                done = now
                progress(done, self._size)
        except Unreachable:
            raise
        except BaseException:
            with suppress(RegistryError):
                self._ask("DELETE", self._path)
            raise

    def _piece(self, start: int, piece: bytes) -> int:
        """Send one piece, or none to ask; returns the bytes the server has."""
        place = f"{start}-{start + len(piece) - 1}" if piece else "*"
        headers = {"Content-Range": f"bytes {place}/{self._size}", "Content-Type": OCTETS}
        reply = self._ask("PUT", self._path, content=piece, headers=headers)
        return int(reply.json()["received"]) if reply.status_code == 202 else self._size
