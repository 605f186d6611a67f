"""Commands about what is being published, or just was."""

from __future__ import annotations

import argparse
from typing import Any

from ...session import current
from .. import jobs
from .command import REF, Argument, Said, command


@command(REF, writes=True)
def undo(args: argparse.Namespace, shell: Any) -> Any:
    """Take a version of yours away while nobody has used it: %registry undo churn:3"""
    registry = current()
    version = registry.get_version(args.ref)
    name = f"{version.model}:{version.number}"
    if args.dry_run:
        return Said(f"{name} would be taken away; nothing was done.", version)
    reply = registry.undo_publish(name)
    moved = [f"@{alias} {f'points at v{number}' if number else 'is gone'}" for alias, number in reply.aliases.items()]
    return Said(f"{name} is taken away. {', '.join(moved)}".strip(), reply)


@command(
    Argument("act", nargs="?", default="", choices=("", *jobs.ACTS)),
    Argument("which", nargs="?", default="", help="name of the model; the newest without it"),
)
def job(args: argparse.Namespace, shell: Any) -> Any:
    """What is published in the background; pause, resume or cancel it: %registry job pause churn"""
    if args.act:
        return Said(repr(jobs.act(args.which, args.act)))
    return Said(
        "\n".join(f"{one.name}: {one.state}" for one in jobs.jobs()) or "Nothing is being published in this kernel."
    )
