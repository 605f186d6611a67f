"""What each verb has to do that records something or shapes cards."""

from __future__ import annotations

import msgspec
import pytest

from jupyter_registry import types as t
from jupyter_registry.errors import Conflict, Invalid, NotFound
from jupyter_registry.registry import Registry

from .scenario import manifest, scenario


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
def remove_link(registry: Registry) -> None:
    """A link added later goes, named as it was or as the lineage names it; one the version was published with stays."""
    published = t.Link(relation="follows", target="folds")
    registry.publish("folds", manifest())
    registry.publish("wine", manifest(links=(published,)))
    for target in ("wines", "data:wines"):
        registry.add_link("wine", "trained-on", "wines")
        found = registry.remove_link("wine", "trained-on", target)
        assert [(link.start, link.relation, link.end) for link in found.links] == [("wine:1", "follows", "folds")]
    with pytest.raises(NotFound, match="no such link"):
        registry.remove_link("wine", "trained-on", "wines")
    with pytest.raises(Conflict, match="it stays"):
        registry.remove_link("wine", published.relation, published.target)


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
