"""Foreign errors become ours: nothing of sqlite3, the operating system or msgspec leaves this package."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from ..errors import Busy, Corrupt, DiskFull, NotWritable, RegistryError

NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
UNREADABLE = {266, 522, 8458}  # SQLITE_IOERR_READ, _SHORT_READ, _CORRUPTFS
NO_WRITE = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def mapped(path: Path) -> Iterator[None]:
    """Raise the registry's error for whatever goes wrong inside with the file at ``path``."""
    try:
        yield
    except RegistryError:
        raise
    except sqlite3.Error as error:
        raise _of_sqlite(error, path) from error
    except OSError as error:
        raise _of_system(error, path) from error
    except msgspec.MsgspecError as error:
        raise Corrupt(f"A stored value cannot be read: {error}.", fix=_recover(path)) from error


def _recover(path: Path) -> str:
    return f"Restore {path.name} and its blobs folder from a backup, and keep the damaged file."


def _of_sqlite(error: sqlite3.Error, path: Path) -> RegistryError:
    text = str(error).lower()
    if "locked" in text or "busy" in text:
        return Busy("Another process is writing to the registry.", fix="Try again in a moment.")
    if "full" in text:
        return _full(path)
    if "readonly" in text or "read-only" in text:
        return NotWritable(f"{path.name} cannot be written.", fix="Ask its owner for the right to write.")
    if "malformed" in text or "not a database" in text or "corrupt" in text:
        return Corrupt(f"{path.name} is damaged: {error}.", fix=_recover(path))
    if "unable to open" in text:
        return NotWritable(f"{path} cannot be opened.", fix="Check that the folder exists and is yours.")
    if "no such module" in text:
        return RegistryError(
            f"This Python's SQLite {sqlite3.sqlite_version} has no full-text search (FTS5).",
            fix="Use a Python whose SQLite is built with FTS5; those of python.org and conda are.",
        )
    if "disk i/o" in text:
        return _of_disk(error, path)
    return RegistryError(f"The database refused: {error}.", fix="Run jupyter-registry verify.")


def _of_disk(error: sqlite3.Error, path: Path) -> RegistryError:
    if getattr(error, "sqlite_errorcode", 0) in UNREADABLE:
        return Corrupt(f"{path.name} cannot be read: {error}.", fix=_recover(path))
    if _no_room(path) or _size_limited():
        return _full(path)
    return RegistryError(f"The disk failed: {error}; nothing was changed.", fix=f"Check the disk of {path.parent}.")


def _of_system(error: OSError, path: Path) -> RegistryError:
    if error.errno in NO_SPACE:
        return _full(path)
    if error.errno in NO_WRITE:
        return NotWritable(f"{path.parent} cannot be written.", fix="Ask its owner for the right to write.")
    return RegistryError(f"The disk refused: {error.strerror or error}.", fix=f"Check the folder {path.parent}.")


def _full(path: Path) -> DiskFull:
    return DiskFull(
        f"No room is left on the disk of {path.parent}; nothing was changed.",
        fix="Free some space, then try again.",
    )


def _no_room(path: Path) -> bool:
    import shutil

    try:
        return shutil.disk_usage(path.parent).free < 1024 * 1024
    except OSError:
        return False


def _size_limited() -> bool:
    """Whether the system stops files at a size (ulimit -f), which SQLite does not tell from a failing disk."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return False
    return resource.getrlimit(resource.RLIMIT_FSIZE)[0] != resource.RLIM_INFINITY
