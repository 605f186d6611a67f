"""``LocalBackend``: answers every verb on one SQLite file. All writes take one path, ``_write``:

1 validate, 2 judge the role, 3 begin, 4 replay a repeated request, 5 and 6 apply with its findings, 7 append to the
audit log, 8 commit, 9 tell the listeners.
"""

from __future__ import annotations

import getpass
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import msgspec

from .. import cards, limits
from .. import requests as r
from .. import types as t
from ..backend import Progress, ignored
from ..canonical import canonical, digest
from ..errors import Conflict, RegistryError
from ..governance import roles
from . import audit, card_fields, defining, imports, lifecycle, reads, recording, writes
from .blobs import Blobs
from .faults import mapped
from .location import blob_folder
from .requested import audited_form, signed_form
from .sqlite import SCHEMA, Connections, immediate, snapshot
from .writing import Writing

R = TypeVar("R")
Listener = Callable[[str, str, int | None, str, datetime, int], None]
"""Told after each commit: verb, model, number, actor's name, time, and the new value of ``Status.changed``."""

REPLAY = timedelta(days=30)  # how long a request id is remembered
HANDLERS = (defining, imports, lifecycle, recording)  # imported for what they register


def utc_now() -> datetime:
    """The time, in UTC."""
    return datetime.now(timezone.utc)


def this_person() -> t.Actor:
    """The user of this process; on a file of their own they may do everything."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # a container without a user table
        name = "unknown"
    return t.Actor(name=name, display_name=name, role="steward")


class LocalBackend:
    """The registry in the SQLite file at ``path``, which is made on the first request, and its blobs beside it."""

    def __init__(
        self,
        path: Path,
        *,
        actor: t.Actor | None = None,
        clock: Callable[[], datetime] = utc_now,
        name: str = "local registry",
        record_searches: bool = True,
    ) -> None:
        self.path = path
        self.name = name
        self.actor = actor or this_person()
        self.blobs = Blobs(blob_folder(path))
        self._clock = clock
        self._record_searches = record_searches
        self._connections = Connections(path)
        self._listeners: list[Listener] = []
        self._vectors: Callable[[], tuple[int, int]] = lambda: (0, 0)

    def acting_as(self, actor: t.Actor) -> LocalBackend:
        """The same registry for another actor; connections and listeners are shared."""
        other = LocalBackend(
            self.path, actor=actor, clock=self._clock, name=self.name, record_searches=self._record_searches
        )
        other._connections = self._connections
        other._listeners = self._listeners
        other._vectors = self._vectors
        return other

    def on_change(self, listener: Listener) -> Callable[[], None]:
        """Tell ``listener`` of every commit made through this object; returns the way to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def data_version(self) -> int:
        """Grows with each change by any process; cheap enough to ask every second."""
        with mapped(self.path):
            return _changed(self._connections.get())

    def keep_vectors(self, tell: Callable[[], None]) -> None:
        """Bring the vectors of meaning up to date in a thread of this process; returns at once.

        ``tell`` is called in that thread while many are made: now and then, and when they are there.
        """
        from . import vectors  # loads numpy and, where there is one, an embedder: for the process that serves

        with mapped(self.path):
            db = self._connections.get()
            keeper = vectors.keeper(db)
            if keeper is not None:
                keeper.tell = tell
                self._vectors = lambda: keeper.progress
                keeper.poke(db.execute("SELECT change FROM search_state").fetchone()[0])

    def close(self) -> None:
        """Close the connections; the next request opens again."""
        self._connections.close()

    # ------------------------------------------------------------ verbs

    def handle(self, request: r.Verb[R]) -> R:
        """Answer one request; raises ``RegistryError`` and nothing else."""
        with mapped(self.path):
            request = validated(request)
            roles.check(self.actor, request)  # type: ignore[arg-type]  # R does not matter to roles
            reply: R
            if isinstance(request, r.Preview):
                reply = self._preview(request.publish)  # type: ignore[assignment]  # the reply of Preview
            elif request.writes:
                reply = self._write(request)
            else:
                reply = self._read(request)
            return reply

    def _read(self, request: r.Verb[Any]) -> Any:
        db = self._connections.get()
        with snapshot(db):
            reading = reads.Reading(db, self.blobs, self._clock(), self.actor.name, self._status, self._record_searches)
            return reads.answer(request, reading)

    def _write(self, request: Any) -> Any:
        writing = self._writing()
        form = audited_form(request)
        signed = digest(canonical(signed_form(request, form)))
        with immediate(writing.db):
            stored = _replay(request, signed, writing)
            if stored is not None:
                return stored
            reply = writes.apply(request, writing)
            writing.index()
            news = request.audited and not writing.unchanged
            if news:
                self._audit(request, form, writing)
            self._remember(request, signed, reply, writing)
            changed = _changed(writing.db)
        if news:
            self._tell(request, writing, changed)
        return reply

    def _writing(self) -> Writing:
        db = self._connections.get()
        if self._connections.refusal:
            raise self._connections.refusal
        return Writing(db=db, blobs=self.blobs, actor=self.actor, now=self._clock(), recording=self._record_searches)

    def _audit(self, request: Any, form: dict[str, Any], writing: Writing) -> None:
        verb = r.wire_name(type(request).__name__)
        model = next(iter(writing.touched), "") if len(writing.touched) == 1 else ""
        if isinstance(request, r.ImportCards):
            model = ""
        audit.append(writing.db, writing.at, self.actor.name, verb, model, {**form, **writing.audited})

    def _remember(self, request: Any, signed: str, reply: Any, writing: Writing) -> None:
        if request.request_id:
            row = (request.request_id, signed, msgspec.json.encode(reply).decode(), writing.at)
            writing.db.execute("INSERT INTO requests (request_id, digest, reply, at) VALUES (?, ?, ?, ?)", row)
            limit = (writing.now - REPLAY).isoformat()
            writing.db.execute("DELETE FROM requests WHERE at < ?", (limit,))

    def _tell(self, request: Any, writing: Writing, changed: int) -> None:
        verb = r.wire_name(type(request).__name__)
        touched = writing.touched if len(writing.touched) == 1 else {"": None}
        for listener in tuple(self._listeners):
            for model, number in touched.items():
                listener(verb, model, number, self.actor.name, writing.now, changed)

    def _preview(self, publish: r.Publish) -> t.Previewed:
        writing = self._writing()
        publish = msgspec.structs.replace(publish, request_id="")
        with _undone(writing):
            found: t.Published = writes.apply(publish, writing)
        manifest = found.version.manifest
        return t.Previewed(
            model=publish.model,
            number=found.version.number,
            digest=found.version.digest,
            findings=found.findings,
            completeness=cards.completeness(manifest, manifest.card or t.Card(), card_fields.schema(writing.db).fields),
        )

    def _status(self) -> t.Status:
        from .._version import __version__

        db = self._connections.get()
        refusal = self._connections.refusal
        vectors_done, vectors_total = self._vectors()
        return t.Status(
            name=self.name,
            location=str(self.path),
            models=db.execute("SELECT count(*) FROM models").fetchone()[0],
            versions=db.execute("SELECT count(*) FROM versions").fetchone()[0],
            changed=_changed(db),
            writable=refusal is None,
            reason=str(refusal) if refusal else "",
            program=__version__,
            schema=SCHEMA,
            actor=self.actor,
            vectors_done=vectors_done,
            vectors_total=vectors_total,
        )

    # ------------------------------------------------------------ blobs

    def put_blob(
        self, stream: BinaryIO, *, digest: str = "", size: int | None = None, progress: Progress = ignored
    ) -> tuple[str, int]:
        """Store bytes durably and return ``(digest, size)``; needs the role that publishing needs."""
        with mapped(self.path):
            roles.check_blob(self.actor)
            self._writing()
            return self.blobs.put(stream, digest, size, progress)

    @contextmanager
    def open_blob(self, digest: str) -> Iterator[BinaryIO]:
        """Open stored bytes; raises ``NotFound``."""
        with mapped(self.path):
            stream = self.blobs.open(digest)
        with stream:
            yield stream

    def has_blob(self, digest: str) -> bool:
        """Whether the bytes are stored."""
        with mapped(self.path):
            return self.blobs.size(digest) is not None


