"""What is being typed where the cursor stands: a word, or a value of a field."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BEGINS = re.compile(r"[\s(]")
_FILTER = re.compile(r"(-?)(\w[\w.-]*)(?:@[\w.-]*)?(>=|<=|[:<>=])(.*)", re.DOTALL)


@dataclass(frozen=True)
class Typing:
    """The unfinished term ``text[start:end]``.

    ``field`` and ``sign`` are "" for plain text; ``done`` holds the values before the last comma, with it; ``part`` is
    what is typed of the word or value; ``sign_before`` is "-" when the term is negated.
    """

    start: int
    end: int
    part: str
    field: str = ""
    sign: str = ""
    done: str = ""
    sign_before: str = ""

    def with_value(self, value: str) -> str:
        """The term with ``value`` in place of what is typed of it."""
        shown = value if value and not re.search(r'[\s",()]', value) else f'"{value.replace(chr(34), "")}"'
        return f"{self.sign_before}{self.field}:{self.done}{shown}"


def typing_at(text: str, cursor: int) -> Typing:
    """The term before ``cursor``; a negative cursor or one behind the end is the end."""
    cursor = len(text) if not 0 <= cursor <= len(text) else cursor
    start = _start(text, cursor)
    end = cursor + len(re.match(r'[^\s()"]*', text[cursor:]).group())  # type: ignore[union-attr]  # it matches ""
    term = text[start:cursor]
    found = _FILTER.fullmatch(term)
    if found is None:
        sign = "-" if term.startswith("-") else ""
        return Typing(start, end, term[len(sign) :].strip('"'), sign_before=sign)
    done, comma, part = found[4].rpartition(",")
    return Typing(start, end, part.strip('"'), found[2], found[3], done + comma, found[1])


def _start(text: str, cursor: int) -> int:
    """Where the term that reaches up to ``cursor`` begins; spaces within quotes do not end it."""
    start, quoted = 0, False
    for place, character in enumerate(text[:cursor]):
        if character == '"':
            quoted = not quoted
        elif not quoted and _BEGINS.match(character):
            start = place + 1
    return start
