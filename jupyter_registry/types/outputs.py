"""What a notebook output holds."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from .catalogue import Completeness, Finding
from .comparison import Comparison
from .results import Figure, Hit
from .structs import CardField, Noun, Origin


class CapturedLine(Noun, frozen=True, kw_only=True):
    """One line of "captured for you"."""

    label: str
    text: str
    ok: bool = True
    warning: str = ""


class Scrubbed(Noun, frozen=True, kw_only=True):
    """A secret that was cut out before anything was written."""

    place: str  # "Cell [3], line 2", "parameter api_key"
    what: str  # "cloud access key", "value of the variable SERVICE_PASSWORD"
    line: str  # the line as it is kept, without the secret


class Offer(Noun, frozen=True, kw_only=True):
    """An answer to one question of a card that a person only has to accept, and where it comes from."""

    field: str
    value: CardField
    origin: Origin
    note: str  # "as in v14", "from the first Markdown cell"


class MetricChange(Noun, frozen=True, kw_only=True):
    """One metric against that of another version, all texts ready to print."""

    label: str
    note: str  # dataset and split
    before: str
    after: str
    change: str  # with its sign: "+0.006"
    better: bool | None  # None when nothing changed


class Against(Noun, frozen=True, kw_only=True):
    """A new version against the one an alias points at; what cannot be compared says why."""

    ref: str
    alias: str
    changes: tuple[MetricChange, ...] = ()
    unlike: tuple[str, ...] = ()


JobState = Literal["sending", "paused", "waiting", "published", "cancelled", "failed"]


class Sending(Noun, frozen=True, kw_only=True):
    """How far a publication in the background is; sizes in bytes, times in seconds, None where it is not known."""

    job: str
    state: JobState
    done: int
    size: int
    speed: float | None = None
    seconds_left: float | None = None
    reason: str = ""  # why it waits


class Snapshot(Noun, frozen=True, kw_only=True):
    """The data of one notebook output (MIME ``application/vnd.jupyter-registry.v1+json``).

    ``view`` says which of the optional parts are there: "published" and "card" have ``hit``,
    "list" has ``hits``, "comparison" has ``comparison``, "refusal" has ``message`` and ``ways_on``.
    """

    view: Literal["published", "card", "list", "preview", "refusal", "sending", "comparison"]
    as_of: datetime
    registry: str
    hit: Hit | None = None
    figures: tuple[Figure, ...] = ()
    facts: tuple[str, ...] = ()  # "19 columns in", "Apache-2.0"
    captured: tuple[CapturedLine, ...] = ()
    scrubbed: tuple[Scrubbed, ...] = ()
    completeness: Completeness | None = None
    findings: tuple[Finding, ...] = ()
    load_code: str = ""
    card_text: str = ""
    q: str = ""
    hits: tuple[Hit, ...] = ()
    total: int = 0
    message: str = ""
    ways_on: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()  # for gaps of ``completeness``
    unsure: tuple[str, ...] = ()  # names of metrics that wait for a person to confirm them
    against: Against | None = None
    sending: Sending | None = None
    comparison: Comparison | None = None  # of its rows those that differ
    undo: bool = False  # this publication made the version, so that it can be taken back
