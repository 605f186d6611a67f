"""Canonical JSON (RFC 8785) and digests: the same content always gives the same bytes."""

from __future__ import annotations

import hashlib
from typing import Any, BinaryIO

import msgspec

from .errors import Invalid


def canonical(content: Any) -> bytes:
    """RFC 8785 bytes of a Struct or JSON value; raises ``Invalid`` for what JSON cannot hold exactly."""
    import rfc8785  # here, because most processes never write

    try:
        return bytes(rfc8785.dumps(msgspec.to_builtins(content)))
    except rfc8785.CanonicalizationError as error:
        raise Invalid(
            f"A value cannot be stored exactly: {error}.",
            fix="Use finite numbers below 2**53 in size, or text.",
        ) from error


PIECE = 1024 * 1024  # bytes that are held in memory at a time


def stream_digest(stream: BinaryIO) -> tuple[str, int]:
    """``sha256:<hex>`` and size in bytes of what is left of a stream, whatever its size."""
    found, size = hashlib.sha256(), 0
    while piece := stream.read(PIECE):
        found.update(piece)
        size += len(piece)
    return f"sha256:{found.hexdigest()}", size


def digest(content: bytes) -> str:
    """``sha256:<hex>`` of the bytes."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"
