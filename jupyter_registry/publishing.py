"""Publishing an object: capture what can be found out, write its artifact, add the version, show the card.

The magic, the notebook's button and Python all come through ``publish``.
"""

from __future__ import annotations

import errno
import tempfile
import uuid
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import datetime, timezone
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypedDict, overload

import msgspec

from . import snapshots
from . import trust as trust_list
from .backend import Progress, ignored
from .background import ALWAYS, PublishJob
from .capture.generic import check_format
from .earlier import earlier
from .errors import DiskFull, NotWritable, RegistryError
from .hits import hit
from .kernel.display import PreviewedCard, PublishedCard
from .preparing import Asked, Prepared, artifact_of, prepare
from .refs import check_alias, check_name
from .registry import ArtifactFile, Registry
from .session import called, current
from .types import Artifact, Card, Published, Version

if TYPE_CHECKING:
    from typing_extensions import Unpack


class Options(TypedDict, total=False):
    """What ``publish`` takes besides the object, its name and what to do with them; its docstring says what each is."""

    metrics: Any
    data: Any
    summary: str
    license: str
    tags: Iterable[str] | str
    alias: str
    task: str
    title: str
    format: str
    artifact: bool
    registry: Registry | str | None
    cells: bool
    test_data: bool
    personal: bool
    explain: float
    figures: bool
    card_text: str
    metrics_name: str
    if_new: bool


@overload
def publish(
    obj: Any,
    name: str,
    *,
    dry_run: Literal[False] = ...,
    background: Literal[False] = ...,
    **options: Unpack[Options],
) -> PublishedCard:
    """Published: its card."""


@overload
def publish(obj: Any, name: str, *, dry_run: Literal[True], **options: Unpack[Options]) -> PreviewedCard:
    """Tried only: what would be published."""


@overload
def publish(obj: Any, name: str, *, background: Literal[True], **options: Unpack[Options]) -> PublishJob:
    """On its way: how far it is."""


@overload
def publish(
    obj: Any, name: str, *, dry_run: bool = ..., background: bool | None = ..., **options: Unpack[Options]
) -> PublishedCard | PreviewedCard | PublishJob:
    """Any of them, when it is not known before."""


def publish(
    obj: Any,
    name: str,
    *,
    metrics: Any = None,
    data: Any = None,
    summary: str = "",
    license: str = "",
    tags: Iterable[str] | str = (),
    alias: str = "",
    task: str = "",
    title: str = "",
    format: str = "",
    artifact: bool = True,
    dry_run: bool = False,
    background: bool | None = False,
    registry: Registry | str | None = None,
    cells: bool = True,
    test_data: bool = True,
    personal: bool = False,
    explain: float = 0.0,
    figures: bool = False,
    card_text: str = "",
    metrics_name: str = "metrics",
    if_new: bool = False,
) -> PublishedCard | PreviewedCard | PublishJob:
    """Publish a fitted object as the next version of the model ``name`` and give back its card.

    ``metrics`` is a dict, Series, number, list of fold scores or classification report; ``data`` a table or
    a dict of tables (name -> table), of which the first gives signature and example. ``format`` "" writes a
    file that loads without running code, where there is one; "pickle" and "joblib" only when asked for.
    ``artifact`` false stores no file, ``cells`` false no notebook cells, ``test_data`` false no rows of the test
    data; values of columns that look personal are stored only if ``personal``. ``explain`` is the time in seconds
    in which to measure how much each input matters; ``figures`` attaches those of the notebook. ``dry_run``
    captures and judges everything and stores nothing. ``background`` sends the files while other cells run and
    gives back a job; ``None`` does so for large files. ``if_new`` publishes only the first version of a model:
    ``Conflict`` when there is one of that name. Raises ``RegistryError``; nothing is stored then.
    """
    asked = Asked(
        name=check_name(name, "name"),
        metrics=metrics,
        metrics_name=metrics_name,
        data=data,
        summary=summary.strip(),
        license=license.strip(),
        tags=tuple(tags.replace(",", " ").split() if isinstance(tags, str) else tags),
        alias=check_alias(alias) if alias else "",
        task=task.strip(),
        title=title.strip(),
        format=check_format(format),
        artifact=artifact,
        cells=cells,
        test_data=test_data,
        personal=personal,
        explain=explain,
        figures=figures,
        card_text=card_text,
        if_new=if_new,
    )
    opened = current(registry)
    try:
        with ExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="registry-"))
            prepared = prepare(obj, asked, Path(folder), opened.url)
            if dry_run:
                return preview_prepared(opened, asked, prepared)
            size = _size(prepared.files)
            if background or (background is None and size >= ALWAYS):
                job = PublishJob(asked.name, size, called(opened.url), Sender(opened, asked, prepared).send)
                return job.start(stack.pop_all().close)
            return Sender(opened, asked, prepared).send()
    except OSError as error:
        raise from_os(error) from error


