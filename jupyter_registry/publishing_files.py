"""Publishing a model that lies in a file, without a kernel: what a build server does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from .capture.data import dataset, split_of
from .capture.environment import environment
from .capture.git import checkout
from .capture.metrics import read_metrics
from .capture.personal import without_personal
from .capture.secrets import scrub_all, scrubbing
from .errors import Invalid, NotFound
from .formats import huggingface
from .formats.model_files import identify
from .formats.tables import read_table
from .kernel.display import PreviewedCard, PublishedCard
from .limits import typed
from .preparing import Asked, Prepared
from .publishing import Sender, preview_prepared
from .registry import ArtifactFile, Registry
from .session import current
from .types import Dataset, Manifest, Metric, Notebook, Resources, Signature

REQUIRES = {"scikit-learn": ("scikit-learn", "skops"), "pytorch": ("torch",)}
"""Packages that loading needs, by framework, where it is not the framework alone."""


class FileOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What is said about a model in a file; every file is read, none is run."""

    metrics: Path | None = None  # JSON: {"accuracy": 0.9}, {"test": {"accuracy": 0.9}} or a list of metrics
    params: Path | None = None  # a JSON object
    card: Path | None = None  # Markdown, its front matter as on Hugging Face
    data: tuple[str, ...] = ()  # FILE or NAME=FILE with rows; the first are what the model takes
    target: str = ""  # column of the data that is not an input
    framework: str = ""
    environment: bool = True  # note the packages that are installed here


def publish_file(
    file: Path, asked: Asked, options: FileOptions, *, dry_run: bool = False, registry: Registry | str | None = None
) -> PublishedCard | PreviewedCard:
    """Publish the model in ``file`` as the next version of ``asked.name``; gives a card back as ``publish`` does.

    Raises ``RegistryError``; nothing is stored then.
    """
    opened = current(registry)
    with scrubbing() as cut:
        prepared = _prepared(file, asked, options)
        manifest = typed(scrub_all(msgspec.to_builtins(prepared.manifest)), Manifest)
    prepared = msgspec.structs.replace(prepared, manifest=manifest, scrubbed=cut.scrubbed, title=asked.title)
    return preview_prepared(opened, asked, prepared) if dry_run else Sender(opened, asked, prepared).send()


def _prepared(file: Path, asked: Asked, options: FileOptions) -> Prepared:
    found = identify(file, asked.format)
    written = _card(options.card, asked.name)
    framework = options.framework or found.framework or written.framework
    datasets, signature, warnings = _data(options)
    git = checkout(Path.cwd())
    manifest = msgspec.structs.replace(
        written,
        framework=framework,
        task=asked.task or written.task,
        summary=asked.summary or written.summary,
        license=asked.license or written.license,
        architecture=found.model_class.rpartition(".")[2],
        model_class=found.model_class,
        signature=signature,
        params=_json(options.params, dict[str, Any]) if options.params else {},
        metrics=(_metrics(options.metrics) if options.metrics else ()) + written.metrics,
        datasets=datasets or written.datasets,
        resources=Resources(size_bytes=file.stat().st_size),
        environment=environment(REQUIRES.get(framework, (framework,) if framework else ()))
        if options.environment
        else None,
        notebook=Notebook(git=git.state) if git else None,
    )
    artifact = ArtifactFile(path=file.name, file=file, format=found.format)
    return Prepared(manifest=manifest, files=(artifact,), warnings=warnings, trusted_here=())


def _card(file: Path | None, name: str) -> Manifest:
    """The manifest that a card in Markdown makes; without a file an empty one."""
    if file is None:
        return Manifest()
    try:
        front, body = huggingface.split(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NotFound(f"There is no file {file}.", field="card") from None
    except (OSError, UnicodeDecodeError) as error:
        raise Invalid(f"{file.name} is no text that can be read.", field="card") from error
    return msgspec.structs.replace(huggingface.manifest(front, body, name), source=None)


def _data(options: FileOptions) -> tuple[tuple[Dataset, ...], Signature | None, tuple[str, ...]]:
    datasets, signature, notes = [], None, []
    for given in options.data:
        name, equals, path = given.partition("=")
        file = Path(path if equals else given)
        table = read_table(file)
        name = name if equals else file.name.partition(".")[0]
        found = dataset(name, table)
        datasets.append(msgspec.structs.replace(found, split=found.split or split_of(name), source=file.name))
        if signature is None:
            inputs = tuple(column for column in found.columns if column.name != options.target)
            signature, note = without_personal(Signature(inputs=inputs, container="dataframe"))
            notes.append(note)
    return tuple(datasets), signature, tuple(filter(None, notes))


def _metrics(file: Path) -> tuple[Metric, ...]:
    """Metrics of a JSON file; objects inside of the object are splits."""
    held = _json(file, dict[str, Any] | list[dict[str, Any]])
    if isinstance(held, dict) and held and all(isinstance(inner, dict) for inner in held.values()):
        return tuple(
            msgspec.structs.replace(metric, split=metric.split or split)
            for split, inner in held.items()
            for metric in read_metrics(inner, file.name)
        )
    return read_metrics(held, file.name)


def _json(file: Path, kind: Any) -> Any:
    try:
        return msgspec.json.decode(file.read_bytes(), type=kind)
    except FileNotFoundError:
        raise NotFound(f"There is no file {file}.", field="file") from None
    except OSError as error:
        raise Invalid(f"{file.name} cannot be read: {error.strerror}.", field="file") from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Invalid(f"{file.name} is not JSON of the right shape: {error}.", field="file") from error
