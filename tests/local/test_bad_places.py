"""Files and disks that cannot hold a registry: one sentence with the way on, and what is there stays as it is."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from jupyter_registry import types as t
from jupyter_registry.errors import Corrupt, DiskFull, NotWritable, RegistryError
from jupyter_registry.local import location
from jupyter_registry.local.backend import LocalBackend
from jupyter_registry.registry import Registry

from ..faults.disks import Disk, fill, remount
from .conftest import content, publish, rows

LINE = "36 35 {device} / {point} rw,relatime shared:1 - {kind} {source} rw\n"
ROOT = LINE.format(device="8:1", point="/", kind="ext4", source="/dev/sda1")


def table(*mounts: tuple[str, str]) -> str:
    """A mount table with these mount points and types below an ordinary root."""
    return ROOT + "".join(LINE.format(device="0:50", point=point, kind=kind, source="x") for point, kind in mounts)


NETWORK = (
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "lustre", "gpfs", "beegfs", "glusterfs", "ceph",
    "virtiofs", "drvfs", "fuse.sshfs", "fuse.s3fs", "fuse.rclone", "fuse.glusterfs", "fuse.gcsfuse", "fuse.ceph-fuse",
)  # fmt: skip
LOCAL = ("ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay", "apfs", "fuseblk", "fuse.ext4")


@pytest.mark.parametrize("kind", NETWORK)
def test_f05_a_network_file_system_is_known(kind: str) -> None:
    """Each type whose locks do not hold between hosts is named; the same path elsewhere is not."""
    mounts = table(("/mnt", kind))
    assert location.network_file_system(Path("/mnt/ada/registry.db"), mounts) == kind
    assert location.network_file_system(Path("/mnt2/registry.db"), mounts) == ""


@pytest.mark.parametrize("kind", LOCAL)
def test_f05_a_local_file_system_is_not_refused(kind: str) -> None:
    """Disks of this machine, memory and containers may hold a registry."""
    assert location.network_file_system(Path("/mnt/registry.db"), table(("/mnt", kind))) == ""


def test_f05_the_longest_mount_point_decides() -> None:
    """A local disk inside a network home is local, a network folder inside a local home is not, spaces or not."""
    inside = table(("/mnt", "nfs4"), ("/mnt/ada/scratch", "xfs"), ("/srv", "ext4"), (r"/srv/team\040share", "cifs"))
    found = [
        location.network_file_system(Path(name), inside)
        for name in ("/mnt/ada/r.db", "/mnt/ada/scratch/r.db", "/srv/r.db", "/srv/team share/r.db")
    ]
    assert found == ["nfs4", "", "", "cifs"]
    over = table(("/data", "nfs"), ("/data", "ext4"))
    assert location.network_file_system(Path("/data/r.db"), over) == ""


@pytest.mark.parametrize("text", ["", "\n", "nonsense\n", "1 2 3 / - nfs\n", "36 35 8:1 / / rw - \n"])
def test_f05_a_table_nobody_understands_refuses_nothing(text: str) -> None:
    """A short or broken line of the mount table is passed over."""
    assert location.network_file_system(Path("/registry.db"), text) == ""


@pytest.fixture
def on_nfs(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of ``path`` looks as if it lay on NFS."""
    mounts = tmp_path / "mountinfo"
    mounts.write_text(table((str(path.parent.resolve()), "nfs4")))
    monkeypatch.setattr(location, "MOUNTS", mounts)
    return path


def test_f05_a_registry_on_a_network_is_read_only(
    path: Path, registry: Registry, request: pytest.FixtureRequest
) -> None:
    """Writing is refused with the type of the file system and both ways out; reading goes on."""
    registry.publish("wine", t.Manifest(summary="a wine"))
    registry.close()
    request.getfixturevalue("on_nfs")
    before = content(path)
    with pytest.raises(NotWritable, match=r"network file system \(nfs4\)") as raised:
        registry.publish("other", t.Manifest())
    assert "http://" in raised.value.fix
    assert location.ALLOW in raised.value.fix
    assert registry.get_version("wine").number == 1
    assert "nfs4" in registry.get_status().reason
    assert content(path) == before


def test_f05_no_registry_is_made_on_a_network(on_nfs: Path) -> None:
    """Where there is no file yet none is made."""
    with Registry(LocalBackend(on_nfs)) as registry, pytest.raises(NotWritable, match="nfs4"):
        registry.publish("wine", t.Manifest())
    assert not on_nfs.exists()


