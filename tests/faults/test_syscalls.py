"""A publish that is killed, or told that the disk failed, at each of its system calls in turn (F04, F12, F14)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from jupyter_registry import open_registry
from jupyter_registry import types as t
from jupyter_registry.registry import ArtifactFile

from ..project import ROOT

SCRIPT = """
import sys
from pathlib import Path
from jupyter_registry import open_registry, types as t
from jupyter_registry.errors import RegistryError
from jupyter_registry.registry import ArtifactFile
registry = open_registry("sqlite://" + sys.argv[1])
try:
    file = ArtifactFile("model.skops", Path(sys.argv[2]), "skops")
    registry.publish("wine", t.Manifest(summary="second"), [file], request_id="once")
except RegistryError as error:
    print(type(error).__name__, flush=True)
else:
    print("done", flush=True)
"""
FAULTS = ("signal=KILL", "error=EIO", "error=ENOSPC")
CALLS = {"sync": ("fsync,fdatasync", 1), "rename": ("rename,renameat,renameat2", 1), "write": ("pwrite64", 8)}
"""The calls to fail, and how many to go on each time."""
ENOUGH = 200  # calls; no publish makes so many


@pytest.fixture
def prepared(tmp_path: Path) -> Path:
    """The file of a registry with one version, beside an artifact of 100 kB."""
    path = tmp_path / "prepared" / "registry.db"
    with open_registry(f"sqlite://{path}") as registry:
        registry.publish("wine", t.Manifest(summary="first"))
    (tmp_path / "artifact").write_bytes(os.urandom(100_000))
    return path


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("calls", CALLS)
def test_wherever_a_publish_fails_it_is_whole_or_not_there(calls: str, fault: str, prepared: Path) -> None:
    """What was acknowledged is there and whole, what was refused is not there, and the retry makes one version."""
    said = list(_said(calls, fault, prepared))
    assert said[-1] == "done"  # the last fault came after the publish
    assert len(said) > 1
    assert set(said[:-1]) <= {"", "done", "DiskFull", "RegistryError"}
    assert ("" in said) == (fault == "signal=KILL")


def _said(calls: str, fault: str, prepared: Path) -> Iterator[str]:
    names, step = CALLS[calls]
    for place in range(1, ENOUGH, step):
        folder = prepared.parents[1] / f"{place}"
        shutil.copytree(prepared.parent, folder)
        database, artifact = folder / "registry.db", prepared.parents[1] / "artifact"
        answer, hit = _published(f"{names}:{fault}:when={place}", database, artifact)
        _judge(database, answer, artifact)
        yield answer
        if not hit:
            return
    raise AssertionError("the faults do not come to an end")


def _published(inject: str, path: Path, artifact: Path) -> tuple[str, bool]:
    """What the script said with this fault, and whether the fault came."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not here")
    trace = path.parent / "trace"
    command = [
        strace, "-f", "-qq", "-o", str(trace), "-e", f"trace={inject.partition(':')[0]}", "-e", f"inject={inject}",
        sys.executable, "-c", SCRIPT, str(path), str(artifact),
    ]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    if "ptrace" in done.stderr:
        pytest.skip("this account may not trace a process")
    text = trace.read_text()
    return done.stdout.strip(), "(INJECTED)" in text or "killed by SIGKILL" in text


def _judge(path: Path, answer: str, artifact: Path) -> None:
    with open_registry(f"sqlite://{path}") as registry:
        versions = registry.get_model("wine").version_count
        if answer:
            assert versions == (2 if answer == "done" else 1)
        assert registry.verify().damages == ()
        file = ArtifactFile("model.skops", artifact, "skops")
        registry.publish("wine", t.Manifest(summary="second"), [file], request_id="once")
        assert registry.get_model("wine").version_count == 2
        assert registry.verify().damages == ()
