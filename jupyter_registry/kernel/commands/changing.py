"""Commands that change: answers, aliases, tags, retirement, trust."""

from __future__ import annotations

import argparse
from typing import Any

from ... import trust as trust_list
from ...errors import Invalid
from ...loading import loadable
from ...refs import parse
from ...session import current
from .. import gaps
from .command import NAME, REF, Argument, Said, command


@command(REF, Argument("field", help="such as license, limits or contact"), Argument("text", nargs="+"), writes=True)
def answer(args: argparse.Namespace, shell: Any) -> Any:
    """Answer a question of a card: %registry answer churn:3 license Apache-2.0"""
    text = " ".join(args.text)
    if args.dry_run:
        return Said(f"{args.field} of {args.ref} would be: {text}; nothing was done.")
    card = gaps.answer(current(), args.ref, args.field, text)
    name = f"{card.model.name}:{card.version.number}"
    return Said(f"{args.field} of {name} is answered, {card.completeness.percent}% complete.", card)


@command(
    NAME,
    Argument("alias"),
    Argument("number", nargs="?"),
    Argument("--remove", action="store_true"),
    writes=True,
)
def alias(args: argparse.Namespace, shell: Any) -> Any:
    """Point an alias at a version, or remove it: %registry alias churn champion 3"""
    if (args.number is None) != args.remove:
        raise Invalid("Say which version, or --remove.", fix=f"%registry alias {args.name} {args.alias} 3")
    number = None if args.remove else parse(f"{args.name}:{args.number}").number
    done = f"points at v{number}" if number else "is removed"
    if args.dry_run:
        return Said(f"{args.name}@{args.alias} would change so that it {done}; nothing was done.")
    return Said(f"{args.name}@{args.alias} {done} now.", current().set_alias(args.name, args.alias, number))


@command(NAME, Argument("tags", nargs="*"), Argument("--remove", action="append", default=[]), writes=True)
def tag(args: argparse.Namespace, shell: Any) -> Any:
    """Add tags to a model, or take some away: %registry tag churn telecom --remove old"""
    registry = current()
    held = registry.get_model(args.name).tags
    tags = [name for name in dict.fromkeys((*held, *args.tags)) if name not in args.remove]
    if args.dry_run:
        return Said(f"{args.name} would have the tags {', '.join(tags) or 'none'}; nothing was done.")
    return Said(f"{args.name} has the tags {', '.join(tags) or 'none'}.", registry.set_tags(args.name, tags))


@command(REF, Argument("--reason", default=""), writes=True)
def retire(args: argparse.Namespace, shell: Any) -> Any:
    """Mark a version not for new use: %registry retire churn:2 --reason "data leak" """
    if args.dry_run:
        return Said(f"{args.ref} would be retired; nothing was done.", current().get_version(args.ref))
    version = current().retire(args.ref, args.reason)
    back = f"%registry restore {version.model}:{version.number}"
    return Said(f"{version.model} v{version.number} is retired.\nundo: {back}", version)


@command(REF, writes=True)
def restore(args: argparse.Namespace, shell: Any) -> Any:
    """Take a retirement back: %registry restore churn:2"""
    if args.dry_run:
        return Said(f"{args.ref} would be restored; nothing was done.", current().get_version(args.ref))
    version = current().restore(args.ref)
    return Said(f"{version.model} v{version.number} is restored ({version.stage}).", version)


@command(REF, writes=True)
def trust(args: argparse.Namespace, shell: Any) -> Any:
    """Allow exactly these bytes to be loaded by you on this machine: %registry trust churn:2"""
    version = current().get_version(args.ref)
    artifact = loadable(version)
    ref = f"{version.model}:{version.number}"
    if args.dry_run:
        return Said(f"{artifact.digest} of {ref} would be trusted; nothing was done.")
    return Said(f"{ref} is trusted by you on this machine: {artifact.digest}", trust_list.add(artifact.digest, ref))
