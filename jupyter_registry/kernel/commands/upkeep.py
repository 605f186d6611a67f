"""Commands for those who look after cards: how well they are filled, and the good practices that models follow."""

from __future__ import annotations

import argparse
from typing import Any, get_args

from ...errors import Invalid, NotFound
from ...limits import PAGE
from ...listing import audit_lines, counted, practice_lines
from ...session import current
from ...types import Practice, RecordedPractice
from ...types.card_schema import FOLLOWS, PracticeKind
from .command import Argument, Said, command


@command()
def audit(args: argparse.Namespace, shell: Any) -> Said:
    """How well the cards are filled, and which tags say nearly the same: %registry audit"""
    found = current().audit_cards()
    return Said("\n".join(audit_lines(found)), found)


@command(
    Argument("name", nargs="?", default="", help="name of the practice"),
    Argument("--follow", default="", help="the version that follows it"),
    Argument("--unfollow", default="", help="the version that follows it no more"),
    Argument("--title", default="", help="keep it under this title, or a new edition of it"),
    Argument("--kind", default="other", choices=get_args(PracticeKind), help="what it is about"),
    Argument("--text", default="", help="the practice, in Markdown"),
    writes=True,
)
def practice(args: argparse.Namespace, shell: Any) -> Said:
    """Good practices: list them, show one, follow one: %registry practice stratified-5-fold --follow churn:3"""
    if not args.name:
        found = current().list_practices()
        return Said("\n".join(practice_lines(found)), found)
    if args.title:
        return _keep(args)
    known = _known(args.name)
    if args.unfollow:
        return _unfollow(args)
    if not args.follow:
        shown = known.practice
        lines = (shown.title, f"followed by {counted(known.models, 'model')}", shown.text)
        return Said("\n".join(filter(None, lines)), known)
    if args.dry_run:
        return Said(f"{args.follow} would follow {args.name}; nothing was done.", known)
    return Said(f"{args.follow} follows {args.name} now.", current().add_link(args.follow, FOLLOWS, args.name))


def _unfollow(args: argparse.Namespace) -> Said:
    if args.follow:
        raise Invalid("A version follows a practice or does not.", field="--unfollow", fix="Leave one of them out.")
    if args.dry_run:
        return Said(f"{args.unfollow} would follow {args.name} no more; nothing was done.")
    done = current().remove_link(args.unfollow, FOLLOWS, args.name)
    return Said(f"{args.unfollow} does not follow {args.name} any more.", done)


def _keep(args: argparse.Namespace) -> Said:
    if args.follow or args.unfollow:
        raise Invalid("Keep the practice first, then follow it.", field="--follow", fix="Leave --follow out.")
    if args.dry_run:
        return Said(f"The practice {args.name} would be kept; nothing was done.")
    kept = Practice(name=args.name, title=args.title, practice_kind=args.kind, text=args.text)
    return Said(f"The practice {args.name} is kept.", current().add_practice(kept))


def _known(name: str) -> RecordedPractice:
    found = current().list_practices(limit=PAGE).practices
    for one in found:
        if one.practice.name == name:
            return one
    raise NotFound(f'There is no practice "{name[:40]}".', field="name", fix="See %registry practice.")
