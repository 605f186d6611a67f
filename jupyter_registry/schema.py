"""The Structs as documents: JSON Schema, OpenAPI 3.1 and the TypeScript of ``src/schema.ts``.

``python -m jupyter_registry.schema openapi|json-schema|typescript`` prints one. All three come from one walk
over the Structs, so that a new field or verb appears everywhere by itself; nothing here is written twice.
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from . import requests as r
from . import types as t
from .refs import ALIAS, NAME_PART

JSON = dict[str, Any]
API = "jupyter-registry/api/v1"
BLOB = {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "The hex part of the digest."}
PART = NAME_PART.pattern
RULES: dict[str, JSON] = {
    "model": {"pattern": f"^{PART}(/{PART})?$", "examples": ["churn"]},
    "name": {"examples": ["churn"]},
    "ref": {"examples": ["churn", "churn:1", "churn@champion"]},
    "alias": {"pattern": f"^{ALIAS.pattern}$", "examples": ["champion"]},
}
"""What a field of a verb must look like beyond its type, by its name."""
ERROR: JSON = {
    "title": "ErrorBody",
    "description": "What every refusal is; `code` names the class, `message` is one sentence for people.",
    "type": "object",
    "properties": {
        "code": {"type": "string"},
        "message": {"type": "string"},
        "details": {
            "type": "object",
            "properties": {
                "field": {"type": "string"},
                "fix": {"type": "string"},
                "findings": {"type": "array", "items": {"$ref": "#/$defs/Finding"}},
            },
            "required": [],
        },
    },
    "required": ["code", "message", "details"],
}
STORED: JSON = {
    "title": "StoredBlob",
    "description": "Bytes that are stored now.",
    "type": "object",
    "properties": {"digest": {"type": "string"}, "size": {"type": "integer"}},
    "required": ["digest", "size"],
}


# ---------------------------------------------------------------- JSON Schema


def nouns() -> list[type[msgspec.Struct]]:
    """Every Struct of ``types`` that travels, sorted by name; not the two bases."""
    found = [getattr(t, name) for name in t.__all__ if name not in ("Noun", "Part")]
    return sorted((c for c in found if isinstance(c, type)), key=lambda cls: cls.__name__)


def definitions(template: str = "#/$defs/{name}") -> dict[str, JSON]:
    """JSON Schema of every noun and verb by name.

    A noun always travels whole, so all its properties are required; a verb's ``kind`` is left out, the URL says it.
    """
    structs = [*nouns(), *r.VERBS.values()]
    _, found = msgspec.json.schema_components(structs, ref_template=template)
    verbs = {verb.__name__ for verb in r.VERBS.values()}
    whole = {cls.__name__ for cls in nouns() if issubclass(cls, t.Noun)}
    for name, schema in found.items():
        if name in verbs:
            schema["properties"].pop("kind")
        kept = schema["properties"] if name in whole else schema.get("required", [])
        schema["required"] = [field for field in kept if field in schema["properties"]]
        if name in whole:
            for field in schema["properties"].values():
                field.pop("default", None)
        if "description" in schema:
            schema["description"] = " ".join(schema["description"].split())
    extra = {"ErrorBody": ERROR, "StoredBlob": STORED}
    return {**found, **{name: _with_refs(schema, template) for name, schema in extra.items()}}


def _with_refs(schema: Any, template: str) -> Any:
    if isinstance(schema, dict):
        return {
            key: template.format(name=value.rpartition("/")[2]) if key == "$ref" else _with_refs(value, template)
            for key, value in schema.items()
        }
    return [_with_refs(item, template) for item in schema] if isinstance(schema, list) else schema


def json_schema() -> JSON:
    """One JSON Schema document with every noun and verb under ``$defs``."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": definitions()}


# ---------------------------------------------------------------- OpenAPI


