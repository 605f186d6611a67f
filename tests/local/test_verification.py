"""Whoever changes the file or the bytes behind the registry's back is found by verify (G7, T43, T44)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from jupyter_registry import types as t
from jupyter_registry.canonical import canonical, digest
from jupyter_registry.local.backend import LocalBackend
from jupyter_registry.registry import Registry
from jupyter_registry.requests import Publish

from .conftest import publish


@pytest.fixture
def filled(path: Path, tmp_path: Path) -> Iterator[Registry]:
    """A registry with two models, three versions with bytes, an import, an alias, a retirement: eight audit entries."""
    with Registry(LocalBackend(path)) as registry:
        for content in (b"first", b"second"):
            publish(registry, tmp_path, content=content)
        publish(registry, tmp_path, "digits", b"digits")
        registry.publish("digits", registry.get_version("digits").manifest, alias="again")
        registry.import_cards(
            Publish(model=name, manifest=t.Manifest(source=t.Source(id=f"zoo/{name}"))) for name in ("a", "b", "c")
        )
        registry.set_alias("wine", "champion", 1)
        registry.set_tags("wine", ["red"])
        registry.retire("wine:2", "worse")
        assert registry.verify().damages == ()
        yield registry


def tampered(path: Path, *statements: str) -> None:
    """Change the file as somebody would who knows how to take its triggers off."""
    with closing(sqlite3.connect(path)) as connection, connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert connection.execute(statement).rowcount, f"changes nothing: {statement}"
        for _, statement in triggers:
            connection.execute(statement)


CHAIN = {
    "the first entry is gone": ["DELETE FROM audit WHERE sequence = 1"],
    "one in the middle is gone": ["DELETE FROM audit WHERE sequence = 4"],
    "all but the last are gone": ["DELETE FROM audit WHERE sequence < 8"],
    "two are swapped": [
        "UPDATE audit SET sequence = -6 WHERE sequence = 6",
        "UPDATE audit SET sequence = 6 WHERE sequence = 7",
        "UPDATE audit SET sequence = 7 WHERE sequence = -6",
    ],
    "one is there twice": [
        "INSERT INTO audit SELECT 9, at, actor, verb, model, request, previous_hash, hash FROM audit WHERE sequence = 8"
    ],
    "another time": ["UPDATE audit SET at = '2020-01-01T00:00:00+00:00' WHERE sequence = 3"],
    "another actor": ["UPDATE audit SET actor = 'eve' WHERE sequence = 3"],
    "another verb": ["UPDATE audit SET verb = 'restore' WHERE sequence = 8"],
    "another model": ["UPDATE audit SET model = 'digits' WHERE sequence = 7"],
    "another request": ["""UPDATE audit SET request = replace(request, 'red', 'blue') WHERE sequence = 7"""],
    "one space more": ["UPDATE audit SET request = request || ' ' WHERE sequence = 7"],
    "another hash": ["UPDATE audit SET hash = replace(hash, 'a', 'b') WHERE sequence = 8"],
    "another hash before": ["UPDATE audit SET previous_hash = '' WHERE sequence = 8"],
}


@pytest.mark.parametrize("kind", CHAIN)
def test_a_change_of_the_audit_log_is_found(kind: str, filled: Registry, path: Path) -> None:
    """Whatever is removed, moved, doubled or edited in the log, verify names an entry."""
    tampered(path, *CHAIN[kind])
    found = filled.verify()
    assert not found.ok
    assert any(damage.subject.startswith("audit entry") for damage in found.damages)
    assert all(damage.fix for damage in found.damages)


def test_an_entry_with_a_new_hash_breaks_the_next(filled: Registry, path: Path) -> None:
    """Who changes an entry and computes its hash anew is found at the entry behind it."""
    with closing(sqlite3.connect(path)) as connection:
        row = list(connection.execute("SELECT * FROM audit WHERE sequence = 7").fetchone())
    row[2] = "eve"
    tampered(path, f"UPDATE audit SET actor = 'eve', hash = '{digest(canonical(row[:7]))}' WHERE sequence = 7")
    assert [damage.subject for damage in filled.verify().damages] == ["audit entry 8"]


def test_a_tail_that_was_cut_shows_against_its_head(filled: Registry, path: Path) -> None:
    """The last entries can be cut unseen, as the README says, but not against a head that was kept elsewhere."""
    head = filled.tail_audit().head
    tampered(path, "DELETE FROM audit WHERE sequence = 8")
    assert filled.tail_audit().head != head


VERSIONS = {
    "another manifest": "UPDATE manifests SET manifest = replace(manifest, 'tabular', 'image')",
    "one character": "UPDATE manifests SET manifest = replace(manifest, '\"size\":6', '\"size\":7')",
    "the manifest of another": (
        "UPDATE versions SET digest = (SELECT digest FROM versions WHERE model = 'digits') WHERE model = 'wine'"
    ),
    "a version moved": "UPDATE versions SET number = 7 WHERE model = 'digits'",
    "a version doubled": (
        "INSERT INTO versions (model, number, digest, stage, published_at, published_by, recorded)"
        " SELECT model, 9, digest, stage, published_at, published_by, recorded FROM versions WHERE model = 'digits'"
    ),
    "a version nobody published": (
        "INSERT INTO versions (model, number, digest, stage, published_at, published_by)"
        " SELECT model, 9, digest, stage, published_at, published_by FROM versions WHERE model = 'digits'"
    ),
    "a version gone": "DELETE FROM versions WHERE model = 'wine' AND number = 2",
    "an imported version gone": "DELETE FROM versions WHERE model = 'b'",
    "an imported version changed": (
        "UPDATE versions SET digest = (SELECT digest FROM versions WHERE model = 'a') WHERE model = 'b'"
    ),
    "another publisher": "UPDATE versions SET published_by = 'eve' WHERE model = 'wine' AND number = 1",
    "another publisher of an import": "UPDATE versions SET published_by = 'eve' WHERE model = 'b'",
    "another day": "UPDATE versions SET published_at = '2020-01-01T00:00:00+00:00' WHERE model = 'digits'",
    "an alias of nothing": "UPDATE aliases SET number = 9 WHERE alias = 'champion'",
    "the model gone": "DELETE FROM models WHERE name = 'digits'",
    "a search document gone": "DELETE FROM search_documents WHERE model = 'digits'",
}


@pytest.mark.parametrize("kind", VERSIONS)
def test_a_change_of_what_was_published_is_found(kind: str, filled: Registry, path: Path) -> None:
    """Whatever is changed, added or removed among models, versions, manifests and aliases, verify says so."""
    tampered(path, VERSIONS[kind])
    found = filled.verify()
    assert not found.ok
    assert all(damage.subject and damage.message and damage.fix for damage in found.damages)


def first_artifact(registry: Registry) -> t.Artifact:
    """The artifact of wine:1."""
    return registry.get_version("wine:1").manifest.artifacts[0]


BYTES: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "empty": lambda blob: blob.write_bytes(b""),
    "longer": lambda blob: blob.write_bytes(blob.read_bytes() + b"\0"),
    "one bit": lambda blob: blob.write_bytes(bytes([blob.read_bytes()[0] ^ 1]) + blob.read_bytes()[1:]),
}


@pytest.mark.parametrize("kind", BYTES)
def test_changed_bytes_are_found_and_named(kind: str, filled: Registry, path: Path) -> None:
    """A blob that is gone, cut, longer or one bit off is named with a model that needs it."""
    blob = LocalBackend(path).blobs.path(first_artifact(filled).digest)
    BYTES[kind](blob)
    (damage,) = filled.verify().damages
    assert damage.subject == f"blob {first_artifact(filled).digest} of wine"


def test_a_shallow_verify_reads_no_bytes(filled: Registry, path: Path) -> None:
    """``deep=False`` sees that a blob is gone, not that it was changed."""
    blob = LocalBackend(path).blobs.path(first_artifact(filled).digest)
    blob.write_bytes(b"other")
    assert filled.verify(deep=False).ok
    blob.unlink()
    assert not filled.verify(deep=False).ok


def test_every_byte_of_a_manifest_counts(filled: Registry, path: Path) -> None:
    """T43: each single character of a stored manifest, changed, is found."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT manifest FROM manifests JOIN versions USING (digest) WHERE model = 'a'")
        (text,) = found.fetchone()
        connection.execute("DROP TRIGGER manifests_no_UPDATE")
        for place in range(len(text)):
            other = text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :]
            connection.execute("UPDATE manifests SET manifest = ? WHERE manifest = ?", (other, text))
            connection.commit()
            assert not filled.verify(deep=False).ok, other
            connection.execute("UPDATE manifests SET manifest = ? WHERE manifest = ?", (text, other))
            connection.commit()
    assert filled.verify().ok


def test_what_was_verified_can_be_read(filled: Registry) -> None:
    """The counts of a verification are those of the registry."""
    found = filled.verify()
    assert (found.versions, found.blobs, found.audit_entries) == (6, 3, 8)
    assert msgspec.json.decode(msgspec.json.encode(found), type=t.Verification) == found
