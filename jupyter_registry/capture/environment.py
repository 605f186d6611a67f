"""Python, packages and hardware, without a subprocess."""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..types import Environment, Package

SEEDS = ("random_state", "random_seed", "seed", "rng", "data_random_seed")
"""Last words of the parameters that seed chance."""
DRIVER = Path("/proc/driver/nvidia/gpus")


def environment(
    requires: tuple[str, ...] = (), params: Mapping[str, Any] | None = None, unseeded: tuple[str, ...] = ()
) -> Environment:
    """The environment of this process; ``requires`` names the packages needed to load the model.

    ``params`` are those of the model, of which the seeds are kept; ``unseeded`` names what has none.
    """
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
        gpus=gpu_names(),
        seeds=seeds(params or {}),
        unseeded=unseeded,
    )


def lock_lines(environment: Environment) -> tuple[str, ...]:
    """Lines that pip and uv install: the needed packages as they were, without a build of one machine ("+cpu")."""
    versions = {package.name: package.version.partition("+")[0] for package in environment.packages}
    return tuple(f"{name}=={versions[name]}" for name in environment.requires if name in versions)


def seeds(params: Mapping[str, Any]) -> dict[str, int]:
    """The parameters that seed chance and are whole numbers."""
    return {
        name: value
        for name, value in params.items()
        if name.rpartition("__")[2] in SEEDS and isinstance(value, int) and not isinstance(value, bool)
    }


def gpu_names(driver: Path = DRIVER) -> tuple[str, ...]:
    """Graphics cards that the driver lists, else those that PyTorch is using already; () without any."""
    try:
        told = [(card / "information").read_text("utf-8", "replace") for card in sorted(driver.iterdir())]
    except OSError:
        told = []
    lines = (line for text in told for line in text.splitlines())
    found = tuple(line.partition(":")[2].strip() for line in lines if line.startswith("Model"))
    return found or _gpus_of_torch()


def _gpus_of_torch() -> tuple[str, ...]:
    cuda = getattr(sys.modules.get("torch"), "cuda", None)
    if cuda is None or not cuda.is_initialized():
        return ()
    return tuple(str(cuda.get_device_name(place)) for place in range(cuda.device_count()))


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
