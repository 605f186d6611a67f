"""Where a registry's file lies, and whether SQLite can be trusted with it there."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from ..errors import NotWritable

NETWORK = re.compile(
    r"(nfs\d?|cifs|smb\w*|afs|9p|lustre|gpfs|beegfs|glusterfs|ceph|virtiofs|drvfs"
    r"|fuse\.(sshfs|s3fs|rclone|glusterfs|gcsfuse|ceph[\w-]*))"
)
MOUNTS = Path("/proc/self/mountinfo")
ALLOW = "JUPYTER_REGISTRY_ALLOW_NETWORK_FS"


def network_file_system(path: Path, mounts: str) -> str:
    """Type of the network file system that holds ``path``, or "".

    ``mounts`` is the text of ``/proc/self/mountinfo``: fields by spaces, the fifth is the mount point with octal
    escapes, the one after " - " is the type. The longest mount point that holds the path wins, and of two the later.
    """
    best, kind = -1, ""
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        fields = left.split()
        if len(fields) < 5 or not right:
            continue
        point = re.sub(r"\\(\d{3})", lambda found: chr(int(found.group(1), 8)), fields[4])
        if (path == Path(point) or Path(point) in path.parents) and len(point) >= best:
            best, kind = len(point), right.split()[0]
    return kind if NETWORK.fullmatch(kind) else ""


def check_file_system(path: Path) -> None:
    """Raise ``NotWritable`` when the file lies on a network file system, where SQLite's locks do not hold."""
    if os.environ.get(ALLOW) == "1":
        return
    try:
        mounts = MOUNTS.read_text(errors="replace")
    except OSError:
        return  # another operating system: it has no such list
    kind = network_file_system(path.resolve(), mounts)
    if kind:
        raise NotWritable(
            f"{path.name} lies on a network file system ({kind}), where two writers can damage it.",
            fix="Let one Jupyter server hold it and use that server's address (http://...) as the registry, "
            f"or set {ALLOW}=1 when this machine is its only user.",
        )


def make_file(path: Path) -> None:
    """Make the empty file, for its owner alone, unless it is there.

    It comes to its name by a link: the name itself is never opened outside SQLite, since closing a file drops the
    locks that this process holds on it (POSIX).
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.exists():
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    try:
        os.link(name, path)
    except FileExistsError:
        pass  # another process was faster; its file is the registry
    finally:
        os.unlink(name)


def blob_folder(path: Path) -> Path:
    """Where the blobs of the registry file at ``path`` are kept."""
    return path.with_suffix(".blobs")
