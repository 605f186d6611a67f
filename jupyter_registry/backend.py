"""The one door: whatever answers requests. ``LocalBackend`` and ``RemoteBackend`` implement it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import BinaryIO, Protocol, TypeVar

from .requests import Verb

R = TypeVar("R")
Progress = Callable[[int, int], None]
"""Told after each piece of a file how many of its bytes are stored, and how many it has; 0 when that is not known."""


def ignored(done: int, whole: int) -> None:
    """A ``Progress`` that nobody watches."""


class Backend(Protocol):
    """Answers verbs, and holds the bytes of artifacts, which never travel inside a verb."""

    def handle(self, request: Verb[R]) -> R:
        """Answer one request; raises ``RegistryError`` and nothing else."""
        ...

    def put_blob(
        self, stream: BinaryIO, *, digest: str = "", size: int | None = None, progress: Progress = ignored
    ) -> tuple[str, int]:
        """Store the bytes of ``stream`` durably and return ``(digest, size)``.

        When ``digest`` or ``size`` is given and does not match, raises ``Invalid`` and keeps nothing. What
        ``progress`` raises ends the storing, and nothing is kept either.
        """
        ...

    def open_blob(self, digest: str) -> AbstractContextManager[BinaryIO]:
        """Open stored bytes for reading; raises ``NotFound``. The reader verifies the digest of what it read."""
        ...

    def has_blob(self, digest: str) -> bool:
        """Whether the bytes are stored, so that they need not be sent again."""
        ...

    def close(self) -> None:
        """Release connections; a closed backend opens again on the next call."""
        ...
