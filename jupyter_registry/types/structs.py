"""The two bases of every noun, and the closed sets of words."""

from __future__ import annotations

from typing import Literal

import msgspec

Role = Literal["reader", "contributor", "reviewer", "steward"]
Origin = Literal["captured", "confirmed", "typed", "recovered", "imported"]
CardField = str | tuple[str, ...]


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Something an author supplies; part of what is hashed."""


class Noun(msgspec.Struct, frozen=True, kw_only=True):
    """Something the registry answers; all fields are always on the wire."""