def openapi() -> JSON:
    """OpenAPI 3.1 of the server extension; addresses are relative to where the document is served."""
    schemas = definitions("#/components/schemas/{name}")
    for verb in set(r.VERBS.values()) - {r.Publish}:  # in an import it may leave its model to the server
        schema = schemas[verb.__name__]
        for field in schema["required"]:
            schema["properties"][field].update(RULES.get(field, {}))
    paths: JSON = {f"/{name}": _operation(name, verb, schemas) for name, verb in r.VERBS.items()}
    paths["/blobs/{digest}"] = _blob_operations()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "jupyter_registry",
            "version": "1",
            "description": "Models, versions and cards. Reads are GET with arguments, writes POST with JSON.",
        },
        "servers": [{"url": "./"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "apiKey", "in": "header", "name": "Authorization"}},
        },
    }


def _operation(name: str, verb: type[r.Verb[Any]], schemas: dict[str, JSON]) -> JSON:
    schema = schemas[verb.__name__]
    operation: JSON = {
        "operationId": name,
        "summary": schema.get("description", name),
        "responses": _responses({"$ref": f"#/components/schemas/{r.reply_type(verb).__name__}"}),
    }
    if by_post(verb):
        body = {"application/json": {"schema": {"$ref": f"#/components/schemas/{verb.__name__}"}}}
        return {"post": {**operation, "requestBody": {"required": True, "content": body}}}
    operation["parameters"] = [
        {"name": field, "in": "query", "required": field in schema["required"], "schema": of}
        for field, of in schema["properties"].items()
    ]
    return {"get": operation}


def by_post(verb: type[r.Verb[Any]]) -> bool:
    """Whether a verb travels as a POST with a body (else as a GET with query arguments)."""
    return verb.writes or verb.body


def _responses(schema: JSON, status: str = "200") -> JSON:
    def of(text: str, content: JSON) -> JSON:
        return {"description": text, "content": {"application/json": {"schema": content}}}

    error = of("Refused; the message says why and what to do.", {"$ref": "#/components/schemas/ErrorBody"})
    return {status: of("Done.", schema), "default": error}


def _blob_operations() -> JSON:
    stored = {"$ref": "#/components/schemas/StoredBlob"}
    put = _responses(stored)
    put["201"] = put["200"]
    put["202"] = {"description": "More pieces are missing; says how many bytes there are."}
    piece = {"name": "Content-Range", "in": "header", "schema": {"type": "string"}, "description": "bytes 0-99/1000"}
    sent: JSON = {"application/octet-stream": {"schema": {}}}
    got = {"200": {"description": "The bytes.", "content": sent}, "default": put["default"]}
    return {
        "parameters": [{"name": "digest", "in": "path", "required": True, "schema": BLOB}],
        "get": {"operationId": "get-blob", "summary": "The bytes of an artifact.", "responses": got},
        "head": {
            "operationId": "head-blob",
            "summary": "Whether bytes are stored, and their size.",
            "responses": {
                "200": {"description": "They are."},
                "default": {"description": "They are not, or asking is refused."},
            },
        },
        "put": {
            "operationId": "put-blob",
            "summary": "Store the bytes of an artifact, or a piece of them; they must have the digest of the address.",
            "parameters": [piece],
            "requestBody": {"required": True, "content": sent},
            "responses": put,
        },
        "delete": {
            "operationId": "forget-blob",
            "summary": "Forget the pieces of one's own upload; a stored file stays.",
            "responses": {"204": {"description": "They are forgotten."}, "default": put["default"]},
        },
    }


# ---------------------------------------------------------------- TypeScript

HEADER = """\
/* Generated from the Structs, do not edit: python -m jupyter_registry.schema typescript > src/schema.ts */
/* eslint-disable @typescript-eslint/naming-convention */
"""
PLAIN = {
    "string": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "null": "null",
}