def from_os(error: OSError) -> RegistryError:
    """The registry's error for what the disk said while an artifact was written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(
            "The disk is full; nothing was published.",
            fix="Free space, or publish with --no-artifact.",
        )
    return NotWritable(
        f"The artifact cannot be written: {error.strerror or type(error).__name__}.",
        fix="Make the folder for temporary files writable, or publish with --no-artifact.",
    )


def preview_prepared(registry: Registry, asked: Asked, prepared: Prepared) -> PreviewedCard:
    """Have the registry judge the publication without storing anything."""
    reply = registry.preview(asked.name, prepared.manifest, title=prepared.title, tags=asked.tags, alias=asked.alias)
    shown = msgspec.structs.replace(prepared.manifest, artifacts=tuple(map(artifact_of, prepared.files)))
    snapshot = snapshots.of_preview(reply, shown, registry=called(registry.url), now=_now(), warnings=prepared.warnings)
    return PreviewedCard(msgspec.structs.replace(snapshot, scrubbed=prepared.scrubbed), registry, reply, shown)


class Sender:
    """Sends one publication; sending it again after a break changes the registry once."""

    def __init__(self, registry: Registry, asked: Asked, prepared: Prepared) -> None:
        self._registry = registry
        self._asked = asked
        self._prepared = prepared
        self._request_id = uuid.uuid4().hex

    def send(self, progress: Progress = ignored) -> PublishedCard:
        """Store the files and then the version, and trust here what was made here."""
        before = earlier(self._registry, self._asked.name)
        reply = self._published(tuple(self._stored(progress)))
        warnings = self._prepared.warnings + self._trusted(reply.version)
        head = hit(reply.model, reply.version, reply.version.manifest.card or Card())
        snapshot = snapshots.of_published(
            reply, head, registry=called(self._registry.url), now=_now(), warnings=warnings, before=before
        )
        return PublishedCard(msgspec.structs.replace(snapshot, scrubbed=self._prepared.scrubbed), self._registry, reply)

    def _stored(self, progress: Progress) -> Iterator[Artifact]:
        done, whole = 0, _size(self._prepared.files)
        for file in self._prepared.files:
            with file.file.open("rb") as stream:
                tell = partial(_tell, progress, done, whole)
                digest, size = self._registry.backend.put_blob(stream, progress=tell)
            done += size
            yield Artifact(path=file.path, digest=digest, size=size, format=file.format)

    def _published(self, artifacts: tuple[Artifact, ...]) -> Published:
        asked = self._asked
        manifest = msgspec.structs.replace(self._prepared.manifest, artifacts=artifacts)
        publish = partial(
            self._registry.publish,
            asked.name,
            manifest,
            title=self._prepared.title,
            tags=asked.tags,
            alias=asked.alias,
            if_new=asked.if_new,
            request_id=self._request_id,
        )
        try:
            return publish()
        except KeyboardInterrupt:
            return publish()  # too late to stop: the same request again tells what became of it, and happens once

    def _trusted(self, version: Version) -> tuple[str, ...]:
        try:
            for digest in self._prepared.trusted_here:
                trust_list.add(digest, f"{version.model}:{version.number}")
        except RegistryError as error:
            return (str(error),)  # published all the same; loading it here will ask for trust
        return ()


def _tell(progress: Progress, before: int, whole: int, done: int, _: int) -> None:
    progress(before + done, whole)


def _size(files: Iterable[ArtifactFile]) -> int:
    return sum(file.file.stat().st_size for file in files)


def _now() -> datetime:
    return datetime.now(timezone.utc)
