"""Everything about a publication that happens before it is sent: capture, checks, the artifact's file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from .canonical import stream_digest
from .capture import artifacts
from .capture.base import Captured, choose, describe
from .capture.data import check_table, named
from .capture.metrics import read_metrics
from .capture.params import own_code
from .capture.secrets import Scrubbing, scrub_all, scrub_prose, scrubbing
from .capture.surroundings import Surroundings
from .capture.test_data import write_test_data
from .limits import typed
from .loading import loaded_in, untrusted_types
from .registry import ArtifactFile
from .types import Artifact, Card, Link, Manifest, Notebook, Resources, Scrubbed

SEARCHED = 100_000_000  # bytes of a file that is searched for secrets


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
    test_data: bool = True  # keep a few rows of the test data with the version
    personal: bool = False  # keep values of columns that look personal
    explain: float = 0.0  # seconds in which to compute permutation importance
    figures: bool = False  # attach the figures of the notebook
    card_text: str = ""
    if_new: bool = False  # only as the first version of a model


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """A publication that only needs to be sent; its files live as long as their folder."""

    manifest: Manifest
    files: tuple[ArtifactFile, ...]
    warnings: tuple[str, ...]
    trusted_here: tuple[str, ...]  # digests this author may load without being asked: their own work
    title: str = ""
    scrubbed: tuple[Scrubbed, ...] = ()  # secrets that were cut out


def prepare(obj: Any, asked: Asked, folder: Path, registry: str) -> Prepared:
    """Capture the object and write its files into ``folder``, to be published in the registry at that address.

    No text keeps a secret, and what was cut out is told.
    """
    with scrubbing() as cut, Surroundings(obj) as around:
        found = _captured(obj, around, asked, folder, registry)
        return msgspec.structs.replace(
            found,
            manifest=typed(scrub_all(msgspec.to_builtins(found.manifest)), Manifest),
            warnings=(*map(scrub_prose, found.warnings), *_still_inside(cut, found.files)),
            title=scrub_prose(asked.title, "title"),
            scrubbed=cut.scrubbed,
        )


def _captured(obj: Any, around: Surroundings, asked: Asked, folder: Path, registry: str) -> Prepared:
    capturer = choose(obj)
    captured = describe(obj, capturer)
    given = read_metrics(asked.metrics, asked.metrics_name)
    own = tuple(metric for metric in captured.metrics if not _same(metric.name, given))
    tables = named(asked.data)
    for table_name, table in tables.items():
        check_table(table, table_name)
    files = capturer.save(obj, folder, asked.format) if asked.artifact else ()
    data = around.data(captured, tables, personal=asked.personal)
    signed = around.signature(captured, data.rows, personal=asked.personal)
    foreign = foreign_types(files)
    rows = data.test if files and asked.test_data else None
    test_files, test_note = write_test_data(rows, folder, truth=data.truth, personal=asked.personal)
    notebook = around.notebook(cells=asked.cells)
    manifest = Manifest(
        framework=captured.framework,
        task=asked.task or captured.task,
        architecture=captured.architecture,
        family=captured.family,
        summary=scrub_prose(asked.summary, "summary"),
        license=asked.license,
        signature=signed.signature,
        params=around.params(captured),
        metrics=given + own + around.metrics(asked.task or captured.task, given + own),
        datasets=data.datasets,
        resources=_resources(captured, files),
        environment=around.environment(captured),
        notebook=notebook,
        links=tuple(_derived(notebook, registry)),
        card=Card(text=scrub_prose(asked.card_text, "card text")) if asked.card_text.strip() else None,
        model_class=captured.model_class,
        explanations=around.explanations(captured, asked.explain),
    )
    files_beside = (*test_files, *around.figures(folder, write=asked.figures and bool(files)))
    notes = (*captured.warnings, signed.warning, test_note, _trust_note(foreign), _no_file_note(obj, asked, files))
    warnings = (*filter(None, notes), *around.warnings)
    trusted_here = tuple(artifact_of(file).digest for file in files) if foreign else ()
    return Prepared(manifest=manifest, files=(*files, *files_beside), warnings=warnings, trusted_here=trusted_here)


def foreign_types(files: tuple[ArtifactFile, ...]) -> tuple[str, ...]:
    """Types in the files that are not trusted by themselves."""
    found = [
        untrusted_types(file.file) if file.format == "skops" else artifacts.foreign(file.format, file.file)
        for file in files
    ]
    return tuple(sorted({name for names in found for name in names}))


def _still_inside(cut: Scrubbing, files: tuple[ArtifactFile, ...]) -> Iterator[str]:
    """A warning for each file that holds a secret which was cut out of the texts: its own library wrote it, whole."""
    for file in files:
        if file.file.stat().st_size <= SEARCHED:
            place = cut.inside(file.file.read_bytes())
            if place:
                yield f"{file.path} itself still holds the secret of {place}: take it out of the object."


def _derived(notebook: Notebook | None, registry: str) -> Iterator[Link]:
    """A link to each version of this registry that a cell of the slice loaded."""
    cells = {cell.order for cell in notebook.cells if cell.in_slice} if notebook else set()
    for ref in loaded_in(cells, registry):
        yield Link(relation="derived-from", target=ref)


def _trust_note(foreign: tuple[str, ...]) -> str:
    return f"Others are asked for trust when they load it: it holds {', '.join(foreign[:3])}." if foreign else ""


def _no_file_note(obj: Any, asked: Asked, files: tuple[ArtifactFile, ...]) -> str:
    if files or not asked.artifact:
        return ""
    own = next(own_code(obj), "")
    if own:
        why = f"{own} cannot be loaded anywhere else. To add a file, put it into an importable module."
    else:
        why = f"no file format of a {type(obj).__name__} is safe. To add one: --format pickle"
    return f"Only the card is published: {why}"


def _same(name: str, given: Iterable[Any]) -> bool:
    return any(metric.name == name and metric.split == "cross-validation" for metric in given)


def _resources(captured: Captured, files: tuple[ArtifactFile, ...]) -> Resources | None:
    size = sum(file.file.stat().st_size for file in files)
    if not size and captured.parameter_count is None:
        return None
    return Resources(parameter_count=captured.parameter_count, size_bytes=size or None)


def artifact_of(file: ArtifactFile) -> Artifact:
    """The artifact that a file will be."""
    with file.file.open("rb") as stream:
        digest, size = stream_digest(stream)
    return Artifact(path=file.path, digest=digest, size=size, format=file.format)
