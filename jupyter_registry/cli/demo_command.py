"""``jupyter-registry demo``: example models and a notebook, and JupyterLab on them."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..config import sqlite_url
from ..registry import Registry


def add_demo(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    text = "Fill an example registry with models made here and now, copy an example notebook, start JupyterLab there."
    command = commands.add_parser("demo", help="try it with example models", description=text)
    command.add_argument("--dir", type=Path, default=Path("jupyter-registry-demo"), help="folder to use")
    command.add_argument("--no-start", action="store_true", help="only fill the folder")
    command.add_argument("--port", type=int, help="port of JupyterLab")
    command.set_defaults(run=run_demo)


def run_demo(arguments: argparse.Namespace, _: Registry) -> int:
    """Prepare the folder, then hand over to JupyterLab until it ends."""
    from .. import demo

    folder: Path = arguments.dir.absolute()
    count = demo.prepare(folder)
    print(f"{count} example models in {sqlite_url(folder / demo.REGISTRY)}")
    if arguments.no_start:
        return 0
    print("Open the cube in the left sidebar, and run the notebook to publish a model of your own.")
    return demo.start(folder, port=arguments.port)
