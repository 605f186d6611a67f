"""A page without results shows the models that come nearest, and what each lacks."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest

from jupyter_registry import types as t

from .conftest import Ask, asking, fill, names
from .models import NOW, made


def detector(name: str, auc: float, **given: object) -> object:
    """A detector with one metric."""
    return made(name, task="object-detection", metrics=(t.Metric(name="auc", value=auc, dataset="d"),), **given)


@pytest.fixture
def ask(database: sqlite3.Connection) -> Ask:
    """Three detectors and a classifier."""
    fill(
        database,
        [
            detector("good", 0.9, license="MIT", owner="ada", summary="edge of roads"),
            detector("plain", 0.8, license="GPL", owner="grace", at=NOW - timedelta(days=40)),
            detector("old", 0.7, at=NOW - timedelta(days=300), stage="retired"),
            made("other", task="classification", license="MIT", owner="ada"),
        ],
    )  # type: ignore[list-item]  # what detector() gives is what made() gives
    return asking(database)


def conditions(found: t.Nearest) -> list[tuple[str, bool, str]]:
    """The conditions of one model, plainly."""
    return [(condition.text, condition.met, condition.found) for condition in found.conditions]


def test_what_fails(ask: Ask) -> None:
    """The model that meets most comes first, with what it has in the place of what it lacks."""
    page = ask("task:object-detection auc>0.95 license:mit owner:grace")
    assert page.total == 0
    assert [found.hit.model for found in page.nearest] == ["good", "plain", "other"]
    assert conditions(page.nearest[0]) == [
        ("task:object-detection", True, ""), ("auc>0.95", False, "0.900"), ("license:mit", True, ""),
        ("owner:grace", False, "ada"),
    ]  # fmt: skip
    assert ("auc>0.95", False, "") in conditions(page.nearest[2])


def test_conditions_are_true(ask: Ask) -> None:
    """A condition that a model meets finds it when asked for alone, one that fails does not."""
    line = "task:object-detection auc>0.85 -license:mit updated:<9d roa"
    page = ask(line)
    assert page.total == 0
    assert page.nearest
    for found in page.nearest:
        for condition in found.conditions:
            assert (found.hit.model in names(ask(condition.text))) == condition.met, condition


def test_times(ask: Ask) -> None:
    """A time that fails is told as a date."""
    nearest = ask("license:gpl updated:<1h auc:0.79..0.81").nearest
    assert conditions(nearest[0])[1:] == [("updated<1h", False, "2026-05-06"), ("auc:0.79..0.81", True, "")]


def test_not_shown(ask: Ask) -> None:
    """Retired models and models that meet nothing are not shown, nor is anything beside results."""
    assert "old" not in [found.hit.model for found in ask("task:object-detection auc:0.69..0.71").nearest]
    assert ask("owner:nobody").nearest == ()
    assert ask("owner:ada").nearest == ()
