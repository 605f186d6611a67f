"""Loading runs nothing that was not trusted."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import pickle
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer

import jupyter_registry
from jupyter_registry import Registry, trust
from jupyter_registry.errors import Corrupt, NotFound, RegistryError, Untrusted
from jupyter_registry.registry import ArtifactFile
from jupyter_registry.types import Manifest

from .estimators import X, y

MODEL = LogisticRegression(max_iter=300).fit(X, y)


class _Canary:
    """Writes a file when it is unpickled."""

    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> tuple[Any, ...]:
        return (Path.touch, (self.marker,))


def _zipped(content: bytes, name: str = "model.pkl") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, content)
    return target.getvalue()


def _flagged(archive: bytes) -> bytes:
    """The archive with the bit set that says its members are encrypted."""
    content = bytearray(archive)
    content[6] |= 1
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def _tarred(content: bytes) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        entry = tarfile.TarInfo("model.pkl")
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return target.getvalue()


DISGUISES: dict[str, Callable[[bytes], bytes]] = {
    "plain": lambda content: content,
    "gzip": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zlib": zlib.compress,
    "zip": _zipped,
    "zip with a schema": lambda content: _zipped(content, "schema.json"),
    "tar": _tarred,
    "zip then pickle": lambda content: _zipped(b"{}", "schema.json") + content,
    "pickle then zip": lambda content: content + _zipped(b"{}", "schema.json"),
    "twice": lambda content: content + content,
    "cut": lambda content: content[:-1],
    "wrong sum": lambda content: _zipped(content, "schema.json").replace(content[-4:], b"xxxx", 1),
    "locked zip": lambda content: _flagged(_zipped(content, "schema.json")),
    "blank first": lambda content: b"\n" + content,
}


@pytest.mark.parametrize("format", ["skops", "pickle", "joblib"])
@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("protocol", [0, 2, 5])
def test_no_disguise_of_a_pickle_runs(
    protocol: int, disguise: str, format: str, registry: Registry, tmp_path: Path
) -> None:
    """A pickle that would write a file is refused under every declared format and in every wrapping."""
    marker = tmp_path / "ran"
    file = tmp_path / "artifact"
    file.write_bytes(DISGUISES[disguise](pickle.dumps(_Canary(marker), protocol=protocol)))
    registry.publish("canary", Manifest(), [ArtifactFile(f"model.{format}", file, format)])
    with pytest.raises(RegistryError):
        jupyter_registry.load("canary", registry=registry)
    with pytest.raises(RegistryError):
        jupyter_registry.load("canary", trust=True, registry=registry)
    assert not marker.exists()


@pytest.mark.parametrize("hidden", ["function", "partial", "step"])
def test_a_skops_file_that_names_code_is_refused(hidden: str, registry: Registry, tmp_path: Path) -> None:
    """A function, a partial and a step that would write a file are named in the refusal and do not run."""
    import skops.io

    marker = tmp_path / "ran"
    evil: Any = {
        "function": FunctionTransformer(os.system),
        "partial": partial(os.mkdir, str(marker)),
        "step": make_pipeline(FunctionTransformer(os.mkdir), FunctionTransformer(os.system)),
    }[hidden]
    file = tmp_path / "model.skops"
    skops.io.dump(evil, file)
    registry.publish("evil", Manifest(), [ArtifactFile("model.skops", file, "skops")])
    with pytest.raises(Untrusted, match=r"\b(posix|nt)\."):
        jupyter_registry.load("evil", registry=registry)
    assert not marker.exists()


@pytest.mark.parametrize("format", ["pickle", "joblib"])
def test_a_pickle_loads_only_with_its_digest(format: str, registry: Registry) -> None:
    """Without trust, with trust=True and with another digest it is refused; with its digest it loads."""
    shown = jupyter_registry.publish(MODEL, "old-way", format=format, registry=registry)
    digest = shown.version.manifest.artifacts[0].digest
    for given in (False, True, "sha256:" + "0" * 64):
        with pytest.raises(Untrusted) as refused:
            jupyter_registry.load("old-way", trust=given, registry=registry)
        assert digest in refused.value.fix
    loaded = jupyter_registry.load("old-way", trust=digest, registry=registry)
    assert (loaded.predict(X) == MODEL.predict(X)).all()


def test_a_digest_on_the_list_loads_without_asking(registry: Registry) -> None:
    """What this user has trusted once loads; the next version, with other bytes, does not."""
    shown = jupyter_registry.publish(MODEL, "listed", format="pickle", registry=registry)
    trust.add(shown.version.manifest.artifacts[0].digest, shown.ref)
    assert jupyter_registry.load("listed:1", registry=registry).C == 1.0
    other = LogisticRegression(C=2.0, max_iter=300).fit(X, y)
    jupyter_registry.publish(other, "listed", format="pickle", registry=registry)
    with pytest.raises(Untrusted):
        jupyter_registry.load("listed:2", registry=registry)


def test_types_that_skops_does_not_trust_ask_others_but_not_the_author(registry: Registry) -> None:
    """A forest loads for who published it here; without that record it is refused with its types named."""
    jupyter_registry.publish(RandomForestClassifier(3).fit(X, y), "forest", registry=registry)
    assert jupyter_registry.load("forest", registry=registry).n_estimators == 3
    trust.list_file().unlink()
    with pytest.raises(Untrusted, match=r"sklearn\.tree\._tree\.Tree"):
        jupyter_registry.load("forest", registry=registry)


def test_a_broken_line_on_the_list_trusts_nothing(registry: Registry) -> None:
    """The list survives damage, and damage trusts nothing."""
    trust.list_file().parent.mkdir(parents=True, exist_ok=True)
    trust.list_file().write_text('{"digest": 3}\nnonsense\n')
    assert trust.trusted() == ()
    trust.add("sha256:" + "a" * 64)
    assert trust.is_trusted("sha256:" + "a" * 64)
    assert trust.list_file().stat().st_mode & 0o077 == 0


def test_changed_bytes_are_noticed_before_they_are_read(registry: Registry, tmp_path: Path) -> None:
    """A blob that no longer has its digest is refused."""
    shown = jupyter_registry.publish(MODEL, "changed", registry=registry)
    digest = shown.version.manifest.artifacts[0].digest.removeprefix("sha256:")
    blob = tmp_path / "registry.blobs" / "sha256" / digest[:2] / digest[2:]
    blob.chmod(0o600)
    blob.write_bytes(blob.read_bytes()[:-1] + b"x")
    with pytest.raises(Corrupt):
        jupyter_registry.load("changed", registry=registry)


def test_a_retired_version_loads_with_a_warning(registry: Registry) -> None:
    """The reason of the retirement is in the warning."""
    jupyter_registry.publish(MODEL, "leaving", registry=registry)
    registry.retire("leaving:1", "leaks the target")
    with pytest.warns(UserWarning, match=r"leaving:1 is retired: leaks the target"):
        jupyter_registry.load("leaving:1", registry=registry)


def test_a_version_without_an_artifact_says_so(registry: Registry) -> None:
    """There is nothing to load of a version that is only a card."""
    jupyter_registry.publish(MODEL, "card-only", artifact=False, registry=registry)
    with pytest.raises(NotFound, match="no artifact that can be loaded"):
        jupyter_registry.load("card-only", registry=registry)
