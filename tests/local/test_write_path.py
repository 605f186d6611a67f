"""The nine steps of a write, in their order, and a preview that runs them and keeps nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from jupyter_registry import requests as r
from jupyter_registry import types as t
from jupyter_registry.errors import Forbidden, Invalid, NotFound, RegistryError
from jupyter_registry.local import audit, writes
from jupyter_registry.local.backend import REPLAY, LocalBackend
from jupyter_registry.local.sqlite import Connections
from jupyter_registry.local.writing import Writing
from jupyter_registry.registry import Registry

from .conftest import content, publish, rows

ADA = t.Actor(name="ada", role="contributor")
EVE = t.Actor(name="eve", role="reader")
Told = tuple[str, str, int | None, str, datetime, int]
PUBLISH = r.Publish(model="wine", manifest=t.Manifest(summary="a wine"))


@pytest.fixture
def told(registry: Registry) -> list[Told]:
    """What a listener of ``registry`` heard."""
    heard: list[Told] = []
    registry.backend.on_change(lambda *event: heard.append(event))  # type: ignore[attr-defined]
    return heard


def test_a_value_is_judged_before_the_role(path: Path) -> None:
    """Step 1 comes before step 2: who may not publish still hears first that the number is none."""
    backend = LocalBackend(path, actor=EVE)
    with pytest.raises(Invalid):
        backend.handle(r.Publish(model="wine", manifest=t.Manifest(params={"C": float("nan")})))
    with pytest.raises(Forbidden):
        backend.handle(PUBLISH)
    backend.close()


def test_the_role_is_judged_before_the_file_is_touched(path: Path) -> None:
    """Step 2 comes before step 3: a refused write does not even make the file."""
    with pytest.raises(Forbidden):
        LocalBackend(path, actor=EVE).handle(PUBLISH)
    assert not path.exists()


def test_a_repeated_request_is_answered_before_it_is_judged_again(registry: Registry) -> None:
    """Step 4 comes before step 5: a replay is answered although the write could not be done a second time."""
    registry.publish("wine", t.Manifest())
    registry.retire("wine:1")
    request = r.Restore(ref="wine:1", request_id="once")
    assert registry.backend.handle(request) == registry.backend.handle(request)


def test_a_request_id_is_remembered_thirty_days(path: Path) -> None:
    """Within thirty days a repeated id is answered from memory, afterwards it is a new request."""
    now = datetime(2026, 1, 1, tzinfo=timezone.utc)
    times = [now]
    backend = LocalBackend(path, clock=lambda: times[-1])
    Registry(backend).publish("wine", t.Manifest())
    first = backend.handle(r.SetTags(model="wine", tags=("a",), request_id="once"))
    times.append(now + REPLAY)
    backend.handle(r.SetTags(model="wine", tags=("b",), request_id="another"))
    assert backend.handle(r.SetTags(model="wine", tags=("a",), request_id="once")) == first
    times.append(now + REPLAY + timedelta(seconds=1))
    backend.handle(r.SetTags(model="wine", tags=("c",), request_id="third"))
    assert backend.handle(r.SetTags(model="wine", tags=("a",), request_id="once")).tags == ("a",)
    assert rows(path, "SELECT count(*) FROM requests WHERE request_id = 'once' AND at > ?", now.isoformat()) == [(1,)]
    backend.close()


STEPS: dict[str, tuple[object, str]] = {
    "5 and 6: the effect": (writes, "apply"),
    "the search document": (Writing, "index"),
    "7: the audit entry": (audit, "append"),
    "the remembered reply": (LocalBackend, "_remember"),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_failure_in_any_step_leaves_nothing(
    step: str, registry: Registry, path: Path, told: list[Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever step of the transaction fails, the file is as before, nobody is told, and the retry succeeds."""
    registry.publish("before", t.Manifest())
    told.clear()
    state = content(path)
    owner, name = STEPS[step]
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, _failing(getattr(owner, name)))
        with pytest.raises(RegistryError, match="not today"):
            registry.publish("wine", t.Manifest(), request_id="once", alias="champion")
    assert (content(path), told) == (state, [])
    assert registry.publish("wine", t.Manifest(), request_id="once", alias="champion").created
    assert [event[0] for event in told] == ["publish"]


