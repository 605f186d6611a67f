"""Sentences about a comparison: each rule speaks where it should, and names its rows."""

from __future__ import annotations

from jupyter_registry import types as t
from jupyter_registry.registry import Registry

from .conftest import Publish, metric


def sentences(comparison: t.Comparison) -> list[str]:
    """The sentences with the number of their column before them."""
    return [f"{'' if one.column is None else one.column} {one.text}".strip() for one in comparison.findings]


def test_the_best_and_the_fastest_are_named(registry: Registry, publish: Publish) -> None:
    """Who leads in the headline metric says at which price; who is fastest and smallest says so."""
    quick = t.Resources(latency_ms=3.0, hardware="T4", parameter_count=8_900_000)
    slow = t.Resources(latency_ms=6.0, hardware="T4", parameter_count=24_700_000)
    found = registry.compare(
        publish("a", metrics=(metric("auc", 0.8),), resources=quick),
        publish("b", metrics=(metric("auc", 0.9),), resources=slow),
    )
    said = sentences(found)
    assert "1 has the best auc (0.9) and takes 2 times the time of the baseline." in said
    assert "0 is the fastest and the smallest." in said
    assert "1 is ahead of the baseline in the one metric they share." in said
    ids = {row.id for group in found.groups for row in group.rows}
    assert all(set(one.rows) <= ids for one in found.findings)
    assert found.plot == (found.findings[0].rows[1], found.findings[0].rows[0])


def test_what_no_other_beats_is_named(registry: Registry, publish: Publish) -> None:
    """A version that is best in both quality and cost is beaten by no other."""
    found = registry.compare(
        publish("a", metrics=(metric("auc", 0.9),), resources=t.Resources(size_bytes=10)),
        publish("b", metrics=(metric("auc", 0.8),), resources=t.Resources(size_bytes=20)),
    )
    assert "0 is beaten by no other here, neither in auc nor in size." in sentences(found)
    assert "1 is behind the baseline in the one metric they share." in sentences(found)


def test_refused_cells_are_counted_by_their_reason(registry: Registry, publish: Publish) -> None:
    """One sentence says how many cells cannot be compared and why."""
    found = registry.compare(
        publish("a", metrics=(metric("auc", 0.8), metric("f1", 0.7))),
        publish("b", metrics=(metric("auc", 0.9, split="train"), metric("f1", 0.7))),
        publish("c", metrics=(metric("f1", 0.6, inferred=True),)),
    )
    (text,) = (one.text for one in found.findings if "cannot be compared" in one.text)
    assert text == "5 cells cannot be compared: 2 not measured, 2 on other split, 1 not confirmed."


def test_settings_and_inputs_that_differ_are_named(registry: Registry, publish: Publish) -> None:
    """Versions of one class say which settings differ; other inputs are said whatever the class."""
    one = t.Signature(inputs=(t.Field(name="acid", dtype="float64"), t.Field(name="sugar", dtype="float64")))
    two = t.Signature(inputs=(t.Field(name="acid", dtype="float64"), t.Field(name="ash", dtype="float64")))
    found = registry.compare(
        publish("a", model_class="svm.SVC", params={"C": 1, "gamma": 2}, signature=one),
        publish("a", model_class="svm.SVC", params={"C": 3, "gamma": 2}, signature=two),
        publish("b", model_class="tree.Tree", params={"depth": 3}, signature=one),
    )
    said = sentences(found)
    assert "1 differs from the baseline in C." in said
    assert "1 takes other inputs than the baseline: it needs ash and does without sugar." in said
    assert not any(text.startswith("2 differs") for text in said)


def test_terms_are_said(registry: Registry, publish: Publish) -> None:
    """Another license, a retired version and a failed check each have a sentence."""
    first, second = publish("a", license="MIT"), publish("b", license="GPL-3.0")
    registry.add_check(second, t.Check(name="drift", verdict="failed"))
    registry.retire(second, "too old")
    said = sentences(registry.compare(first, second))
    assert "1 has the license GPL-3.0, the baseline MIT." in said
    assert "1 is retired: too old." in said
    assert "1 failed a check: drift failed." in said
