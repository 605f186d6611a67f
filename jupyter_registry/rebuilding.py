"""Building the environment of a version again: a virtual environment with its packages, by uv or by pip."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from .errors import Invalid
from .formats.lock import lock_text
from .types import Version

RUNNING = ("ipykernel", "jupyter_core", "msgspec", "pyyaml", "rfc8785", "sqlite-utils", "tomli; python_version<'3.11'")
"""What a kernel needs to run cells and to publish in them."""

SERIES = re.compile(r"\d+\.\d+")


def build(version: Version, folder: Path, seconds: float) -> Path:
    """Install the packages of ``version`` into a new environment in ``folder`` and give back its interpreter.

    uv is used where it is installed, with the Python of the version; without it the Python that runs this. Raises
    ``NotFound`` when the packages are not known, ``Invalid`` with what the installer said, also when one of its two
    steps took longer than ``seconds``.
    """
    wanted = folder / "requirements.txt"
    wanted.write_text("\n".join((lock_text(version), *RUNNING, "")), encoding="utf-8")
    place = folder / "environment"
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    uv = shutil.which("uv")
    if uv:
        environment = version.manifest.environment
        series = SERIES.match(environment.python if environment is not None else "")
        steps = [
            [uv, "venv", "--quiet", "--python", series[0] if series else sys.executable, str(place)],
            [uv, "pip", "install", "--quiet", "--python", str(python), "-r", str(wanted)],
        ]
    else:
        steps = [
            [sys.executable, "-m", "venv", str(place)],
            [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(wanted)],
        ]
    for step in steps:
        _do(step, seconds)
    return python


def _do(step: list[str], seconds: float) -> None:
    try:
        done = subprocess.run(
            step, capture_output=True, text=True, errors="replace", timeout=seconds, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        raise Invalid(
            f"Building the environment took longer than {seconds:.0f} s.", field="environment", fix="Give more time."
        ) from None
    except OSError as error:
        raise Invalid(
            f"The environment cannot be built: {error.strerror}.", field="environment", fix="Run it with --here."
        ) from None
    if done.returncode:
        said = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        told = next((line for line in said if "error" in line.lower()), said[-1] if said else "no reason given")
        raise Invalid(
            f"The environment cannot be built: {told.strip()[:300]}.", field="environment", fix="Run it with --here."
        )
