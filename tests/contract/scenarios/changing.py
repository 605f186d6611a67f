"""What each verb has to do that changes models and versions."""

from __future__ import annotations

import pytest

from jupyter_registry import requests as r
from jupyter_registry import types as t
from jupyter_registry.errors import Conflict, NotFound
from jupyter_registry.registry import Registry

from .scenario import card_of, manifest, scenario


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
