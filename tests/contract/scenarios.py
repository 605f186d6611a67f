"""What each verb has to do, one function per verb, on whatever backend ``registry`` has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jupyter_registry import requests as r
from jupyter_registry import types as t
from jupyter_registry.errors import Conflict, NotFound
from jupyter_registry.registry import Registry

Scenario = Callable[[Registry], None]
SCENARIOS: dict[str, Scenario] = {}


def scenario(function: Scenario) -> Scenario:
    """Add the scenario of the verb that the function is named after."""
    SCENARIOS[function.__name__.replace("_", "-")] = function
    return function


def manifest(**fields: Any) -> t.Manifest:
    """A small manifest."""
    return t.Manifest(**{"task": "tabular-classification", "framework": "scikit-learn", **fields})


def card_of(source: str, name: str) -> r.Publish:
    """A card made elsewhere."""
    return r.Publish(model=name, manifest=manifest(source=t.Source(id=source)))


# ---------------------------------------------------------------- reads


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


# ---------------------------------------------------------------- writes


@scenario
def publish(registry: Registry) -> None:
    """Numbers count from 1; the manifest that is the newest already adds nothing."""
    first = registry.publish("wine", manifest(), alias="champion")
    again = registry.publish("wine", manifest())
    other = registry.publish("wine", manifest(summary="other"))
    assert [reply.version.number for reply in (first, again, other)] == [1, 1, 2]
    assert [reply.created for reply in (first, again, other)] == [True, False, True]
    assert first.version.digest == again.version.digest != other.version.digest


@scenario
def preview(registry: Registry) -> None:
    """A preview says number, digest and findings of the publication, and leaves nothing behind."""
    before = registry.get_status()
    tried = registry.preview("wine", manifest(), alias="champion", tags=["a"])
    assert registry.get_status() == before
    with pytest.raises(NotFound):
        registry.get_model("wine")
    done = registry.publish("wine", manifest(), alias="champion", tags=["a"])
    assert (tried.number, tried.digest, tried.findings) == (1, done.version.digest, done.findings)


@scenario
def set_alias(registry: Registry) -> None:
    """An alias moves only from where the mover believes it is, and can be taken away."""
    registry.publish("wine", manifest(summary="first"), alias="champion")
    registry.publish("wine", manifest(summary="second"))
    with pytest.raises(Conflict, match="points at version 1"):
        registry.set_alias("wine", "champion", 2, if_number=2)
    with pytest.raises(Conflict, match="is not set"):
        registry.set_alias("wine", "challenger", 2, if_number=1)
    assert registry.set_alias("wine", "champion", 2, if_number=1).aliases == {"champion": 2}
    assert registry.set_alias("wine", "challenger", 1, if_number=None).aliases == {"champion": 2, "challenger": 1}
    assert registry.set_alias("wine", "champion", None).aliases == {"challenger": 1}


@scenario
def set_tags(registry: Registry) -> None:
    """Tags replace those before, without repetition."""
    registry.publish("wine", manifest(), tags=["old"])
    assert registry.set_tags("wine", ["new", " new ", "other"]).tags == ("new", "other")
    assert registry.get_model("wine").tags == ("new", "other")


@scenario
def edit_card(registry: Registry) -> None:
    """Answers are kept beside the manifest, and an edit of an old revision is refused."""
    version = registry.publish("wine", manifest()).version
    edited = registry.edit_card("wine", {"intended_use": t.CardValue(value="tests")}, text="# New", if_revision=0)
    assert (edited.card_revision, edited.card.text) == (1, "# New")
    assert edited.card.fields["intended_use"].value == "tests"
    with pytest.raises(Conflict, match="edited this card in between"):
        registry.edit_card("wine", text="# Late", if_revision=0)
    assert "intended_use" not in registry.edit_card("wine", {"intended_use": None}).card.fields
    assert registry.get_version("wine") == version


@scenario
def retire(registry: Registry) -> None:
    """A retired version is no longer what the bare name means, and its ref still resolves."""
    registry.publish("wine", manifest(summary="first"))
    registry.publish("wine", manifest(summary="second"))
    gone = registry.retire("wine:2", "too slow")
    assert (gone.stage, gone.stage_reason) == ("retired", "too slow")
    assert registry.get_version("wine").number == 1
    assert registry.get_version("wine:2") == gone


@scenario
def restore(registry: Registry) -> None:
    """A retirement is taken back; what is not retired cannot be restored."""
    before = registry.publish("wine", manifest()).version
    registry.retire("wine:1", "a mistake")
    assert registry.restore("wine:1") == before
    with pytest.raises(Conflict, match="not retired"):
        registry.restore("wine:1")


@scenario
def save_search(registry: Registry) -> None:
    """A name holds one query; saving it again replaces the query and marks its results as seen."""
    registry.backend.handle(r.SaveSearch(name="mine", q="wine"))
    registry.publish("wine", manifest())
    (kept,) = registry.backend.handle(r.SaveSearch(name="mine", q="task:tabular-classification")).searches
    assert (kept.name, kept.q, kept.count, kept.new) == ("mine", "task:tabular-classification", 1, 0)


@scenario
def remove_search(registry: Registry) -> None:
    """A saved search is forgotten once."""
    registry.backend.handle(r.SaveSearch(name="mine", q="wine"))
    assert registry.backend.handle(r.RemoveSearch(name="mine")).searches == ()
    with pytest.raises(NotFound):
        registry.backend.handle(r.RemoveSearch(name="mine"))


@scenario
def log_search(registry: Registry) -> None:
    """A result that was taken is noted by its place, and nothing of it reaches the audit log."""
    assert registry.backend.handle(r.LogSearch(q="wine", total=4)).recording
    registry.backend.handle(r.LogSearch(q="wine", total=4, taken=2))
    (entry,) = registry.backend.handle(r.ListSearchLog()).searches
    assert (entry.q, entry.times, entry.taken) == ("wine", 1, (2,))
    assert registry.tail_audit().total == 0


@scenario
def import_cards(registry: Registry) -> None:
    """Cards come in as drafts under their source's id; a bad one is skipped by its place, a known one unchanged."""
    done = registry.import_cards([card_of("zoo/a", "a"), card_of("zoo/b", "No Name"), card_of("zoo/c", "a")])
    assert (done.created, done.unchanged) == (2, 0)
    assert [(skipped.index, skipped.id) for skipped in done.skipped] == [(1, "zoo/b")]
    assert [registry.get_model(name).source_id for name in ("a", "a-2")] == ["zoo/a", "zoo/c"]
    assert registry.import_cards([card_of("zoo/a", "a")]).unchanged == 1


@scenario
def reindex(registry: Registry) -> None:
    """The search tables are made anew from the versions and give the same results."""
    registry.publish("wine", manifest(summary="tells wines apart"))
    before = registry.search("wines").hits
    assert registry.reindex().models == 1
    assert registry.search("wines").hits == before