def test_f05_the_owner_may_allow_it(on_nfs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable that the refusal names lets the only user write."""
    monkeypatch.setenv(location.ALLOW, "1")
    with Registry(LocalBackend(on_nfs)) as registry:
        assert registry.publish("wine", t.Manifest()).created


def test_a_read_only_disk_is_read(disk: Disk) -> None:
    """On a disk that is read-only a registry answers every question, refuses writes and leaves no file."""
    folder = disk("size=4m")
    with Registry(LocalBackend(folder / "registry.db")) as registry:
        publish(registry, folder)
        registry.close()
        remount(folder, "ro")
        before = sorted(folder.rglob("*"))
        assert registry.get_card("wine").model.version_count == 1
        assert [hit.model for hit in registry.search("wine").hits] == ["wine"]
        assert registry.verify().damages == ()
        assert not registry.get_status().writable
        with pytest.raises(NotWritable) as raised:
            registry.publish("wine", t.Manifest(summary="next"))
        assert raised.value.fix
        assert sorted(folder.rglob("*")) == before


def test_a_read_only_place_without_a_registry_says_so(disk: Disk) -> None:
    """Where no registry is and none can be made, the first question is one sentence."""
    folder = disk("size=1m")
    (folder / "empty.db").touch()
    remount(folder, "ro")
    for name in ("none.db", "empty.db", "below/none.db"):
        with Registry(LocalBackend(folder / name)) as registry, pytest.raises(NotWritable):
            registry.get_status()


def _no_database(path: Path) -> None:
    path.write_bytes(b"this is not a database at all" * 400)


def _other_program(path: Path) -> None:
    rows(path, "CREATE TABLE theirs (x)")


def _other_owner(path: Path) -> None:
    rows(path, "PRAGMA application_id = 7")


def _cut(path: Path) -> None:
    _valid(path)
    path.write_bytes(path.read_bytes()[:5000])


def _scribbled(path: Path) -> None:
    _valid(path)
    whole = bytearray(path.read_bytes())
    whole[4096:40960] = b"\xa5" * (40960 - 4096)
    path.write_bytes(bytes(whole))


def _valid(path: Path) -> None:
    with Registry(LocalBackend(path)) as registry:
        registry.publish("wine", t.Manifest())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


BAD_FILES: dict[str, tuple[Callable[[Path], None], type[RegistryError]]] = {
    "no database": (_no_database, Corrupt),
    "another program's": (_other_program, NotWritable),
    "another program's, empty": (_other_owner, NotWritable),
    "cut": (_cut, Corrupt),
    "scribbled over": (_scribbled, Corrupt),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_file_that_is_no_sound_registry_is_left_alone(kind: str, path: Path) -> None:
    """It is neither read nor repaired: one sentence with its name and the way on, and not a byte changes."""
    make, error = BAD_FILES[kind]
    make(path)
    before = path.read_bytes()
    with Registry(LocalBackend(path)) as registry:
        for ask in (lambda: registry.publish("wine", t.Manifest(summary="next")), registry.get_status):
            with pytest.raises(error) as raised:
                ask()
            assert "\n" not in str(raised.value)
            assert path.name in raised.value.message
            assert raised.value.fix
    if error is NotWritable or kind == "no database":
        assert path.read_bytes() == before


def test_f12_a_full_disk_is_told_and_nothing_is_half_there(disk: Disk) -> None:
    """Publishing until a 1 MiB disk is full ends with DiskFull; all that was acknowledged is whole; room helps."""
    folder = disk("size=1m")
    with Registry(LocalBackend(folder / "registry.db")) as registry:
        ballast, acknowledged = folder / "ballast", 0
        registry.publish("wine", t.Manifest(params={"number": -1}))
        ballast.write_bytes(bytes(256 * 1024))
        with pytest.raises(DiskFull) as raised:
            for number in range(10_000):
                registry.publish("wine", t.Manifest(params={"number": number}))
                acknowledged += 1
        assert "nothing was changed" in raised.value.message
        assert raised.value.fix
        assert acknowledged > 0
        assert registry.get_model("wine").version_count == acknowledged + 1
        ballast.unlink()
        assert registry.publish("wine", t.Manifest(summary="there is room again")).created
        assert registry.verify().damages == ()


def test_f12_wherever_the_disk_ends_a_publish_is_whole_or_not_there(disk: Disk, tmp_path: Path) -> None:
    """With less and less room a publish is acknowledged and whole, or refused and absent; no part of it stays."""
    steps = range(16 * 1024, 640 * 1024, 32 * 1024)
    created = [_published_with(free, disk("size=2m"), tmp_path) for free in steps]
    assert (created[0], created[-1]) == (0, 1)
    assert created == sorted(created)


def _published_with(free: int, folder: Path, tmp_path: Path) -> int:
    """How many versions a publish of 200 KiB adds where ``free`` bytes are left."""
    with Registry(LocalBackend(folder / "registry.db")) as registry:
        registry.publish("before", t.Manifest())
        ballast = fill(folder, free)
        try:
            created = publish(registry, tmp_path, content=os.urandom(200 * 1024)).number
        except DiskFull:
            created = 0
        ballast.unlink()
        assert registry.get_status().versions == 1 + created
        assert registry.verify().damages == ()
        assert list((folder / "registry.blobs").glob(".part-*")) == []
    return created


LIMITED = """
import resource, sys
from pathlib import Path
from jupyter_registry import open_registry, types as t
from jupyter_registry.errors import DiskFull
from jupyter_registry.registry import ArtifactFile
registry = open_registry("sqlite://" + sys.argv[1])
registry.publish("before", t.Manifest())
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
try:
    registry.publish("wine", t.Manifest(), [ArtifactFile("m", Path(sys.argv[2]), "skops")])
except DiskFull as error:
    print("full:", error.fix)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(registry.get_status().versions, registry.verify().ok)
registry.close()
"""


@pytest.mark.parametrize("limit", [100_000, 300_000])
def test_f12_a_file_that_may_not_grow_is_a_full_disk(limit: int, path: Path, tmp_path: Path) -> None:
    """Where the system stops a file at a size (ulimit -f), in the blob or in the log, the sentence is the same."""
    (tmp_path / "artifact").write_bytes(os.urandom(280_000))
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path), str(tmp_path / "artifact"), str(limit)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    first, last = done.stdout.splitlines()
    assert first.startswith("full: Free some space")
    assert last == "1 True"
    assert list(path.with_suffix(".blobs").glob(".part-*")) == []
