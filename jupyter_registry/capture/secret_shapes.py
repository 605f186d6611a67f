"""What secrets look like: tokens by their shape, values by the names they are given to."""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache

REMOVED = "[secret removed]"
NEW = rf"(?!{re.escape(REMOVED)})"  # not what was cut out before
TOKENS = {
    "cloud access key": r"A(?:KIA|SIA)[0-9A-Z]{16}",
    "repository token": r"gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}",
    "service key": r"(?<![A-Za-z0-9])(?:sk-(?=[A-Za-z_-]{0,80}\d)[A-Za-z0-9_-]{16,}|SG\.[\w-]{16,}\.[\w-]{16,}"
    r"|[rs]k_(?:live|test)_[A-Za-z0-9]{16,})|AIza[0-9A-Za-z_-]{30,}|ya29\.[\w-]{20,}|dapi[0-9a-f]{32}"
    r"|dop_v1_[0-9a-f]{40,}",
    "model hub token": r"(?<![A-Za-z0-9])hf_[A-Za-z0-9]{16,}",
    "chat token": r"xox[abprs]-[A-Za-z0-9-]{10,}|(?<![A-Za-z0-9])\d{8,10}:AA[A-Za-z0-9_-]{33}"
    r"|hooks\.slack\.com/services/[\w/]{20,}",
    "package index token": r"pypi-[A-Za-z0-9_-]{16,}|npm_[A-Za-z0-9]{20,}",
    "signed web token": r"eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*",
    "private key": r"-----BEGIN[ A-Z]*PRIVATE KEY-----(?s:.*?)(?:-----END[ A-Z]*PRIVATE KEY-----|\Z)",
}
"""Kind -> what a token of it looks like wherever it stands."""
HINTS = (
    "AKIA", "ASIA", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "sk-", "k_live_", "k_test_",
    "SG.", "AIza", "ya29.", "dapi", "dop_v1_", "hf_", "xox", ":AA", "hooks.slack.com", "pypi-", "npm_", "eyJ",
    "PRIVATE KEY",
)  # fmt: skip
"""Each token holds one of these: looking for them first spares most texts the slow search."""
KINDS = tuple(TOKENS)
SHAPES = re.compile("|".join(f"(?P<kind{place}>{shape})" for place, shape in enumerate(TOKENS.values())))

WORDS = (
    r"passw(?:or)?d|passphrase|passwd|pwd|secret|token|api_?-?key|access_?-?key|account_?-?key|private_?-?key|"
    r"authorization|cookie|credential|connection_?-?string"
)
WORD_HINTS = ("pass", "pwd", "secret", "token", "key", "auth", "cookie", "credential", "connection")
NAMES = re.compile(rf"(?i)(?:{WORDS}|(?<![a-z])pass|auth)s?(?!(?-i:[a-z]))")
HARMLESS = re.compile(
    r"(?i)(?:bos|eos|pad|unk|sep|cls|mask|oov|start|end|special)_tokens?|tokens?_?(?:i[sz]\w*|pattern|types?|counts?|"
    r"limit|length|len|size|dim|column|per)|authorit(?:y|ies)|authors?(?!iz)|(?:low|high|band)_?pass|(?:max|num|n)_tokens"
)
"""Parts of names that hold a telling word and tell nothing: token_pattern, pad_token, TOKENIZERS."""

TELLING = rf"[\w.-]{{0,80}}?(?i:{WORDS}|pass|auth)[\w.-]{{0,80}}"
STRING = r"[rbfuRBFU]{0,2}(?:\"\"\"(?s:.*?)\"\"\"|'''(?s:.*?)'''|\"(?:\\.|[^\"\\\n])+\"|'(?:\\.|[^'\\\n])+')"
QUOTED = rf"{STRING}(?:[ \t]*(?:\+|\\?\n)?[ \t]*{STRING}){{0,50}}"
"""Strings of Python or of a shell, also several that are put together."""
ASSIGNED = re.compile(
    rf"""(?x)((?<![\w.-])["']?({TELLING})["']?\]?
    (?:\s*:\s*[\w.\[\]|\ ]{{1,40}}?(?=\s*=[^=]))?            # an annotation
    \s*(?:==|!=|:=|=|:)\s*\(?\s*(?i:bearer\s+)?)
    ({QUOTED.replace(" ", chr(92) + " ")}|[^\s"',;()\[\]{{}}=]+(?![\w.-]|\s*=[^=]))"""
)
GIVEN = re.compile(
    rf"""((?i:\b(?:get|getenv|setdefault|setenv|putenv|set|header|add_header))\(\s*["']({TELLING})["']\s*,\s*)"""
    rf"({QUOTED})"
)
TYPED = re.compile(
    rf"(?m)((?:^\s*%(?:set_)?env\s+|^\s*!?\s*(?:export|set)\s+|\s--?)({TELLING})[ \t=]+)({NEW}[^\s\"']+)"
)
"""Lines of magics and shells: ``%env API_KEY value``, ``--password value``."""
SETTING = re.compile(rf"(?m)^([+ -]?[ \t]*(?:- )?({TELLING})\s*[:=][ \t]*)({NEW}[^\s\"']+)[ \t]*$")
KEYED = re.compile(r"(\bkey\s*=\s*[\"'])((?=[A-Za-z_-]{0,80}\d)[A-Za-z0-9_-]{20,})(?=[\"'])")
BEARER = re.compile(r"(?i)\b((?:bearer|basic|token)\s+)((?=\S{0,200}(?:\d|(?-i:[a-z][A-Z])))[A-Za-z0-9._~+/=-]{12,})")
URL_PASSWORD = re.compile(r"(?i)\b([a-z][a-z0-9+.-]{0,30}://)([^/\s@\"']+)(?=@)")
URL_TOKEN = re.compile(rf"(?i)([?&](?:token|key|sig|signature|secret|password|access_token)=)({NEW}[^&\s\"']+)")
DENSE = re.compile(r"[A-Za-z0-9+/_=-]{32,}")
PLAIN = re.compile(r"[A-Za-z]+(?:[_/=+-]+(?:[A-Za-z]+|\d{1,3}))*[_=-]*")
"""A name made of words and small numbers: kneighborsclassifier-1__n_neighbors."""
CODE_VALUE = re.compile(r"[A-Za-z_][\w.]*(?:\(|$)|[-+]?\d[\d_.*/e+-]{0,10}$")


@lru_cache(maxsize=2048)
def tells(name: str) -> bool:
    """Whether a name tells that its value is secret."""
    return NAMES.search(HARMLESS.sub("", name)) is not None


def is_code(value: str) -> bool:
    """Whether a value without quotes is code such as ``get_token()`` or a count, not a secret."""
    if not CODE_VALUE.match(value):
        return False
    return not value[0].isalpha() or not any(ch.isdigit() for ch in value)


def is_dense(text: str) -> bool:
    """Whether a long run of characters looks random: letters and digits, many bits in each."""
    mixed = any(c.isdigit() for c in text) and any(c.isalpha() for c in text)
    return mixed and entropy(text) > 3.9 and not PLAIN.fullmatch(text)


def entropy(text: str) -> float:
    """Bits per character."""
    counts = Counter(text)
    return -sum(n / len(text) * math.log2(n / len(text)) for n in counts.values())
