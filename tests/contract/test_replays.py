"""A request that is sent again changes the registry once (G4)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from jupyter_registry import requests as r
from jupyter_registry import types as t
from jupyter_registry.errors import Conflict, NotFound
from jupyter_registry.registry import Registry
from jupyter_registry.requests import VERBS

from .conftest import Opener
from .scenarios import card_of, manifest

WRITES: dict[str, r.Write[Any]] = {
    "publish": r.Publish(model="wine", manifest=manifest(summary="new"), tags=("a",)),
    "set-alias": r.SetAlias(model="wine", alias="champion", number=1),
    "set-tags": r.SetTags(model="wine", tags=("b",)),
    "edit-card": r.EditCard(ref="wine", text="# New"),
    "retire": r.Retire(ref="wine:1", reason="old"),
    "restore": r.Restore(ref="gone:1"),
    "import-cards": r.ImportCards(items=(card_of("zoo/a", "a"),)),
    "save-search": r.SaveSearch(name="mine", q="wine"),
    "remove-search": r.RemoveSearch(name="other"),
    "log-search": r.LogSearch(q="wine", total=2),
    "undo-publish": r.UndoPublish(ref="wine:1"),
    "add-evaluation": r.AddEvaluation(ref="wine", evaluation=t.Evaluation(metrics=(t.Metric(name="f1", value=0.5),))),
    "add-check": r.AddCheck(ref="wine", check=t.Check(name="drift", verdict="passed")),
    "record-deployment": r.RecordDeployment(ref="wine", deployment=t.Deployment(target="api")),
    "record-reuse": r.RecordReuse(ref="wine", reuse=t.Reuse()),
    "add-comment": r.AddComment(ref="wine", comment=t.Comment(text="Good.")),
    "remove-comment": r.RemoveComment(ref="said", sequence=1),
    "add-link": r.AddLink(ref="wine", link=t.Link(relation="trained-on", target="grapes")),
    "remove-link": r.RemoveLink(ref="said", link=t.Link(relation="trained-on", target="grapes")),
    "set-star": r.SetStar(model="wine"),
    "define-field": r.DefineField(field=t.FieldDefinition(name="team", label="Team", question="Which team?")),
    "remove-field": r.RemoveField(name="cost"),
    "add-practice": r.AddPractice(practice=t.Practice(name="folds", title="Folds")),
    "remove-practice": r.RemovePractice(name="split"),
    "merge-tags": r.MergeTags(tags=("old",), into="new"),
    "reindex": r.Reindex(),
}


def test_no_write_is_forgotten() -> None:
    """There is one request here for each verb that writes."""
    assert set(WRITES) == {name for name, verb in VERBS.items() if verb.writes}


@pytest.mark.parametrize("verb", WRITES)
def test_the_same_request_gives_the_stored_reply(verb: str, registry: Registry) -> None:
    """Sent twice with one id it answers the same twice, and the second time changes nothing."""
    _prepared(registry)
    request = msgspec.structs.replace(WRITES[verb], request_id="once")
    first = registry.backend.handle(request)
    state = _state(registry)
    assert registry.backend.handle(request) == first
    assert _state(registry) == state


@pytest.mark.parametrize("verb", WRITES)
def test_an_id_is_good_for_one_request(verb: str, registry: Registry) -> None:
    """The id of another request is refused with Conflict, and nothing changes."""
    _prepared(registry)
    registry.backend.handle(r.SetTags(model="wine", tags=("first",), request_id="taken"))
    state = _state(registry)
    with pytest.raises(Conflict, match="another request") as raised:
        registry.backend.handle(msgspec.structs.replace(WRITES[verb], request_id="taken"))
    assert (raised.value.field, bool(raised.value.fix)) == ("request_id", True)
    assert _state(registry) == state


def test_the_same_id_with_another_manifest_is_refused(registry: Registry) -> None:
    """A publish is its whole content: another parameter under the same id is another request."""
    registry.publish("wine", manifest(params={"C": 1}), request_id="once")
    with pytest.raises(Conflict):
        registry.publish("wine", manifest(params={"C": 2}), request_id="once")
    assert registry.get_model("wine").version_count == 1


def test_a_refused_request_may_be_sent_again(registry: Registry) -> None:
    """A refusal is not remembered: the same request passes once what it needs is there."""
    request = r.SetTags(model="wine", tags=("a",), request_id="later")
    with pytest.raises(NotFound):
        registry.backend.handle(request)
    registry.publish("wine", manifest())
    assert registry.backend.handle(request).tags == ("a",)


def test_a_replay_works_after_opening_again(opener: Opener, tmp_path: Path) -> None:
    """The reply is stored in the registry, not in the process."""
    path, replies = tmp_path / "registry.db", []
    for _ in range(2):
        backend = opener(path)
        replies.append(Registry(backend).publish("wine", manifest(), request_id="once"))
        backend.close()
    assert replies[0] == replies[1]
    assert replies[0].created


def _prepared(registry: Registry) -> None:
    registry.publish("wine", manifest())
    registry.publish("gone", manifest())
    registry.retire("gone:1")
    registry.publish("said", manifest(), tags=["old"])
    registry.define_field(t.FieldDefinition(name="cost", label="Cost", question="Who pays?"))
    registry.add_practice(t.Practice(name="split", title="Split"))
    registry.add_comment("said", t.Comment(text="First."))
    registry.add_link("said", "trained-on", "grapes")
    registry.backend.handle(r.SaveSearch(name="other", q="wine"))


def _state(registry: Registry) -> tuple[t.AuditTail, t.SavedSearchList, t.SearchLog, t.Records | None]:
    handle = registry.backend.handle
    try:
        records = registry.get_card("wine").records
    except NotFound:
        records = None
    return registry.tail_audit(), handle(r.ListSearches()), handle(r.ListSearchLog()), records
