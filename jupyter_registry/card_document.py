"""The fields of a registry's cards as JSON Schema, so that other tools can check answers before they are sent."""

from __future__ import annotations

from typing import Any, get_args

from .card_schema import NO, NOT_APPLICABLE, YES
from .types import CardSchema, FieldDefinition
from .types.structs import Origin

JSON = dict[str, Any]
_ANY_CASE = "".join(f"[{letter}{letter.upper()}]" if letter.isalpha() else letter for letter in NOT_APPLICABLE)
NONE: JSON = {"type": "string", "pattern": f"^{_ANY_CASE}"}
"""The answer that a field does not apply, in any case of letters."""
NUMBER = r"^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$"


def card_document(schema: CardSchema) -> JSON:
    """JSON Schema of the ``fields`` of a card: each name with the answers that hold."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Fields of a card",
        "description": f"Standard fields, version {schema.standard}; own fields, revision {schema.revision}.",
        "type": "object",
        "properties": {field.definition.name: _answer(field.definition) for field in schema.fields},
        "additionalProperties": False,
    }


def _answer(field: FieldDefinition) -> JSON:
    origins = {"enum": list(get_args(Origin)), "default": "typed"}
    return {
        "title": field.label,
        "description": field.question,
        "type": "object",
        "properties": {"value": _value(field), "origin": origins},
        "required": ["value"],
        "additionalProperties": False,
        "x-kind": field.kind,
        "x-group": field.group,
        "x-weight": field.weight,
    }


def _value(field: FieldDefinition) -> JSON:
    if field.kind in ("text", "list"):
        return {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
    forms: dict[str, JSON] = {
        "choice": {"enum": list(field.choices)},
        "boolean": {"enum": [*YES, *NO]},
        "number": {"type": "string", "pattern": NUMBER},
        "date": {"type": "string", "format": "date"},
        "ref": {"type": "string", "minLength": 1},
    }
    return {"anyOf": [forms[field.kind], NONE]}
