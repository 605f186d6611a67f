"""Publishing an object: capture what can be found out, write its artifact, add the version, show the card.

The magic, the notebook's button and Python all come through ``publish``.
"""

from __future__ import annotations

import errno
import hashlib
import tempfile
from collections.abc import Iterable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import msgspec

from . import snapshots
from . import trust as trust_list
from .capture.base import Captured, choose, describe
from .capture.data import check_table, dataset, named
from .capture.environment import environment
from .capture.generic import check_format
from .capture.metrics import read_metrics
from .capture.notebook import notebook, running_shell
from .capture.secrets import scrub_prose
from .capture.signature import signature
from .errors import DiskFull, NotWritable, RegistryError
from .hits import hit
from .kernel.display import PreviewedCard, PublishedCard
from .loading import untrusted_types
from .refs import check_alias, check_name
from .registry import ArtifactFile, Registry
from .session import called, current
from .types import Artifact, Card, Manifest, Resources


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What the author said about a publication, apart from the object."""

    name: str
    metrics: Any = None
    metrics_name: str = "metrics"  # what the author calls the metrics
    data: Any = None
    summary: str = ""
    license: str = ""
    tags: tuple[str, ...] = ()
    alias: str = ""
    task: str = ""
    title: str = ""
    format: str = ""
    artifact: bool = True
    cells: bool = True
    card_text: str = ""


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """A publication that only needs to be sent; its files live as long as their folder."""

    manifest: Manifest
    files: tuple[ArtifactFile, ...]
    warnings: tuple[str, ...]
    trusted_here: tuple[str, ...]  # digests this author may load without being asked: their own work


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
    card_text: str = "",
    metrics_name: str = "metrics",
) -> PublishedCard | PreviewedCard:
    """Publish a fitted object as the next version of the model ``name`` and give back its card.

    ``metrics`` is a dict, Series, number, list of fold scores or classification report; ``data`` a table or
    a dict of tables (name -> table), of which the first gives signature and example. ``format`` "" writes
    skops; "pickle" and "joblib" only when asked for. ``artifact`` false stores no file, ``cells`` false no
    notebook cells. ``dry_run`` captures and judges everything and stores nothing. Raises ``RegistryError``;
    nothing is stored then.
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


def prepare(obj: Any, asked: Asked, folder: Path) -> Prepared:
    """Capture the object and write its files into ``folder``."""
    capturer = choose(obj)
    captured = describe(obj, capturer)
    given = read_metrics(asked.metrics, asked.metrics_name)
    tables = named(asked.data)
    for table_name, table in tables.items():
        check_table(table, table_name)
    files = capturer.save(obj, folder, asked.format) if asked.artifact else ()
    signed = signature(obj, captured, next(iter(tables.values()), None))
    foreign = foreign_types(files)
    manifest = Manifest(
        framework=captured.framework,
        task=asked.task or captured.task,
        architecture=captured.architecture,
        family=captured.family,
        summary=scrub_prose(asked.summary),
        license=asked.license,
        signature=signed.signature,
        params=dict(captured.params),
        metrics=given + tuple(metric for metric in captured.metrics if not _same(metric.name, given)),
        datasets=tuple(dataset(table_name, table) for table_name, table in tables.items()),
        resources=_resources(captured, files),
        environment=environment(captured.requires),
        notebook=notebook(running_shell(), cells=asked.cells),
        card=Card(text=scrub_prose(asked.card_text)) if asked.card_text.strip() else None,
        model_class=captured.model_class,
    )
    notes = (*captured.warnings, signed.warning, _trust_note(foreign))
    trusted_here = tuple(_artifact(file).digest for file in files) if foreign else ()
    return Prepared(manifest=manifest, files=files, warnings=tuple(filter(None, notes)), trusted_here=trusted_here)


def foreign_types(files: tuple[ArtifactFile, ...]) -> tuple[str, ...]:
    """Types in the skops files that skops does not trust by itself."""
    found = [untrusted_types(file.file.read_bytes()) for file in files if file.format == "skops"]
    return tuple(sorted({name for names in found for name in names}))


def _trust_note(foreign: tuple[str, ...]) -> str:
    return f"Others are asked for trust when they load it: it holds {', '.join(foreign[:3])}." if foreign else ""


def _same(name: str, given: Iterable[Any]) -> bool:
    return any(metric.name == name and metric.split == "cross-validation" for metric in given)


def _resources(captured: Captured, files: tuple[ArtifactFile, ...]) -> Resources | None:
    size = sum(file.file.stat().st_size for file in files)
    if not size and captured.parameter_count is None:
        return None
    return Resources(parameter_count=captured.parameter_count, size_bytes=size or None)


def _artifact(file: ArtifactFile) -> Artifact:
    content = file.file.read_bytes()
    digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
    return Artifact(path=file.path, digest=digest, size=len(content), format=file.format)


def preview_prepared(registry: Registry, asked: Asked, prepared: Prepared) -> PreviewedCard:
    """Have the registry judge the publication without storing anything."""
    reply = registry.preview(asked.name, prepared.manifest, title=asked.title, tags=asked.tags, alias=asked.alias)
    shown = msgspec.structs.replace(prepared.manifest, artifacts=tuple(map(_artifact, prepared.files)))
    snapshot = snapshots.of_preview(reply, shown, registry=called(registry.url), now=_now(), warnings=prepared.warnings)
    return PreviewedCard(snapshot, reply, shown)


def send(registry: Registry, asked: Asked, prepared: Prepared) -> PublishedCard:
    """Store the files and the version, and trust here what was made here."""
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
    snapshot = snapshots.of_published(reply, head, registry=called(registry.url), now=_now(), warnings=warnings)
    return PublishedCard(snapshot, reply)


def _now() -> datetime:
    return datetime.now(timezone.utc)
