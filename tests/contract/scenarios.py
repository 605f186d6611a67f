"""What each verb has to do, one function per verb, on whatever backend ``registry`` has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from jupyter_registry import requests as r
from jupyter_registry import types as t
from jupyter_registry.errors import Conflict, Invalid, NotFound
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


# ---------------------------------------------------------------- writes


@scenario
def publish(registry: Registry) -> None:
    """Numbers count from 1; the manifest that is the newest already adds nothing; ``if_new`` refuses a second one."""
    first = registry.publish("wine", manifest(), alias="champion")
    again = registry.publish("wine", manifest())
    other = registry.publish("wine", manifest(summary="other"))
    assert [reply.version.number for reply in (first, again, other)] == [1, 1, 2]
    assert [reply.created for reply in (first, again, other)] == [True, False, True]
    assert first.version.digest == again.version.digest != other.version.digest
    assert registry.publish("beer", manifest(), if_new=True).version.number == 1
    with pytest.raises(Conflict, match='There is a model "beer" already'):
        registry.publish("beer", manifest(summary="better"), if_new=True)
    registry.undo_publish("beer:1")
    assert registry.publish("beer", manifest(summary="better"), if_new=True).version.number == 2


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
    held = [(entry.alias, entry.number) for entry in registry.get_card("wine:1").history if entry.alias]
    assert held[:3] == [("champion", None), ("challenger", 1), ("champion", 2)]


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
def undo_publish(registry: Registry) -> None:
    """A version nobody used is taken back: its ref is gone, its alias goes back, and its number is not given again."""
    registry.publish("wine", manifest(summary="first"), alias="champion")
    registry.publish("wine", manifest(summary="second"), alias="champion")
    undone = registry.undo_publish("wine:2")
    assert (undone.number, undone.aliases) == (2, {"champion": 1})
    assert registry.get_version("wine@champion").number == 1
    with pytest.raises(NotFound):
        registry.get_version("wine:2")
    assert registry.publish("wine", manifest(summary="second")).version.number == 3


@scenario
def add_evaluation(registry: Registry) -> None:
    """Numbers measured later are on the card and found by search, beside those of the manifest."""
    registry.publish("wine", manifest())
    evaluation = t.Evaluation(metrics=(t.Metric(name="accuracy", value=0.91, dataset="wines"),), hardware="a laptop")
    (kept,) = registry.add_evaluation("wine", evaluation).evaluations
    assert (kept.number, kept.evaluation) == (1, evaluation)
    assert registry.get_card("wine").records.evaluations == (kept,)
    assert [hit.model for hit in registry.search("accuracy>0.9").hits] == ["wine"]


@scenario
def add_check(registry: Registry) -> None:
    """Verdicts are kept with their evidence, newest first."""
    registry.publish("wine", manifest())
    registry.add_check("wine", t.Check(name="drift", verdict="passed"))
    check = t.Check(name="drift", verdict="warning", summary="age moved", evidence={"psi": {"age": 0.3}})
    assert [kept.check.verdict for kept in registry.add_check("wine", check).checks] == ["warning", "passed"]
    assert registry.get_card("wine").records.checks[0].check == check


@scenario
def record_deployment(registry: Registry) -> None:
    """A deployment is noted where it begins and where it ends, and one without a place is refused."""
    registry.publish("wine", manifest())
    registry.record_deployment("wine", t.Deployment(target="wine-api"))
    ended = registry.record_deployment("wine", t.Deployment(target="wine-api", state="ended"))
    assert [kept.deployment.state for kept in ended.deployments] == ["ended", "active"]
    with pytest.raises(Invalid, match="no target"):
        registry.record_deployment("wine", t.Deployment(target=" "))


@scenario
def record_reuse(registry: Registry) -> None:
    """Loads are counted by outcome and person, and stay out of the audit log."""
    registry.publish("wine", manifest())
    registry.record_reuse("wine", t.Reuse(consumer="a.ipynb"))
    reuse = registry.record_reuse("wine", t.Reuse(outcome="refused", reason="not trusted")).reuse
    assert (reuse.loaded, reuse.refused, reuse.failed, reuse.people) == (1, 1, 0, 1)
    assert [kept.reuse.reason for kept in reuse.recent] == ["not trusted", ""]
    assert registry.tail_audit().total == 1


@scenario
def add_comment(registry: Registry) -> None:
    """A comment is kept with its answers; an answer to nothing is refused, and the log does not hold the text."""
    registry.publish("wine", manifest())
    (asked,) = registry.add_comment("wine", t.Comment(text="Which years?", topic="question")).comments
    answer = t.Comment(text="2001 to 2020", topic="answer", reply_to=asked.sequence)
    assert [kept.comment for kept in registry.add_comment("wine", answer).comments] == [answer, asked.comment]
    with pytest.raises(NotFound, match="no comment 99"):
        registry.add_comment("wine", t.Comment(text="?", reply_to=99))
    assert "2001" not in str(registry.tail_audit().entries)


@scenario
def remove_comment(registry: Registry) -> None:
    """A comment is taken away once."""
    registry.publish("wine", manifest())
    (kept,) = registry.add_comment("wine", t.Comment(text="Oops")).comments
    assert registry.remove_comment("wine", kept.sequence).comments == ()
    with pytest.raises(NotFound):
        registry.remove_comment("wine", kept.sequence)


@scenario
def add_link(registry: Registry) -> None:
    """A link added later is part of the lineage, and one that closes a circle is refused."""
    registry.publish("base", manifest())
    registry.publish("tuned", manifest(links=(t.Link(relation="derived-from", target="base"),)))
    found = registry.add_link("base", "trained-on", "wines")
    assert ("base:1", "trained-on", "data:wines") in [(link.start, link.relation, link.end) for link in found.links]
    with pytest.raises(Conflict, match="no circles"):
        registry.add_link("base", "derived-from", "tuned")


@scenario
def set_star(registry: Registry) -> None:
    """A favourite is one's own: set twice it counts once, and it can be taken out."""
    registry.publish("wine", manifest())
    registry.set_star("wine")
    starred = registry.set_star("wine")
    assert (starred.starred, starred.stars) == (True, 1)
    assert registry.get_card("wine").records.starred
    assert [hit.model for hit in registry.search("is:starred").hits] == ["wine"]
    assert registry.set_star("wine", starred=False).stars == 0
    assert registry.search("is:starred").total == 0


