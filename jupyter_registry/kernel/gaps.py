"""The questions of a card that only a person can answer: asked, and answered, from a cell."""

from __future__ import annotations

import difflib

from ..capture.secrets import scrub_prose
from ..cards import QUESTIONS
from ..errors import Invalid
from ..registry import Registry
from ..types import CardValue, ModelCard

FIELDS = tuple(question.field for question in QUESTIONS)


def gaps_text(card: ModelCard) -> str:
    """Open questions by number, each with the line that answers it."""
    ref = f"{card.model.name}:{card.version.number}"
    lines = [f"{ref} is {card.completeness.percent}% complete"]
    for place, gap in enumerate(card.completeness.gaps, 1):
        lines += [f"{place}. {gap.question} +{gap.gain}%", f'   %registry answer {ref} {gap.field} "..."']
    return "\n".join(lines)


def answer(registry: Registry, ref: str, field: str, text: str) -> ModelCard:
    """Write one answer onto a card; raises ``Invalid`` with the nearest field."""
    if field not in FIELDS:
        near = difflib.get_close_matches(field, FIELDS, n=1, cutoff=0.5)
        fix = f'Did you mean "{near[0]}"?' if near else f"Use one of {', '.join(FIELDS)}."
        raise Invalid(f'A card has no field "{field[:40]}".', field="field", fix=fix)
    return registry.edit_card(ref, {field: CardValue(value=scrub_prose(text), origin="typed")})
