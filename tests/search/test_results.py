"""What is found by which words, in which order, and what a hit says."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest

from jupyter_registry import types as t
from jupyter_registry.local.projection import clear, project

from .conftest import asking, fill, names
from .models import NOW, made


def test_pages_of_many(database: sqlite3.Connection) -> None:
    """Pages of results that stand differently follow one another without a gap and without a repeat."""
    stages = ("approved", "draft", "candidate", "deprecated")
    fill(database, [made(f"m{n}", summary="edge " * (1 + n % 7), stage=stages[n % 4]) for n in range(330)])
    ask = asking(database)
    pages = [name for offset in range(0, 330, 20) for name in names(ask("edge", limit=20, offset=offset))]
    assert pages == [name for offset in range(0, 330, 100) for name in names(ask("edge", limit=100, offset=offset))]
    assert len(set(pages)) == 330


def test_parts_of_names(database: sqlite3.Connection) -> None:
    """A name is found by its parts at separators and at digits."""
    fill(database, [made("rtmdet_s_8xb32"), made("rtmdet_m_8xb32"), made("resnet50.a1"), made("yolo")])
    ask = asking(database)
    assert names(ask("rtmdet s")) == ["rtmdet_s_8xb32"]
    assert set(names(ask("8xb32"))) == {"rtmdet_s_8xb32", "rtmdet_m_8xb32"}
    for line in ("resnet50", "resnet-50", "resnet 50", "ResNet", "resn"):
        assert names(ask(line)) == ["resnet50.a1"], line


def test_source_id(database: sqlite3.Connection) -> None:
    """The id a model had at its source finds it first, as text and as a filter."""
    fill(database, [
        made("b", source_id="zoo/ASR/train_de(v2)"), made("a", summary="zoo ASR train de v2", source_id="zoo/x"),
    ])  # fmt: skip
    ask = asking(database)
    assert names(ask('"zoo/ASR/train_de(v2)"'))[0] == "b"
    assert names(ask('source:"zoo/asr/train_de(v2)"')) == ["b"]
    assert names(ask("zoo/x"))[0] == "a"


def test_name_first(database: sqlite3.Connection) -> None:
    """The model whose name was typed comes before those that only speak of it."""
    fill(database, [made("other", summary="better than churn churn churn"), made("churn"), made("churn-v2")])
    assert names(asking(database)("churn"))[0] == "churn"


def test_accents_and_ideographs(database: sqlite3.Connection) -> None:
    """Accents do not matter, and a word of a script without spaces is found inside a sentence."""
    fill(database, [made("a", summary="Café Zürich"), made("b", summary="这是一个人脸检测模型")])
    ask = asking(database)
    assert names(ask("cafe")) == ["a"]
    assert names(ask("ZURICH")) == ["a"]
    assert names(ask("人脸检测")) == ["b"]
    assert names(ask("检人")) == []


def test_half_typed_word(database: sqlite3.Connection) -> None:
    """The last word finds longer words; a word before it does not."""
    fill(database, [made("a", summary="detector of faces"), made("b", summary="detect faces")])
    ask = asking(database)
    assert set(names(ask("faces detec"))) == {"a", "b"}
    assert names(ask("detect faces")) == ["b"]


def test_any_word_when_none_has_all(database: sqlite3.Connection) -> None:
    """When no model has all words, those with some are shown, and the page says so."""
    fill(database, [made("a", summary="churn of customers"), made("b", summary="roads")])
    page = asking(database)("churn roads")
    assert page.total == 2
    assert "all of these words" in page.problems[0].message


def test_sorts(database: sqlite3.Connection) -> None:
    """Results are sorted by name, by change, and by any number with its better end first."""
    numbers = {"b": (0.9, 3), "a": (0.7, 1), "c": (0.8, 2)}
    fill(database, [
        made(
            name, at=NOW - timedelta(days=age),
            metrics=(t.Metric(name="AUC", value=auc), t.Metric(name="rmse", value=1 - auc)),
        )
        for name, (auc, age) in numbers.items()
    ] + [made("d", at=NOW - timedelta(days=9))])  # fmt: skip
    ask = asking(database)
    assert names(ask(sort="name")) == ["a", "b", "c", "d"]
    assert names(ask(sort="-name")) == ["d", "c", "b", "a"]
    assert names(ask(sort="updated")) == ["a", "c", "b", "d"]
    assert names(ask(sort="-updated")) == ["d", "b", "c", "a"]
    assert names(ask("sort:auc")) == ["b", "c", "a", "d"]
    assert names(ask("sort:-auc")) == ["a", "c", "b", "d"]
    assert names(ask(sort="rmse")) == ["b", "c", "a", "d"]
    page = ask(sort="nothing")
    assert (page.sort, page.problems[0].fix) == ("", "updated or name or best or task or framework or license or stage")


def test_text_sorts(database: sqlite3.Connection) -> None:
    """Results are sorted by the words of a field, without a value last in either direction, the newest first."""
    fill(database, [
        made("a", task="segmentation", at=NOW - timedelta(days=2)), made("b", task="detection", at=NOW),
        made("c", task="", at=NOW), made("d", task="segmentation", at=NOW - timedelta(days=1)),
    ])  # fmt: skip
    ask = asking(database)
    assert names(ask(sort="task")) == ["b", "d", "a", "c"]
    assert names(ask("sort:-task")) == ["d", "a", "b", "c"]


def test_one_metric_in_two_spellings_is_one(database: sqlite3.Connection) -> None:
    """A metric has one name in figures, filters and lists however its authors wrote it, and is found by any."""
    first = t.Metric(name="Top 1 Accuracy", key="top1_accuracy", value=80.0)
    fill(database, [made("a", metrics=(first,)), made("b", metrics=(t.Metric(name="top-1 accuracy", value=70.0),))])
    ask = asking(database)
    for spelling in ("top1_accuracy", "top_1_accuracy", "Top-1-Accuracy", "top1"):
        page = ask(f"{spelling}>10 has:{spelling}")
        assert [[figure.label for figure in hit.figures] for hit in page.hits] == [["top1 accuracy"]] * 2, spelling
    names_of_numbers = database.execute("SELECT value, count FROM search_values WHERE field = 'number'").fetchall()
    assert names_of_numbers == [("top1_accuracy", 2)]


def test_summaries_have_no_markdown(database: sqlite3.Connection) -> None:
    """A card's summary is shown and searched without its marks: the words of a link are kept, its address is not."""
    summary = "**FBNet** is a [convnet](https://example.org/quagga) for `phones`."
    fill(database, [made("a", summary=summary)])
    ask = asking(database)
    assert ask("convnet").hits[0].summary == "FBNet is a convnet for phones."
    assert ask("quagga").total == 0


