"""Publishing an object: capture what can be found out, write its artifact, add the version, show the card.

The magic, the notebook's button and Python all come through ``publish``.
"""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Iterable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Literal, overload

import msgspec

from . import snapshots
from . import trust as trust_list
from .capture.generic import check_format
from .earlier import earlier
from .errors import DiskFull, NotWritable, RegistryError
from .hits import hit
from .kernel.display import PreviewedCard, PublishedCard
from .preparing import Asked, Prepared, artifact_of, prepare
from .refs import check_alias, check_name
from .registry import Registry
from .session import called, current
from .types import Card


@overload
def publish(
    obj: Any,
    name: str,
    *,
    metrics: Any = ...,
    data: Any = ...,
    summary: str = ...,
    license: str = ...,
    tags: Iterable[str] | str = ...,
    alias: str = ...,
    task: str = ...,
    title: str = ...,
    format: str = ...,
    artifact: bool = ...,
    dry_run: Literal[False] = ...,
    registry: Registry | str | None = ...,
    cells: bool = ...,
    test_data: bool = ...,
    personal: bool = ...,
    card_text: str = ...,
    metrics_name: str = ...,
) -> PublishedCard:
    """Published: its card."""


@overload
def publish(
    obj: Any,
    name: str,
    *,
    metrics: Any = ...,
    data: Any = ...,
    summary: str = ...,
    license: str = ...,
    tags: Iterable[str] | str = ...,
    alias: str = ...,
    task: str = ...,
    title: str = ...,
    format: str = ...,
    artifact: bool = ...,
    dry_run: Literal[True],
    registry: Registry | str | None = ...,
    cells: bool = ...,
    test_data: bool = ...,
    personal: bool = ...,
    card_text: str = ...,
    metrics_name: str = ...,
) -> PreviewedCard:
    """Tried only: what would be published."""


@overload
def publish(
    obj: Any,
    name: str,
    *,
    metrics: Any = ...,
    data: Any = ...,
    summary: str = ...,
    license: str = ...,
    tags: Iterable[str] | str = ...,
    alias: str = ...,
    task: str = ...,
    title: str = ...,
    format: str = ...,
    artifact: bool = ...,
    dry_run: bool,
    registry: Registry | str | None = ...,
    cells: bool = ...,
    test_data: bool = ...,
    personal: bool = ...,
    card_text: str = ...,
    metrics_name: str = ...,
) -> PublishedCard | PreviewedCard:
    """Either, when it is not known before."""


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
    registry: Registry | str | None = None,
    cells: bool = True,
    test_data: bool = True,
    personal: bool = False,
    card_text: str = "",
    metrics_name: str = "metrics",
) -> PublishedCard | PreviewedCard:
    """Publish a fitted object as the next version of the model ``name`` and give back its card.

    ``metrics`` is a dict, Series, number, list of fold scores or classification report; ``data`` a table or
    a dict of tables (name -> table), of which the first gives signature and example. ``format`` "" writes a
    file that loads without running code, where there is one; "pickle" and "joblib" only when asked for.
    ``artifact`` false stores no file, ``cells`` false no notebook cells, ``test_data`` false no rows of the test
    data; values of columns that look personal are stored only if ``personal``. ``dry_run`` captures and judges
    everything and stores nothing. Raises ``RegistryError``; nothing is stored then.
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
        card_text=card_text,
    )
    opened = current(registry)
    try:
        with tempfile.TemporaryDirectory(prefix="registry-") as folder:
            prepared = prepare(obj, asked, Path(folder))
            return preview_prepared(opened, asked, prepared) if dry_run else send(opened, asked, prepared)
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
    reply = registry.preview(asked.name, prepared.manifest, title=asked.title, tags=asked.tags, alias=asked.alias)
    shown = msgspec.structs.replace(prepared.manifest, artifacts=tuple(map(artifact_of, prepared.files)))
    snapshot = snapshots.of_preview(reply, shown, registry=called(registry.url), now=_now(), warnings=prepared.warnings)
    return PreviewedCard(snapshot, reply, shown)


def send(registry: Registry, asked: Asked, prepared: Prepared) -> PublishedCard:
    """Store the files and the version, and trust here what was made here."""
    before = earlier(registry, asked.name)
    reply = registry.publish(
        asked.name,
        prepared.manifest,
        prepared.files,
        title=asked.title,
        tags=asked.tags,
        alias=asked.alias,
    )
    version = reply.version
    warnings = prepared.warnings
    try:
        for digest in prepared.trusted_here:
            trust_list.add(digest, f"{version.model}:{version.number}")
    except RegistryError as error:
        warnings += (str(error),)  # published all the same; loading it here will ask for trust
    head = hit(reply.model, version, version.manifest.card or Card())
    snapshot = snapshots.of_published(
        reply, head, registry=called(registry.url), now=_now(), warnings=warnings, before=before
    )
    return PublishedCard(snapshot, reply)


def _now() -> datetime:
    return datetime.now(timezone.utc)
