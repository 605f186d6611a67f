"""Cards: the fields a card asks for, edits on top of what was published, and how complete a card is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .card_schema import STANDARD, fault_of
from .types import Card, CardValue, Completeness, DefinedField, FieldDefinition, Gap, Manifest

QUESTIONS = tuple(field.definition for field in STANDARD if field.definition.weight)
"""The fields that count in every registry, in the order in which they are asked."""

CAPTURED_WEIGHTS = {
    "task": 5, "framework": 5, "artifacts": 10, "signature": 10, "params": 5, "metrics": 10,
    "environment": 7, "notebook": 5, "datasets": 5,
}  # fmt: skip
"""Parts of the manifest that capture can fill, with their weight in the completeness."""


def merged(published: Card | None, edits: Mapping[str, CardValue | None], text: str | None) -> Card:
    """The published card with later edits on top; an edit of ``None`` clears a field."""
    base = published or Card()
    fields: dict[str, CardValue] = dict(base.fields)
    for name, value in edits.items():
        if value is None:
            fields.pop(name, None)
        else:
            fields[name] = value
    return Card(fields=fields, text=base.text if text is None else text)


def answered(manifest: Manifest, card: Card, field: str) -> bool:
    """Whether a card field has an answer, be it in the card or in the manifest."""
    if field in card.fields and card.fields[field].value:
        return True
    return {
        "purpose": bool(manifest.summary),
        "license": bool(manifest.license),
        "training_data": any(dataset.split != "test" for dataset in manifest.datasets),
    }.get(field, False)


def completeness(manifest: Manifest, card: Card, fields: Iterable[DefinedField] = STANDARD) -> Completeness:
    """Share of the weighted fields that are answered, in percent, and the gaps, most gain first."""
    asked = [field.definition for field in fields if field.definition.weight]
    total = sum(field.weight for field in asked) + sum(CAPTURED_WEIGHTS.values())
    have = sum(weight for name, weight in CAPTURED_WEIGHTS.items() if getattr(manifest, name))
    gaps = []
    for field in asked:
        if answered(manifest, card, field.name) and not _unfit(field, card):
            have += field.weight
        else:
            gain = round(100 * field.weight / total)
            gaps.append(Gap(field=field.name, question=field.question, gain=gain))
    gaps.sort(key=lambda gap: -gap.gain)
    return Completeness(percent=round(100 * have / total), gaps=tuple(gaps))


def _unfit(field: FieldDefinition, card: Card) -> bool:
    """Whether the answer was given before the field had the form it has now."""
    answer = card.fields.get(field.name)
    return answer is not None and bool(fault_of(field, answer.value))
