"""What each verb that reads has to do."""

from __future__ import annotations

import pytest

from jupyter_registry import requests as r
from jupyter_registry import types as t
from jupyter_registry.errors import Invalid, NotFound
from jupyter_registry.registry import Registry

from .scenario import manifest, scenario


@scenario
def get_status(registry: Registry) -> None:
    """The status counts models and versions and grows with each change."""
    empty = registry.get_status()
    registry.publish("wine", manifest())
    registry.publish("wine", manifest(summary="better"))
    status = registry.get_status()
    assert (empty.models, empty.versions, status.models, status.versions) == (0, 0, 1, 2)
    assert (status.changed, status.writable, status.reason) == (empty.changed + 2, True, "")


@scenario
def get_model(registry: Registry) -> None:
    """A model says its title, owner, tags, aliases and newest version."""
    registry.publish("team/wine", manifest(), title="Wine", tags=["a", "b"], alias="champion")
    registry.publish("team/wine", manifest(summary="better"))
    model = registry.get_model("team/wine")
    assert (model.title, model.tags, model.aliases) == ("Wine", ("a", "b"), {"champion": 1})
    assert (model.version_count, model.newest, model.owner) == (2, 2, registry.get_status().actor.name)


@scenario
def get_version(registry: Registry) -> None:
    """A bare name is the newest version, a number that one, an alias the one it points at."""
    registry.publish("wine", manifest(summary="first"), alias="champion")
    registry.publish("wine", manifest(summary="second"))
    found = [registry.get_version(ref).manifest.summary for ref in ("wine", "wine:1", "wine:2", "wine@champion")]
    assert found == ["second", "first", "second", "first"]


@scenario
def get_card(registry: Registry) -> None:
    """The card holds model, version, answers, gaps, versions and history in one reply."""
    published = registry.publish("wine", manifest(card=t.Card(text="# Wine")))
    card = registry.get_card("wine")
    assert (card.model, card.version) == (published.model, published.version)
    assert (card.card.text, card.card_revision, len(card.versions)) == ("# Wine", 0, 1)
    assert card.hit.model == "wine"
    assert card.completeness.gaps
    assert [(entry.verb, entry.number) for entry in card.history] == [("publish", 1)]


@scenario
def compare(registry: Registry) -> None:
    """Numbers are aligned by metric, dataset and split; a number of another split is refused with the reason."""
    auc = {"name": "auc", "dataset": "vineyard", "split": "test"}
    registry.publish("wine", manifest(metrics=(t.Metric(value=0.8, **auc),)))
    registry.publish("wine", manifest(metrics=(t.Metric(value=0.9, **auc),)))
    registry.publish("beer", manifest(metrics=(t.Metric(value=0.99, **{**auc, "split": "validation"}),)))
    found = registry.compare("wine:1", "wine:2", "beer")
    (row, other) = found.groups[0].rows
    assert [cell.state for cell in row.cells] == ["value", "value", "unlike"]
    assert (row.cells[1].change, row.cells[1].verdict, row.cells[1].best) == ("+0.1", "better", True)
    assert row.cells[2].note == "not comparable: other split (validation)"
    assert [cell.state for cell in other.cells] == ["unlike", "unlike", "value"]
    assert found.versions[0].numbers == (2, 1)
    with pytest.raises(Invalid, match="1 versions cannot be compared"):
        registry.compare("wine")


@scenario
def list_versions(registry: Registry) -> None:
    """Versions come newest first, in slices, with the total."""
    for place in range(4):
        registry.publish("wine", manifest(summary=str(place)))
    listed = registry.list_versions("wine", limit=2, offset=1)
    assert ([version.number for version in listed.versions], listed.total) == ([3, 2], 4)


@scenario
def search(registry: Registry) -> None:
    """A query finds by word and filter, with the exact total and facets."""
    registry.publish("wine", manifest(summary="tells wines apart"))
    registry.publish("digits", manifest(summary="reads digits", framework="xgboost"))
    assert [hit.model for hit in registry.search("wines").hits] == ["wine"]
    page = registry.search("framework:xgboost", facets=True)
    assert ([hit.model for hit in page.hits], page.total) == (["digits"], 1)
    assert page.facets
    assert registry.search("", limit=1).total == 2


@scenario
def get_facets(registry: Registry) -> None:
    """Facets count the models that have each value."""
    registry.publish("wine", manifest())
    registry.publish("digits", manifest())
    (framework,) = (facet for facet in registry.get_facets().facets if facet.name == "framework")
    assert [(value.value, value.count) for value in framework.values] == [("scikit-learn", 2)]


@scenario
def suggest(registry: Registry) -> None:
    """Half a word is offered the values and models it may become."""
    registry.publish("wine", manifest())
    offered = registry.backend.handle(r.Suggest(q="framework:sci"))
    assert any("scikit-learn" in suggestion.text for suggestion in offered.suggestions)
    assert 0 <= offered.start <= offered.end == len("framework:sci")


@scenario
def list_searches(registry: Registry) -> None:
    """A saved search says how many models it gives and how many are new since it was seen."""
    registry.publish("wine", manifest())
    registry.backend.handle(r.SaveSearch(name="mine", q="task:tabular-classification"))
    registry.publish("digits", manifest())
    (kept,) = registry.backend.handle(r.ListSearches()).searches
    assert (kept.name, kept.count, kept.new) == ("mine", 2, 1)


