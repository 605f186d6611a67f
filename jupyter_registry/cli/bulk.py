"""``jupyter-registry import``: files of cards, with progress on standard error."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from ..formats.importing import Report, count, files, import_file
from ..registry import Registry

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
    for one in whole.skipped[:SHOWN]:
        print(f"skipped {one.place}: {one.reason}", file=sys.stderr)
    if len(whole.skipped) > SHOWN:
        print(f"skipped {len(whole.skipped) - SHOWN} more; --json lists all", file=sys.stderr)
    if arguments.json:
        print(msgspec.json.encode(whole).decode())
    else:
        print(f"{whole.created} created, {whole.unchanged} unchanged, {len(whole.skipped)} skipped")
    return 0 if whole.created + whole.unchanged else 1


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
