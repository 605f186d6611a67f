"""``jupyter-registry lock``: the packages of a version, as a file that pip and uv install."""

from __future__ import annotations

import argparse
import sys

import msgspec

from ..formats.lock import lock_text
from ..registry import Registry


def add_lock(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    text = (
        "Print the packages that a version and the cells that made it need, pinned: "
        "jupyter-registry lock churn:3 > requirements.txt"
    )
    command = commands.add_parser("lock", help="print the packages of a version for pip and uv", description=text)
    command.add_argument("ref", help="name, name:3 or name@alias")
    command.set_defaults(run=run_lock)


def run_lock(arguments: argparse.Namespace, registry: Registry) -> int:
    """Print the lock; with ``--json`` the environment."""
    version = registry.get_version(arguments.ref)
    text = lock_text(version)
    sys.stdout.write(msgspec.json.encode(version.manifest.environment).decode() + "\n" if arguments.json else text)
    return 0
