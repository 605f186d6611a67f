"""What a publish says about the versions before it: metrics against the champion, answers to take over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jupyter_registry import Registry, open_registry
from jupyter_registry.cards import completeness
from jupyter_registry.config import sqlite_url
from jupyter_registry.earlier import Earlier, against, earlier, offers
from jupyter_registry.types import Card, CardValue, Manifest, Metric


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[Registry]:
    """A registry with three versions of churn; the first is the champion."""
    with open_registry(sqlite_url(tmp_path / "registry.db")) as opened:
        first = Manifest(
            summary="Ranks customers",
            license="MIT",
            metrics=(
                Metric(name="AUC", value=0.912, dataset="customers", split="test"),
                Metric(name="rmse", value=0.30),
                Metric(name="f1", value=0.7, dataset="customers", split="train"),
            ),
        )
        opened.publish("churn", first, alias="champion")
        opened.publish("churn", Manifest(task="tabular-classification"))
        opened.edit_card("churn:2", {"limits": CardValue(value=("Night", "New customers"))})
        yield opened


def test_each_metric_is_compared_with_its_like_at_the_champion(registry: Registry) -> None:
    """Only the same name, dataset and split are compared, and better depends on the metric's direction."""
    new = Manifest(
        metrics=(
            Metric(name="auc", value=0.918, dataset="Customers", split="test"),
            Metric(name="rmse", value=0.31),
            Metric(name="f1", value=0.9, dataset="customers", split="test"),
            Metric(name="recall", value=0.5),
        )
    )
    found = against(new, earlier(registry, "churn").champion)
    assert found is not None
    assert (found.ref, found.alias) == ("churn:1", "champion")
    assert [(one.label, one.change, one.better) for one in found.changes] == [
        ("auc", "+0.006", True),
        ("rmse", "+0.01", False),
    ]
    assert found.unlike == ("f1 is not comparable: on customers, test here, on customers, train in v1.",)


def test_metrics_that_nobody_confirmed_are_not_compared(registry: Registry) -> None:
    """A metric that was only found is no evidence against the champion."""
    guessed = Manifest(metrics=(Metric(name="rmse", value=0.1, inferred=True),))
    found = against(guessed, earlier(registry, "churn").champion)
    assert found is not None
    assert (found.changes, found.unlike) == ((), ())


def test_answers_of_earlier_versions_are_offered(registry: Registry) -> None:
    """The newest version that answers a question offers its answer, as it was given and with its number."""
    version = registry.get_version("churn")
    complete = completeness(Manifest(), Card())
    found = {offer.field: offer for offer in offers(earlier(registry, "churn"), complete, version)}
    assert (found["limits"].value, found["limits"].note) == (("Night", "New customers"), "as in v2")
    assert (found["license"].value, found["license"].note) == ("MIT", "as in v1")
    assert found["purpose"].value == "Ranks customers"
    assert {found[field].origin for field in ("limits", "license", "purpose")} == {"recovered"}
    assert found["contact"].value == version.published_by


def test_answered_questions_are_not_offered_again(registry: Registry) -> None:
    """What the new version says itself is left alone."""
    manifest = Manifest(summary="Ranks calls", license="Apache-2.0")
    complete = completeness(manifest, Card())
    fields = [offer.field for offer in offers(earlier(registry, "churn"), complete, registry.get_version("churn"))]
    assert fields == ["limits", "contact"]


def test_a_new_model_has_nothing_earlier(registry: Registry) -> None:
    """A name that is not there yet is measured against nothing and offers nothing."""
    assert earlier(registry, "fraud") == Earlier()
    assert against(Manifest(), None) is None
