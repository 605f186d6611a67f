"""Bytes in the blobs folder: named by their content, whole from the moment they have a name, swept when cut off."""

from __future__ import annotations

import hashlib
import io
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from jupyter_registry.errors import NotFound
from jupyter_registry.local import blobs as module
from jupyter_registry.local.blobs import CHUNK, Blobs

DAY = 86_400


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    """An empty folder of blobs."""
    return Blobs(tmp_path / "registry.blobs")


def files(blobs: Blobs) -> list[Path]:
    """Every file in the folder."""
    return sorted(path for path in blobs.folder.rglob("*") if path.is_file())


def test_the_name_is_the_content(blobs: Blobs) -> None:
    """The same bytes are one file whose name is their SHA-256; other bytes are another."""
    for content in (b"a", b"b", b"a"):
        found, size = blobs.put(io.BytesIO(content))
        assert (found, size) == (f"sha256:{hashlib.sha256(content).hexdigest()}", 1)
        assert blobs.path(found).read_bytes() == content
    assert len(files(blobs)) == 2


def test_bytes_have_no_name_before_they_are_whole_and_synced(blobs: Blobs, monkeypatch: pytest.MonkeyPatch) -> None:
    """While bytes arrive there is a part and no blob; the file is synced before the rename, the folder after it."""
    steps: list[str] = []
    sync, rename = os.fsync, os.replace

    def noted_sync(handle: int) -> None:
        steps.append("sync folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "sync file")
        sync(handle)

    def noted_rename(source: Path, target: Path) -> None:
        steps.append("rename")
        rename(source, target)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(os, "replace", noted_rename)

    class Watching(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            seen.append([path.name[:6] for path in files(blobs)])
            return super().read(size)

    seen: list[list[str]] = []
    blobs.put(io.BytesIO(b"makes the folders"))
    first = files(blobs)[0].name[:6]
    steps.clear()
    found, _ = blobs.put(Watching(os.urandom(2 * CHUNK)))
    assert seen == [[".part-", first]] * 3
    assert [step for step in steps if step != "sync folder"] == ["sync file", "rename"]
    assert steps[-1] == "sync folder"
    assert blobs.path(found).exists()


def test_an_upload_killed_in_the_middle_is_never_a_blob(blobs: Blobs) -> None:
    """A process killed while it writes leaves a part that no digest names, and the next upload succeeds."""
    code = (
        "import sys, io; from pathlib import Path; from jupyter_registry.local.blobs import Blobs\n"
        "class Slow(io.RawIOBase):\n"
        "    def read(self, size=-1):\n"
        "        print('reading', flush=True)\n"
        "        return b'x' * 1000 if self.first() else sys.stdin.buffer.read(1)\n"
        "    def first(self):\n"
        "        self.times = getattr(self, 'times', 0) + 1\n"
        "        return self.times == 1\n"
        "Blobs(Path(sys.argv[1])).put(Slow())"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(blobs.folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    assert [path.name[:6] for path in files(blobs)] == [".part-"]
    found, _ = blobs.put(io.BytesIO(b"x" * 1000))
    assert blobs.whole(found)


def test_only_old_parts_are_swept(blobs: Blobs) -> None:
    """A part of yesterday is removed, one of now and every blob stay."""
    found, _ = blobs.put(io.BytesIO(b"a blob"))
    old, new = blobs.folder / ".part-old", blobs.folder / ".part-new"
    for part in (old, new):
        part.write_bytes(b"cut off")
    for path in (old, blobs.path(found)):
        os.utime(path, (time.time() - 2 * DAY,) * 2)
    assert blobs.sweep() == 1
    assert (old.exists(), new.exists(), blobs.whole(found)) == (False, True, True)


def test_the_first_upload_of_a_process_sweeps(blobs: Blobs) -> None:
    """Nobody has to ask for it: parts left by a crash go with the next publish."""
    blobs.folder.mkdir()
    old = blobs.folder / ".part-old"
    old.write_bytes(b"cut off")
    os.utime(old, (time.time() - 2 * DAY,) * 2)
    blobs.put(io.BytesIO(b"a blob"))
    assert not old.exists()


def test_f25_the_same_upload_many_times_at_once(blobs: Blobs) -> None:
    """Sixteen threads that store the same bytes all succeed, and there is one file."""
    content, start, replies = os.urandom(CHUNK), threading.Barrier(16), []

    def put() -> None:
        start.wait()
        replies.append(blobs.put(io.BytesIO(content)))

    threads = [threading.Thread(target=put) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(replies) == 16
    assert len(set(replies)) == 1
    assert files(blobs) == [blobs.path(replies[0][0])]


def test_bytes_that_were_there_are_synced_again(blobs: Blobs, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who finds the bytes stored may acknowledge them, so the name is made durable even if another one placed it."""
    found, _ = blobs.put(io.BytesIO(b"a blob"))
    synced: list[Path] = []
    monkeypatch.setattr(module, "sync_folder", synced.append)
    blobs.put(io.BytesIO(b"a blob"))
    assert blobs.path(found).parent in synced


def test_changed_and_missing_bytes_are_seen(blobs: Blobs) -> None:
    """A blob with another content is not whole, and one that is gone is NotFound."""
    found, _ = blobs.put(io.BytesIO(b"a blob"))
    assert blobs.whole(found)
    blobs.path(found).write_bytes(b"b blob")
    assert not blobs.whole(found)
    blobs.path(found).unlink()
    assert blobs.size(found) is None
    with pytest.raises(NotFound):
        blobs.open(found)
