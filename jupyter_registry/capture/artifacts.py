"""Formats of artifacts that hold numbers and structure but no code: their first bytes, and who reads them.

A reader gets the verified bytes of all the version's files by their path, and the class that was published.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

import msgspec

Files = Mapping[str, bytes]


class DataFormat(msgspec.Struct, frozen=True):
    """How a format begins, and the function of this package that reads it: ``module:function``."""

    starts: tuple[bytes, ...]
    reader: str
    offset: int = 0  # bytes before ``starts``


FORMATS = {
    "lightgbm": DataFormat((b"tree\n",), "lightgbm:read"),
    "xgboost": DataFormat((b"{L", b"{i", b"{U"), "xgboost:read"),
    "catboost": DataFormat((b"CBM1",), "catboost:read"),
    "onnx": DataFormat((b"\x08",), "onnx:read"),
}


def begins_as(content: bytes, format: str) -> bool:
    """Whether the bytes begin as those of the format do."""
    known = FORMATS[format]
    return content[known.offset :].startswith(known.starts)


def read(format: str, path: str, files: Files, model_class: str) -> Any:
    """The object in the file at ``path``; whatever its library raises goes on."""
    module, _, function = FORMATS[format].reader.partition(":")
    reader: Callable[[str, Files, str], Any] = getattr(import_module(f".{module}", __package__), function)
    return reader(path, files, model_class)
