"""The standard fields of a card, and what makes an answer hold.

The version grows when a field is added or its form changes; a field is never renamed, so that old answers stay.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from datetime import date

from .errors import Invalid
from .refs import parse
from .types import CardField, CardSchema, CardValue, DefinedField, FieldDefinition, FieldGroup, FieldKind

VERSION = 2
NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
NOT_APPLICABLE = "does not apply"
"""An answer that begins so counts as one in a field of any kind; the reason may follow it."""
YES, NO = ("yes", "true"), ("no", "false")


def _field(
    name: str,
    label: str,
    question: str,
    group: FieldGroup,
    weight: int = 0,
    kind: FieldKind = "text",
    choices: tuple[str, ...] = (),
    since: int = VERSION,
) -> DefinedField:
    definition = FieldDefinition(
        name=name, label=label, question=question, kind=kind, group=group, choices=choices, weight=weight
    )
    return DefinedField(definition=definition, standard=True, since=since)


STANDARD = (
    _field("purpose", "Purpose", "What is it for?", "use", 8, since=1),
    _field("license", "License", "Under which license may it be used?", "limits", 5, since=1),
    _field("intended_use", "Made for", "Who should use it, on what?", "use", 6, "list", since=1),
    _field("out_of_scope", "Not for", "What must it not be used for?", "use", 6, "list", since=1),
    _field("limits", "Known limits", "Where does it fail?", "limits", 6, "list", since=1),
    _field("training_data", "Training data", "Which data was it trained on?", "data", 6, since=1),
    _field("personal_data", "Personal data", "Is there personal data in the training data?", "data", 5, since=1),
    _field("contact", "Contact", "Who answers questions about it?", "governance", 3, since=1),
    _field("downstream_use", "Built upon", "What may be built upon it?", "use", kind="list"),
    _field("business_goal", "Business goal", "Which goal does it serve, and how is that measured?", "use"),
    _field("data_provenance", "Where the data is from", "Who collected the data, how and when?", "data"),
    _field("feature_engineering", "Features", "How are the features made from the raw data?", "data", kind="list"),
    _field("evaluation_suite", "Evaluation", "Which tests must it pass before it is used?", "evaluation", kind="list"),
    _field("ethics", "Ethics", "Whom may it harm, and what was done about that?", "limits"),
    _field("redistribution", "Passing it on", "May it, or what it makes, be passed on?", "limits"),
    _field("dependencies", "Third parties", "Which services and models does it need?", "operation", kind="list"),
    _field("integration", "Integration", "How is it called: wrapper service, feature store, pipeline?", "operation"),
    _field("deployment_target", "Made to run on", "Where is it meant to run?", "operation"),
    _field("max_latency_ms", "Latency allowed", "How many milliseconds may it take?", "operation", kind="number"),
    _field("max_memory_mb", "Memory allowed", "How many megabytes of memory may it take?", "operation", kind="number"),
    _field("max_cost", "Cost allowed", "What may it cost to run?", "operation"),
    _field("steward", "Steward", "Who is responsible for it?", "governance"),
    _field(
        "risk", "Risk", "How much harm can a wrong answer do?", "governance", kind="choice",
        choices=("minimal", "limited", "high", "unacceptable"),
    ),
    _field(
        "data_access", "Data access", "Who may see the data it was trained on?", "governance", kind="choice",
        choices=("public", "internal", "confidential", "restricted"),
    ),
    _field("regulation", "Regulation", "Which rules apply to it, and how are they met?", "governance", kind="list"),
    _field("review_by", "Review by", "By when must it be looked at again?", "governance", kind="date"),
)  # fmt: skip
"""The fields of every registry, in the order in which they are asked."""


def schema_of(own: Iterable[DefinedField], revision: int) -> CardSchema:
    """The standard fields with those of the organisation behind them."""
    return CardSchema(standard=VERSION, revision=revision, fields=(*STANDARD, *own))


def check_definition(field: FieldDefinition) -> None:
    """Raise ``Invalid`` naming what is wrong with a field of the organisation."""
    if not NAME.fullmatch(field.name):
        raise Invalid(
            f'The name "{field.name[:40]}" may hold a-z, 0-9 and "_" and starts with a letter.',
            field="field.name",
            fix='Use "cost_center", for instance.',
        )
    if any(field.name == known.definition.name for known in STANDARD):
        raise Invalid(f'"{field.name}" is a standard field.', field="field.name", fix="Choose another name.")
    if not field.label.strip() or not field.question.strip():
        raise Invalid("A field needs a label and a question.", field="field.label", fix="Give both.")
    if (field.kind == "choice") != bool(field.choices):
        raise Invalid("Choices belong to the kind choice.", field="field.choices", fix="Give both or neither.")
    if not 0 <= field.weight <= 100:
        raise Invalid(f"The weight is {field.weight}.", field="field.weight", fix="Use 0 to 100.")


def check_answers(schema: CardSchema, answers: Mapping[str, CardValue | None]) -> None:
    """Raise ``Invalid`` naming the first answer whose field is unknown or whose value does not hold."""
    known = {field.definition.name: field.definition for field in schema.fields}
    for name, answer in answers.items():
        if answer is None:  # clearing is always allowed, also what no field asks for any more
            continue
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
            fix = f'Did you mean "{near[0]}"?' if near else "List the fields with get-card-schema."
            raise Invalid(f'A card has no field "{name[:40]}".', field=f"fields.{name[:40]}", fix=fix)
        fault = fault_of(known[name], answer.value)
        if fault:
            raise Invalid(f"{known[name].label}: {fault}.", field=f"fields.{name}", fix=_way(known[name]))


def fault_of(field: FieldDefinition, value: CardField) -> str:
    """Why a value is no answer to a field, in words; "" when it is one."""
    several = (value,) if isinstance(value, str) else value
    first = several[0] if several else ""
    if field.kind in ("text", "list") or first.lower().startswith(NOT_APPLICABLE):
        return ""
    if len(several) != 1:
        return f"{len(several)} values were given"
    if field.kind == "choice":
        return "" if first in field.choices else f'"{first[:40]}" is none of the choices'
    if field.kind == "boolean":
        return "" if first.lower() in (*YES, *NO) else f'"{first[:40]}" is neither yes nor no'
    return "" if _reads(field.kind, first) else f'"{first[:40]}" is not a {field.kind}'


def _reads(kind: FieldKind, text: str) -> bool:
    try:
        if kind == "number":
            return abs(float(text)) < float("inf")
        if kind == "date":
            date.fromisoformat(text)
        else:
            parse(text)
    except (ValueError, Invalid):
        return False
    return True


def _way(field: FieldDefinition) -> str:
    ways = {
        "choice": f"Use one of {', '.join(field.choices)}.",
        "boolean": "Write yes or no.",
        "number": "Write a number such as 3.5.",
        "date": "Write a day such as 2027-01-31.",
        "ref": "Write a ref such as churn:3.",
    }
    return ways.get(field.kind, "Write it as text.")
