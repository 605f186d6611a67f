"""Bytes of artifacts in and out, streamed both ways: no blob is ever held in memory or left half-written."""

from __future__ import annotations

import tempfile
from typing import IO, Any, BinaryIO, cast

from tornado import web
from tornado.iostream import StreamClosedError

from ..errors import DiskFull, NotFound, RegistryError, TooLarge
from .gate import GateHandler

PIECE = 1024 * 1024
DRAINED = 64 * 1024 * 1024
"""Refused uploads up to this size are read to their end and dropped: cutting them often loses the refusal."""


@web.stream_request_body
class BlobHandler(GateHandler):
    """``PUT|GET|HEAD blobs/<64 hex>``."""

    def initialize(self) -> None:
        """Nothing has arrived."""
        self._file: IO[bytes] | None = None
        self._buffer = bytearray()
        self._failed: RegistryError | None = None
        self._length = 0

    @property
    def _track_activity(self) -> bool:  # type: ignore[override]  # reading is not activity
        return self.request.method == "PUT"

    @property
    def content_security_policy(self) -> str:
        """A blob opened in a browser runs nothing and loads nothing."""
        return "sandbox; default-src 'none'; frame-ancestors 'none'"

    def methods(self) -> list[str]:
        """What this address answers."""
        return ["GET", "HEAD", "OPTIONS", "PUT"]

    @property
    def digest(self) -> str:
        """The digest the address names."""
        return f"sha256:{self.path_args[0]}"

    def admit(self) -> None:
        """Only who has the role; of an upload, the declared size is checked before its first byte."""
        if self.request.method == "PUT":
            self._admit_upload()
        else:
            self.need_role("get-version")
            self.check_xsrf_cookie()

    def _admit_upload(self) -> None:
        length, most = self.request.headers.get("Content-Length", ""), self.registry_app.max_blob_bytes
        if not (length.isascii() and length.isdigit()):
            raise web.HTTPError(411, "An upload must say its Content-Length.")
        self._length = int(length)
        try:
            self.need_role("publish")
            if self._length > most:
                raise TooLarge(
                    f"The file has {self._length} bytes, this server takes at most {most}.",
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
            self._failed = DiskFull(
                f"The server could not keep the upload: {error.strerror}.",
                fix="Free space on the disk of the registry and send it again.",
            )

    async def put(self, _hex: str) -> None:
        """Store what arrived when it has the digest of the address, else keep nothing."""
        await self._write()
        file = self._file
        if self._failed is not None or file is None:
            raise self._failed or RegistryError("The upload has no file.")
        backend = self.registry_app.backend_of(self.actor())

        def store() -> tuple[bool, str, int]:
            file.seek(0)
            new = not backend.has_blob(self.digest)
            return new, *backend.put_blob(cast(BinaryIO, file), digest=self.digest, size=self._length)

        try:
            new, digest, size = await self.in_thread(store)
        finally:
            self._drop()
        self.set_status(201 if new else 200)
        self.finish({"digest": digest, "size": size})

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


def _size(stream: BinaryIO) -> int:
    size = stream.seek(0, 2)
    stream.seek(0)
    return size
