"""The documents made from the Structs hold for all of them, and what is checked in is fresh."""

from __future__ import annotations

from pathlib import Path

import httpx
import jsonschema  # type: ignore[import-untyped]  # it has no types of its own
import msgspec

from jupyter_registry import schema
from jupyter_registry import types as t
from jupyter_registry.requests import VERBS

ROOT = Path(__file__).parents[2]


def test_the_checked_in_typescript_is_fresh() -> None:
    """``src/schema.ts`` is what the Structs give now."""
    assert (ROOT / "src" / "schema.ts").read_text() == schema.typescript()


def test_every_verb_and_noun_is_described() -> None:
    """All verbs have an operation and a line in both maps, all nouns a schema and an interface."""
    document, text = schema.openapi(), schema.typescript()
    for name, verb in VERBS.items():
        assert document["paths"][f"/{name}"]
        assert f"  {name}: {verb.__name__};" in text or f"  '{name}': {verb.__name__};" in text
    for noun in schema.nouns():
        assert noun.__name__ in document["components"]["schemas"]
        assert f"export interface {noun.__name__} {{" in text


def test_a_noun_travels_whole_and_a_part_does_not() -> None:
    """All properties of nouns are required; parts leave out what has a default."""
    found = schema.definitions()
    assert set(found["Hit"]["required"]) == set(found["Hit"]["properties"])
    assert found["Metric"]["required"] == ["name", "value"]


def test_what_is_encoded_fits_its_schema() -> None:
    """A reply as msgspec writes it is valid under the JSON Schema of its Struct."""
    page = t.Page(
        q="", hits=(), total=0, offset=0, sort="", terms=(t.Term(text="a", start=0, end=1),), problems=(),
        facets=(), ways_out=(), took_ms=1.5,
    )  # fmt: skip
    document = {**schema.json_schema(), "$ref": "#/$defs/Page"}
    jsonschema.validate(msgspec.json.decode(msgspec.json.encode(page)), document)
    jsonschema.Draft202012Validator.check_schema(document)


def test_the_server_serves_the_description(client: httpx.Client) -> None:
    """``GET openapi.json`` is the document of this module."""
    assert client.get("openapi.json").json() == msgspec.json.decode(msgspec.json.encode(schema.openapi()))


def test_the_command_prints_one_document_or_says_which_there_are(capsys: object) -> None:
    """An unknown name ends with 2."""
    assert schema.main(["nothing"]) == 2
    assert schema.main(["typescript"]) == 0
