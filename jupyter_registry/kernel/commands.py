"""The verbs of ``%registry``, each a small function from words to something that shows itself."""

from __future__ import annotations

import argparse
import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from IPython.core.error import UsageError

from .. import finding
from .. import trust as trust_list
from ..errors import Invalid
from ..formats.notebook import slice_notebook
from ..loading import loadable
from ..refs import parse
from ..session import current
from ..types import VersionList
from . import gaps
from .arguments import LineParser
from .snippet import snippet


class Said:
    """A reply in words: ``reply`` is the noun, the text what is shown."""

    def __init__(self, text: str, reply: Any = None) -> None:
        self.text = text
        self.reply = reply

    def __repr__(self) -> str:
        return self.text


def search(args: argparse.Namespace, shell: Any) -> Any:
    """Models that match a query: %registry search task:detection map>40"""
    return finding.search(" ".join(args.words), sort=args.sort, limit=args.limit)


def show(args: argparse.Namespace, shell: Any) -> Any:
    """The card of a version: %registry show churn@champion"""
    return finding.card(args.ref)


def browse(args: argparse.Namespace, shell: Any) -> Any:
    """A live list to search in: %registry browse churn"""
    return finding.browse(" ".join(args.words))


def versions(args: argparse.Namespace, shell: Any) -> Any:
    """The versions of a model, newest first: %registry versions churn"""
    found = current().list_versions(args.name)
    return Said(_versions_text(found), found)


def load(args: argparse.Namespace, shell: Any) -> Any:
    """Put code that loads a version into the next cell: %registry load churn@champion"""
    version = current().get_version(args.ref)
    shell.set_next_input(snippet(version, args.ref), replace=False)
    return Said(f"The next cell loads {version.model} v{version.number}.", version)


def fix(args: argparse.Namespace, shell: Any) -> Any:
    """What a card leaves open, with the line that answers it: %registry fix churn:3"""
    card = current().get_card(args.ref)
    return Said(gaps.gaps_text(card), card.completeness)


def answer(args: argparse.Namespace, shell: Any) -> Any:
    """Answer a question of a card: %registry answer churn:3 license Apache-2.0"""
    text = " ".join(args.text)
    if args.dry_run:
        return Said(f"{args.field} of {args.ref} would be: {text}; nothing was done.")
    card = gaps.answer(current(), args.ref, args.field, text)
    name = f"{card.model.name}:{card.version.number}"
    return Said(f"{args.field} of {name} is answered, {card.completeness.percent}% complete.", card)


def slice(args: argparse.Namespace, shell: Any) -> Any:
    """The cells that made a version, as a notebook: %registry slice churn:3 --to churn-3.ipynb"""
    version = current().get_version(args.ref)
    made = slice_notebook(version)
    file = Path(args.to or f"{version.model.replace('/', '-')}-{version.number}.ipynb")
    count = len(made["cells"]) - 1
    if args.dry_run:
        return Said(f"{count:,} cells would be written to {file}; nothing was done.")
    try:
        with file.open("x", encoding="utf-8") as stream:
            json.dump(made, stream, ensure_ascii=False, indent=1)
    except FileExistsError:
        raise Invalid(f"{file.name} is there already.", field="--to", fix="Give another name with --to.") from None
    except OSError as error:
        raise Invalid(
            f"{file.name} cannot be written: {error.strerror}.", field="--to", fix="Give another place."
        ) from None
    return Said(f"{count:,} cells that made {version.model} v{version.number} are in {file}.")


def history(args: argparse.Namespace, shell: Any) -> Any:
    """Who did what with a model, newest first: %registry history churn"""
    entries = current().get_card(args.ref).history
    lines = (f"{entry.at:%Y-%m-%d %H:%M}  {entry.actor}  {entry.text}" for entry in entries)
    return Said("\n".join(lines) or "nothing was recorded", entries)


def alias(args: argparse.Namespace, shell: Any) -> Any:
    """Point an alias at a version, or remove it: %registry alias churn champion 3"""
    if (args.number is None) != args.remove:
        raise Invalid("Say which version, or --remove.", fix=f"%registry alias {args.name} {args.alias} 3")
    number = None if args.remove else parse(f"{args.name}:{args.number}").number
    done = f"points at v{number}" if number else "is removed"
    if args.dry_run:
        return Said(f"{args.name}@{args.alias} would change so that it {done}; nothing was done.")
    return Said(f"{args.name}@{args.alias} {done} now.", current().set_alias(args.name, args.alias, number))


def tag(args: argparse.Namespace, shell: Any) -> Any:
    """Add tags to a model, or take some away: %registry tag churn telecom --remove old"""
    registry = current()
    held = registry.get_model(args.name).tags
    tags = [name for name in dict.fromkeys((*held, *args.tags)) if name not in args.remove]
    if args.dry_run:
        return Said(f"{args.name} would have the tags {', '.join(tags) or 'none'}; nothing was done.")
    return Said(f"{args.name} has the tags {', '.join(tags) or 'none'}.", registry.set_tags(args.name, tags))


