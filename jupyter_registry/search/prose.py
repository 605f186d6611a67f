"""Text with Markdown marks as one plain line, for places that show a sentence and no document."""

from __future__ import annotations

import re

LONGEST = 300  # characters between two marks that belong together; no pattern looks further

_TAGS = (
    "p|br|hr|img|a|b|i|u|em|strong|sup|sub|div|span|code|pre|h[1-6]|ul|ol|li|table|tr|td|th|center|details|summary|font"
)
_ADDRESS = rf"\([^()]{{0,{LONGEST}}}(?:\([^()]{{0,{LONGEST}}}\)[^()]{{0,{LONGEST}}})?(?:\)|…?$)"
"""Also one that was cut off where the text ends."""
_PATTERNS = (
    (r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+)", ""),  # heading, quotation, point of a list
    (r"(?:^|(?<=\s))[-=]{4,}(?=\s|$)", ""),  # line under a heading
    (rf"!\[[^\[\]]{{0,{LONGEST}}}\]{_ADDRESS}", ""),
    (rf"\[([^\[\]]{{0,{LONGEST}}})\]{_ADDRESS}", r"\1"),
    (rf"<((?:https?|mailto):[^<>\s]{{1,{LONGEST}}})>", r"\1"),
    (rf"(?i:</?(?:{_TAGS})\b[^<>]{{0,{LONGEST}}}>)", ""),
    (rf"(`{{1,3}})([^`]{{1,{LONGEST}}})\1", r"\2"),
    (rf"\*\*(?=\S)([^*]{{1,{LONGEST}}})(?<=\S)\*\*", r"\1"),
    (rf"(?<![\w*])\*(?=\S)([^*]{{1,{LONGEST}}})(?<=\S)\*(?![\w*])", r"\1"),
    (rf"(?<!\w)(__?)(?=\S)([^_]{{1,{LONGEST}}})(?<=\S)\1(?!\w)", r"\2"),
    (r"\\([\\`*_{}\[\]()#+.!|-])", r"\1"),  # a mark that was meant as a character
)
RULES = tuple((re.compile(pattern, re.MULTILINE), kept) for pattern, kept in _PATTERNS)


def prose(text: str) -> str:
    """``text`` without headings, emphasis, links, pictures and tags, its words kept, in one line."""
    for pattern, kept in RULES:
        text = pattern.sub(kept, text)
    return " ".join(text.split())
