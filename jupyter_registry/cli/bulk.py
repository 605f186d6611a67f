"""``jupyter-registry import``: files of cards, with progress on standard error."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

import msgspec

from ..formats.importing import Report, files, import_file
from ..registry import Registry

SHOWN = 20  # bad places printed in full; --json has all


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
    total = Report()
    for file in found:
        report = import_file(registry, file, partial(_progress, file.name))
        total.created += report.created
        total.unchanged += report.unchanged
        total.skipped += [msgspec.structs.replace(one, place=f"{file.name} {one.place}") for one in report.skipped]
    if sys.stderr.isatty():
        print(file=sys.stderr)
    for one in total.skipped[:SHOWN]:
        print(f"skipped {one.place}: {one.reason}", file=sys.stderr)
    if len(total.skipped) > SHOWN:
        print(f"skipped {len(total.skipped) - SHOWN} more", file=sys.stderr)
    if arguments.json:
        print(msgspec.json.encode(total).decode())
    else:
        print(f"{total.created} created, {total.unchanged} unchanged, {len(total.skipped)} skipped")
    return 0 if total.created + total.unchanged else 1


def _progress(name: str, report: Report) -> None:
    line = f"{name}: {report.seen} cards, {report.created} new"
    end = "" if sys.stderr.isatty() else "\n"
    print(f"\r\x1b[K{line}" if not end else line, end=end, file=sys.stderr, flush=True)
