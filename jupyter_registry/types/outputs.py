"""What a notebook output holds."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from .catalogue import Completeness, Finding
from .results import Figure, Hit
from .structs import Noun


class CapturedLine(Noun, frozen=True, kw_only=True):
    """One line of "captured for you"."""

    label: str
    text: str
    ok: bool = True
    warning: str = ""


class Snapshot(Noun, frozen=True, kw_only=True):
    """The data of one notebook output (MIME ``application/vnd.jupyter-registry.v1+json``).

    ``view`` says which of the optional parts are there: "published" and "card" have ``hit``,
    "list" has ``hits``, "refusal" has ``message`` and ``ways_on``.
    """

    view: Literal["published", "card", "list", "preview", "refusal"]
    as_of: datetime
    registry: str
    hit: Hit | None = None
    figures: tuple[Figure, ...] = ()
    facts: tuple[str, ...] = ()  # "19 columns in", "Apache-2.0"
    captured: tuple[CapturedLine, ...] = ()
    completeness: Completeness | None = None
    findings: tuple[Finding, ...] = ()
    load_code: str = ""
    card_text: str = ""
    q: str = ""
    hits: tuple[Hit, ...] = ()
    total: int = 0
    message: str = ""
    ways_on: tuple[str, ...] = ()
