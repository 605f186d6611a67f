"""A link to a version of the registry means the same version for ever, and a search follows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jupyter_registry import Registry, open_registry
from jupyter_registry import types as t

BASE = t.Link(relation="derived-from", target="base")


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[Registry]:
    """A registry with a model to derive from."""
    with open_registry(f"sqlite:///{tmp_path / 'registry.db'}") as opened:
        opened.publish("base", t.Manifest(summary="first"), alias="champion")
        yield opened


def ends(registry: Registry, ref: str) -> set[str]:
    """What a version's own links lead to."""
    return {link.end for link in registry.get_lineage(ref).links if link.start == ref}


@pytest.mark.parametrize("target", ["base", "base@champion", "base:1"])
def test_a_link_keeps_the_version_that_its_target_meant(registry: Registry, target: str) -> None:
    """A newer version, an alias that moves and new search tables leave it where it was, and all of it verifies."""
    link = t.Link(relation="derived-from", target=target)
    registry.publish("tuned", t.Manifest(links=(link,)))
    registry.publish("late", t.Manifest())
    registry.add_link("late", link.relation, link.target)
    registry.publish("base", t.Manifest(summary="second"), alias="champion")
    evaluation = t.Evaluation(metrics=(t.Metric(name="f1", value=0.5),))
    for name in ("tuned", "late"):
        registry.add_evaluation(name, evaluation)
    registry.reindex()
    assert (ends(registry, "tuned:1"), ends(registry, "late:1")) == ({"base:1"}, {"base:1"})
    assert registry.verify().ok


def test_publishing_again_what_a_link_means_now_adds_a_version(registry: Registry) -> None:
    """The same manifest adds nothing, until the name in its link means another version."""
    manifest = t.Manifest(links=(BASE,))
    assert [registry.publish("tuned", manifest).created for _ in range(2)] == [True, False]
    registry.publish("base", t.Manifest(summary="second"))
    assert registry.publish("tuned", manifest).version.manifest.links[0].target == "base:2"


def test_a_search_finds_what_was_made_from_a_model_or_from_one_version(registry: Registry) -> None:
    """Links that were published and those added later are found by name and by number, and no other names like it."""
    registry.publish("tuned", t.Manifest(links=(BASE,)))
    registry.publish("late", t.Manifest())
    registry.add_link("late", BASE.relation, BASE.target)
    registry.publish("base-two", t.Manifest())
    registry.publish("other", t.Manifest(links=(t.Link(relation="derived-from", target="base-two"),)))
    for query in ("from:base", "from:base:1"):
        assert {hit.model for hit in registry.search(query).hits} == {"tuned", "late"}
    registry.remove_link("late", BASE.relation, BASE.target)
    assert [hit.model for hit in registry.search("from:base").hits] == ["tuned"]
