"""Texts that came from somewhere, made fit to be stored."""

from __future__ import annotations

from ..limits import FORBIDDEN


def clean(text: str, longest: int) -> str:
    """The text without control characters and lone surrogates, cut to ``longest`` characters."""
    text = FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
    return text if len(text) <= longest else text[: longest - 1] + "…"


def cut_at_line(text: str, longest: int) -> str:
    """At most ``longest`` characters, cut after a whole line: half a secret would not be known as one."""
    return text if len(text) <= longest else text[:longest].rpartition("\n")[0]
