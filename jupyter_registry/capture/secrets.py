"""Find and remove secrets in text that is about to be stored."""

from __future__ import annotations

import math
import os
import re
from collections import Counter
from functools import lru_cache
from typing import Any

REMOVED = "[secret removed]"
SHAPES = re.compile(
    r"""
    AKIA[0-9A-Z]{16} | ASIA[0-9A-Z]{16}                      # cloud access keys
    | gh[pousr]_[A-Za-z0-9]{20,} | github_pat_[A-Za-z0-9_]{20,} | glpat-[A-Za-z0-9_-]{16,}
    | sk-[A-Za-z0-9_-]{16,} | hf_[A-Za-z0-9]{16,} | xox[abprs]-[A-Za-z0-9-]{10,}
    | AIza[0-9A-Za-z_-]{30,} | pypi-[A-Za-z0-9_-]{16,} | npm_[A-Za-z0-9]{20,}
    | eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*  # signed web tokens
    | -----BEGIN[ A-Z]*PRIVATE\ KEY-----.*?(?:-----END[ A-Z]*PRIVATE\ KEY-----|\Z)
    """,
    re.VERBOSE | re.DOTALL,
)
NAMES = re.compile(
    r"(?i)(?:pass(?:word|wd|phrase)?|pwd|secret|token|api_?-?key|access_?-?key|private_?-?key|auth|cookie|"
    r"credentials?|connection_?string)(?![a-z])"
)
ASSIGNED = re.compile(
    r"""(?ix)(["']?[\w.-]*(?:passw(?:or)?d|passphrase|pwd|secret|token|api_?-?key|access_?-?key|private_?-?key|
    authorization|cookie|credential|connection_?string)[\w.-]*["']?\]?\s*(?:=|:)\s*(?:bearer\s+)?)
    ("[^"\n]+"|'[^'\n]+'|[^\s"',;()\[\]{}]+)""",
)
BEARER = re.compile(r"(?i)\b(bearer|basic|token)\s+[A-Za-z0-9._~+/=-]{12,}")
URL_PASSWORD = re.compile(r"(?i)\b([a-z][a-z0-9+.-]*://)[^/\s@\"']+@")
URL_TOKEN = re.compile(r"(?i)([?&](?:token|key|sig|signature|secret|password|access_token)=)([^&\s\"']+)")
DENSE = re.compile(r"[A-Za-z0-9+/_=-]{32,}")
CODE_VALUE = re.compile(r"[A-Za-z_][\w.]*(?:\(|$)|\d{1,6}(?:\.\d+)?$|None$|True$|False$")


def entropy(text: str) -> float:
    """Bits per character."""
    counts = Counter(text)
    return -sum(n / len(text) * math.log2(n / len(text)) for n in counts.values())


def _assigned(match: re.Match[str]) -> str:
    value = match.group(2)
    if value[0] not in "\"'" and CODE_VALUE.match(value) and not any(ch.isdigit() for ch in value):
        return match.group()  # token = get_token: a name, not a secret
    if value.isdigit() and len(value) < 7:
        return match.group()  # max_tokens = 100: a count
    quote = value[0] if value[0] in "\"'" else ""
    return f"{match.group(1)}{quote}{REMOVED}{quote}"


def _dense(match: re.Match[str]) -> str:
    text = match.group()
    mixed = any(c.isdigit() for c in text) and any(c.isalpha() for c in text)
    return REMOVED if mixed and entropy(text) > 3.9 else text


def scrub(text: str) -> str:
    """Code or a value with every likely secret replaced; over-removal is accepted, a leak is not."""
    text = scrub_prose(text)
    text = ASSIGNED.sub(_assigned, text)
    text = BEARER.sub(rf"\1 {REMOVED}", text)
    return DENSE.sub(_dense, text)


def scrub_prose(text: str) -> str:
    """What a person wrote, without known tokens, passwords in URLs and secrets of the environment."""
    for secret in environment_secrets():
        text = text.replace(secret, REMOVED)
    text = SHAPES.sub(REMOVED, text)
    text = URL_PASSWORD.sub(rf"\1{REMOVED}@", text)
    return URL_TOKEN.sub(rf"\1{REMOVED}", text)


def environment_secrets() -> list[str]:
    """Values of environment variables whose names tell that they are secret, longest first."""
    found = {os.environ.get(name, "") for name in os.environ if _tells(name)}
    found.update(match.group(2) for match in URL_TOKEN.finditer(os.environ.get("JUPYTER_REGISTRY", "")))
    return sorted((value for value in found if len(value) >= 8 and value[0] != "/"), key=len, reverse=True)


@lru_cache(maxsize=2048)
def _tells(name: str) -> bool:
    """Whether a name tells that its value is secret."""
    return NAMES.search(name) is not None


def scrub_value(name: str, value: Any) -> Any:
    """A parameter's value; text under a telling name is removed whole, other text is scrubbed."""
    if isinstance(value, str):
        return REMOVED if NAMES.search(name) and value else scrub(value)
    if isinstance(value, list):
        return [scrub_value(name, inner) for inner in value]
    if isinstance(value, dict):
        return {key: scrub_value(str(key), inner) for key, inner in value.items()}
    return value


def strip_credentials(url: str) -> str:
    """A git remote without user and password."""
    return re.sub(r"^([a-z][a-z0-9+.-]*://)[^/@]*@", r"\1", url.strip())
