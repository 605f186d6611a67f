"""Python, packages and hardware, without a subprocess."""

from __future__ import annotations

import os
import platform
import re
import sys
from functools import lru_cache

from ..types import Environment, Package


def environment(requires: tuple[str, ...] = ()) -> Environment:
    """The environment of this process; ``requires`` names the packages needed to load the model."""
    return Environment(
        python=platform.python_version(),
        implementation=platform.python_implementation(),
        platform=sys.platform,
        machine=os.uname().machine if hasattr(os, "uname") else platform.machine(),
        cpu=cpu_name(),
        cpu_count=os.cpu_count(),
        memory_bytes=memory_bytes(),
        packages=packages(),
        requires=requires,
    )


def packages() -> tuple[Package, ...]:
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
    return tuple(Package(name=_normal(name), version=version) for name, _, version in parts if name)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@lru_cache(maxsize=1)
def cpu_name() -> str:
    """The processor's name where the system tells it, else ""."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as lines:
            named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
            return next(named, "")
    except OSError:
        return platform.machine()


def memory_bytes() -> int | None:
    """Physical memory, or None where the system does not tell."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None
