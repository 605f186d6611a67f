"""Small file systems in memory, which can be full or read-only for everybody, the superuser too."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

Disk = Callable[[str], Path]
"""Mounts a file system with these options and gives its folder."""


@contextmanager
def mounts(folder: Path) -> Iterator[Disk]:
    """Mounts that are undone at the end."""
    mounted: list[Path] = []

    def mount(options: str) -> Path:
        point = folder / f"disk{len(mounted)}"
        point.mkdir()
        if shutil.which("mount") is None or not _ran("mount", "-t", "tmpfs", "-o", options, "tmpfs", str(point)):
            pytest.skip("this account may not mount a file system")
        mounted.append(point)
        return point

    try:
        yield mount
    finally:
        for point in mounted:
            subprocess.run(["umount", "--lazy", str(point)], check=True)  # a kernel may have a file open on it


def remount(point: Path, options: str) -> None:
    """Change the options of a mounted file system."""
    subprocess.run(["mount", "-o", f"remount,{options}", str(point)], check=True)


def _ran(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def fill(folder: Path, free: int) -> Path:
    """Take all room of the file system of ``folder`` but ``free`` bytes; removing the file gives it back."""
    room = os.statvfs(folder)
    ballast = folder / "ballast"
    ballast.write_bytes(bytes(max(room.f_bavail * room.f_frsize - free, 0)))
    return ballast
