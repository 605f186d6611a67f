"""The questions of a card that only a person can answer: asked, and answered, from a cell."""

from __future__ import annotations

from ..capture.secrets import scrub_prose
from ..card_schema import STANDARD
from ..registry import Registry
from ..types import CardValue, ModelCard

FIELDS = tuple(field.definition.name for field in STANDARD)


def gaps_text(card: ModelCard) -> str:
    """Open questions by number, each with the line that answers it."""
    ref = f"{card.model.name}:{card.version.number}"
    lines = [f"{ref} is {card.completeness.percent}% complete"]
    for place, gap in enumerate(card.completeness.gaps, 1):
        lines += [f"{place}. {gap.question} +{gap.gain}%", f'   %registry answer {ref} {gap.field} "..."']
    return "\n".join(lines)


def answer(registry: Registry, ref: str, field: str, text: str) -> ModelCard:
    """Write one answer onto a card; raises ``Invalid`` with the nearest field, or with the answers that hold."""
    return registry.edit_card(ref, {field: CardValue(value=scrub_prose(text), origin="typed")})
