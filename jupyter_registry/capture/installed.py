"""Installed packages: which there are, where they are from, and what each needs in turn."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import msgspec

from ..types import Package
from .secrets import strip_credentials

NAMED = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[([^\]]*)\])?")
EXTRA = re.compile(r"""extra\s*==\s*["']([^"']+)["']""")


def installed() -> tuple[Package, ...]:
    """Installed distributions, from the names of ``*.dist-info`` folders; the first on the path wins."""
    found: dict[str, Package] = {}
    for folder in sys.path:
        try:
            changed = os.stat(folder).st_mtime_ns
        except OSError:
            continue
        for package in _packages_in(folder, changed):
            found.setdefault(package.name, package)
    return tuple(found[name] for name in sorted(found))


@lru_cache(maxsize=64)
def _packages_in(folder: str, changed: int) -> tuple[Package, ...]:
    try:
        names = os.listdir(folder)
    except OSError:  # a file such as python311.zip
        return ()
    parts = (name.removesuffix(".dist-info").rpartition("-") for name in names if name.endswith(".dist-info"))
    return tuple(
        Package(name=normal(name), version=version, source=_source(Path(folder, f"{name}-{version}.dist-info")))
        for name, _, version in parts
        if name
    )


def _source(folder: Path) -> str:
    """Where a distribution was installed from, when that was no index (PEP 610)."""
    try:
        told = msgspec.json.decode((folder / "direct_url.json").read_bytes(), type=dict[str, Any])
    except (OSError, msgspec.DecodeError):
        return ""
    url = str(told.get("url", ""))
    version_control = told.get("vcs_info")
    if isinstance(version_control, dict):
        address = strip_credentials(url)
        return f"{version_control.get('vcs', 'git')}+{address}@{version_control.get('commit_id', '')}"
    if not url.startswith("file:") or not os.path.exists(url2pathname(urlsplit(url).path)):
        return ""  # built on another machine, as packages of conda are
    directory = told.get("dir_info")
    return "editable" if isinstance(directory, dict) and directory.get("editable") else "local"


def normal(name: str) -> str:
    """A distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@lru_cache(maxsize=32)
def with_needed(names: tuple[str, ...], packages: tuple[Package, ...]) -> tuple[str, ...]:
    """The installed ones among the named packages, and all installed ones that they need in turn, sorted."""
    there = {package.name for package in packages}
    found: set[tuple[str, str]] = set()
    waiting = [(normal(name), "") for name in names]
    while waiting:
        wanted = waiting.pop()
        if wanted[0] in there and wanted not in found:
            found.add(wanted)
            waiting.extend(_needed_by(*wanted))
    return tuple(sorted({name for name, _ in found}))


def _needed_by(name: str, extra: str) -> Iterator[tuple[str, str]]:
    """What a package with one of its extras needs; for "" without any.

    Markers such as ``python_version`` are not judged: what they leave out is not installed, or is pinned as it is.
    """
    try:
        lines = requires(name) or []
    except PackageNotFoundError:
        return
    for line in lines:
        told, _, marker = line.partition(";")
        only = EXTRA.search(marker)
        named = NAMED.match(told)
        if named is not None and (only[1] if only else "") == extra:
            yield normal(named[1]), ""
            yield from ((normal(named[1]), more.strip()) for more in (named[2] or "").split(",") if more.strip())
