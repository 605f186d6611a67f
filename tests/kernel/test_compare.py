"""Versions side by side in a real kernel: by the magic and from Python, as data, HTML, text and a table."""

from __future__ import annotations

import json

import pytest

from jupyter_registry.kernel.display import MIME

from .conftest import Kernel


@pytest.fixture(scope="module", autouse=True)
def published(kernel: Kernel) -> None:
    """Two versions that differ in their metrics and in a setting."""
    kernel.run("%publish model --name wine --data X_test --metrics scores --alias champion --quiet")
    kernel.run("from sklearn.base import clone\nother = clone(model).set_params(verbose=True).fit(X, y)")
    kernel.run("worse = {name: value / 2 for name, value in scores.items()}")
    kernel.run("%publish other --name wine --data X_test --metrics worse --quiet")


def test_the_magic_shows_what_differs(kernel: Kernel) -> None:
    """The output has the same sentences and rows as data, as HTML without script, and as text of 88 columns."""
    ran = kernel.run("%registry compare wine@champion wine:2")
    assert ran.result is not None, ran
    shown = ran.result[MIME]
    assert shown["view"] == "comparison"
    labels = [row["label"] for group in shown["comparison"]["groups"] for row in group["rows"]]
    assert "verbose" in labels
    assert all(row["differs"] for group in shown["comparison"]["groups"] for row in group["rows"])
    text, html = ran.result["text/plain"], ran.result["text/html"]
    assert all(len(line) <= 88 for line in text.splitlines())
    assert "wine v2 is behind the baseline in" in text
    assert text.splitlines()[-1] == 'next: registry.compare("wine:1", "wine:2").to_frame()'
    assert "<script" not in html
    assert all(label in html for label in labels)


def test_python_returns_the_same_comparison(kernel: Kernel) -> None:
    """``registry.compare`` has the rows of the magic; weights of one's own change its overall score."""
    said = kernel.run("%registry compare wine:1 wine:2 --json")
    ran = kernel.run(
        "import jupyter_registry as registry, msgspec\n"
        'found = registry.compare("wine:1", "wine:2")\n'
        "print(msgspec.json.encode(found.comparison).decode())"
    )
    assert json.loads(ran.stdout) == json.loads(said.stdout)
    weighted = kernel.run(
        'print(registry.compare("wine:1", "wine:2", weights={"accuracy": 0}).comparison.overall[1].score)'
    )
    assert float(weighted.stdout) == 100


def test_a_comparison_becomes_a_table_of_pandas(kernel: Kernel) -> None:
    """The table has a column for each ref and every row, or those that differ."""
    table = kernel.run(
        'table = registry.compare("wine:1", "wine:2").to_frame()\nprint(list(table.columns), len(table))'
    )
    rows = kernel.run("print(sum(len(group.rows) for group in found.comparison.groups))")
    assert table.stdout.strip() == f"['wine:1', 'wine:2'] {rows.stdout.strip()}"
    only = kernel.run(
        "table = found.to_frame(only_differences=True).loc['Hyperparameters']\n"
        "print(set(table.index.get_level_values(0)))"
    )
    assert only.stdout.strip() == "{'verbose'}"


def test_one_version_is_refused_with_the_way_on(kernel: Kernel) -> None:
    """A single ref is one sentence, without a traceback."""
    ran = kernel.run("%registry compare wine")
    assert ran.status == "error"
    assert "Name 2 to 6 of them." in ran.refusal


def test_refs_are_completed_at_every_place(kernel: Kernel) -> None:
    """The second word is completed like the first."""
    assert "%registry compare wine:1 wine:2" in kernel.complete("%registry compare wine:1 wine:")
