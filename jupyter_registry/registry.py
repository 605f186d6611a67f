"""``Registry``: the friendly face of a backend, one method per verb, plus artifacts in and out."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import msgspec

from . import requests as r
from . import types as t
from .backend import Backend
from .errors import Invalid


class ArtifactFile(msgspec.Struct, frozen=True):
    """A file on this machine that becomes an artifact: logical path, where it is, its format."""

    path: str
    file: Path
    format: str


class Registry:
    """A catalogue of models and versions behind one ``Backend``.

    All methods raise ``RegistryError`` and nothing else. Close it, or use it as a context manager.
    """

    def __init__(self, backend: Backend, url: str = "") -> None:
        self.backend = backend
        self.url = url

    def __enter__(self) -> Registry:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the backend's connections."""
        self.backend.close()

    # ------------------------------------------------------------ reads

    def get_status(self) -> t.Status:
        """The state of the registry: counts, whether it is writable, who is acting."""
        return self.backend.handle(r.GetStatus())

    def get_model(self, name: str) -> t.Model:
        """The model of that name."""
        return self.backend.handle(r.GetModel(name=name))

    def get_version(self, ref: str) -> t.Version:
        """The version a ref names."""
        return self.backend.handle(r.GetVersion(ref=ref))

    def get_card(self, ref: str) -> t.ModelCard:
        """Everything about the version a ref names."""
        return self.backend.handle(r.GetCard(ref=ref))

    def compare(self, *refs: str) -> t.Comparison:
        """Two to six versions of any models side by side; the first is the baseline."""
        return self.backend.handle(r.Compare(refs=refs))

    def list_versions(self, name: str, *, limit: int = 100, offset: int = 0) -> t.VersionList:
        """Versions of a model, newest first."""
        return self.backend.handle(r.ListVersions(name=name, limit=limit, offset=offset))

    def search(
        self,
        q: str = "",
        *,
        sort: str = "",
        limit: int = 20,
        offset: int = 0,
        facets: bool = False,
        kernel: Iterable[str] = (),
    ) -> t.Page:
        """Models that match one query line; ``kernel`` ("skops==0.13", ...) is what ``kernel:ok`` is judged by."""
        request = r.Search(q=q, sort=sort, limit=limit, offset=offset, facets=facets, kernel=tuple(kernel))
        return self.backend.handle(request)

    def get_facets(self, q: str = "", *, limit: int = 50, kernel: Iterable[str] = ()) -> t.FacetList:
        """Facet values with counts for a query."""
        return self.backend.handle(r.GetFacets(q=q, limit=limit, kernel=tuple(kernel)))

    def suggest(self, q: str = "", *, cursor: int = -1, limit: int = 8) -> t.SuggestionList:
        """Ways to go on with a query line that is being typed; ``cursor`` counts characters, -1 is the end."""
        return self.backend.handle(r.Suggest(q=q, cursor=cursor, limit=limit))

    def list_searches(self) -> t.SavedSearchList:
        """The searches you keep, with what is new in each."""
        return self.backend.handle(r.ListSearches())

    def list_search_log(self, *, limit: int = 50) -> t.SearchLog:
        """What was searched for here, queries without results first."""
        return self.backend.handle(r.ListSearchLog(limit=limit))

    def get_lineage(self, ref: str, *, steps: int = 3, limit: int = 500) -> t.Lineage:
        """What a version was made from, and what was made from it or uses it."""
        return self.backend.handle(r.GetLineage(ref=ref, steps=steps, limit=limit))

    def get_leaderboard(
        self, dataset: str, metric: str, *, split: str = "", scenario: str = "", limit: int = 50
    ) -> t.Leaderboard:
        """Models in the order of one metric on one dataset, split and scenario."""
        return self.backend.handle(
            r.GetLeaderboard(dataset=dataset, metric=metric, split=split, scenario=scenario, limit=limit)
        )

    def list_benchmarks(self, name: str = "", *, limit: int = 50) -> t.BenchmarkList:
        """What versions were measured on, of one model or of all."""
        return self.backend.handle(r.ListBenchmarks(name=name, limit=limit))

    def tail_audit(self, name: str = "", *, limit: int = 50, offset: int = 0) -> t.AuditTail:
        """Newest audit entries, of one model or of all."""
        return self.backend.handle(r.TailAudit(name=name, limit=limit, offset=offset))

    def verify(self, *, deep: bool = True) -> t.Verification:
        """Re-read everything and report what does not hold."""
        return self.backend.handle(r.Verify(deep=deep))

    # ------------------------------------------------------------ writes

    def publish(
        self,
        model: str,
        manifest: t.Manifest,
        files: Iterable[ArtifactFile] = (),
        *,
        title: str = "",
        tags: Iterable[str] = (),
        alias: str = "",
        request_id: str = "",
    ) -> t.Published:
        """Store the files as blobs, then add a version that names them.

        The bytes are durable before the version is; an acknowledged version is never without them.
        """
        request = self._publish_request(model, manifest, tuple(map(self._stored, files)), title, tags, alias)
        return self.backend.handle(msgspec.structs.replace(request, request_id=request_id or _new_id()))

    def preview(
        self, model: str, manifest: t.Manifest, *, title: str = "", tags: Iterable[str] = (), alias: str = ""
    ) -> t.Previewed:
        """What publishing would do and find, without doing it; artifacts are not sent."""
        return self.backend.handle(r.Preview(publish=self._publish_request(model, manifest, (), title, tags, alias)))

    def set_alias(
        self,
        model: str,
        alias: str,
        number: int | None,
        *,
        if_number: int | msgspec.UnsetType | None = msgspec.UNSET,
    ) -> t.Model:
        """Point an alias at a version, or take it away with ``None``."""
        return self.backend.handle(
            r.SetAlias(request_id=_new_id(), model=model, alias=alias, number=number, if_number=if_number)
        )

    def set_tags(self, model: str, tags: Iterable[str]) -> t.Model:
        """Replace the tags of a model."""
        return self.backend.handle(r.SetTags(request_id=_new_id(), model=model, tags=tuple(tags)))

    def edit_card(
        self,
        ref: str,
        fields: Mapping[str, t.CardValue | None] | None = None,
        *,
        text: str | None = None,
        if_revision: int | None = None,
    ) -> t.ModelCard:
        """Answer or clear card fields of a version, or replace its text."""
        return self.backend.handle(
            r.EditCard(request_id=_new_id(), ref=ref, fields=dict(fields or {}), text=text, if_revision=if_revision)
        )

    def retire(self, ref: str, reason: str = "", *, sunset_on: date | None = None, replacement: str = "") -> t.Version:
        """Mark a version not for new use, now or from the day ``sunset_on`` on."""
        return self.backend.handle(
            r.Retire(request_id=_new_id(), ref=ref, reason=reason, sunset_on=sunset_on, replacement=replacement)
        )

    def restore(self, ref: str) -> t.Version:
        """Take a retirement back."""
        return self.backend.handle(r.Restore(request_id=_new_id(), ref=ref))

    def undo_publish(self, ref: str) -> t.Withdrawn:
        """Take your own version away while nobody has used it; raises ``Conflict`` once somebody did."""
        return self.backend.handle(r.UndoPublish(request_id=_new_id(), ref=ref))

    def add_evaluation(self, ref: str, evaluation: t.Evaluation) -> t.Records:
        """Add metrics measured on a version after it was published."""
        return self.backend.handle(r.AddEvaluation(request_id=_new_id(), ref=ref, evaluation=evaluation))

    def add_check(self, ref: str, check: t.Check) -> t.Records:
        """Add an automatic verdict about a version."""
        return self.backend.handle(r.AddCheck(request_id=_new_id(), ref=ref, check=check))

    def record_deployment(self, ref: str, deployment: t.Deployment) -> t.Records:
        """Note where a version is in use, or that it no longer is."""
        return self.backend.handle(r.RecordDeployment(request_id=_new_id(), ref=ref, deployment=deployment))

    def record_reuse(self, ref: str, reuse: t.Reuse) -> t.Records:
        """Note that a version was loaded, or why it was not."""
        return self.backend.handle(r.RecordReuse(ref=ref, reuse=reuse))

    def add_comment(self, ref: str, comment: t.Comment) -> t.Records:
        """Say something about a version, or answer what somebody said."""
        return self.backend.handle(r.AddComment(request_id=_new_id(), ref=ref, comment=comment))

    def remove_comment(self, ref: str, sequence: int) -> t.Records:
        """Take a comment of your own away."""
        return self.backend.handle(r.RemoveComment(request_id=_new_id(), ref=ref, sequence=sequence))

    def add_link(self, ref: str, relation: str, target: str) -> t.Lineage:
        """Add a link to the lineage of a version; raises ``Conflict`` for a circle."""
        link = t.Link(relation=relation, target=target)
        return self.backend.handle(r.AddLink(request_id=_new_id(), ref=ref, link=link))

    def set_star(self, model: str, *, starred: bool = True) -> t.Records:
        """Put a model among your favourites, or take it out."""
        return self.backend.handle(r.SetStar(model=model, starred=starred))

    def import_cards(self, items: Iterable[r.Publish]) -> t.Imported:
        """Take over one batch of cards made elsewhere (at most ``limits.IMPORT_BATCH``)."""
        return self.backend.handle(r.ImportCards(request_id=_new_id(), items=tuple(items)))

    def save_search(self, name: str, q: str) -> t.SavedSearchList:
        """Keep a query under a name; repeating it marks its results as seen."""
        return self.backend.handle(r.SaveSearch(name=name, q=q))

    def remove_search(self, name: str) -> t.SavedSearchList:
        """Forget a saved search."""
        return self.backend.handle(r.RemoveSearch(name=name))

    def log_search(self, q: str, total: int, taken: int = 0) -> t.Recording:
        """Note that somebody searched, how many results there were, and the place of the one taken."""
        return self.backend.handle(r.LogSearch(q=q, total=total, taken=taken))

    def reindex(self) -> t.Reindexed:
        """Rebuild the search tables."""
        return self.backend.handle(r.Reindex(request_id=_new_id()))

    # ------------------------------------------------------------ artifacts

    def open_artifact(self, artifact: t.Artifact) -> AbstractContextManager[BinaryIO]:
        """The bytes of an artifact; the caller verifies the digest of what it read."""
        return self.backend.open_blob(artifact.digest)

    def _stored(self, source: ArtifactFile) -> t.Artifact:
        with source.file.open("rb") as stream:
            digest, size = self.backend.put_blob(stream)
        return t.Artifact(path=source.path, digest=digest, size=size, format=source.format)

    @staticmethod
    def _publish_request(
        model: str,
        manifest: t.Manifest,
        artifacts: tuple[t.Artifact, ...],
        title: str,
        tags: Iterable[str],
        alias: str,
    ) -> r.Publish:
        named = msgspec.structs.replace(manifest, artifacts=manifest.artifacts + artifacts) if artifacts else manifest
        return r.Publish(model=model, manifest=named, title=title, tags=tuple(tags), alias=alias)


def _new_id() -> str:
    return uuid.uuid4().hex


def open_registry(url: str = "") -> Registry:
    """Open the registry at ``url``, or the one the environment names (see ``config``).

    ``sqlite:///path`` is a file, ``http(s)://`` a server. Nothing is read or made before the first request.
    """
    from .config import SQLITE, record_searches, registry_url, sqlite_path

    chosen = registry_url(url)
    if chosen.startswith(SQLITE):
        from .local.backend import LocalBackend

        return Registry(LocalBackend(sqlite_path(chosen), record_searches=record_searches()), chosen)
    if not chosen.startswith(("http://", "https://")):
        raise Invalid(
            f'"{chosen.partition("?")[0][:80]}" is not the address of a registry.',
            field="url",
            fix="Use sqlite:///path/registry.db or http(s)://host/.",
        )
    from .remote import RemoteBackend

    return Registry(RemoteBackend(chosen), chosen)
