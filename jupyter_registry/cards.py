"""Cards: the fields a card asks for, edits on top of what was published, and how complete a card is."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from .types import Card, CardValue, Completeness, Gap, Manifest


class CardQuestion(msgspec.Struct, frozen=True):
    """One field of a card: what to ask, and its weight in the completeness."""

    field: str
    label: str
    question: str
    weight: int


QUESTIONS = (
    CardQuestion("purpose", "Purpose", "What is it for?", 8),
    CardQuestion("license", "License", "Under which license may it be used?", 5),
    CardQuestion("intended_use", "Made for", "Who should use it, on what?", 6),
    CardQuestion("out_of_scope", "Not for", "What must it not be used for?", 6),
    CardQuestion("limits", "Known limits", "Where does it fail?", 6),
    CardQuestion("training_data", "Training data", "Which data was it trained on?", 6),
    CardQuestion("personal_data", "Personal data", "Is there personal data in the training data?", 5),
    CardQuestion("contact", "Contact", "Who answers questions about it?", 3),
)
"""The fields only a person can answer, in the order in which they are asked."""

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


def completeness(manifest: Manifest, card: Card) -> Completeness:
    """Share of the weighted fields that are answered, in percent, and the gaps, most gain first."""
    total = sum(question.weight for question in QUESTIONS) + sum(CAPTURED_WEIGHTS.values())
    have = sum(weight for name, weight in CAPTURED_WEIGHTS.items() if getattr(manifest, name))
    gaps = []
    for question in QUESTIONS:
        if answered(manifest, card, question.field):
            have += question.weight
        else:
            gaps.append(
                Gap(
                    field=question.field,
                    question=question.question,
                    gain=round(100 * question.weight / total),
                )
            )
    gaps.sort(key=lambda gap: -gap.gain)
    return Completeness(percent=round(100 * have / total), gaps=tuple(gaps))
