"""Plain words read as filters, shown with their place and a way back to the words; never when in doubt."""

from __future__ import annotations

import sqlite3

import pytest

from jupyter_registry import types as t

from .conftest import Ask, asking, fill, names
from .models import made


def metric(name: str, value: float, dataset: str = "") -> t.Metric:
    """A number."""
    return t.Metric(name=name, value=value, dataset=dataset)


def params(count: int, **more: float) -> t.Resources:
    """Size and speed."""
    return t.Resources(parameter_count=count, **more)  # type: ignore[arg-type]


MODELS = [
    made("small-net", task="image-classification", framework="torch", license="MIT", resources=params(5_000_000),
         metrics=(metric("Top-1 Accuracy", 76.0, "ImageNet"),), summary="A small network."),
    made("big-net", task="image-classification", framework="keras", license="Apache-2.0", resources=params(90_000_000),
         metrics=(metric("Top-1 Accuracy", 84.0, "ILSVRC2012"),), summary="A big network."),
    made("fast-boxes", task="object-detection", framework="pytorch", resources=params(30_000_000, latency_ms=8.0),
         metrics=(metric("box AP", 41.0, "COCO"),), summary="Boxes."),
    made("slow-boxes", task="object-detection", framework="paddle", resources=params(60_000_000, latency_ms=80.0),
         metrics=(metric("box AP", 50.0, "COCO"), metric("hmean", 0.8, "signs")), summary="Boxes."),
    made("hoeren", task="automatic-speech-recognition", languages=("de",), summary="Listens.", framework="nemo",
         metrics=(metric("WER", 8.0, "Common Voice"),)),
    made("listen", task="speech-recognition", languages=("en",), summary="Listens.", framework="nemo", owner="Open Lab",
         metrics=(metric("WER", 3.0, "LibriSpeech test-clean"),)),
    made("talker", task="text-generation", resources=params(2_000_000_000), summary="Talks.", framework="keras"),
]  # fmt: skip


@pytest.fixture
def ask(database: sqlite3.Connection) -> Ask:
    """Searches these models."""
    fill(database, MODELS)
    return asking(database)


TOP = "top1_accuracy"
READ = [
    ("image classifier under 6M params", ["task:image-classification", "params<6M"], ["small-net"]),
    ("image classifier above 80 top-1 on ImageNet", ["task:image-classification", f"{TOP}@imagenet>80"], ["big-net"]),
    ("image classifiers, at least 0.8 top-1 accuracy", ["task:image-classification", f"{TOP}>=80"], ["big-net"]),
    ("image classifier under 6M params above 75 top-1 on ImageNet",
     ["task:image-classification", "params<6M", f"{TOP}@imagenet>75"], ["small-net"]),
    ("detector faster than 10 ms", ["task:detection", "latency<10ms"], ["fast-boxes"]),
    ("coco detector with box AP of 45 or more", ["task:detection", "box_ap@coco>=45"], ["slow-boxes"]),
    ("signs hmean over 75", ["hmean>0.75"], ["slow-boxes"]),
    ("German speech recognition", ["task:speech-recognition", "language:de"], ["hoeren"]),
    ("LibriSpeech test-clean word error rate under 4", ['wer@"librispeech test clean"<4'], ["listen"]),
    ("speech recognition better than 5 WER", ["task:speech-recognition", "wer<5"], ["listen"]),
    ("language models between 1 and 3 billion parameters", ["task:text-generation", "params:1B..3B"], ["talker"]),
    ("MIT licensed image classifier", ["task:image-classification", "license:mit"], ["small-net"]),
    ("paddle object detection", ["task:object-detection", "framework:paddle"], ["slow-boxes"]),
    ("object detectors not pytorch", ["task:object-detection", "-framework:pytorch"], ["slow-boxes"]),
    ("speech recognition by open lab", ["task:speech-recognition", "owner:\"open lab\""], ["listen"]),
    ("object detection published last month", ["task:object-detection", "updated<1m"], ["fast-boxes", "slow-boxes"]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "filters", "found"), READ, ids=[line for line, _, _ in READ])
def test_words_become_filters(ask: Ask, line: str, filters: list[str], found: list[str]) -> None:
    """A description is read as the filters it means, each with its words, and these find what they say."""
    page = ask(line)
    assert sorted(one.filter for one in page.understood) == sorted(filters)
    assert sorted(names(page)) == found
    assert page.total == len(found)
    for one in page.understood:
        assert 0 <= one.start < one.end <= len(line)
        assert one.label
    assert sorted(names(ask(" ".join(filters)))) == found


@pytest.mark.parametrize(("line", "filters", "found"), READ[:6], ids=[line for line, _, _ in READ[:6]])
def test_the_way_back_to_the_words(ask: Ask, line: str, filters: list[str], found: list[str]) -> None:
    """With every word in quotes nothing is read into a line."""
    assert ask(" ".join(f'"{word}"' for word in line.split())).understood == ()


PLAIN = [
    "small network boxes", "boxes under pressure", "resnet 50", "5 to 10", "under 6M", "over 9000 models of anything",
    "image classifier under 5 params", "quantum chemistry", "by nobody", "not", "between 3 and", "of or more",
]  # fmt: skip


@pytest.mark.parametrize("line", PLAIN)
def test_in_doubt_words_stay_words(ask: Ask, line: str) -> None:
    """Amounts of nothing, names the registry does not have, and bounds that leave no model are no filters."""
    assert [one.filter for one in ask(line).understood if not one.filter.startswith(("task:", "params"))] == []
    assert not any(one.filter == "params<5" for one in ask(line).understood)


def test_everyday_words_find_the_task(ask: Ask) -> None:
    """Who does not know the name of the task describes it, and its models come first."""
    assert names(ask("write down what somebody said aloud"))[0] in ("hoeren", "listen")
    assert names(ask("chat with an assistant that writes stories"))[0] == "talker"
    assert set(names(ask("where in the picture are the things and draw boxes"))[:2]) == {"fast-boxes", "slow-boxes"}


def test_typed_filters_and_words_go_together(ask: Ask) -> None:
    """What is typed as a filter holds beside what is read from words."""
    page = ask("framework:keras image classifier")
    assert names(page) == ["big-net"]
    assert page.terms[0].text == "framework:keras"


def test_misspelt_words_are_looked_for_as_they_are_meant(ask: Ask) -> None:
    """A letter missing, swapped or wrong is forgiven and said."""
    for typed in ("tlaks", "talk", "taks"):
        assert "talker" in names(ask(typed)), typed
    assert ask("tlaks").problems[0].fix in ("talks", "talker")


def test_a_word_that_no_model_has_is_named(ask: Ask) -> None:
    """Beside words read as filters a word that says nothing is marked; one that a model has, and a filler, are not."""
    found = ask("zebra image classifier under 6M params")
    assert names(found) == ["small-net"]
    (problem,) = found.problems
    assert (problem.start, problem.end) == (0, 5)
    assert '"zebra"' in problem.message
    for line in ("small image classifier under 6M params", "the image classifier under 6M params"):
        assert ask(line).problems == (), line
