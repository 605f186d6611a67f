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
NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9.!_-]*")
ADDRESS = re.compile(r"git\+(?:https|ssh)://[A-Za-z0-9._~/@:%-]+@[0-9a-f]{7,64}")
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


def pin(package: Package) -> str:
    """The package as pip and uv take it, without a build of one machine ("+cpu"), which indexes do not have.

    "" when its name or version is none: a manifest is the work of somebody else, and this line may be run.
    """
    version = package.version.partition("+")[0]
    if not (NAME.fullmatch(package.name) and VERSION.fullmatch(version)):
        return ""
    if package.source.startswith("git+"):
        return f"{package.name} @ {package.source}" if ADDRESS.fullmatch(package.source) else ""
    return f"{package.name}=={version}"


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
