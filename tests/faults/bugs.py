"""Mistakes that the harnesses of this folder must bring to light, planted in the process that makes them."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, BinaryIO

from jupyter_registry import requests as r
from jupyter_registry.local import backend, storing
from jupyter_registry.local.backend import LocalBackend
from jupyter_registry.local.blobs import Blobs


def row_first() -> None:
    """The version is committed first, and its bytes are stored afterwards."""
    waiting: list[bytes] = []
    handle = LocalBackend.handle

    def put_blob(self: LocalBackend, stream: BinaryIO, **announced: Any) -> tuple[str, int]:
        waiting.append(stream.read())
        return f"sha256:{hashlib.sha256(waiting[-1]).hexdigest()}", len(waiting[-1])

    def handle_first(self: LocalBackend, request: r.Verb[Any]) -> Any:
        reply = handle(self, request)
        while waiting:
            self.blobs.put(BytesIO(waiting.pop()))
        return reply

    _skip_check()
    LocalBackend.put_blob = put_blob  # type: ignore[method-assign]
    LocalBackend.handle = handle_first  # type: ignore[method-assign]


def named_early() -> None:
    """The bytes are written under the name of their digest, not beside it."""

    def put(
        self: Blobs, stream: BinaryIO, digest: str = "", size: int | None = None, progress: object = None
    ) -> tuple[str, int]:
        content = stream.read()
        found = f"sha256:{hashlib.sha256(content).hexdigest()}"
        target = self.path(found)
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            with target.open("wb", buffering=0) as file:
                for start in range(0, len(content), 4096):
                    file.write(content[start : start + 4096])
                    time.sleep(0.0005)  # so that a kill hits it on every machine
        return found, len(content)

    _skip_check()
    Blobs.put = put  # type: ignore[method-assign]


def late_commit() -> None:
    """A write is acknowledged before it is committed."""

    @contextmanager
    def lazily(connection: sqlite3.Connection) -> Iterator[None]:
        if connection.in_transaction:
            connection.execute("COMMIT")
        connection.execute("BEGIN IMMEDIATE")
        yield

    backend.immediate = lazily  # type: ignore[attr-defined]


def plain_begin() -> None:
    """A write reads first and asks for the lock only when it comes to write."""

    @contextmanager
    def deferred(connection: sqlite3.Connection) -> Iterator[None]:
        connection.execute("BEGIN")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise

    backend.immediate = deferred  # type: ignore[attr-defined]


def blind_move() -> None:
    """An alias is moved without a look at where it is."""
    handle = LocalBackend.handle

    def handle_blindly(self: LocalBackend, request: r.Verb[Any]) -> Any:
        if isinstance(request, r.SetAlias):
            request = r.SetAlias(model=request.model, alias=request.alias, number=request.number)
        return handle(self, request)

    LocalBackend.handle = handle_blindly  # type: ignore[method-assign]


def _skip_check() -> None:
    storing.check_artifacts = lambda manifest, writing: None


BUGS: dict[str, Callable[[], None]] = {
    "row-first": row_first,
    "named-early": named_early,
    "late-commit": late_commit,
    "plain-begin": plain_begin,
    "blind-move": blind_move,
}
"""By name, for the command lines."""
