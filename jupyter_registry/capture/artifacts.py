"""Formats of artifacts that are read without running code in them: their first bytes, and who reads them.

A reader gets the verified bytes of all the version's files by their path, and the class that was published.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

Files = Mapping[str, bytes]


class DataFormat(msgspec.Struct, frozen=True):
    """How a format begins, and the function of this package that reads it: ``module:function``."""

    starts: tuple[bytes, ...]
    reader: str
    offset: int = 0  # bytes before ``starts``
    foreign: str = ""  # of a format that may hold code: the function that names what does


FORMATS = {
    "lightgbm": DataFormat((b"tree\n",), "lightgbm:read"),
    "xgboost": DataFormat((b"{L", b"{i", b"{U"), "xgboost:read"),
    "catboost": DataFormat((b"CBM1",), "catboost:read"),
    "onnx": DataFormat((b"\x08",), "onnx:read"),
    "safetensors": DataFormat((b"{",), "torch:read", offset=8),
    "keras": DataFormat((b"PK\x03\x04",), "keras:read", foreign="keras:foreign"),
}


def begins_as(content: bytes, format: str) -> bool:
    """Whether the bytes begin as those of the format do."""
    known = FORMATS[format]
    return content[known.offset :].startswith(known.starts)


def read(format: str, path: str, files: Files, model_class: str) -> Any:
    """The object in the file at ``path``; whatever its library raises goes on."""
    reader: Callable[[str, Files, str], Any] = _function(FORMATS[format].reader)
    return reader(path, files, model_class)


def foreign(format: str, source: bytes | Path) -> tuple[str, ...]:
    """Parts of a file that may run code, by name; () for the formats that hold none."""
    known = FORMATS.get(format)
    if known is None or not known.foreign:
        return ()
    names: tuple[str, ...] = _function(known.foreign)(source)
    return names


def _function(path: str) -> Callable[..., Any]:
    module, _, name = path.partition(":")
    found: Callable[..., Any] = getattr(import_module(f".{module}", __package__), name)
    return found
