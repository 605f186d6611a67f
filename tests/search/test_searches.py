"""Saved searches and the log of searches, through the registry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from jupyter_registry import types as t
from jupyter_registry.errors import Invalid, NotFound, TooLarge
from jupyter_registry.local import searches
from jupyter_registry.local.backend import LocalBackend
from jupyter_registry.registry import Registry


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 6, 15, tzinfo=timezone.utc)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[Registry]:
    """A registry in a file, with a clock that goes on by a second with each look."""
    with Registry(LocalBackend(tmp_path / "registry.db", clock=Clock())) as opened:
        yield opened


def test_what_is_new_since_a_search_was_seen_is_counted(registry: Registry) -> None:
    """A model published after the search was saved is new until the search is saved again."""
    registry.publish("churn", t.Manifest(task="tabular-classification"))
    assert registry.save_search("mine", "task:tabular-classification").searches[0].new == 0
    registry.publish("fraud", t.Manifest(task="tabular-classification"))
    registry.publish("detector", t.Manifest(task="object-detection"))
    found = registry.list_searches().searches[0]
    assert (found.name, found.count, found.new) == ("mine", 2, 1)
    again = registry.save_search("mine", "task:tabular-classification").searches[0]
    assert (again.new, again.saved_at) == (0, found.saved_at)


def test_everybody_has_their_own(registry: Registry) -> None:
    """A search is kept for its actor alone, and stays out of the audit log."""
    registry.save_search("mine", "churn")
    assert isinstance(registry.backend, LocalBackend)
    other = Registry(registry.backend.acting_as(t.Actor(name="grace", role="reader")))
    assert other.list_searches().searches == ()
    assert registry.tail_audit().total == 0


def test_a_search_is_forgotten_by_name(registry: Registry) -> None:
    """Removing gives the rest; a name that is not there is said to be so."""
    registry.save_search("a", "churn")
    registry.save_search("b", "fraud")
    assert [one.name for one in registry.remove_search("a").searches] == ["b"]
    with pytest.raises(NotFound, match='no search "a"'):
        registry.remove_search("a")


def test_bad_names_and_too_many_are_refused(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty name or query, a long name and one search too many each name the field."""
    for name, q in (("", "churn"), ("  ", "churn"), ("mine", " ")):
        with pytest.raises(Invalid):
            registry.save_search(name, q)
    with pytest.raises(TooLarge):
        registry.save_search("x" * 300, "churn")
    monkeypatch.setattr(searches, "SEARCHES", 1)
    registry.save_search("a", "churn")
    registry.save_search("a", "fraud")
    with pytest.raises(TooLarge, match="already"):
        registry.save_search("b", "churn")


def test_the_log_counts_searches_and_places_taken(registry: Registry) -> None:
    """One line per query: those without results first, then the most frequent; a taken result is no second search."""
    registry.log_search("detr", 12)
    registry.log_search("detr", 12)
    registry.log_search("detr", 12, taken=3)
    registry.log_search("quantum  chess", 0)
    log = registry.list_search_log()
    assert log.recording
    assert [(one.q, one.times, one.total, one.taken) for one in log.searches] == [
        ("quantum chess", 1, 0, ()),
        ("detr", 2, 12, (3,)),
    ]
    assert registry.tail_audit().total == 0


def test_the_log_is_bounded(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest queries make room for new ones."""
    monkeypatch.setattr(searches, "LOGGED", 3)
    for number in range(5):
        registry.log_search(f"query {number}", 1)
    assert [one.q for one in registry.list_search_log().searches] == ["query 2", "query 3", "query 4"]


def test_the_log_can_be_switched_off(tmp_path: Path) -> None:
    """With recording off nothing is noted, and the reply says so."""
    with Registry(LocalBackend(tmp_path / "registry.db", record_searches=False)) as registry:
        assert registry.log_search("churn", 3).recording is False
        assert registry.list_search_log() == t.SearchLog(searches=(), recording=False)
