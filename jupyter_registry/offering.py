"""Answers to questions of a card that what is around a publication suggests; a person accepts them, or not.

An answer is offered only where it says something: what cannot be read or judged is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from .capture.git import work_tree
from .capture.notebook import running_shell, where
from .capture.personal import is_personal
from .capture.secrets import scrub_prose
from .capture.text import clean
from .formats.huggingface import summary
from .types import Field, Manifest, Version
from .types.outputs import Offer

NOTEBOOK = 20_000_000  # bytes of a notebook that is read for its first words
PURPOSE = 300  # characters of an offered purpose
NAMED = 5  # columns or files that an answer names
LICENSE_FILES = ("LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "COPYING")
LICENSE_TEXT = 4_000  # characters of a license that are read
LICENSES = (
    ("Apache-2.0", r"apache license\s+version 2\.0"),
    ("MIT", r"mit license|permission is hereby granted, free of charge"),
    ("BSD-3-Clause", r"redistribution and use in source and binary forms.*neither the name|bsd 3-clause license"),
    ("BSD-2-Clause", r"redistribution and use in source and binary forms|bsd 2-clause license"),
    ("ISC", r"isc license"),
    ("AGPL-3.0", r"gnu affero general public license\s+version 3"),
    ("LGPL-3.0", r"gnu lesser general public license\s+version 3"),
    ("GPL-3.0", r"gnu general public license\s+version 3"),
    ("GPL-2.0", r"gnu general public license\s+version 2"),
    ("MPL-2.0", r"mozilla public license,? version 2\.0"),
    ("EUPL-1.2", r"european union public licence v\. ?1\.2"),
    ("CC0-1.0", r"cc0 1\.0 universal"),
    ("CC-BY-4.0", r"attribution 4\.0 international"),
    ("CC-BY-SA-4.0", r"attribution-sharealike 4\.0 international"),
    ("Unlicense", r"this is free and unencumbered software released into the public domain"),
)
"""Licenses by the words that their texts begin with; the first that is found is meant."""


def offered(field: str, version: Version, folder: Path) -> Offer | None:
    """An answer to one question about ``version``, published from ``folder``; None where nothing is known."""
    if field == "purpose":
        return _first_words()
    if field == "license":
        return _license(folder)
    if field == "contact":
        return _offer("contact", version.published_by, "who published it") if version.published_by else None
    if field == "training_data":
        return _training_data(version.manifest)
    return _personal_data(version.manifest) if field == "personal_data" else None


def _offer(field: str, value: str, note: str) -> Offer:
    return Offer(field=field, value=value, origin="confirmed", note=note)


def _license(folder: Path) -> Offer | None:
    root = work_tree(folder)
    if root is None:
        return None
    for name in LICENSE_FILES:
        try:
            with (root / name).open(encoding="utf-8", errors="replace") as stream:
                found = license_of(stream.read(LICENSE_TEXT))
        except OSError:
            continue
        if found:
            return _offer("license", found, f"from {name}, where it is the code's")
    return None


def license_of(text: str) -> str:
    """The identifier of a license by the beginning of its text, or ""."""
    plain = " ".join(text.lower().split())
    found = (name for name, words in LICENSES if re.search(words, plain))
    return next(found, "")


def _training_data(manifest: Manifest) -> Offer | None:
    files = manifest.notebook.files if manifest.notebook is not None else ()
    names = [Path(file.path).name for file in files]
    return _offer("training_data", _listed(names), "files that its cells read") if names else None


def _personal_data(manifest: Manifest) -> Offer | None:
    columns = list(_columns(manifest))
    if not columns:
        return None
    looks = [field.name for field in columns if is_personal(field.name, field.categories)]
    value = f"{_listed(looks)} may be personal" if looks else "No column looks personal"
    return _offer("personal_data", f"{value} ({len(columns):,} looked at)", "by names and values of the columns")


def _columns(manifest: Manifest) -> Iterator[Field]:
    """Columns of the data by their names, each once; one array of many columns has none."""
    signed = (*manifest.signature.inputs, *manifest.signature.outputs) if manifest.signature is not None else ()
    found = (*signed, *(column for data in manifest.datasets for column in data.columns))
    return iter({field.name: field for field in found if field.name and not field.shape}.values())


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


class _Cell(msgspec.Struct):
    cell_type: str = ""
    source: str | list[str] = ""


class _Cells(msgspec.Struct):
    cells: list[_Cell] = []


def _first_words() -> Offer | None:
    """The first sentence of prose in the notebook's file, which may be older than what is on the screen."""
    shell = running_shell()
    path = where(shell)[0] if shell is not None else ""
    try:
        file = Path(path)
        if not path or file.stat().st_size > NOTEBOOK:
            return None
        cells = msgspec.json.decode(file.read_bytes(), type=_Cells).cells
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    for cell in cells:
        if cell.cell_type == "markdown":
            words = summary("".join(cell.source))
            if words:
                return _offer("purpose", clean(scrub_prose(words), PURPOSE), "from the first text cell")
    return None
