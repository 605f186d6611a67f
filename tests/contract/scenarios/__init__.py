"""What each verb has to do, one function per verb, on whatever backend ``registry`` has."""

from __future__ import annotations

from . import adding, asking, changing
from .scenario import SCENARIOS, card_of, manifest

GROUPS = (asking, changing, adding)  # imported for what they register

__all__ = ["SCENARIOS", "card_of", "manifest"]
