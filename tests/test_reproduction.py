"""The verdict about a second run, from its metrics alone."""

from __future__ import annotations

import pytest

from jupyter_registry.reproduction import Reproduction, judged, paired
from jupyter_registry.types import Metric


def metrics(**values: float) -> tuple[Metric, ...]:
    """Metrics by name, all on the test split."""
    return tuple(Metric(name=name, value=value, split="test") for name, value in values.items())


@pytest.mark.parametrize(
    ("published", "found", "verdict"),
    [
        ({"accuracy": 0.9}, {"accuracy": 0.9}, "same"),
        ({"accuracy": 0.9}, {"accuracy": 0.895}, "same"),
        ({"accuracy": 0.9}, {"accuracy": 0.88}, "differs"),
        ({"loss": -1000.0}, {"loss": -1005.0}, "same"),
        ({"bias": 0.0}, {"bias": 0.001}, "differs"),
        ({"bias": 0.0}, {"bias": 0.0}, "same"),
        ({"accuracy": 0.9, "auc": 0.8}, {"accuracy": 0.9}, "same"),
        ({"accuracy": 0.9, "auc": 0.8}, {"accuracy": 0.9, "auc": 0.5}, "differs"),
        ({"accuracy": 0.9}, {"auc": 0.9}, "failed"),
        ({}, {"auc": 0.9}, "failed"),
    ],
)
def test_the_verdict(published: dict[str, float], found: dict[str, float], verdict: str) -> None:
    """Same within the tolerance, different beyond it in any metric, failed when nothing can be compared."""
    assert judged(paired(metrics(**published), metrics(**found)), 0.01)[0] == verdict


def test_a_metric_of_another_split_is_another_metric() -> None:
    """Only the same name, dataset and split are compared."""
    (pair,) = paired(metrics(accuracy=0.9), (Metric(name="accuracy", value=0.9, split="train"),))
    assert pair.found is None


def test_the_sentence_names_what_differs_and_why() -> None:
    """Values of both runs, how many more there are, and what may explain it."""
    names = ("a", "b", "c", "d", "e")
    pairs = paired(metrics(**dict.fromkeys(names, 1.0)), metrics(**dict.fromkeys(names, 2.0)))
    sentence = judged(pairs, 0.01, ["The data is not the same."])[1]
    assert sentence.startswith("a is 2 and was 1; ")
    assert sentence.endswith("2 more differ. The data is not the same.")


def test_the_text_shows_both_values() -> None:
    """One line for each metric; what was not measured again says so."""
    pairs = paired(metrics(accuracy=0.9, auc=0.8), metrics(accuracy=0.9))
    found = Reproduction(ref="churn:3", verdict="same", sentence="Fine.", metrics=pairs, seconds=3.2)
    assert str(found).splitlines() == [
        "churn:3: same. Fine.",
        "  accuracy test  0.9 = 0.9",
        "  auc test       0.8   not measured",
        "ran for 3 s",
    ]