def test_figures(database: sqlite3.Connection) -> None:
    """Numbers the query names come first and are marked; bars are longer for better."""
    for number, (params, error) in enumerate(((5_000_000, 3.0), (10_000_000, 1.0), (20_000_000, 2.0))):
        metrics = (
            t.Metric(name="Accuracy", value=96.4, dataset="COCO", split="val"),
            t.Metric(name="wer", value=error),
        )
        resources = t.Resources(parameter_count=params, latency_ms=3.14)
        fill(database, [made(f"m{number}", metrics=metrics, resources=resources)])
    ask = asking(database)
    plain = ask(sort="name").hits[0].figures
    assert [figure.text for figure in plain] == ["96.4 %", "5 M", "3.14 ms"]
    assert plain[0].note == "COCO, val"
    hits = ask("wer<9 params<15M", sort="params").hits
    assert [figure.label for figure in hits[0].figures] == ["wer", "parameters", "accuracy"]
    assert [figure.in_query for figure in hits[0].figures] == [True, True, False]
    assert [hit.figures[0].bar for hit in hits] == [0.0, 1.0]
    assert [hit.figures[1].bar for hit in hits] == [1.0, 0.0]


def test_marks(database: sqlite3.Connection) -> None:
    """The words of the query are marked where they stand in the summary, accents or not."""
    fill(database, [made("a", summary="Finds naïve churners, and churn."), made("b", summary="ﬁne churn")])
    for hit in asking(database)("churn").hits:
        found = [hit.summary[start:end] for start, end in hit.matches]
        assert found == (["churners", "churn"] if hit.model == "a" else ["churn"])


def test_replaced_document(database: sqlite3.Connection) -> None:
    """A model written again has one document, and the old words and values are gone."""
    ask = asking(database)
    fill(database, [made("a", summary="old words", task="x", metrics=(t.Metric(name="auc", value=1),))])
    assert ask("old task:x", facets=True).total == 1
    fill(database, [made("a", summary="new words", task="y"), made("b", metrics=(t.Metric(name="auc", value=2),))])
    assert ask("old").total == 0
    assert ask("task:x").total == 0
    assert names(ask("has:auc")) == names(ask("auc>0")) == ["b"]
    facets = {facet.name: facet for facet in ask("words", facets=True).facets}
    assert [value.value for value in facets["task"].values] == ["y"]
    facets = {facet.name: facet for facet in ask(facets=True).facets}
    assert facets["task"].values == (t.FacetValue(value="y", count=1),)
    assert ask().total == 2


def test_warning(database: sqlite3.Connection) -> None:
    """A retired model says so with the reason; restoring it brings it back to the results."""
    ask = asking(database)
    fill(database, [made("a", stage="retired", stage_reason="replaced by b")])
    assert ask().total == 0
    assert ask("is:retired").hits[0].warning == "Retired: replaced by b"
    fill(database, [made("a")])
    assert (ask().total, ask("is:retired").total) == (1, 0)


def test_clear(database: sqlite3.Connection) -> None:
    """After clearing nothing is found, and documents can be written again."""
    ask = asking(database)
    fill(database, [made("a", summary="words")])
    assert ask("words").total == 1
    clear(database)
    assert (ask("words").total, ask().total) == (0, 0)
    project(database, *made("b", summary="words"))
    assert names(ask("words")) == ["b"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("updated:<10d", {"new"}),
        ("updated:>10d", {"old"}),
        ("updated:2025", {"old"}),
        ("created:2026-01..*", {"new"}),
        ("created<2026-01", {"old"}),
        ("created>2025-03", {"new"}),
        ("created>=2025-03-01", {"new", "old"}),
        ("updated:today", set()),
        ("updated:yesterday", {"new"}),
    ],
)
def test_times(database: sqlite3.Connection, line: str, found: set[str]) -> None:
    """Dates and ages choose by time."""
    fill(database, [
        made("new", at=NOW - timedelta(days=1)), made("old", at=NOW.replace(year=2025, month=3, day=5)),
    ])  # fmt: skip
    assert set(names(asking(database)(line))) == found


def test_metrics_nobody_confirmed_are_no_evidence(database: sqlite3.Connection) -> None:
    """A metric that was found and not confirmed is neither shown in results nor met by a filter."""
    sure = t.Metric(name="accuracy", value=0.9)
    unsure = t.Metric(name="f1", value=0.99, inferred=True)
    fill(database, [made("churn", task="classification", metrics=(unsure, sure))])
    ask = asking(database)
    (hit,) = ask("churn").hits
    assert [figure.label for figure in hit.figures] == ["accuracy"]
    assert names(ask("accuracy>0.8")) == ["churn"]
    assert "f1" in ask("f1>0.8").problems[0].message
