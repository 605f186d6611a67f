"""Find and remove secrets in text that is about to be stored, and remember what was removed."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from urllib.parse import quote, unquote

from ..types import Scrubbed
from . import secret_shapes as shapes
from .secret_shapes import tells
from .text import clean

REMOVED = shapes.REMOVED
SHOWN = 160  # characters of a line from which something was removed
SHORT = 8  # characters from which any value of a telling variable counts as a secret
SHORTEST = 6  # the same for values with letters and digits
MARK = re.compile("\0(\\d+)\0")


class Scrubbing:
    """What one publication removed, and the secrets of the environment as they were when it began."""

    def __init__(self) -> None:
        self.secrets = environment_secrets()
        self.found: dict[Scrubbed, None] = {}
        self.removed: dict[str, str] = {}  # each secret itself, and where it stood; in memory only

    def inside(self, content: bytes) -> str:
        """Where a secret stood that is in ``content`` too, "" when none is."""
        return next((place for secret, place in self.removed.items() if secret.encode() in content), "")

    @property
    def scrubbed(self) -> tuple[Scrubbed, ...]:
        """What was removed so far, each place once."""
        return tuple(self.found)


_now: ContextVar[Scrubbing | None] = ContextVar("scrubbing", default=None)


@contextmanager
def scrubbing() -> Iterator[Scrubbing]:
    """Collect what is removed within the block; the environment is read once for all of it."""
    collected = Scrubbing()
    reset = _now.set(collected)
    try:
        yield collected
    finally:
        _now.reset(reset)


def scrub(text: str, place: str = "") -> str:
    """Code or a value with every likely secret replaced; over-removal is accepted, a leak is not.

    ``place`` says where the text stands, for the list of what was removed.
    """
    cutting = _Cutting(text)
    cutting.prose()
    cutting.code()
    return cutting.done(place)


def scrub_prose(text: str, place: str = "") -> str:
    """What a person wrote, without known tokens, passwords in URLs and secrets of the environment."""
    cutting = _Cutting(text)
    cutting.prose()
    return cutting.done(place)


def scrub_diff(text: str, place: str = "") -> str:
    """A diff of code and settings; in lines such as ``password: x`` no quotes tell code from a secret."""
    cutting = _Cutting(text)
    cutting.prose()
    cutting.settings()
    cutting.code()
    return cutting.done(place)


def scrub_value(name: str, value: Any) -> Any:
    """A parameter's value; text under a telling name is removed whole, other text is scrubbed."""
    if isinstance(value, str):
        place = f"parameter {name}"
        if not tells(name) or not value:
            return scrub(value, place)
        if value != REMOVED:
            _note(place, "value under a telling name", f"{name} = {REMOVED}", value)
        return REMOVED
    if isinstance(value, list):
        return [scrub_value(name, inner) for inner in value]
    if isinstance(value, dict):
        return {key: scrub_value(str(key), inner) for key, inner in value.items()}
    return value


def scrub_all(content: Any) -> Any:
    """Plain JSON content whose every text, keys too, went through ``scrub_prose``."""
    texts: list[str] = []
    _add_texts(content, texts)
    together = _Cutting("\n".join(texts))
    together.prose()
    return _scrubbed(content, "") if together.kinds else content


def _add_texts(content: Any, texts: list[str]) -> None:
    if isinstance(content, str):
        texts.append(content)
    elif isinstance(content, dict):
        texts.extend(content)
        for inner in content.values():
            _add_texts(inner, texts)
    elif isinstance(content, (list, tuple)):
        for inner in content:
            _add_texts(inner, texts)


def _scrubbed(content: Any, place: str) -> Any:
    if isinstance(content, str):
        return scrub_prose(content, place)
    if isinstance(content, (list, tuple)):
        return [_scrubbed(inner, place) for inner in content]
    if isinstance(content, dict):
        return {scrub_prose(key, place): _scrubbed(inner, place or key) for key, inner in content.items()}
    return content


def strip_credentials(url: str) -> str:
    """A git remote without user and password, and without any other secret."""
    bare = re.sub(r"^([a-z][a-z0-9+.-]*://)[^/@]*@", r"\1", url.strip())
    if bare != url.strip():
        _note("git remote", "credentials in an address", bare, url.strip())
    return scrub_prose(bare, "git remote")


def environment_secrets() -> dict[str, str]:
    """Secrets in environment variables, with the variable each is from; the longest first.

    Values of variables whose names tell that they are secret, and passwords and tokens within addresses.
    """
    found: dict[str, str] = {}
    for name, value in os.environ.items():
        if tells(name) and not (value.startswith("/") and os.path.exists(value)):
            found.setdefault(value, name)
        if "://" in value:
            found |= dict.fromkeys(_in_address(value), name)
    found |= {quote(value, safe=""): name for value, name in list(found.items())}
    return {value: found[value] for value in sorted(filter(_is_long, found), key=len, reverse=True)}