@scenario
def list_search_log(registry: Registry) -> None:
    """Queries without results come first, each with the number of times it was asked."""
    for q, total in (("found", 3), ("found", 3), ("nothing", 0)):
        registry.backend.handle(r.LogSearch(q=q, total=total))
    log = registry.backend.handle(r.ListSearchLog())
    assert log.recording
    assert [(entry.q, entry.times, entry.total) for entry in log.searches] == [("nothing", 1, 0), ("found", 2, 3)]


@scenario
def tail_audit(registry: Registry) -> None:
    """Every change is in the log, newest first, and each entry carries the hash of the one before."""
    registry.publish("wine", manifest())
    registry.set_tags("wine", ["a"])
    registry.publish("digits", manifest())
    tail = registry.tail_audit()
    assert [entry.verb for entry in tail.entries] == ["publish", "set-tags", "publish"]
    assert [entry.previous_hash for entry in tail.entries] == [*(entry.hash for entry in tail.entries[1:]), ""]
    assert (tail.total, tail.head) == (3, tail.entries[0].hash)
    assert [entry.model for entry in registry.tail_audit("wine").entries] == ["wine", "wine"]


@scenario
def verify(registry: Registry) -> None:
    """A registry that nobody touched holds in all its parts."""
    registry.publish("wine", manifest())
    found = registry.verify()
    assert (found.ok, found.versions, found.audit_entries, found.damages) == (True, 1, 1, ())


@scenario
def get_lineage(registry: Registry) -> None:
    """A lineage holds what a version was made from, what was made from it, and where it is used."""
    registry.publish("base", manifest(datasets=(t.Dataset(name="wines"),)))
    derived = manifest(links=(t.Link(relation="derived-from", target="base"),))
    registry.publish("tuned", derived)
    registry.record_deployment("tuned", t.Deployment(target="wine-api"))
    registry.publish("neighbour", manifest(datasets=(t.Dataset(name="wines"),)))  # of the same data, not of its lineage
    found = registry.get_lineage("base:1")
    assert [(link.start, link.relation, link.end) for link in found.links] == [
        ("base:1", "trained-on", "data:wines"),
        ("tuned:1", "derived-from", "base:1"),
        ("tuned:1", "deployed-as", "wine-api"),
    ]
    assert [node.noun for node in found.nodes] == ["version", "data", "version", "deployment"]
    assert not found.cut


@scenario
def get_leaderboard(registry: Registry) -> None:
    """Models stand in the order of one metric under one condition; equal values share a place."""
    for name, value in (("low", 0.7), ("high", 0.9), ("same", 0.9)):
        registry.publish(name, manifest(metrics=(t.Metric(name="accuracy", value=value, dataset="wines"),)))
    registry.publish("else", manifest(metrics=(t.Metric(name="accuracy", value=0.99, dataset="digits"),)))
    board = registry.get_leaderboard("wines", "accuracy")
    assert [(rank.place, rank.ref) for rank in board.ranks] == [(1, "high:1"), (1, "same:1"), (3, "low:1")]
    with pytest.raises(NotFound, match='"accuracy" on "horses"'):
        registry.get_leaderboard("horses", "accuracy")


@scenario
def list_benchmarks(registry: Registry) -> None:
    """What most models were measured on comes first; what one model was measured on can be asked for."""
    for name in ("one", "two"):
        registry.publish(name, manifest(metrics=(t.Metric(name="accuracy", value=0.9, dataset="wines"),)))
    registry.publish("two", manifest(metrics=(t.Metric(name="f1", value=0.9, dataset="digits"),)))
    registry.publish("three", manifest(metrics=(t.Metric(name="accuracy", value=0.9, dataset="wines"),)))
    listed = registry.list_benchmarks().benchmarks
    assert [(found.dataset, found.metric, found.versions) for found in listed] == [
        ("wines", "accuracy", 2),
        ("digits", "f1", 1),
    ]
    assert [found.dataset for found in registry.list_benchmarks("two").benchmarks] == ["digits"]


@scenario
def get_card_schema(registry: Registry) -> None:
    """The standard fields come first, each with the version that brought it."""
    schema = registry.get_card_schema()
    assert (schema.revision, {field.standard for field in schema.fields}) == (0, {True})
    assert [field.definition.name for field in schema.fields][:2] == ["purpose", "license"]
    assert {field.since for field in schema.fields} == set(range(1, schema.standard + 1))


@scenario
def list_practices(registry: Registry) -> None:
    """The practice that most models follow comes first."""
    for name in ("a-split", "folds"):
        registry.add_practice(t.Practice(name=name, title=name))
    registry.publish("wine", manifest(links=(t.Link(relation="follows", target="folds"),)))
    listed = registry.list_practices().practices
    assert [(found.practice.name, found.models) for found in listed] == [("folds", 1), ("a-split", 0)]


@scenario
def audit_cards(registry: Registry) -> None:
    """Each field says how many models answer it; tags that differ by a letter stand together."""
    registry.publish("wine", manifest(license="MIT"), tags=["time-series"])
    registry.publish("digits", manifest(), tags=["time series"])
    audit = registry.audit_cards()
    answered = {fill.name: fill.answered for fill in audit.fields}
    assert (audit.models, answered["license"], answered["limits"]) == (2, 1, 0)
    (cluster,) = audit.clusters
    assert {cluster.into, *(use.tag for use in cluster.tags)} == {"time-series", "time series"}
