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

from ..faults.disks import Disk, fill, remount
from ..server.process import ServerProcess
from .conftest import Kernel
from .proxy import breaking


def _url(path: Path) -> str:
    return f"sqlite://{path}"


def _publish(kernel: Kernel, url: str) -> str:
    ran = kernel.run(f"%publish model --name bad --registry {url}")
    assert ran.status == "error"
    said = ran.refusal
    assert kernel.run("print(model.predict(X_test)[:1])").stdout == "[0]\n"
    return said


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


def test_a_registry_on_a_read_only_disk_is_refused_and_still_read(kernel: Kernel, disk: Disk) -> None:
    """Nothing is written to a disk that is read-only, and what is there is shown as before."""
    folder = disk("size=8m")
    url = _url(folder / "registry.db")
    with open_registry(url) as registry:
        registry.publish("kept", Manifest(summary="kept on a disk"))
    remount(folder, "ro")
    before = sorted(folder.rglob("*"))
    assert "read-only" in _publish(kernel, url)
    shown = kernel.run(f"import jupyter_registry as jr\njr.card('kept', registry='{url}')").result
    assert shown is not None
    assert "kept on a disk" in shown["text/plain"]
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("free", [2_000, 40_000])
def test_a_full_disk_is_one_sentence_and_room_helps(free: int, kernel: Kernel, disk: Disk) -> None:
    """With no room for the artifact, or for the version behind it, nothing of it stays; with room it is published."""
    folder = disk("size=2m")
    url = _url(folder / "registry.db")
    kernel.run(f"%publish model --name first --registry {url} --quiet")
    ballast = fill(folder, free)
    assert "no room is left" in _publish(kernel, url)
    ballast.unlink()
    with open_registry(url) as registry:
        assert (registry.get_status().versions, registry.verify().damages) == (1, ())
    assert list(folder.rglob(".part-*")) == []
    assert kernel.run(f"%publish model --name bad --registry {url}").status == "ok"


def test_a_full_disk_for_temporary_files_is_one_sentence(kernel: Kernel, disk: Disk, tmp_path: Path) -> None:
    """Where the artifact cannot even be written before it is sent, the sentence offers to publish without one."""
    folder = disk("size=256k")
    fill(folder, 0)
    kernel.run(f"import tempfile\ntempfile.tempdir = '{folder}'")
    try:
        said = _publish(kernel, _url(tmp_path / "registry.db"))
    finally:
        kernel.run("tempfile.tempdir = None")
    assert "the disk is full; nothing was published." in said
    assert "--no-artifact" in said
    assert list(folder.iterdir()) == [folder / "ballast"]


BIG = """
import numpy as np
from sklearn.neighbors import KNeighborsClassifier
chance = np.random.default_rng(0)
big = KNeighborsClassifier().fit(chance.random((20_000, 40)), chance.integers(0, 2, 20_000))
"""


def test_a_server_stopped_in_an_upload_is_one_sentence(kernel: Kernel, tmp_path: Path) -> None:
    """The server goes away after 2 MB of 6 MB: one sentence, nothing of it stays, and the same cell works later."""
    assert kernel.run(BIG).status == "ok"
    with ServerProcess(tmp_path) as server:
        with breaking(server.address, 2 * 1024 * 1024, server.process.kill) as address:
            ran = kernel.run(f"%publish big --name big --registry '{address}?token={server.token}'")
        assert server.process.wait(30) != 0
        assert ran.status == "error"
        assert "Not published" in ran.refusal
        assert "does not answer" in ran.refusal
        assert [path for path in server.folder.rglob("registry.blobs/**/*") if path.is_file()] == []
        assert kernel.run("print(model.predict(X_test)[:1])").stdout == "[0]\n"
        server.start()
        url = f"{server.address}?token={server.token}"
        assert kernel.run(f"%publish big --name big --registry '{url}'").status == "ok"
    with open_registry(server.registry_url) as registry:
        assert (registry.get_status().versions, registry.verify().damages) == (1, ())
