"""Python, packages, hardware and what decides whether numbers repeat, without a subprocess."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..types import Environment
from .installed import installed, pin, with_needed

SEEDS = ("random_state", "random_seed", "seed", "rng", "data_random_seed")
"""Last words of the parameters that seed chance."""
FLAGS = (
    "PYTHONHASHSEED", "OMP_NUM_THREADS", "CUBLAS_WORKSPACE_CONFIG", "TF_DETERMINISTIC_OPS", "TF_ENABLE_ONEDNN_OPTS",
)  # fmt: skip
"""Variables that decide whether numbers repeat; none of them can hold a secret."""
DRIVER = Path("/proc/driver/nvidia/gpus")


def environment(
    requires: tuple[str, ...] = (),
    params: Mapping[str, Any] | None = None,
    unseeded: tuple[str, ...] = (),
    *,
    imports: tuple[str, ...] = (),
    code_seeds: Mapping[str, int] | None = None,
) -> Environment:
    """The environment of this process; ``requires`` names the packages needed to load the model.

    ``params`` are those of the model, of which the seeds are kept; ``unseeded`` names what has none. ``imports``
    are packages that the cells import which made it, and ``code_seeds`` the seeds that they set.
    """
    packages = installed()
    return Environment(
        python=platform.python_version(),
        implementation=platform.python_implementation(),
        platform=sys.platform,
        os=f"{platform.system()} {platform.release()}",
        machine=os.uname().machine if hasattr(os, "uname") else platform.machine(),
        cpu=cpu_name(),
        cpu_count=os.cpu_count(),
        memory_bytes=memory_bytes(),
        packages=packages,
        requires=requires,
        imports=imports,
        locked=with_needed((*requires, *imports), packages),
        gpus=gpu_names(),
        seeds={**(code_seeds or {}), **seeds(params or {})},
        unseeded=unseeded,
        flags=flags(),
    )


def lock_lines(environment: Environment) -> tuple[str, ...]:
    """The packages that loading the model needs, as lines that pip and uv install."""
    by_name = {package.name: package for package in environment.packages}
    return tuple(line for name in environment.requires if name in by_name and (line := pin(by_name[name])))


def seeds(params: Mapping[str, Any]) -> dict[str, int]:
    """The parameters that seed chance and are whole numbers."""
    return {
        name: value
        for name, value in params.items()
        if name.rpartition("__")[2] in SEEDS and isinstance(value, int) and not isinstance(value, bool)
    }


def flags() -> dict[str, str]:
    """Settings of this process that decide whether numbers repeat, of those that are set."""
    found = {name: os.environ[name][:100] for name in FLAGS if os.environ.get(name)}
    asked = getattr(sys.modules.get("torch"), "are_deterministic_algorithms_enabled", None)
    if asked is not None and asked():
        found["torch.use_deterministic_algorithms"] = "True"
    return found


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