def validated(request: r.Verb[R]) -> r.Verb[R]:
    """The request with its types checked, its texts in NFC and its sizes within the limits."""
    plain = _nfc(limits.plain(request))
    if isinstance(request, r.ImportCards):
        items = plain.pop("items", [])  # each is checked by itself, so that one bad card does not stop the others
        limits.check(plain)
        plain["items"] = items
    else:
        limits.check(plain)
    return limits.typed(plain, type(request))


def _nfc(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {_nfc(key): _nfc(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_nfc(inner) for inner in value]
    return value


def _changed(db: Any) -> int:
    """Number of the newest audit entry: every committed change adds one."""
    return int(db.execute("SELECT ifnull(max(sequence), 0) FROM audit").fetchone()[0])


def _replay(request: Any, signed: str, writing: Writing) -> Any:
    """The stored reply to the same request, or None; raises ``Conflict`` when the id was used for another."""
    if not request.request_id:
        return None
    row = writing.db.execute(
        "SELECT digest, reply FROM requests WHERE request_id = ?", (request.request_id,)
    ).fetchone()
    if row is None:
        return None
    if row[0] != signed:
        raise Conflict("This request id was used for another request.", field="request_id", fix="Use a new one.")
    return msgspec.json.decode(row[1], type=r.reply_type(type(request)))


class _RolledBack(Exception):
    """Ends a preview's transaction without keeping anything."""


@contextmanager
def _undone(writing: Writing) -> Iterator[None]:
    try:
        with immediate(writing.db):
            yield
            raise _RolledBack
    except _RolledBack:
        pass


__all__ = ["Listener", "LocalBackend", "RegistryError", "this_person", "utc_now", "validated"]
