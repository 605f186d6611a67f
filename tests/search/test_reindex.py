"""The search tables depend on the versions alone, not on the order in which they were written."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from jupyter_registry import requests as r
from jupyter_registry import types as t
from jupyter_registry.local.backend import LocalBackend

from .models import NOW

TABLES = {
    "search_documents": "SELECT * FROM search_documents ORDER BY id",
    "search_index": "SELECT rowid, * FROM search_index ORDER BY rowid",
    "search_vocabulary": "SELECT * FROM search_vocabulary ORDER BY term",
    "search_facets": "SELECT * FROM search_facets ORDER BY field, value, document",
    "search_values": "SELECT * FROM search_values ORDER BY field, value",
    "search_numbers": "SELECT * FROM search_numbers ORDER BY name, document, value, dataset, split",
    "search_state": "SELECT change, shown FROM search_state",
}
"""Every table of the search; the generation of the state says that they were rebuilt, so it must differ."""


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of all search tables."""
    connection = sqlite3.connect(path)
    try:
        return {table: connection.execute(statement).fetchall() for table, statement in TABLES.items()}
    finally:
        connection.close()


@pytest.fixture
def lived_in(tmp_path: Path) -> LocalBackend:
    """A registry after publishing, replacing, tagging in another spelling, editing, retiring, restoring, and use."""
    clock = iter(NOW + timedelta(minutes=minute) for minute in range(1_000))
    backend = LocalBackend(tmp_path / "registry.db", clock=lambda: next(clock))

    def publish(model: str, **parts: object) -> None:
        backend.handle(r.Publish(model=model, manifest=t.Manifest(**parts), tags=("GPU",)))  # type: ignore[arg-type]

    for model in ("zebra", "ant", "cow"):
        publish(model, task="x", license="mit", metrics=(t.Metric(name="AUC", value=0.9, dataset="COCO"),))
        publish(model, task="y", license="MIT", summary="second", metrics=(t.Metric(name="wer", value=3),))
    backend.handle(r.SetTags(model="zebra", tags=("gpu", "Edge")))
    backend.handle(r.SetTags(model="cow", tags=()))
    backend.handle(r.EditCard(ref="ant", fields={"license": t.CardValue(value="Apache-2.0")}, text="New text."))
    own = t.FieldDefinition(name="seats", label="Seats", question="How many use it?", kind="number")
    backend.handle(r.DefineField(field=own))
    backend.handle(r.EditCard(ref="ant", fields={"seats": t.CardValue(value="12")}))
    backend.handle(r.EditCard(ref="ant", fields={"review_by": t.CardValue(value="2027-01-31")}))
    backend.handle(r.RemoveField(name="seats"))
    backend.handle(r.SetAlias(model="ant", alias="champion", number=1))
    backend.handle(r.Retire(ref="cow:1"))
    backend.handle(r.Retire(ref="cow:2"))
    backend.handle(r.Retire(ref="zebra:2"))
    backend.handle(r.Restore(ref="zebra:2"))
    backend.handle(r.RecordDeployment(ref="ant", deployment=t.Deployment(target="counter")))
    backend.handle(r.AddEvaluation(ref="ant", evaluation=t.Evaluation(metrics=(t.Metric(name="f1", value=0.5),))))
    for _ in range(8):
        backend.handle(r.RecordReuse(ref="ant", reuse=t.Reuse()))
    backend.handle(r.Retire(ref="zebra", sunset_on=NOW.date() + timedelta(days=9)))
    return backend


def test_reindex_changes_nothing(lived_in: LocalBackend) -> None:
    """Rebuilding leaves every row of every search table as it was."""
    before = dump(lived_in.path)
    assert lived_in.handle(r.Reindex()).models == 3
    after = dump(lived_in.path)
    for table, rows in before.items():
        assert rows, table
        assert after[table] == rows, table


def test_verify_changes_nothing(lived_in: LocalBackend) -> None:
    """Checking the file leaves every row of every search table as it was, and finds nothing wrong."""
    before = dump(lived_in.path)
    assert lived_in.handle(r.Verify()).ok
    assert dump(lived_in.path) == before


def test_reindex_of_lost_tables(lived_in: LocalBackend) -> None:
    """Search tables that lost rows are whole again after rebuilding, and what was counted is counted again."""
    before = dump(lived_in.path)
    connection = sqlite3.connect(lived_in.path)
    with connection:
        connection.execute("DELETE FROM search_facets")
        connection.execute("DELETE FROM search_values")
        connection.execute("DELETE FROM search_numbers")
        connection.execute("DELETE FROM search_index")
    connection.close()
    lived_in.handle(r.Reindex())
    assert dump(lived_in.path) == before


def test_a_search_sees_what_was_rebuilt(lived_in: LocalBackend) -> None:
    """The columns a process holds are those of the rebuilt tables, also when their counter stands where it stood."""
    assert lived_in.handle(r.Search(q="tag:edge")).total == 1
    connection = sqlite3.connect(lived_in.path)
    with connection:
        connection.execute("UPDATE models SET tags = '[]'")  # what a repair by hand would do
    connection.close()
    lived_in.handle(r.Reindex())
    assert lived_in.handle(r.Search(q="tag:edge")).total == 0
