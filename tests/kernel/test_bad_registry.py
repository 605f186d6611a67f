"""Publishing into a registry that cannot take it: one sentence, nothing half-written, the kernel goes on."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest

from jupyter_registry import open_registry
from jupyter_registry.errors import DiskFull, NotWritable
from jupyter_registry.publishing import from_os
from jupyter_registry.types import Manifest

from .conftest import Kernel


def _url(path: Path) -> str:
    return f"sqlite://{path}"


def _publish(kernel: Kernel, url: str) -> str:
    ran = kernel.run(f"%publish model --name bad --registry {url}")
    assert ran.status == "error"
    assert ran.errors == []
    assert "Traceback" not in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert kernel.run("print(model.predict(X_test)[:1])").stdout == "[0]\n"
    return ran.stderr


def test_a_corrupt_registry_is_refused_and_left_as_it_is(kernel: Kernel, tmp_path: Path) -> None:
    """A file that is no database is not touched."""
    path = tmp_path / "corrupt.db"
    path.write_bytes(b"this is not a database at all" * 400)
    before = path.read_bytes()
    assert "Not published" in _publish(kernel, _url(path))
    assert path.read_bytes() == before


def test_a_newer_registry_is_refused(kernel: Kernel, tmp_path: Path) -> None:
    """A registry of a newer program is not written, and the sentence says that it is newer."""
    path = tmp_path / "newer.db"
    with open_registry(_url(path)) as registry:
        registry.publish("first", Manifest())
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 9999")
    db.close()
    assert "newer" in _publish(kernel, _url(path))


def test_a_folder_that_cannot_be_made_is_refused(kernel: Kernel, tmp_path: Path) -> None:
    """A registry below a file cannot be made, and the sentence says so."""
    (tmp_path / "file").write_text("x")
    assert "Not published" in _publish(kernel, _url(tmp_path / "file" / "registry.db"))


def test_an_address_that_means_nothing_is_refused(kernel: Kernel) -> None:
    """An unknown kind of address names the kinds there are."""
    assert "Not published" in _publish(kernel, "gopher://host")


def test_a_server_that_is_not_there_is_refused(kernel: Kernel) -> None:
    """A registry behind a server that does not answer is one sentence as well; its token is not in it."""
    said = _publish(kernel, "'http://127.0.0.1:9/?token=abcdefgh12345678'")
    assert "Not published" in said
    assert "abcdefgh12345678" not in said


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull), (errno.EACCES, NotWritable)]
)
def test_what_the_disk_says_becomes_a_sentence(number: int, kind: type[Exception]) -> None:
    """A full disk and a folder without permission are the registry's own errors."""
    assert isinstance(from_os(OSError(number, "said the disk")), kind)
