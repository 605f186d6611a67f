"""The order of many results, and that a reading does not depend on chance."""

from __future__ import annotations

import sqlite3

import pytest

from jupyter_registry import types as t
from jupyter_registry.local import ranking

from .conftest import asking, fill, names
from .models import made


def test_many_are_weighed_where_words_weigh_most(database: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """Among many models the word in the name comes first, whole before begun, then labels, summary and card."""
    monkeypatch.setattr(ranking, "FEW", 1)
    fill(database, [
        made("d", card=t.Card(text="churn " * 90)), made("c", summary="churn"), made("b", tags=("churn",)),
        made("churner-of-customers"), made("retail-churn-of-customers"),
    ])  # fmt: skip
    ask = asking(database)
    found = ["retail-churn-of-customers", "churner-of-customers", "b", "c", "d"]
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
