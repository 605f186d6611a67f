"""Search by meaning: vectors made in the background, kept, made again after a change, and never in the way."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from jupyter_registry.local import embedders, meaning, vectors

from .conftest import asking, fill, names
from .models import made

TOPICS = ("animal", "machine", "weather")
LIKE = {"zebra": 0, "stripes": 0, "gearbox": 1, "engine": 1, "storm": 2, "rain": 2}


class Topics:
    """Knows six words of three topics."""

    name = "topics 1"

    def embed(self, texts: Sequence[str]) -> embedders.Vectors:
        """The topics of the words of a text."""
        rows = np.full((len(texts), 16), 1e-3, np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                if word in LIKE:
                    row[LIKE[word]] += 1
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


class Broken(Topics):
    """Fails whatever it is given."""

    def embed(self, texts: Sequence[str]) -> embedders.Vectors:
        """No vectors."""
        raise RuntimeError("no vectors today")


@pytest.fixture
def topics(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The embedder of the three topics is the one to use."""
    monkeypatch.setattr(vectors, "PAUSE", 0.0)
    monkeypatch.setattr(vectors, "chosen", lambda: "topics")
    monkeypatch.setattr(vectors, "embedder", lambda name: Topics())
    yield
    vectors.settle()


MODELS = [
    made("a", summary="finds stripes on hides"),
    made("b", summary="listens to a gearbox"),
    made("c", summary="tells a storm from afar"),
]


@pytest.mark.usefixtures("topics")
def test_other_words_for_the_same(database: sqlite3.Connection) -> None:
    """A model is found by what its text means when it has none of the words."""
    fill(database, MODELS)
    ask = asking(database)
    ask("zebra quagga okapi")
    vectors.settle()
    assert names(ask("zebra quagga okapi"))[0] == "a"
    assert names(ask("faulty engine gnashing"))[0] == "b"
    assert database.execute("SELECT count(*), min(embedder) FROM search_vectors").fetchone() == (3, "topics 1")


@pytest.mark.usefixtures("topics")
def test_changed_documents_are_read_again(database: sqlite3.Connection) -> None:
    """What a model says now counts, and the others keep the vectors they have."""
    fill(database, MODELS)
    asking(database)("zebra quagga okapi")
    vectors.settle()
    before = dict(database.execute("SELECT document, change FROM search_vectors").fetchall())
    fill(database, [made("a", summary="nothing of that kind"), made("b", summary="finds stripes on hides")])
    asking(database)("zebra quagga okapi")
    vectors.settle()
    assert names(asking(database)("zebra quagga okapi"))[0] == "b"
    after = dict(database.execute("SELECT document, change FROM search_vectors").fetchall())
    assert [document for document in before if after[document] == before[document]] == [3]


@pytest.mark.usefixtures("topics")
def test_like_goes_by_task_then_by_meaning(database: sqlite3.Connection) -> None:
    """Of models with the same task those come first whose text means the same, then those of other tasks that do."""
    told = {"a": "a zebra", "b": "a storm", "c": "its stripes", "d": "a gearbox"}
    models = [made(name, task="sorting", summary=summary) for name, summary in told.items()]
    fill(database, [*models, made("e", task="counting", summary="stripes"), made("f", task="counting", summary="rain")])
    ask = asking(database)
    ask("like:a")
    vectors.settle()
    hits = ask("like:a").hits
    assert [hit.model for hit in hits] == ["c", "b", "d", "e"]
    assert hits[0].reasons[:2] == ("It has the same task sorting.", "Its text is near in meaning.")
    assert hits[3].reasons[0] == "Its text is near in meaning."


def test_a_broken_embedder_changes_nothing(
    database: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Without vectors a search answers from the words alone, and the log says why."""
    monkeypatch.setattr(vectors, "chosen", lambda: "broken")
    monkeypatch.setattr(vectors, "embedder", lambda name: Broken())
    fill(database, MODELS)
    assert names(asking(database)("gearbox quagga okapi")) == ["b"]
    assert "no vectors today" in caplog.text


def test_many_vectors_are_narrowed_down_by_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The nearest vectors found through the shortlist are those of comparing all."""
    monkeypatch.setattr(meaning, "SHORTLIST", 200)
    draw = np.random.default_rng(3)
    many = draw.integers(-127, 128, (1_000, 64)).astype(np.int8)
    query = many[17].astype(np.float32) / np.linalg.norm(many[17])
    every = meaning.Meanings(np.arange(1_000, dtype=np.int32), many)
    ids, cosines = every.near(query)
    monkeypatch.setattr(meaning, "MANY", 100)
    few, near = every.near(query)
    assert len(few) == 200
    assert few[np.argmax(near)] == ids[np.argmax(cosines)] == 17


def test_the_static_table_knows_related_words() -> None:
    """The table of the extra is read from its wheel, and puts a puppy nearer to a dog than to a spreadsheet."""
    pytest.importorskip("wordllama", reason="the extra 'semantic' is not installed")
    puppy, dog, sheet = embedders.StaticTable().embed(["a small puppy", "dog", "spreadsheet of sales"])
    assert np.allclose(np.linalg.norm([puppy, dog, sheet], axis=1), 1, atol=1e-3)
    assert puppy @ dog > puppy @ sheet


def test_meaning_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment chooses the embedder, or none."""
    monkeypatch.setenv(embedders.CHOICE, "none")
    assert embedders.chosen() == ""
    monkeypatch.setenv(embedders.CHOICE, "nothing of that name")
    assert embedders.chosen() == ""
