"""What is suggested while a query is being typed, and how true its counts are."""

from __future__ import annotations

import sqlite3

import pytest

from jupyter_registry import types as t
from jupyter_registry.local.suggesting import suggest
from jupyter_registry.search.cursor import Typing, typing_at

from .conftest import asking, fill
from .models import NOW, made


@pytest.fixture
def zoo(database: sqlite3.Connection) -> sqlite3.Connection:
    """Four models with telling names, tasks and numbers."""
    fill(database, [
        made("latent-diffusion", task="text-to-image", license="MIT", framework="pytorch"),
        made("street-detector", task="object-detection", license="Apache-2.0", framework="pytorch",
             resources=t.Resources(parameter_count=9_000_000, latency_ms=3.5),
             metrics=(t.Metric(name="mAP", key="map", value=44.6, dataset="COCO"),)),
        made("yard detector", task="object-detection", license="Apache-2.0", owner="Open Lab", framework="onnx",
             resources=t.Resources(parameter_count=60_000_000, latency_ms=21.0)),
        made("old-detector", task="object-detection", license="GPL-3.0", stage="retired"),
    ])  # fmt: skip
    return database


def rows(connection: sqlite3.Connection, q: str, cursor: int = -1) -> list[t.Suggestion]:
    """The suggestions for a line."""
    return list(suggest(connection, q, cursor, 8, NOW, "ada").suggestions)


@pytest.mark.parametrize(
    ("text", "cursor", "typing"),
    [
        ("", -1, Typing(0, 0, "")),
        ("churn", -1, Typing(0, 5, "churn")),
        ("churn ri", -1, Typing(6, 8, "ri")),
        ("license:apa", -1, Typing(0, 11, "apa", "license", ":")),
        ("license:mit,ap", -1, Typing(0, 14, "ap", "license", ":", "mit,")),
        ("-license:ap", -1, Typing(0, 11, "ap", "license", ":", "", "-")),
        ('owner:"Open L', -1, Typing(0, 13, "Open L", "owner", ":")),
        ("(task:a OR task:b", -1, Typing(11, 17, "b", "task", ":")),
        ("lat task:x", 2, Typing(0, 3, "la")),
        ("params<5", -1, Typing(0, 8, "5", "params", "<")),
    ],
)
def test_what_is_being_typed_is_found(text: str, cursor: int, typing: Typing) -> None:
    """The term at the cursor is taken apart into field, sign, values done and the part being typed."""
    assert typing_at(text, cursor) == typing


def test_a_word_leads_to_filters_values_models_and_itself(zoo: sqlite3.Connection) -> None:
    """The groups come in one order, and a number's filter shows its range."""
    found = rows(zoo, "lat")
    assert [row.group for row in found] == ["filter", "filter", "model", "text"]
    assert (found[0].text, found[0].note) == ("latency<", "3.5 ms to 21 ms")
    assert (found[1].text, found[1].note) == ("max_latency_ms<", "Latency allowed")
    assert found[2].label == "latent-diffusion"


def test_counts_are_those_of_the_line_with_the_suggestion_taken(zoo: sqlite3.Connection) -> None:
    """Taking a suggestion gives as many models as it said."""
    ask = asking(zoo)
    for q in ("obj", "task:", "task:object-detection lic", "task:object-detection license:", "params<", "-lic", "app"):
        found = suggest(zoo, q, -1, 8, NOW, "ada")
        for row in found.suggestions:
            if row.count is not None:
                taken = f"{q[: found.start]}{row.text}{q[found.end :]}"
                assert ask(taken).total == row.count, taken


def test_values_are_offered_only_where_they_give_models(zoo: sqlite3.Connection) -> None:
    """A value that the rest of the line rules out, or that only retired models have, is not offered."""
    assert {row.text for row in rows(zoo, "task:object-detection license:")} == {"license:Apache-2.0"}
    assert rows(zoo, "license:GPL") == []


def test_a_list_of_values_goes_on(zoo: sqlite3.Connection) -> None:
    """Behind a comma the values before it stay, and one with a space is quoted."""
    assert [row.text for row in rows(zoo, "license:MIT,ap")] == ["license:MIT,Apache-2.0"]
    assert [row.text for row in rows(zoo, "owner:ope")] == ['owner:"Open Lab"']


def test_bounds_of_a_number_follow_what_the_models_have(zoo: sqlite3.Connection) -> None:
    """Behind a comparison round bounds are offered, each of which leaves models."""
    found = rows(zoo, "params<")
    assert found
    assert all(row.text.startswith("params<") and row.count for row in found)


@pytest.mark.parametrize("q", ['"', "(", "-", ":", "a:", "é:", '"' * 40, "x" * 4000, "\x00", "map@:", "(((", "%_*"])
def test_half_typed_lines_never_fail(zoo: sqlite3.Connection, q: str) -> None:
    """Whatever stands there, there is an answer, at every place of the cursor."""
    for cursor in (-1, 0, 1, 10_000):
        suggest(zoo, q, cursor, 8, NOW)
