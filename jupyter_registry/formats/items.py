"""What reading a file of cards gives: items to import, and places that could not be read."""

from __future__ import annotations

import msgspec

from ..refs import slug
from ..requests import Publish


class Item(msgspec.Struct, frozen=True):
    """One card: where it stands (a line's number or a file's name), and the request that imports it."""

    place: str
    publish: Publish


class Unread(msgspec.Struct, frozen=True):
    """A place that could not be read, and why."""

    place: str
    reason: str


def model_name(source: str, name: str) -> str:
    """The name of an imported model: its source as the namespace, its own name made valid."""
    return f"{slug(source)}/{slug(name)}"
