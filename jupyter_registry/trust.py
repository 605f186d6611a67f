"""The digests this user trusts: a list in the user's own data folder, one JSON line each, only ever added to.

Trust is about bytes, not about names: a version published again has another digest and is not trusted.
"""

from __future__ import annotations

import os
import re
from datetime import datetime, timezone
from pathlib import Path

import msgspec

from .errors import Invalid, NotWritable

DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


class Trusted(msgspec.Struct, frozen=True):
    """One line of the list: the digest, what it was called and when it was trusted."""

    digest: str
    ref: str = ""
    at: datetime | None = None


def list_file() -> Path:
    """Where the list is."""
    from jupyter_core.paths import jupyter_data_dir

    return Path(jupyter_data_dir()) / "jupyter_registry" / "trusted.jsonl"


def trusted() -> tuple[Trusted, ...]:
    """Everything on the list; a line that cannot be read trusts nothing."""
    try:
        lines = list_file().read_bytes().splitlines()
    except OSError:
        return ()
    return tuple(filter(None, map(_read, lines)))


def _read(line: bytes) -> Trusted | None:
    try:
        return msgspec.json.decode(line, type=Trusted)
    except msgspec.DecodeError:
        return None


def is_trusted(digest: str) -> bool:
    """Whether exactly these bytes are on the list."""
    return any(entry.digest == digest for entry in trusted())


def add(digest: str, ref: str = "") -> Trusted:
    """Put a digest on the list; raises ``NotWritable`` when the user's data folder cannot be written."""
    if not DIGEST.fullmatch(digest):
        raise Invalid(f'"{digest[:20]}" is not a digest.', field="digest", fix="Give sha256:<64 hex digits>.")
    entry = Trusted(digest, ref, datetime.now(timezone.utc))
    file = list_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        number = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(number, "ab") as stream:
            file.chmod(0o600)  # it decides what code may run
            stream.write(msgspec.json.encode(entry) + b"\n")
    except OSError as error:
        raise NotWritable(
            f"The list of trusted digests cannot be written: {error.strerror}.",
            fix="Make the Jupyter data folder writable, or give the digest as load(..., trust=digest).",
        ) from error
    return entry
