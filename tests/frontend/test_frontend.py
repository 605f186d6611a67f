"""Components, style and types of the front end, judged by their own tools."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from ..project import ROOT, needed, run


@pytest.fixture(scope="module")
def jlpm() -> list[str]:
    """The command of JupyterLab's package manager, with the packages of the front end installed."""
    needed("Node", shutil.which("node"))
    command = needed("jlpm", shutil.which("jlpm", path=os.pathsep.join([str(Path(sys.executable).parent), os.defpath])))
    if not (ROOT / "node_modules" / "vitest").is_dir():
        needed("node_modules", os.environ.get("CI"))
        run([command, "install", "--immutable"], 6)
    return [command, "run"]


def environment() -> dict[str, str]:
    """The environment with the interpreter's own commands first."""
    return {**os.environ, "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}


def test_components_and_states_do_what_their_tests_say(jlpm: list[str]) -> None:
    """Every vitest test passes."""
    assert " passed" in run([*jlpm, "test"], 5, env=environment())


def test_the_front_end_has_one_style(jlpm: list[str]) -> None:
    """eslint, prettier and stylelint find nothing."""
    run([*jlpm, "lint:check"], 5, env=environment())


def test_the_front_end_type_checks(jlpm: list[str]) -> None:
    """The TypeScript compiler finds nothing."""
    run([*jlpm, "tsc", "--noEmit", "--incremental", "false"], 5, env=environment())
