"""Versions against the audit log: each is what was recorded when it was published."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from ..canonical import canonical, digest
from ..types import Damage

Added = tuple[str, int, str]
"""Model, number and digest of a version that was added."""
Version = tuple[str, int, str, str, str]  # the same with its time and its publisher

BACKUP = "Compare with a backup of the registry file."


def form(added: Iterable[Added]) -> str:
    """The digest by which one audit entry names the many versions that it added."""
    return digest(canonical([list(version) for version in sorted(added)]))


class _Request(msgspec.Struct, frozen=True):
    """What an audited request says of the versions it added."""

    number: int = 0
    manifest: str = ""
    versions: str | None = None


def damages(db: sqlite3.Connection) -> Iterator[Damage]:
    """Versions that differ from what the audit log says of them, and entries whose versions are gone."""
    by_entry = _by_entry(db)
    digests = {version[:2]: version[2] for versions in by_entry.values() for version in versions}
    entries = db.execute(
        "SELECT sequence, at, actor, verb, model, request FROM audit WHERE verb IN ('publish', 'import-cards')"
    )
    for sequence, at, actor, verb, model, text in entries:
        found = by_entry.pop(sequence, [])
        added = [version[:3] for version in found]
        agrees = _agree_import(text, added) if verb == "import-cards" else _agree(model, text, added, digests)
        if not agrees or any(version[3:] != (at, actor) for version in found):
            names = ", ".join(f"{name}:{number}" for name, number, _ in added[:3])
            message = f"does not match the versions it added ({names or model or 'none is left'})"
            yield Damage(subject=f"audit entry {sequence}", message=message, fix=BACKUP)
    for model, number, *_ in (version for versions in by_entry.values() for version in versions):
        yield Damage(subject=f"version {model}:{number}", message="is not in the audit log", fix=BACKUP)


def _agree(model: str, text: str, added: list[Added], digests: dict[tuple[str, int], str]) -> bool:
    request = _read(text)
    version = (model, request.number, request.manifest)
    # publishing the newest manifest again under an alias adds none, but the version it names is there
    return digests.get(version[:2]) == version[2] and set(added) <= {version}


def _agree_import(text: str, added: list[Added]) -> bool:
    return _read(text).versions in (None, form(added))


def _read(text: str) -> _Request:
    try:
        return msgspec.json.decode(text, type=_Request)
    except msgspec.MsgspecError:  # somebody changed it, so it agrees with nothing
        return _Request(versions="")


def _by_entry(db: sqlite3.Connection) -> dict[int, list[Version]]:
    found: dict[int, list[Version]] = {}
    for sequence, *version in db.execute(
        "SELECT recorded, model, number, digest, published_at, published_by FROM versions"
    ):
        found.setdefault(sequence, []).append(tuple(version))
    return found
