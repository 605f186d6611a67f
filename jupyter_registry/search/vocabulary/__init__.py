"""What the field calls things: tasks, data sets, metrics, libraries, licenses, languages, architectures, synonyms.

The words are in the TOML files beside this one; they are part of the program and read once. A package adds its own with
an entry point of the group ``jupyter_registry.vocabulary`` that names a dict of the same shape, or a function that
returns one: ``{"datasets": {"night-streets": ["our night set"]}, "synonyms": {"ours": [["churn", "leaver"]]}}``.
The same tables give imported cards and queries one spelling (``normal``).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from typing import Any

import msgspec

from ...errors import Invalid
from .tables import Tables, Vocabulary

GROUP = "jupyter_registry.vocabulary"
FILES = {
    "tasks": ("tasks-vision", "tasks-language", "tasks-audio", "tasks-other"),
    "groups": ("groups",),
    "datasets": ("datasets",),
    "metrics": ("metrics",),
    "frameworks": ("frameworks",),
    "licenses": ("licenses",),
    "languages": ("languages",),
    "architectures": ("architectures",),
    "synonyms": ("synonyms",),
}
"""Table -> the files it is read from."""


@cache
def vocabulary() -> Vocabulary:
    """The words of this program and of the packages that add some; raises ``Invalid`` for a wrong addition."""
    found: dict[str, Any] = {name: {} for name in FILES}
    for name, stems in FILES.items():
        for stem in stems:
            found[name].update(_read(f"{stem}.toml"))
    for entry in entry_points(group=GROUP):
        _add(found, entry.name, entry.load())
    return Vocabulary(msgspec.convert(found, Tables))


def extended(addition: Mapping[str, Any]) -> Vocabulary:
    """The words of this program with those of ``addition`` on top; raises ``Invalid`` when its shape is wrong."""
    found = msgspec.to_builtins(vocabulary().tables)
    _add(found, "addition", addition)
    return Vocabulary(msgspec.convert(found, Tables))


def _read(name: str) -> dict[str, Any]:
    return msgspec.toml.decode((files(__package__) / name).read_bytes(), type=dict[str, Any])


def _add(found: dict[str, Any], source: str, addition: Any) -> None:
    given = addition() if callable(addition) else addition
    try:
        checked = msgspec.to_builtins(msgspec.convert(given, Tables))
    except msgspec.ValidationError as error:
        raise Invalid(f"The vocabulary {source} is not of the right shape: {error}.", field=source) from error
    for table, entries in checked.items():
        found[table] = {**found[table], **entries}


__all__ = ["Vocabulary", "extended", "vocabulary"]
