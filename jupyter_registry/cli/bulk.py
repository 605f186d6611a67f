"""``jupyter-registry import`` and ``ingest``: cards, runs and deployments made elsewhere; safe to repeat."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from ..formats.importing import Report, count, files, import_file
from ..formats.ingesting import ingest
from ..formats.items import Unread
from ..registry import Registry
from .text import CONTROL

SHOWN = 20  # bad places printed in full; --json has all
WIDTH = 30  # characters of the bar


def add_import(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    text = (
        "Take over model cards made elsewhere: JSON lines (.jsonl, .jsonl.gz), README.md with YAML front matter, or "
        "folders of them. Safe to repeat; a card that cannot be read is named and left out."
    )
    command = commands.add_parser("import", help="take over model cards made elsewhere", description=text)
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help="file or folder")
    command.set_defaults(run=run_import)


def run_import(arguments: argparse.Namespace, registry: Registry) -> int:
    """Import the files; 1 when nothing at all could be read."""
    found = [file for path in arguments.files for file in files(path)]
    whole = Report()
    for file in found:
        bar = Bar(file.name, count(file))
        report = import_file(registry, file, bar.show)
        bar.close()
        whole.created += report.created
        whole.unchanged += report.unchanged
        whole.skipped += [msgspec.structs.replace(one, place=f"{file.name} {one.place}") for one in report.skipped]
    _say_skipped(whole.skipped)
    if arguments.json:
        print(msgspec.json.encode(whole).decode())
    else:
        print(f"{whole.created} created, {whole.unchanged} unchanged, {len(whole.skipped)} skipped")
    return 0 if whole.created + whole.unchanged else 1


def add_ingest(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    text = (
        "Add what other tools logged: runs of MLflow's file store (mlruns), metrics as JSON, JSON lines or CSV, and "
        "deployment logs as JSON lines. Runs of a version become evaluations of it, others versions that are only a "
        "card. Safe to repeat; what cannot be read is named and left out."
    )
    command = commands.add_parser("ingest", help="add runs and deployments that other tools logged", description=text)
    command.add_argument("path", type=Path, metavar="FOLDER", help="folder, or one file")
    command.add_argument("--ref", default="", help="the version of runs that name none, such as churn:3")
    command.set_defaults(run=run_ingest)


def run_ingest(arguments: argparse.Namespace, registry: Registry) -> int:
    """Ingest the folder; 1 when nothing at all could be added or was there already."""
    done = ingest(registry, arguments.path, ref=arguments.ref)
    _say_skipped(done.skipped)
    if arguments.json:
        print(msgspec.json.encode(done).decode())
    else:
        print(
            f"{done.evaluations} evaluations, {done.deployments} deployments, {done.versions} versions added, "
            f"{done.unchanged} unchanged, {len(done.skipped)} skipped"
        )
    return 0 if done.evaluations + done.deployments + done.versions + done.unchanged else 1


def _say_skipped(skipped: list[Unread]) -> None:
    for one in skipped[:SHOWN]:
        print(CONTROL.sub("", f"skipped {one.place}: {one.reason}"), file=sys.stderr)
    if len(skipped) > SHOWN:
        print(f"skipped {len(skipped) - SHOWN} more; --json lists all", file=sys.stderr)


class Bar:
    """A line on a terminal that fills while a file of ``whole`` cards is read; nothing where nobody watches."""

    def __init__(self, name: str, whole: int) -> None:
        self.name = name
        self.whole = whole
        self.watched = sys.stderr.isatty()

    def show(self, report: Report) -> None:
        """Draw the line anew."""
        if self.watched:
            full = WIDTH * report.seen // max(self.whole, report.seen, 1)
            drawn = f"{'█' * full}{'░' * (WIDTH - full)}"
            line = f"{self.name} {drawn} {report.seen:,} of {self.whole:,}, {report.created:,} new"
            print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)

    def close(self) -> None:
        """End the line."""
        if self.watched:
            print(file=sys.stderr)
