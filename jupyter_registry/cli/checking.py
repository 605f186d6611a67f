"""``jupyter-registry reproduce`` and ``jupyter-registry drift``: automatic verdicts about a version."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from ..drifting import drift
from ..formats.tables import ENDINGS, read_table
from ..registry import Registry
from ..reproduction import SECONDS, TOLERANCE
from .text import CONTROL


def add_checks(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add both commands."""
    text = (
        "Run the cells that made a version again, in an environment like its own, and compare the metrics. "
        "Exit code 1 unless they are the same."
    )
    command = commands.add_parser("reproduce", help="run a version's cells again and compare", description=text)
    command.add_argument("ref", help="name, name:3 or name@alias")
    command.add_argument("--here", action="store_true", help="in this Python, with the packages that are there")
    command.add_argument("--yes", action="store_true", help="I have read the cells: run them")
    command.add_argument("--folder", type=Path, help="where the files are that the cells read (default: here)")
    command.add_argument("--seconds", type=float, default=SECONDS, help="longest time of the run (default: 600)")
    command.add_argument(
        "--tolerance",
        type=float,
        default=TOLERANCE,
        help="share of its value by which a metric may differ (default: 0.01)",
    )
    command.set_defaults(run=run_reproduce)
    text = "Measure how far new rows have moved from the training data. Exit code 1 when they have drifted."
    command = commands.add_parser("drift", help="compare new rows with the training data", description=text)
    command.add_argument("ref", help="name, name:3 or name@alias")
    command.add_argument("file", type=Path, metavar="FILE", help=f"new rows: a file that ends in {', '.join(ENDINGS)}")
    command.set_defaults(run=run_drift)


def run_reproduce(arguments: argparse.Namespace, registry: Registry) -> int:
    """Reproduce a version; 0 when the metrics are the same."""
    from ..reproducing import reproduce  # loads asyncio, which no other command needs

    found = reproduce(
        arguments.ref,
        here=arguments.here,
        yes=arguments.yes,
        folder=arguments.folder,
        seconds=arguments.seconds,
        tolerance=arguments.tolerance,
        say=lambda text: print(text, file=sys.stderr, flush=True),
        registry=registry,
    )
    _print(arguments, found)
    return 0 if found.verdict == "same" else 1


def run_drift(arguments: argparse.Namespace, registry: Registry) -> int:
    """Measure drift; 0 unless a column has drifted."""
    report = drift(arguments.ref, read_table(arguments.file), registry=registry)
    _print(arguments, report)
    return 1 if report.verdict == "failed" else 0


def _print(arguments: argparse.Namespace, reply: msgspec.Struct) -> None:
    print(msgspec.json.encode(reply).decode() if arguments.json else CONTROL.sub("", str(reply)))
