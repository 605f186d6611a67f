"""``RemoteBackend``: the registry of a Jupyter server, over HTTP, with the same verbs and the same errors."""

from __future__ import annotations

import hashlib
import io
import os
import random
import re
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar, cast
from urllib.parse import parse_qs, urlsplit, urlunsplit

import msgspec

from . import limits, uploading
from .backend import Progress, ignored
from .canonical import PIECE, stream_digest
from .errors import Corrupt, Forbidden, Invalid, NotFound, RegistryError, Unreachable, from_wire
from .requests import Verb, reply_type, wire_name

if TYPE_CHECKING:
    import httpx

R = TypeVar("R")
ROOT = "jupyter-registry/api/v1/"
ATTEMPTS = 4
FIRST_WAIT, LONGEST_WAIT = 0.2, 5.0  # seconds
AGAIN = frozenset({502, 503, 504})
DIGEST = re.compile(r"sha256:([0-9a-f]{64})")


class RemoteBackend:
    """Answers verbs by asking a Jupyter server that has this extension.

    The token comes from ``?token=`` of the address or from ``JUPYTER_REGISTRY_TOKEN``; it is sent in a
    header, and neither shown nor kept in the address. A request that got no answer is sent again a few times;
    a write carries a request id, so that sending it twice changes the registry once.
    """

    def __init__(
        self,
        url: str,
        *,
        transport: httpx.BaseTransport | None = None,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Invalid(
                f'"{parts.scheme}://..." is not the address of a registry.',
                field="url",
                fix="Use sqlite:///absolute/path/registry.db or http(s)://host/base/.",
            )
        host = parts.netloc.rpartition("@")[2]
        self.location = urlunsplit((parts.scheme, host, parts.path.rstrip("/") + "/", "", ""))
        given = parse_qs(parts.query).get("token", [""])[0]
        self._token = given or os.environ.get("JUPYTER_REGISTRY_TOKEN", "")
        self._transport = transport
        self._wait = wait
        self._opened: httpx.Client | None = None

    def __repr__(self) -> str:
        return f"RemoteBackend({self.location!r})"

    # ------------------------------------------------------------ verbs

    def handle(self, request: Verb[R]) -> R:
        """Ask the server; raises the same errors as the backend there, and ``Unreachable``."""
        name = wire_name(type(request).__name__)
        if request.writes and not getattr(request, "request_id", ""):
            request = msgspec.structs.replace(request, request_id=uuid.uuid4().hex)
        fields = limits.plain(request)
        limits.check_finite(fields)  # NaN would arrive as null
        limits.typed(fields, type(request))  # and a number that is a key as a text
        del fields["kind"]
        if request.writes or request.body:
            headers = {"Content-Type": "application/json"}
            reply = self._ask("POST", name, content=msgspec.json.encode(fields), headers=headers)
        else:
            reply = self._ask("GET", name, params={key: _argument(value) for key, value in fields.items()})
        try:
            return msgspec.json.decode(reply.content, type=reply_type(type(request)))
        except msgspec.MsgspecError as error:
            raise Unreachable(
                f"{self.location} answered {name} in a form this version does not know ({error}).",
                fix="Use the same version of jupyter_registry on both sides.",
            ) from error

    # ------------------------------------------------------------ blobs

    def put_blob(
        self, stream: BinaryIO, *, digest: str = "", size: int | None = None, progress: Progress = ignored
    ) -> tuple[str, int]:
        """Send bytes unless the server has them; returns ``(digest, size)`` or raises ``Invalid``."""
        if not stream.seekable():
            with TemporaryFile() as copy:
                while piece := stream.read(PIECE):
                    copy.write(piece)
                copy.seek(0)
                return self.put_blob(cast(BinaryIO, copy), digest=digest, size=size, progress=progress)
        start = stream.tell()
        found, length = stream_digest(stream)
        if (digest or found) != found or (length if size is None else size) != length:
            raise Invalid(f"The bytes are {found} of {length} bytes, not what was announced.", field="digest")
        if not self.has_blob(found):
            self._send(stream, start, found, length, progress)
        progress(length, length)
        return found, length

    def _send(self, stream: BinaryIO, start: int, digest: str, length: int, progress: Progress) -> None:
        stream.seek(start)
        if length >= uploading.IN_PIECES:
            uploading.Upload(self._ask, _blob_path(digest), stream, length).send(progress)
            return

        def content() -> Iterator[bytes]:
            stream.seek(start)
            return iter(lambda: stream.read(PIECE), b"")

        headers = {"Content-Length": str(length), "Content-Type": uploading.OCTETS}
        self._ask("PUT", _blob_path(digest), make_content=content, headers=headers)

    def has_blob(self, digest: str) -> bool:
        """Whether the server has the bytes."""
        try:
            self._ask("HEAD", _blob_path(digest))
        except NotFound:
            return False
        return True

    def open_blob(self, digest: str) -> AbstractContextManager[BinaryIO]:
        """Stream bytes from the server; the last read raises ``Corrupt`` when they do not have the digest."""
        return self._download(digest)

    @contextmanager
    def _download(self, digest: str) -> Iterator[BinaryIO]:
        reply = self._ask("GET", _blob_path(digest), stream=True, headers={"Accept-Encoding": "identity"})
        try:
            with io.BufferedReader(_Download(reply, digest, self.location), PIECE) as reader:
                yield cast(BinaryIO, reader)
        finally:
            reply.close()

    def close(self) -> None:
        """Close connections; the next call opens again."""
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.close()

    # ------------------------------------------------------------ one request

    @property
    def _client(self) -> httpx.Client:
        if self._opened is None:
            import httpx  # here, because most processes use a local registry

            self._opened = httpx.Client(
                base_url=self.location + ROOT,
                headers={"Authorization": f"token {self._token}"} if self._token else {},
                timeout=httpx.Timeout(60.0, connect=10.0, read=600.0),
                transport=self._transport,
                follow_redirects=False,  # a token goes to the address it was given for
            )
        return self._opened

    def _ask(
        self,
        method: str,
        path: str,
        *,
        stream: bool = False,
        make_content: Callable[[], Iterator[bytes]] | None = None,
        **given: Any,
    ) -> httpx.Response:
        import httpx

        client, waited = self._client, FIRST_WAIT
        for left in reversed(range(ATTEMPTS)):
            if make_content is not None:
                given["content"] = make_content()
            try:
                reply = client.send(client.build_request(method, path, **given), stream=stream)
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                if not left or isinstance(error, httpx.UnsupportedProtocol):
                    raise self._unreachable(error) from error
            else:
                if reply.is_success:
                    return reply
                refusal = self._refusal(reply)
                if not left or reply.status_code not in AGAIN:
                    raise refusal
                waited = max(waited, _seconds(reply.headers.get("Retry-After", "")))
            self._wait(min(waited, LONGEST_WAIT) * random.uniform(0.5, 1.0))
            waited *= 2
        raise AssertionError("the last attempt returns or raises")

    def _unreachable(self, error: Exception) -> Unreachable:
        said = str(error) or type(error).__name__
        return Unreachable(
            f"The registry at {self.location} does not answer ({said}).",
            fix="Check that the server runs and that its address is right, then try again.",
        )

    def _refusal(self, reply: httpx.Response) -> RegistryError:
        """What a status that is not a success means: ours, the server's own login, or no registry there."""
        status = reply.status_code
        json = "application/json" in reply.headers.get("Content-Type", "")
        try:
            body = msgspec.json.decode(reply.read()) if json else None
        except (msgspec.MsgspecError, UnicodeDecodeError):
            body = None
        finally:
            reply.close()
        if isinstance(body, dict) and "code" in body:
            error = from_wire(body, status)
            if isinstance(error, Forbidden) and not self._token:
                error.fix = error.fix or _HOW_TO_LOG_IN
            return error
        if status in (401, 403) or 300 <= status < 400:
            return Forbidden(f"The server at {self.location} wants a login.", fix=_HOW_TO_LOG_IN)
        if status == 404 and json and reply.request.method == "HEAD":
            return NotFound("The registry has nothing of that digest.", field="digest")
        if status == 404:
            return Unreachable(
                f"The server at {self.location} has no model registry.",
                fix="Install jupyter_registry in the environment of that server and start it again.",
            )
        return from_wire(None, status)


_HOW_TO_LOG_IN = "Put the server's token into JUPYTER_REGISTRY_TOKEN, or add ?token=... to the address."


class _Download(io.RawIOBase):
    """The body of a reply as a file that checks its digest when it ends."""

    def __init__(self, reply: httpx.Response, digest: str, location: str) -> None:
        self._pieces = reply.iter_raw()
        self._digest, self._location = digest, location
        self._rest = memoryview(b"")
        self._hash = hashlib.sha256()

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, target: Any) -> int:
        """Fill ``target``; raises ``Unreachable`` when the server goes away, ``Corrupt`` at a wrong end."""
        while not self._rest:
            piece = self._next()
            if piece is None:
                return self._ended()
            self._rest = memoryview(piece)
        size = min(len(self._rest), len(target))
        target[:size] = self._rest[:size]
        self._hash.update(self._rest[:size])
        self._rest = self._rest[size:]
        return size

    def _next(self) -> bytes | None:
        import httpx

        try:
            return next(self._pieces, None)
        except httpx.HTTPError as error:
            raise Unreachable(
                f"The registry at {self._location} stopped in the middle of a file ({error}).",
                fix="Try again.",
            ) from error

    def _ended(self) -> int:
        found = f"sha256:{self._hash.hexdigest()}"
        if found != self._digest:
            raise Corrupt(
                f"What {self._location} sent is {found}, not {self._digest}.",
                fix="Do not use the file; ask a steward to verify the registry.",
            )
        return 0


def _argument(value: Any) -> str | list[str]:
    """A value as the server reads it; a list becomes one argument for each item."""
    if isinstance(value, (list, tuple)):
        return list(map(str, value))
    return ("false", "true")[value] if isinstance(value, bool) else str(value)


def _blob_path(digest: str) -> str:
    match = DIGEST.fullmatch(digest)
    if match is None:
        raise Invalid(f'"{digest[:80]}" is not a digest.', field="digest", fix="Write sha256:<64 hex>.")
    return f"blobs/{match.group(1)}"


def _seconds(text: str) -> float:
    return float(text) if text.isascii() and text.isdigit() else 0.0