def _failing(step: Callable[..., Any]) -> Callable[..., Any]:
    def failing(*arguments: Any, **named: Any) -> Any:
        step(*arguments, **named)
        raise OSError(5, "not today")

    return failing


def test_listeners_hear_of_commits_only(registry: Registry, told: list[Told]) -> None:
    """Step 9: one event per change with verb, model, number, actor and count; none for what changed nothing."""
    registry.publish("wine", t.Manifest())
    registry.publish("wine", t.Manifest())
    registry.preview("other", t.Manifest())
    with pytest.raises(NotFound):
        registry.set_tags("none-such", ["a"])
    registry.backend.handle(r.SaveSearch(name="mine", q="wine"))
    registry.set_tags("wine", ["a"])
    actor = registry.get_status().actor.name
    assert [event[:4] for event in told] == [("publish", "wine", 1, actor), ("set-tags", "wine", None, actor)]
    assert [event[5] for event in told] == [1, 2]


def test_a_listener_that_left_hears_nothing(registry: Registry) -> None:
    """What ``on_change`` returns ends the listening."""
    heard: list[object] = []
    leave = registry.backend.on_change(lambda *event: heard.append(event))  # type: ignore[attr-defined]
    leave()
    registry.publish("wine", t.Manifest())
    assert heard == []


def test_the_actor_is_written_down(path: Path) -> None:
    """Owner, publisher and audit entry name who acted, and a second actor is told apart."""
    backend = LocalBackend(path, actor=ADA)
    Registry(backend).publish("wine", t.Manifest())
    bob = Registry(backend.acting_as(t.Actor(name="bob", role="steward")))
    bob.set_tags("wine", ["a"])
    assert bob.get_model("wine").owner == "ada"
    assert bob.get_version("wine").published_by == "ada"
    assert [entry.actor for entry in bob.tail_audit().entries] == ["bob", "ada"]
    backend.close()


def test_a_preview_keeps_nothing(registry: Registry, path: Path, told: list[Told]) -> None:
    """A preview of a new model, of a new version and of a bad one leave every table as it was."""
    publish(registry, path.parent)
    told.clear()
    state = content(path)
    assert registry.preview("new", t.Manifest(), alias="champion", tags=["a"]).number == 1
    assert registry.preview("wine", t.Manifest(summary="next")).number == 2
    with pytest.raises(Invalid):
        registry.preview("Not A Name", t.Manifest())
    assert (content(path), told) == (state, [])


def test_a_preview_takes_no_request_id(registry: Registry) -> None:
    """The id of a previewed publication is not used up by the preview."""
    request = r.Publish(model="wine", manifest=t.Manifest(), request_id="once")
    registry.backend.handle(r.Preview(publish=request))
    assert registry.backend.handle(request).created


def test_what_was_published_cannot_be_changed(registry: Registry, path: Path) -> None:
    """G1: the file itself refuses to change or remove a manifest, a version or an audit entry, replaced or not."""
    publish(registry, path.parent)
    state = content(path)
    for statement in (
        "UPDATE manifests SET manifest = '{}'",
        "DELETE FROM manifests",
        "UPDATE versions SET published_by = 'eve'",
        "UPDATE versions SET digest = digest",
        "UPDATE versions SET number = 2",
        "DELETE FROM versions",
        "UPDATE audit SET actor = 'eve'",
        "DELETE FROM audit",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="are never changed"):
            rows(path, statement)
    connections = Connections(path)
    for table in ("manifests", "versions", "audit"):
        with pytest.raises(sqlite3.IntegrityError, match="are never changed"):
            connections.get().execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    connections.close()
    assert content(path) == state
