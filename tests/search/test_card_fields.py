"""What a card answers can be searched for: standard fields and the organisation's own, by values, numbers and days."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from jupyter_registry import requests as r
from jupyter_registry import types as t
from jupyter_registry.local.backend import LocalBackend

from .models import NOW

OWN = (
    t.FieldDefinition(name="cost_center", label="Cost center", question="Who pays?"),
    t.FieldDefinition(name="seats", label="Seats", question="How many use it?", kind="number"),
    t.FieldDefinition(name="audited_on", label="Audited on", question="When was it audited?", kind="date"),
    t.FieldDefinition(name="exported", label="Exported", question="Does it leave the house?", kind="boolean"),
    t.FieldDefinition(
        name="tier", label="Tier", question="How important is it?", kind="choice", choices=("gold", "tin")
    ),
)
ANSWERS = {
    "ant": {"cost_center": "R&D 4711", "seats": "12", "audited_on": "2026-05-01", "exported": "true", "tier": "gold"},
    "bee": {"seats": "90", "exported": "no", "tier": "tin", "data_access": "internal", "max_latency_ms": "20"},
    "cow": {"review_by": (NOW + timedelta(days=30)).date().isoformat(), "regulation": "GDPR", "steward": "Risk team"},
}


@pytest.fixture
def backend(tmp_path: Path) -> LocalBackend:
    """Three models with answers, in a registry whose organisation asks for five fields."""
    opened = LocalBackend(tmp_path / "registry.db", clock=lambda: NOW)
    for field in OWN:
        opened.handle(r.DefineField(field=field))
    for model, answers in ANSWERS.items():
        opened.handle(r.Publish(model=model, manifest=t.Manifest()))
        fields: dict[str, t.CardValue | None] = {name: t.CardValue(value=answer) for name, answer in answers.items()}
        opened.handle(r.EditCard(ref=model, fields=fields))
    return opened


def found(backend: LocalBackend, q: str) -> set[str]:
    """The models that a line finds, all of which is understood."""
    page = backend.handle(r.Search(q=q))
    assert page.problems == ()
    assert backend.handle(r.Search(q=page.q)).total == page.total  # the canonical line means the same
    return {hit.model for hit in page.hits}


@pytest.mark.parametrize(
    ("q", "models"),
    [
        ("tier:gold", {"ant"}),
        ("card.tier:gold,tin", {"ant", "bee"}),
        ("-tier:gold", {"bee", "cow"}),
        ('cost_center:"R&D 4711"', {"ant"}),
        ("seats>20", {"bee"}),
        ("seats:10..20", {"ant"}),
        ("audited_on<2026-06", {"ant"}),
        ("audited_on:>30d", {"ant"}),
        ("exported:yes", {"ant"}),
        ("exported:false", {"bee"}),
        ("has:seats", {"ant", "bee"}),
        ("missing:tier", {"cow"}),
        ("data_access:internal", {"bee"}),
        ("max_latency_ms<50ms", {"bee"}),
        ("review_by:<90d", {"cow"}),
        ("review_by:<7d", set()),
        ("regulation:gdpr steward:risk", {"cow"}),
        ("has:regulation", {"cow"}),
    ],
)
def test_answers_are_asked_for_by_their_fields(backend: LocalBackend, q: str, models: set[str]) -> None:
    """Values, numbers, days and yes or no find the models whose card answers so."""
    assert found(backend, q) == models


def test_a_field_is_known_as_soon_as_it_is_defined(backend: LocalBackend) -> None:
    """Before, its name is an unknown field and a problem; after, it can be asked for; removed, it is unknown again."""
    assert backend.handle(r.Search(q="floor:3")).problems
    backend.handle(
        r.DefineField(field=t.FieldDefinition(name="floor", label="Floor", question="Where?", kind="number"))
    )
    assert found(backend, "missing:floor") == {"ant", "bee", "cow"}
    backend.handle(r.RemoveField(name="floor"))
    assert backend.handle(r.Search(q="floor:3")).problems


def test_answers_stay_when_a_field_takes_another_form(backend: LocalBackend) -> None:
    """A number that becomes a text is found as text, and as a number again when that is taken back."""
    as_text = t.FieldDefinition(name="seats", label="Seats", question="How many use it?")
    backend.handle(r.DefineField(field=as_text))
    assert found(backend, "seats:12") == {"ant"}
    backend.handle(r.DefineField(field=OWN[1]))
    assert found(backend, "seats>=12") == {"ant", "bee"}


def test_a_field_of_a_card_is_no_metric(backend: LocalBackend) -> None:
    """A metric of the same name is asked for by its name, the field of the card by "card." before it."""
    backend.handle(
        r.DefineField(field=t.FieldDefinition(name="f1", label="Least F1", question="How good?", kind="number"))
    )
    backend.handle(r.Publish(model="dog", manifest=t.Manifest(metrics=(t.Metric(name="f1", value=0.5),))))
    backend.handle(r.EditCard(ref="ant", fields={"f1": t.CardValue(value="0.9")}))
    assert found(backend, "f1>0.1") == {"dog"}
    assert found(backend, "card.f1>0.1") == {"ant"}


def test_fields_and_their_values_are_suggested(backend: LocalBackend) -> None:
    """While typing, an organisation's field is offered, and then its values with how many models have them."""
    assert "card.tier:" in [row.text for row in backend.handle(r.Suggest(q="tie")).suggestions]
    values = backend.handle(r.Suggest(q="tier:")).suggestions
    assert {(row.text, row.count) for row in values} == {("tier:gold", 1), ("tier:tin", 1)}
