"""``Registry``: the friendly face of a backend, one method per verb, plus artifacts in and out."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import msgspec

from .. import requests as r
from .. import types as t
from ..backend import Backend
from ..errors import Invalid
from .adding import Adding
from .asking import Asking
from .changing import Changing, new_id


class ArtifactFile(msgspec.Struct, frozen=True):
    """A file on this machine that becomes an artifact: logical path, where it is, its format."""

    path: str
    file: Path
    format: str


class Registry(Asking, Changing, Adding):
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

    def publish(
        self,
        model: str,
        manifest: t.Manifest,
        files: Iterable[ArtifactFile] = (),
        *,
        title: str = "",
        tags: Iterable[str] = (),
        alias: str = "",
        if_new: bool = False,
        request_id: str = "",
    ) -> t.Published:
        """Store the files as blobs, then add a version that names them; ``if_new`` only as the first of its model.

        The bytes are durable before the version is; an acknowledged version is never without them.
        """
        request = self._publish_request(model, manifest, tuple(map(self._stored, files)), title, tags, alias)
        named = msgspec.structs.replace(request, if_new=if_new, request_id=request_id or new_id())
        return self.backend.handle(named)

    def preview(
        self, model: str, manifest: t.Manifest, *, title: str = "", tags: Iterable[str] = (), alias: str = ""
    ) -> t.Previewed:
        """What publishing would do and find, without doing it; artifacts are not sent."""
        return self.backend.handle(r.Preview(publish=self._publish_request(model, manifest, (), title, tags, alias)))

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


def open_registry(url: str = "") -> Registry:
    """Open the registry at ``url``, or the one the environment names (see ``config``).

    ``sqlite:///path`` is a file, ``http(s)://`` a server. Nothing is read or made before the first request.
    """
    from ..config import SQLITE, record_searches, registry_url, sqlite_path

    chosen = registry_url(url)
    if chosen.startswith(SQLITE):
        from ..local.backend import LocalBackend

        return Registry(LocalBackend(sqlite_path(chosen), record_searches=record_searches()), chosen)
    if not chosen.startswith(("http://", "https://")):
        raise Invalid(
            f'"{chosen.partition("?")[0][:80]}" is not the address of a registry.',
            field="url",
            fix="Use sqlite:///path/registry.db or http(s)://host/.",
        )
    from ..remote import RemoteBackend

    return Registry(RemoteBackend(chosen), chosen)
