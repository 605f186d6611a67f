"""Which models run in the kernel of the person who asks."""

from __future__ import annotations

import sqlite3

import pytest

from jupyter_registry import types as t
from jupyter_registry.local import index
from jupyter_registry.requests import GetFacets

from .conftest import Ask, asking, fill, names
from .models import NOW, made

HERE = ("scikit-learn==1.7.2", "Torch==2.9.0+cpu", "skops==0.13.0")


def environment(*requires: str, **versions: str) -> t.Environment:
    """An environment that needs packages of some versions."""
    packages = (t.Package(name=name.replace("_", "-"), version=version) for name, version in versions.items())
    return t.Environment(packages=tuple(packages), requires=requires)


@pytest.fixture
def ask(database: sqlite3.Connection) -> Ask:
    """Models that need other things."""
    fill(database, [
        made("same", environment=environment("Scikit_Learn", "skops", scikit_learn="1.5.0", skops="0.13.1")),
        made("older", environment=environment("scikit-learn", scikit_learn="0.24.2")),
        made("zero", environment=environment("skops", skops="0.11.0")),
        made("missing", environment=environment("scikit-learn", "xgboost", scikit_learn="1.5.0", xgboost="3.0.0")),
        made("card", framework="PyTorch"), made("other-card", framework="keras"), made("program", framework="marian"),
        made("unknown", framework="own thing"),
    ])  # fmt: skip
    return asking(database)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("kernel:ok", {"same", "card"}),
        ("kernel:install", {"older", "zero", "missing", "other-card"}),
        ("kernel:no", {"program"}),
        ("kernel:ok,no", {"same", "card", "program"}),
        ("-kernel:ok", {"older", "zero", "missing", "other-card", "program", "unknown"}),
        ("kernel:ok framework:pytorch", {"card"}),
    ],
)
def test_fit(ask: Ask, line: str, found: set[str]) -> None:
    """A model is compared with the kernel by the packages it needs and the series they had."""
    assert set(names(ask(line, kernel=HERE))) == found


@pytest.mark.parametrize("line", ["kernel:ok", "-kernel:ok"])
def test_without_a_kernel(ask: Ask, line: str) -> None:
    """Where no kernel is known the filter changes nothing, and the page says so."""
    page = ask(line)
    assert page.total == 8
    assert [problem.message for problem in page.problems] == ["No kernel is known here; open a notebook first."]


def test_facet(ask: Ask, database: sqlite3.Connection) -> None:
    """The facet counts all three answers without its own filter, and is there only with a kernel."""
    facet = next(facet for facet in ask("kernel:no", kernel=HERE, facets=True).facets if facet.name == "kernel")
    assert [(value.value, value.count, value.selected) for value in facet.values] == [
        ("ok", 2, False), ("install", 4, False), ("no", 1, True),
    ]  # fmt: skip
    found = index.facets(database, GetFacets(kernel=HERE), NOW)
    assert [value.count for facet in found.facets if facet.name == "kernel" for value in facet.values] == [2, 4, 1]
    assert "kernel" not in [facet.name for facet in index.facets(database, GetFacets(), NOW).facets]


def test_other_words(ask: Ask) -> None:
    """A word that is no answer is pointed out, and the rest of the line still counts."""
    page = ask("kernel:yes framework:keras", kernel=HERE)
    assert names(page) == ["other-card"]
    assert page.problems[0].start == 0