@scenario
def define_field(registry: Registry) -> None:
    """A field of the organisation is asked for and checked; in another form, answers that no longer hold are gaps."""
    registry.publish("wine", manifest())
    field = t.FieldDefinition(name="cost_center", label="Cost center", question="Who pays?", weight=10)
    schema = registry.define_field(field)
    assert (schema.revision, schema.fields[-1].definition) == (1, field)
    card = registry.edit_card("wine", {"cost_center": t.CardValue(value="research")})
    assert "cost_center" not in [gap.field for gap in card.completeness.gaps]
    registry.define_field(msgspec.structs.replace(field, kind="choice", choices=("A1", "B2")))
    assert "cost_center" in [gap.field for gap in registry.get_card("wine").completeness.gaps]
    with pytest.raises(Invalid, match="none of the choices"):
        registry.edit_card("wine", {"cost_center": t.CardValue(value="C3")})


@scenario
def remove_field(registry: Registry) -> None:
    """A field that was removed is asked for no more, and its answers stay."""
    registry.publish("wine", manifest())
    registry.define_field(t.FieldDefinition(name="team", label="Team", question="Which team?"))
    registry.edit_card("wine", {"team": t.CardValue(value="blue")})
    schema = registry.remove_field("team")
    assert "team" not in [field.definition.name for field in schema.fields]
    assert registry.get_card("wine").card.fields["team"].value == "blue"
    with pytest.raises(NotFound):
        registry.remove_field("team")


@scenario
def add_practice(registry: Registry) -> None:
    """A practice under a known name is its next edition."""
    registry.add_practice(t.Practice(name="folds", title="Five folds", practice_kind="evaluation", text="Stratified."))
    (kept,) = registry.add_practice(t.Practice(name="folds", title="Ten folds")).practices
    assert (kept.practice.title, kept.revision) == ("Ten folds", 2)


@scenario
def remove_practice(registry: Registry) -> None:
    """A practice is taken out of the list once."""
    registry.add_practice(t.Practice(name="folds", title="Five folds"))
    assert registry.remove_practice("folds").practices == ()
    with pytest.raises(NotFound):
        registry.remove_practice("folds")


@scenario
def merge_tags(registry: Registry) -> None:
    """Tags become one on every model that has them; a trial only says which."""
    registry.publish("wine", manifest(), tags=["timeseries", "red"])
    registry.publish("digits", manifest(), tags=["time series"])
    tried = registry.merge_tags(["timeseries", "time series"], "time-series", dry_run=True)
    assert (tried.models, tried.done) == (("digits", "wine"), False)
    assert registry.get_model("wine").tags == ("timeseries", "red")
    assert registry.merge_tags(["timeseries", "time series"], "time-series").done
    assert registry.get_model("wine").tags == ("time-series", "red")
    assert registry.search("tag:time-series").total == 2


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
