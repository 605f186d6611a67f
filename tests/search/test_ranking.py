"""The order of many results, and that a reading does not depend on chance."""

from __future__ import annotations

import sqlite3

import pytest

from jupyter_registry import types as t
from jupyter_registry.local import ranking

from .conftest import asking, fill, names
from .models import made


def test_many_are_weighed_where_words_weigh_most(database: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """Among many models the whole word comes first, in names, then labels and summary; then one begun, then cards."""
    monkeypatch.setattr(ranking, "FEW", 1)
    fill(database, [
        made("d", card=t.Card(text="churn " * 90)), made("c", summary="churn"), made("b", tags=("churn",)),
        made("churner-of-customers"), made("retail-churn-of-customers"),
    ])  # fmt: skip
    ask = asking(database)
    found = ["retail-churn-of-customers", "b", "c", "churner-of-customers", "d"]
    assert names(ask("churn")) == found
    assert [names(ask("churn", limit=1, offset=place)) for place in range(5)] == [[name] for name in found]


@pytest.mark.parametrize(
    ("line", "metric"), [("whole body joints AP over 40", "whole_ap"), ("body and whole joints AP over 40", "body_ap")]
)
def test_of_equal_metrics_the_first_named(database: sqlite3.Connection, line: str, metric: str) -> None:
    """Of two metrics a line may mean as well, it means the one whose words begin first."""
    both = (t.Metric(name="body AP", value=60.0), t.Metric(name="whole AP", value=50.0))
    fill(database, [made("joints", summary="Finds joints.", metrics=both)])
    assert [one.filter for one in asking(database)(line).understood] == [f"{metric}>40"]


def test_a_metric_that_leaves_models(database: sqlite3.Connection) -> None:
    """Of two metrics that words may mean, a line means the one whose bound some model meets."""
    fill(database, [
        made("old", metrics=(t.Metric(name="top1", value=70.0),), summary="Actions."),
        made("new", metrics=(t.Metric(name="top1_accuracy", value=90.0),), summary="Actions."),
    ])  # fmt: skip
    page = asking(database)("actions above 84 top-1")
    assert ([one.filter for one in page.understood], names(page)) == (["top1_accuracy>84"], ["new"])
