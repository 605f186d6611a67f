"""Commands that look: search, cards, versions, the state of the registry."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from ... import finding
from ...errors import Invalid
from ...formats.lock import lock_text
from ...formats.notebook import slice_notebook
from ...listing import lineage_lines
from ...session import current
from ...snippets import snippets
from ...types import VersionList
from .. import gaps
from .command import NAME, REF, REFS, Argument, Said, command


@command(Argument("--sort", default=""), Argument("--limit", type=int, default=10), query=True)
def search(args: argparse.Namespace, shell: Any) -> Any:
    """Models that match a query: %registry search task:detection map>40"""
    return finding.search(" ".join(args.words), sort=args.sort, limit=args.limit)


@command(REF)
def show(args: argparse.Namespace, shell: Any) -> Any:
    """The card of a version: %registry show churn@champion"""
    return finding.card(args.ref)


@command(REFS)
def compare(args: argparse.Namespace, shell: Any) -> Any:
    """Versions side by side, the first is the baseline: %registry compare churn:3 churn@champion"""
    return finding.compare(*args.refs)


@command(REF, Argument("--steps", type=int, default=3, help="links to follow in both directions"))
def lineage(args: argparse.Namespace, shell: Any) -> Said:
    """What a version was made from and what uses it: %registry lineage churn:3 --steps 2"""
    found = current().get_lineage(args.ref, steps=args.steps)
    return Said("\n".join(lineage_lines(found)), found)


@command(query=True)
def browse(args: argparse.Namespace, shell: Any) -> Any:
    """A live list to search in: %registry browse churn"""
    return finding.browse(" ".join(args.words))


@command(NAME)
def versions(args: argparse.Namespace, shell: Any) -> Any:
    """The versions of a model, newest first: %registry versions churn"""
    found = current().list_versions(args.name)
    return Said(_versions_text(found), found)


@command(REF)
def load(args: argparse.Namespace, shell: Any) -> Any:
    """Put code that loads a version into the next cell: %registry load churn@champion"""
    version = current().get_version(args.ref)
    shell.set_next_input(snippets(version, args.ref)[0].code, replace=False)
    return Said(f"The next cell loads {version.model} v{version.number}.", version)


@command(REF)
def fix(args: argparse.Namespace, shell: Any) -> Any:
    """What a card leaves open, with the line that answers it: %registry fix churn:3"""
    card = current().get_card(args.ref)
    return Said(gaps.gaps_text(card), card.completeness)


@command(REF, Argument("--to", default="", help="file of the notebook"), writes=True)
def slice(args: argparse.Namespace, shell: Any) -> Any:
    """The cells that made a version, as a notebook: %registry slice churn:3 --to churn-3.ipynb"""
    version = current().get_version(args.ref)
    made = slice_notebook(version)
    file = Path(args.to or f"{version.model.replace('/', '-')}-{version.number}.ipynb")
    count = len(made["cells"]) - 1
    if args.dry_run:
        return Said(f"{count:,} cells would be written to {file}; nothing was done.")
    _write_new(file, json.dumps(made, ensure_ascii=False, indent=1))
    return Said(f"{count:,} cells that made {version.model} v{version.number} are in {file}.")


@command(REF, Argument("--to", default="", help="file to write it to"), writes=True)
def lock(args: argparse.Namespace, shell: Any) -> Any:
    """The packages of a version, as a file that pip and uv install: %registry lock churn:3 --to requirements.txt"""
    version = current().get_version(args.ref)
    text = lock_text(version)
    if not args.to:
        return Said(text.rstrip("\n"), version.manifest.environment)
    if args.dry_run:
        return Said(f"The packages would be written to {args.to}; nothing was done.")
    _write_new(Path(args.to), text)
    return Said(f"The packages of {version.model} v{version.number} are in {args.to}.", version.manifest.environment)


def _write_new(file: Path, text: str) -> None:
    try:
        with file.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:
        raise Invalid(f"{file.name} is there already.", field="--to", fix="Give another name with --to.") from None
    except OSError as error:
        raise Invalid(
            f"{file.name} cannot be written: {error.strerror}.", field="--to", fix="Give another place."
        ) from None


@command(REF)
def history(args: argparse.Namespace, shell: Any) -> Any:
    """Who did what with a model, newest first: %registry history churn"""
    entries = current().get_card(args.ref).history
    lines = (f"{entry.at:%Y-%m-%d %H:%M}  {entry.actor}  {entry.text}" for entry in entries)
    return Said("\n".join(lines) or "nothing was recorded", entries)


@command()
def status(args: argparse.Namespace, shell: Any) -> Any:
    """What the registry is and how much it holds."""
    found = current().get_status()
    writable = "writable" if found.writable else f"read-only: {found.reason}"
    text = f"{found.name}: {found.models:,} models, {found.versions:,} versions, {writable}"
    return Said(f"{text}\nyou are {found.actor.name} ({found.actor.role})", found)


@command()
def verify(args: argparse.Namespace, shell: Any) -> Any:
    """Re-read everything and report what does not hold."""
    found = current().verify()
    damages = [f"{damage.subject}: {damage.message} {damage.fix}" for damage in found.damages]
    counts = f"{found.versions:,} versions, {found.blobs:,} blobs, {found.audit_entries:,} audit entries"
    return Said("\n".join([f"{'everything holds' if found.ok else 'damaged'}: {counts}", *damages]), found)


def _versions_text(found: VersionList) -> str:
    lines = []
    for version in found.versions:
        names = " ".join(f"@{name}" for name in version.aliases)
        metric = f"{version.metrics[0].name} {version.metrics[0].value:.4g}" if version.metrics else ""
        day = version.published_at.strftime("%Y-%m-%d")
        cells = (f"v{version.number}", version.stage, day, names, metric)
        lines.append("  ".join(filter(None, cells)))
    more = found.total - len(found.versions)
    return "\n".join([*lines, f"{more} more"] if more > 0 else lines)
