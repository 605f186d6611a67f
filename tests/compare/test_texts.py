"""Parameters, packages, data, signatures, code and cards, each held against the first version."""

from __future__ import annotations

from jupyter_registry import comparing, limits
from jupyter_registry import types as t
from jupyter_registry.registry import Registry

from .conftest import Publish, rows, states


def cells(*sources: str) -> t.Notebook:
    """A notebook of executed cells that all make the model."""
    made = tuple(t.Cell(source=source, order=place, in_slice=True) for place, source in enumerate(sources))
    return t.Notebook(path="train.ipynb", cells=made)


def test_parameters_that_differ_are_told_from_those_that_do_not(registry: Registry, publish: Publish) -> None:
    """1 and 1.0 are the same, nested settings have names with dots, what one lacks is missing."""
    found = registry.compare(
        publish("a", params={"C": 1, "solver": "lbfgs", "optimizer": {"lr": 0.1}}),
        publish("b", params={"C": 1.0, "solver": "saga", "depth": None}),
    )
    group = rows(found, "params")
    assert {name: row.differs for name, row in group.items()} == {
        "C": False, "solver": True, "optimizer.lr": True, "depth": True,
    }  # fmt: skip
    assert states(group["solver"]) == ["same", "other"]
    assert states(group["depth"]) == ["missing", "other"]
    assert group["depth"].cells[1].text == "none"


def test_packages_are_compared_by_their_one_name(registry: Registry, publish: Publish) -> None:
    """Scikit_Learn and scikit-learn are one package; those that loading needs come first."""
    first = t.Environment(
        python="3.11.4",
        packages=(t.Package(name="numpy", version="1.26"), t.Package(name="Scikit_Learn", version="1.5")),
        requires=("scikit-learn",),
    )
    second = t.Environment(python="3.11.4", packages=(t.Package(name="scikit-learn", version="1.6"),))
    found = registry.compare(publish("a", environment=first), publish("b", environment=second))
    group = rows(found, "environment")
    assert [label for label in group if label != "Python"] == ["scikit-learn", "numpy"]
    assert [cell.text for cell in group["scikit-learn"].cells] == ["1.5", "1.6"]
    assert group["numpy"].cells[1].note == "not installed"
    assert not group["Python"].differs
    assert found.versions[0].environment is not None
    assert [package.name for package in found.versions[0].environment.packages] == ["Scikit_Learn"]


def test_data_and_signature_stand_in_rows(registry: Registry, publish: Publish) -> None:
    """Rows of data by their split; each input with its type and shape."""
    found = registry.compare(
        publish(
            "a",
            datasets=(t.Dataset(name="grapes", split="train", rows=1200),),
            signature=t.Signature(inputs=(t.Field(name="acid", dtype="float64"),)),
        ),
        publish(
            "b",
            datasets=(t.Dataset(name="grapes", split="train", rows=1300),),
            signature=t.Signature(inputs=(t.Field(name="acid", dtype="float32", shape=(None, 3)),)),
        ),
    )
    assert [cell.text for cell in rows(found, "data")["Rows, train"].cells] == ["1,200", "1,300"]
    assert not rows(found, "data")["Data, train"].differs
    assert [cell.text for cell in rows(found, "signature")["in: acid"].cells] == ["float64", "float32 N\u00d73"]


def test_code_is_shown_as_a_difference(registry: Registry, publish: Publish) -> None:
    """The cells that made each model are compared line by line."""
    found = registry.compare(
        publish("a", notebook=cells("x = load()", "fit(x, depth=3)")),
        publish("b", notebook=cells("x = load()", "fit(x, depth=5)")),
    )
    row = rows(found, "code")["Cells that made it"]
    assert row.cells[0].text == "3 lines"
    assert row.cells[1].text == "+1 \u22121 lines"
    assert row.cells[1].diff[-2:] == ("-fit(x, depth=3)", "+fit(x, depth=5)")
    assert row.cells[1].diff[:2] == ("--- a:1", "+++ b:1")


def test_answers_and_texts_of_cards_are_compared_as_they_are_now(registry: Registry, publish: Publish) -> None:
    """An edit that somebody made after publishing is part of the comparison."""
    first, second = publish("a", card=t.Card(text="# One")), publish("b", card=t.Card(text="# One"))
    assert not rows(registry.compare(first, second), "card")["Text"].differs
    registry.edit_card(second, {"limits": t.CardValue(value=("night", "rain"))}, text="# Two")
    group = rows(registry.compare(first, second), "card")
    assert group["Text"].cells[1].diff[-2:] == ("-# One", "+# Two")
    assert [cell.text or cell.note for cell in group["Known limits"].cells] == ["not set", "night; rain"]


def test_only_differences_leaves_out_what_is_the_same(registry: Registry, publish: Publish) -> None:
    """The rows left all differ, and each group says how many there were."""
    found = registry.compare(publish("a", params={"C": 1, "tol": 2}), publish("b", params={"C": 1, "tol": 3}))
    left = {group.name: [row.label for row in group.rows] for group in comparing.differences(found)}
    assert left["params"] == ["tol"]
    assert all(row.differs for group in comparing.differences(found) for row in group.rows)
    (params,) = (group for group in found.groups if group.name == "params")
    assert (params.differing, params.total) == (1, 2)


def test_of_very_many_rows_those_that_differ_are_kept(registry: Registry, publish: Publish) -> None:
    """A signature of ten thousand columns is cut, says how many there are, and keeps the one that differs."""
    names = [f"column_{place}" for place in range(limits.KEYS - 1)]
    wide = t.Signature(inputs=tuple(t.Field(name=name, dtype="float64") for name in names))
    other = t.Signature(inputs=(*wide.inputs[:-1], t.Field(name=names[-1], dtype="int64")))
    found = registry.compare(publish("a", signature=wide), publish("b", signature=other))
    (group,) = (group for group in found.groups if group.name == "signature")
    assert (group.total, group.differing, len(group.rows)) == (len(names), 1, comparing.ROWS)
    assert group.rows[0].label == f"in: {names[-1]}"
