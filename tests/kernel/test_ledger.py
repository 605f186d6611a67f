"""The ledger in a real kernel: it begins by itself, with the first cell."""

from __future__ import annotations

from pathlib import Path

from .conftest import start

LOOK = """
from jupyter_registry.capture.ledger import ledger_of
for entry in ledger_of(get_ipython()).entries:
    print(entry.order, entry.ok, entry.error, entry.source.splitlines()[0])
"""


def test_the_ledger_begins_with_the_kernel(tmp_path: Path) -> None:
    """Without loading anything the first cell, a failure and a shell line are there, in order."""
    for kernel in start(tmp_path):
        kernel.run("a = 1")
        kernel.run("a / 0")
        kernel.run("!true")
        noted = kernel.run(LOOK.strip()).stdout.splitlines()
        assert noted[:3] == ["1 True  a = 1", "2 False ZeroDivisionError a / 0", "3 True  !true"]


def test_the_first_cell_loads_no_other_library(tmp_path: Path) -> None:
    """A cell that does nothing loads none of the libraries that a publish needs."""
    for kernel in start(tmp_path):
        kernel.run("a = 1")
        loaded = kernel.run(
            "import sys; print([n for n in ('msgspec', 'numpy', 'pandas', 'sklearn') if n in sys.modules])"
        )
        assert loaded.stdout == "[]\n"


def test_the_extension_begins_the_ledger(tmp_path: Path) -> None:
    """Where the startup file is switched off, ``%load_ext`` begins it and takes over what ran before."""
    for kernel in start(tmp_path, JUPYTER_REGISTRY_NO_AUTOLOAD="1"):
        kernel.run("a = 1")
        kernel.run("%load_ext jupyter_registry")
        kernel.run("a / 0")
        noted = kernel.run(LOOK.strip()).stdout.splitlines()
        assert noted[:3] == ["1 True  a = 1", "2 True  %load_ext jupyter_registry", "3 False ZeroDivisionError a / 0"]


def test_an_interrupted_cell_is_noted(tmp_path: Path) -> None:
    """A cell stopped by the user counts as failed, and the next one runs and is noted."""
    for kernel in start(tmp_path):
        kernel.run("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\nimport time; time.sleep(30)")
        assert "1 False KeyboardInterrupt import os, signal" in kernel.run(LOOK.strip()).stdout.splitlines()
