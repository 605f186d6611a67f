"""The audit log: each entry carries the hash of the one before, so that a change in the middle shows.

``hash`` is the SHA-256 of the canonical JSON of ``[sequence, at, actor, verb, model, request, previous_hash]``. A tail
that was cut off shows only against a head kept elsewhere (``TailAudit`` gives it).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import msgspec

from ..canonical import canonical, digest
from ..types import AuditEntry, AuditTail, Damage

COLUMNS = "sequence, at, actor, verb, model, request, previous_hash, hash"


def next_sequence(connection: sqlite3.Connection) -> int:
    """The sequence of the entry that the open transaction will add."""
    return int(connection.execute("SELECT ifnull(max(sequence), 0) + 1 FROM audit").fetchone()[0])


def append(connection: sqlite3.Connection, at: str, actor: str, verb: str, model: str, request: Any) -> None:
    """Add an entry in the open transaction."""
    last = connection.execute("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1").fetchone()
    sequence, previous = (last[0] + 1, last[1]) if last else (1, "")
    text = canonical(request).decode()
    row = (sequence, at, actor, verb, model, text, previous)
    connection.execute(f"INSERT INTO audit ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*row, _hash(row)))


def _hash(row: tuple[Any, ...]) -> str:
    return digest(canonical(list(row)))


def tail(connection: sqlite3.Connection, model: str, limit: int, offset: int) -> AuditTail:
    """The newest entries, of one model or of all."""
    where, values = ("WHERE model = ?", (model,)) if model else ("", ())
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM audit {where} ORDER BY sequence DESC LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    head = connection.execute("SELECT hash FROM audit ORDER BY sequence DESC LIMIT 1").fetchone()
    total = connection.execute(f"SELECT count(*) FROM audit {where}", values).fetchone()[0]
    return AuditTail(entries=tuple(map(_entry, rows)), total=total, head=head[0] if head else "")


def _entry(row: tuple[Any, ...]) -> AuditEntry:
    names = COLUMNS.split(", ")
    found = dict(zip(names, row, strict=True))
    return msgspec.convert({**found, "request": msgspec.json.decode(found["request"])}, AuditEntry)


def damages(connection: sqlite3.Connection) -> Iterator[Damage]:
    """Entries that are missing or do not carry the hash of what they hold."""
    expected, previous = 1, ""
    for row in connection.execute(f"SELECT {COLUMNS} FROM audit ORDER BY sequence"):
        sequence, stored_previous, stored = row[0], row[6], row[7]
        fault = ""
        if sequence != expected:
            fault = f"entries {expected} to {sequence - 1} are missing"
        elif stored_previous != previous or _hash(row[:7]) != stored:
            fault = "does not match its hash; somebody changed it"
        if fault:
            yield Damage(
                subject=f"audit entry {sequence}",
                message=fault,
                fix="Compare with a backup of the registry file.",
            )
        expected, previous = sequence + 1, stored


def count(connection: sqlite3.Connection) -> int:
    """Number of entries."""
    return int(connection.execute("SELECT count(*) FROM audit").fetchone()[0])
