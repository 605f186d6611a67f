"""Bytes of artifacts in and out, streamed both ways: no blob is ever held in memory or left half-written."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from tornado import web
from tornado.iostream import StreamClosedError

from ..errors import DiskFull, Invalid, NotFound, RegistryError, TooLarge
from .gate import GateHandler
from .parts import Part, Range, read_range

PIECE = 1024 * 1024
DRAINED = 64 * 1024 * 1024
"""Refused uploads up to this size are read to their end and dropped: cutting them often loses the refusal."""


@web.stream_request_body
class BlobHandler(GateHandler):
    """``PUT|GET|HEAD|DELETE blobs/<64 hex>``.

    A PUT with ``Content-Range: bytes 0-99/1000`` sends one piece and is answered 202 with ``{"received": 100}`` until
    the last; ``bytes */1000`` without a body asks how much has arrived. DELETE forgets the pieces of one's own upload.
    """

    def initialize(self) -> None:
        """Nothing has arrived."""
        self._file: IO[bytes] | None = None
        self._buffer = bytearray()
        self._failed: RegistryError | None = None
        self._length = 0
        self._range: Range | None = None

    @property
    def _track_activity(self) -> bool:  # type: ignore[override]  # reading is not activity
        return self.request.method in ("PUT", "DELETE")

    @property
    def content_security_policy(self) -> str:
        """A blob opened in a browser runs nothing and loads nothing."""
        return "sandbox; default-src 'none'; frame-ancestors 'none'"

    def methods(self) -> list[str]:
        """What this address answers."""
        return ["DELETE", "GET", "HEAD", "OPTIONS", "PUT"]

    @property
    def digest(self) -> str:
        """The digest the address names."""
        return f"sha256:{self.path_args[0]}"

    def admit(self) -> None:
        """Only who has the role; of an upload, the declared size is checked before its first byte."""
        if self.request.method == "PUT":
            self._admit_upload()
        else:
            self.need_role("publish" if self.request.method == "DELETE" else "get-version")
            self.check_xsrf_cookie()

    def _admit_upload(self) -> None:
        length, most = self.request.headers.get("Content-Length", ""), self.registry_app.max_blob_bytes
        if not (length.isascii() and length.isdigit()):
            raise web.HTTPError(411, "An upload must say its Content-Length.")
        self._length = int(length)
        try:
            self.need_role("publish")
            whole = self._whole_length()
            if whole > most:
                raise TooLarge(
                    f"The file has {whole} bytes, this server takes at most {most}.",
                    fix="Ask for a larger ModelRegistryApp.max_blob_bytes, or link to where the file is.",
                )
        except RegistryError as refusal:
            if self._length > DRAINED:
                raise
            self._failed = refusal
            return
        cast(Any, self.request.connection).set_max_body_size(self._length)
        # without a name from its first byte on, so that a cut or a crash leaves nothing to sweep
        folder = self.registry_app.upload_folder
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  # open as long as bytes arrive

    def _whole_length(self) -> int:
        """Size of the file of which the body is all or one piece."""
        header = self.request.headers.get("Content-Range", "")
        if not header:
            return self._length
        self._range = read_range(header)
        if self._range.length != self._length:
            raise Invalid(f"The piece has {self._length} bytes, its range {self._range.length}.", field="Content-Range")
        return self._range.total

    # ------------------------------------------------------------ in

    async def data_received(self, chunk: bytes) -> None:
        """Write what arrives off the event loop, in pieces worth a thread's while."""
        if self._file is None or self._failed is not None:
            return
        self._buffer += chunk
        if len(self._buffer) >= PIECE:
            await self._write()

    async def _write(self) -> None:
        piece, self._buffer, file = bytes(self._buffer), bytearray(), self._file
        try:
            if file is not None and piece:
                await self.in_thread(lambda: file.write(piece))
        except ValueError:  # the sender went away and the file was closed meanwhile
            self._failed = RegistryError("The upload was cut.")
        except OSError as error:
            self._failed = _not_kept(error)

    async def put(self, _hex: str) -> None:
        """Store what arrived when it has the digest of the address, else keep nothing."""
        await self._write()
        file = self._file
        if self._failed is not None or file is None:
            raise self._failed or RegistryError("The upload has no file.")
        file.seek(0)
        try:
            if self._range is None:
                await self._store(cast(BinaryIO, file), self._length)
            else:
                await self._add(file, self._range)
        finally:
            self._drop()

    async def _store(self, file: BinaryIO, size: int) -> None:
        backend = self.registry_app.backend_of(self.actor())

        def store() -> bool:
            new = not backend.has_blob(self.digest)
            backend.put_blob(file, digest=self.digest, size=size)
            return new

        self.set_status(201 if await self.in_thread(store) else 200)
        self.finish({"digest": self.digest, "size": size})

    async def _add(self, file: IO[bytes], place: Range) -> None:
        part = self._part()
        try:
            received = await self.in_thread(lambda: part.add(file, place.start))
        except OSError as error:
            raise _not_kept(error) from error
        if received < place.total:
            self.set_status(202)
            self.finish({"received": received})
            return
        with part.whole() as whole:
            await self._store(whole, place.total)

    async def delete(self, _hex: str) -> None:
        """Forget the pieces that have arrived of the actor's upload; a stored file stays."""
        await self.in_thread(self._part().drop)
        self.set_status(204)
        self.finish()

    def _part(self) -> Part:
        folder = self.registry_app.upload_folder or Path(_own_folder().name)
        return Part(folder, self.actor().name, self.digest)

    def on_connection_close(self) -> None:
        """An upload that is cut in the middle leaves nothing."""
        super().on_connection_close()
        self._drop()

    def on_finish(self) -> None:
        """Nor does one that was refused."""
        super().on_finish()
        self._drop()

    def _drop(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            file.close()

    # ------------------------------------------------------------ out

    async def head(self, _hex: str) -> None:
        """Whether the bytes are stored, and their size."""
        await self._send(with_bytes=False)

    async def get(self, _hex: str) -> None:
        """The bytes, always as an attachment of no particular type."""
        await self._send(with_bytes=True)

    async def _send(self, *, with_bytes: bool) -> None:
        backend = self.registry_app.backend_of(self.actor())
        if not await self.in_thread(lambda: backend.has_blob(self.digest)):
            raise NotFound(f"No stored file has the digest {self.digest}.", field="digest")
        self.set_header("ETag", f'"{self.path_args[0]}"')
        self.set_header("Content-Disposition", f'attachment; filename="{self.path_args[0]}"')
        self.set_header("Content-Type", "application/octet-stream")
        opened = backend.open_blob(self.digest)
        stream = await self.in_thread(opened.__enter__)
        try:
            if stream.seekable():
                self.set_header("Content-Length", str(await self.in_thread(lambda: _size(stream))))
            if with_bytes:
                await self._copy(stream)
        finally:
            await self.in_thread(lambda: opened.__exit__(None, None, None))
        if not self._finished:
            self.finish(set_content_type="application/octet-stream")

    async def _copy(self, stream: BinaryIO) -> None:
        while piece := await self.in_thread(lambda: stream.read(PIECE)):
            self.write(piece)
            try:
                await self.flush()
            except StreamClosedError:  # the reader went away; there is nobody to tell
                return

    def compute_etag(self) -> str | None:
        """The digest is the ETag; nothing is hashed again."""
        return None


@cache
def _own_folder() -> tempfile.TemporaryDirectory[str]:
    """Where pieces wait when the registry is not in a folder of this machine; removed when the server ends."""
    return tempfile.TemporaryDirectory(prefix="registry-")


def _not_kept(error: OSError) -> DiskFull:
    return DiskFull(
        f"The server could not keep the upload: {error.strerror}.",
        fix="Free space on the disk of the registry and send it again.",
    )


def _size(stream: BinaryIO) -> int:
    size = stream.seek(0, 2)
    stream.seek(0)
    return size
