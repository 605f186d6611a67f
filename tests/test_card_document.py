"""The JSON Schema of the fields of a card agrees with what the registry accepts."""

from __future__ import annotations

import msgspec
import pytest
from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]  # it has no types of its own

from jupyter_registry.card_document import card_document
from jupyter_registry.card_schema import check_answers, schema_of
from jupyter_registry.errors import Invalid
from jupyter_registry.types import CardValue, DefinedField, FieldDefinition

OWN = (
    FieldDefinition(name="tier", label="Tier", question="How important?", kind="choice", choices=("gold", "tin")),
    FieldDefinition(name="exported", label="Exported", question="Does it leave?", kind="boolean"),
    FieldDefinition(name="seats", label="Seats", question="How many?", kind="number"),
    FieldDefinition(name="audited_on", label="Audited on", question="When?", kind="date"),
    FieldDefinition(name="parent", label="Parent", question="Made from?", kind="ref"),
)
SCHEMA = schema_of([DefinedField(definition=field, standard=False, since=1) for field in OWN], 1)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("purpose", "Ranks"), ("limits", ("Night", "Rain")), ("tier", "gold"), ("tier", "lead"),
        ("tier", ("gold", "tin")),
        ("tier", "Does not apply: a test"), ("exported", "yes"), ("exported", "perhaps"), ("seats", "12.5"),
        ("seats", "-3e4"), ("seats", "many"), ("audited_on", "2026-01-31"), ("audited_on", "2026-02-31"),
        ("audited_on", "does not apply"), ("parent", "churn:3"), ("nowhere", "x"),
    ],
)  # fmt: skip
def test_an_answer_holds_in_both_or_in_neither(name: str, value: str | tuple[str, ...]) -> None:
    """The document and the registry judge the same answer the same."""
    answer = CardValue(value=value)
    validator = Draft202012Validator(card_document(SCHEMA), format_checker=FormatChecker())
    try:
        check_answers(SCHEMA, {name: answer})
    except Invalid:
        holds = False
    else:
        holds = True
    assert validator.is_valid(msgspec.json.decode(msgspec.json.encode({name: answer}))) == holds


def test_the_document_is_a_schema_of_every_field() -> None:
    """It is itself valid, and has each field with its label and question."""
    document = card_document(SCHEMA)
    Draft202012Validator.check_schema(document)
    assert list(document["properties"]) == [field.definition.name for field in SCHEMA.fields]
    assert document["properties"]["tier"]["description"] == "How important?"