def typescript() -> str:
    """The text of ``src/schema.ts``: an interface per Struct, ``RequestMap`` and ``ReplyMap``."""
    body = [_interface(name, schema) for name, schema in sorted(definitions().items())]
    asked = {name: verb.__name__ for name, verb in r.VERBS.items()}
    answered = {name: r.reply_type(verb).__name__ for name, verb in r.VERBS.items()}
    body += [
        _map("RequestMap", "The fields of every request by wire name.", asked),
        _map("ReplyMap", "The reply to every request by wire name.", answered),
        _list("POSTED", "Requests that travel as a POST with a body.", by_post),
    ]
    return HEADER + "\n" + "\n".join(body)


def _interface(name: str, schema: JSON) -> str:
    required = set(schema["required"])
    lines = [
        f"  {field}{'' if field in required else '?'}: {_ts(of, 2)};" for field, of in schema["properties"].items()
    ]
    head = _comment(schema.get("description", ""))
    if not lines:
        return f"{head}export type {name} = Record<string, never>;\n"
    return f"{head}export interface {name} {{\n" + "\n".join(lines) + "\n}\n"


def _comment(text: str) -> str:
    if not text:
        return ""
    lines = textwrap.wrap(text.replace("``", "`"), 74, break_on_hyphens=False)
    return "/**\n" + "".join(f" * {line}\n" for line in lines) + " */\n"


def _map(name: str, about: str, rows: dict[str, str]) -> str:
    lines = [f"  {_name(key)}: {value};" for key, value in rows.items()]
    return f"{_comment(about)}export interface {name} {{\n" + "\n".join(lines) + "\n}\n"


def _list(name: str, about: str, chosen: Callable[[type[r.Verb[Any]]], bool]) -> str:
    names = [f"  '{key}'" for key, verb in r.VERBS.items() if chosen(verb)]
    return f"{_comment(about)}export const {name}: readonly (keyof RequestMap)[] = [\n" + ",\n".join(names) + "\n];\n"


def _name(key: str) -> str:
    return key if re.fullmatch(r"\w+", key) else f"'{key}'"


def _ts(schema: JSON, indent: int) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return " | ".join(f"'{value}'" for value in schema["enum"])
    if "anyOf" in schema:
        return " | ".join(_ts(one, indent) for one in schema["anyOf"])
    kind = schema.get("type")
    if kind == "array":
        return _ts_array(schema, indent)
    if kind == "object":
        return _ts_object(schema, indent)
    return PLAIN[str(kind)] if kind else "unknown"


def _ts_array(schema: JSON, indent: int) -> str:
    if "prefixItems" in schema:
        return "[" + ", ".join(_ts(one, indent) for one in schema["prefixItems"]) + "]"
    inner = _ts(schema["items"], indent) if isinstance(schema.get("items"), dict) else "unknown"
    return f"({inner})[]" if " | " in inner else f"{inner}[]"


def _ts_object(schema: JSON, indent: int) -> str:
    if "properties" in schema:
        pad, required = " " * indent, schema["required"]
        rows = [
            f"{pad}  {name}{'' if name in required else '?'}: {_ts(of, indent + 2)};"
            for name, of in schema["properties"].items()
        ]
        return "{\n" + "\n".join(rows) + f"\n{pad}}}"
    values = schema.get("additionalProperties")
    return f"Record<string, {_ts(values, indent) if isinstance(values, dict) else 'unknown'}>"


# ---------------------------------------------------------------- command line


def pages() -> Iterator[tuple[str, str]]:
    """The name and the text of every document this module makes."""
    yield "openapi", printed(openapi())
    yield "json-schema", printed(json_schema())
    yield "typescript", typescript()


def printed(document: JSON) -> str:
    """A document as indented text."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


def main(arguments: list[str]) -> int:
    """Print the document that is named; 2 when none or an unknown one is."""
    known = dict(pages())
    if len(arguments) != 1 or arguments[0] not in known:
        print(f"usage: python -m jupyter_registry.schema {'|'.join(known)}", file=sys.stderr)
        return 2
    sys.stdout.write(known[arguments[0]])
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