def _in_address(text: str) -> Iterator[str]:
    for match in shapes.URL_PASSWORD.finditer(text):
        password = match.group(2).partition(":")[2] or match.group(2)
        yield from (password, unquote(password))
    yield from (match.group(2) for match in shapes.URL_TOKEN.finditer(text))


def _is_long(value: str) -> bool:
    if len(value) < SHORT:
        mixed = any(ch.isdigit() for ch in value) and any(ch.isalpha() for ch in value)
        return mixed and len(value) >= SHORTEST
    return True


def _note(place: str, what: str, line: str, secret: str) -> None:
    collected = _now.get()
    if collected is not None:
        if len(secret) >= SHORTEST:
            collected.removed.setdefault(secret, place or "a value")
        shown = clean(line.strip(), SHOWN)
        collected.found.setdefault(Scrubbed(place=place or "a value", what=what, line=shown))


class _Cutting:
    """One text, in which marks stand for what was cut out until it is done."""

    def __init__(self, text: str) -> None:
        self.text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
        self.kinds: list[str] = []
        self.secrets: list[str] = []

    def prose(self) -> None:
        """Cut out what is a secret wherever it stands."""
        collected = _now.get()
        secrets = collected.secrets if collected is not None else environment_secrets()
        for secret, name in secrets.items():
            if secret in self.text:
                self.text = self.text.replace(secret, self._mark(f"value of the variable {name}", secret))
        if any(hint in self.text for hint in shapes.HINTS):
            self._each(shapes.SHAPES, self._token)
        if "://" in self.text:
            self._after(shapes.URL_PASSWORD, "password in an address")
        if "=" in self.text:
            self._after(shapes.URL_TOKEN, "token in an address")

    def settings(self) -> None:
        """Cut out what stands after a telling name on a line of its own."""
        self._each(shapes.SETTING, self._typed)

    def code(self) -> None:
        """Cut out what is a secret by the name it is given to, and what looks random."""
        folded = self.text.lower()
        if any(hint in folded for hint in shapes.WORD_HINTS):
            self._each(shapes.TYPED, self._typed)
            self._each(shapes.ASSIGNED, self._named)
            self._each(shapes.GIVEN, self._named)
            self._after(shapes.KEYED, "long key")
        self._after(shapes.BEARER, "authorization header")
        self._each(
            shapes.DENSE, lambda match: self._mark("random text", match[0]) if shapes.is_dense(match[0]) else match[0]
        )

    def done(self, place: str) -> str:
        """The text with the usual words instead of marks; what was removed is noted by its line."""
        if not self.kinds:
            return self.text
        lines = self.text.split("\n")
        for number, line in enumerate(lines, 1):
            shown = MARK.sub(REMOVED, line)
            where = f"{place}, line {number}" if place and len(lines) > 1 else place
            for mark in MARK.finditer(line):
                cut = int(mark[1])
                _note(where, self.kinds[cut], _around(shown, mark.start()), self.secrets[cut])
        return MARK.sub(REMOVED, self.text)

    def _mark(self, kind: str, secret: str) -> str:
        self.kinds.append(kind)
        self.secrets.append(secret)
        return f"\0{len(self.kinds) - 1}\0"

    def _each(self, pattern: re.Pattern[str], cut: Callable[[re.Match[str]], str]) -> None:
        self.text = pattern.sub(cut, self.text)

    def _after(self, pattern: re.Pattern[str], kind: str) -> None:
        """Cut out the second group of each match."""
        self._each(pattern, lambda match: match[1] + self._mark(kind, match[2]))

    def _token(self, match: re.Match[str]) -> str:
        return self._mark(shapes.KINDS[int((match.lastgroup or "")[4:])], match[0])

    def _dense(self, match: re.Match[str]) -> str:
        return self._mark("random text", match[0]) if shapes.is_dense(match[0]) else match[0]

    def _typed(self, match: re.Match[str]) -> str:
        """A word that is given to a name in a shell, where there is no other code."""
        known = not tells(match[2]) or MARK.fullmatch(match[3])
        return match[0] if known else match[1] + self._mark(f"value of {match[2]}", match[3])

    def _named(self, match: re.Match[str]) -> str:
        """A value that is given to a name, which is the second group."""
        value = match[3]
        bare = value.lstrip("rbfuRBFU") if value[-1] in "\"'" else value
        quoted = bare[0] in "\"'"
        if not tells(match[2]) or MARK.fullmatch(bare.strip("\"'")) or (not quoted and shapes.is_code(value)):
            return match[0]
        if bare.isdigit() and len(bare) < 7:
            return match[0]  # max_tokens = 100: a count
        around = value[: len(value) - len(bare)] + bare[0] if quoted else ""
        mark = self._mark(f"value of {match[2]}", bare.strip("\"'"))
        return f"{match[1]}{around}{mark}{bare[0] if quoted else ''}"


def _around(line: str, place: int) -> str:
    """The part of a long line around a place."""
    return line if len(line) <= SHOWN else line[max(0, place - SHOWN // 2) :][:SHOWN]