def retire(args: argparse.Namespace, shell: Any) -> Any:
    """Mark a version not for new use: %registry retire churn:2 --reason "data leak" """
    if args.dry_run:
        return Said(f"{args.ref} would be retired; nothing was done.", current().get_version(args.ref))
    version = current().retire(args.ref, args.reason)
    back = f"%registry restore {version.model}:{version.number}"
    return Said(f"{version.model} v{version.number} is retired.\nundo: {back}", version)


def restore(args: argparse.Namespace, shell: Any) -> Any:
    """Take a retirement back: %registry restore churn:2"""
    if args.dry_run:
        return Said(f"{args.ref} would be restored; nothing was done.", current().get_version(args.ref))
    version = current().restore(args.ref)
    return Said(f"{version.model} v{version.number} is restored ({version.stage}).", version)


def trust(args: argparse.Namespace, shell: Any) -> Any:
    """Allow exactly these bytes to be loaded by you on this machine: %registry trust churn:2"""
    version = current().get_version(args.ref)
    artifact = loadable(version)
    ref = f"{version.model}:{version.number}"
    if args.dry_run:
        return Said(f"{artifact.digest} of {ref} would be trusted; nothing was done.")
    return Said(f"{ref} is trusted by you on this machine: {artifact.digest}", trust_list.add(artifact.digest, ref))


def status(args: argparse.Namespace, shell: Any) -> Any:
    """What the registry is and how much it holds."""
    found = current().get_status()
    writable = "writable" if found.writable else f"read-only: {found.reason}"
    text = f"{found.name}: {found.models:,} models, {found.versions:,} versions, {writable}"
    return Said(f"{text}\nyou are {found.actor.name} ({found.actor.role})", found)


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


COMMANDS: dict[str, Callable[[argparse.Namespace, Any], Any]] = {
    command.__name__: command
    for command in (
        search, show, browse, versions, load, slice, fix, answer, history,
        alias, tag, retire, restore, trust, status, verify,
    )
}  # fmt: skip
WRITES = ("slice", "answer", "alias", "tag", "retire", "restore", "trust")
REFS = ("show", "load", "slice", "fix", "answer", "history", "retire", "restore", "trust")


def parser_of(name: str) -> LineParser:
    """The arguments of one command."""
    parser = LineParser(prog=f"%registry {name}", description=COMMANDS[name].__doc__, add_help=False)
    if name in REFS:
        parser.add_argument("ref", help="churn, churn:3 or churn@champion")
    if name in ("versions", "alias", "tag"):
        parser.add_argument("name", help="name of a model")
    if name == "answer":
        parser.add_argument("field", help="such as license, limits or contact")
        parser.add_argument("text", nargs="+")
    if name == "alias":
        parser.add_argument("alias")
        parser.add_argument("number", nargs="?")
        parser.add_argument("--remove", action="store_true")
    if name == "tag":
        parser.add_argument("tags", nargs="*")
        parser.add_argument("--remove", action="append", default=[])
    if name == "slice":
        parser.add_argument("--to", default="", help="file of the notebook")
    if name == "retire":
        parser.add_argument("--reason", default="")
    if name == "search":
        parser.add_argument("--sort", default="")
        parser.add_argument("--limit", type=int, default=10)
    if name in WRITES:
        parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--quiet", action="store_true")
    return parser


def run(shell: Any, line: str) -> Any:
    """Run one line of ``%registry``; raises ``UsageError`` or ``RegistryError``."""
    name, _, rest = line.strip().partition(" ")
    if name in ("", "help", "--help", "-h"):
        return Said("\n".join(f"{word:<9} {command.__doc__}" for word, command in COMMANDS.items()))
    if name not in COMMANDS:
        raise UsageError(f'There is no "%registry {name[:40]}". Try: {", ".join(COMMANDS)}.')
    takes_query = name in ("search", "browse")
    try:
        words = shlex.split(rest, posix=not takes_query)  # quotes are part of a query
    except ValueError:
        words = rest.split()
    parser = parser_of(name)
    if takes_query:
        options = [word for place, word in enumerate(words) if _is_option(words, place)]
        args = parser.parse_args(options)
        args.words = [word for place, word in enumerate(words) if not _is_option(words, place)]
    else:
        args = parser.parse_args(words)
    shown = COMMANDS[name](args, shell)
    if args.json:
        reply = getattr(shown, "reply", None) or getattr(shown, "page", None) or getattr(shown, "card", None)
        print(msgspec.json.encode(reply).decode())
    return None if args.json or args.quiet else shown


def _is_option(words: list[str], place: int) -> bool:
    """Whether a word of a query line belongs to an option: ``-old`` does not, it excludes a word."""
    before = words[place - 1] if place else ""
    return words[place].startswith("--") or before in ("--sort", "--limit")
