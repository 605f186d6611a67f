"""Run folders and deployment logs into a registry; doing it again adds nothing.

A run of a version becomes an evaluation of it, a deployment line a deployment; a run of no version becomes a version
that is only a card. What cannot be read or added is named with its reason, and the rest goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from .. import requests as r
from .. import types as t
from ..canonical import canonical, digest
from ..errors import Busy, DiskFull, Forbidden, Invalid, NotFound, NotWritable, RegistryError, Unreachable
from ..registry import Registry
from . import logs, mlruns
from .items import Unread
from .runs import Deployed, Run

HOPELESS = (Busy, DiskFull, Forbidden, NotWritable, Unreachable)
"""Refusals that the next run would meet as well."""


class Ingested(msgspec.Struct):
    """What came of it; ``skipped`` says which places were left out, and why."""

    evaluations: int = 0
    deployments: int = 0
    versions: int = 0
    unchanged: int = 0
    skipped: list[Unread] = msgspec.field(default_factory=list)


def found_in(path: Path) -> Iterator[Run | Deployed | Unread]:
    """Runs and deployments of a file or of a folder and all folders in it; raises ``Invalid`` when it is neither."""
    if path.is_file() and path.suffix.lower() in logs.SUFFIXES:
        yield from logs.read(path)
    elif path.is_dir():
        yield from _in_folder(path)
    else:
        raise Invalid(
            f"{path} is no folder of runs and no log.",
            field="path",
            fix=f"Name a folder, or a file that ends in {', '.join(logs.SUFFIXES)}.",
        )


def _in_folder(folder: Path) -> Iterator[Run | Deployed | Unread]:
    if mlruns.is_run(folder):
        yield from mlruns.read(folder)
        return
    for entry in sorted(folder.iterdir()):
        if entry.is_symlink() or entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _in_folder(entry)
        elif entry.suffix.lower() in logs.SUFFIXES:
            yield from logs.read(entry)


def ingest(registry: Registry, path: Path, *, ref: str = "") -> Ingested:
    """Add what is found at a path; runs that name no version are of ``ref``, where it is given."""
    return _Ingesting(registry, ref).all(found_in(path))


class _Ingesting:
    """One pass over what was found."""

    def __init__(self, registry: Registry, ref: str) -> None:
        self._registry = registry
        self._ref = ref
        self._done = Ingested()
        self._digests: dict[str, set[str]] = {}  # of the versions that each model has

    def all(self, found: Iterable[Run | Deployed | Unread]) -> Ingested:
        """Add each, or note why not."""
        for one in found:
            if isinstance(one, Unread):
                self._done.skipped.append(one)
                continue
            try:
                self._add(one)
            except HOPELESS:
                raise
            except RegistryError as error:
                name = one.id if isinstance(one, Run) else f"{one.deployment.target}, {one.ref}"
                self._done.skipped.append(Unread(name, str(error)))
        return self._done

    def _add(self, found: Run | Deployed) -> None:
        done = self._done
        if isinstance(found, Deployed):
            added = self._deploy(found)
            done.deployments += added
        elif found.ref or self._ref:
            added = self._evaluate(found, found.ref or self._ref)
            done.evaluations += added
        else:
            added = self._publish(found)
            done.versions += added
        done.unchanged += not added

    def _deploy(self, found: Deployed) -> bool:
        card = self._registry.get_card(found.ref)
        if any(one.deployment == found.deployment for one in card.records.deployments):
            return False
        name = _name(card)
        request = r.RecordDeployment(request_id=_id(found.deployment, name), ref=name, deployment=found.deployment)
        self._registry.backend.handle(request)
        return True

    def _evaluate(self, run: Run, ref: str) -> bool:
        if not run.metrics:
            raise Invalid("The run has no metrics.", field="metrics")
        evaluation = t.Evaluation(metrics=run.metrics, run=run.id, note=run.note, measured_at=run.at)
        card = self._registry.get_card(ref)
        if any(one.evaluation == evaluation for one in card.records.evaluations):
            return False
        name = _name(card)
        request = r.AddEvaluation(request_id=_id(evaluation, name), ref=name, evaluation=evaluation)
        self._registry.backend.handle(request)
        return True

    def _publish(self, run: Run) -> bool:
        """A version that is only a card, unless the model has one of the same content."""
        created = run.at.date().isoformat() if run.at else ""
        manifest = t.Manifest(
            summary=run.note,
            params=run.params,
            metrics=run.metrics,
            source=t.Source(id=run.id, name=run.title, commit=run.commit, created=created),
        )
        if run.model not in self._digests:
            self._digests[run.model] = set(_digests(self._registry, run.model))
        found = digest(canonical(manifest))
        if found in self._digests[run.model]:
            return False
        self._registry.publish(run.model, manifest, title=run.title, tags=run.tags)
        self._digests[run.model].add(found)
        return True


def _digests(registry: Registry, name: str) -> Iterator[str]:
    try:
        page = registry.list_versions(name)
        seen = 0
        while page.versions:
            yield from (version.digest for version in page.versions)
            seen += len(page.versions)
            page = registry.list_versions(name, offset=seen)
    except NotFound:  # the model is new
        return


def _name(card: t.ModelCard) -> str:
    """The version by its number: an alias may have moved by the next time."""
    return f"{card.model.name}:{card.version.number}"


def _id(content: t.Part, ref: str) -> str:
    return digest(canonical([ref, msgspec.to_builtins(content)])).removeprefix("sha256:")
