"""What a cell measures is seen wherever it stands, and the cell runs as if nobody looked."""

from __future__ import annotations

import pickle
from collections.abc import Iterator

import pytest

from jupyter_registry.capture.surroundings import Surroundings

from .shell import Notebook, notebook

START = """
import numpy as np
from sklearn.datasets import load_iris
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import KFold, cross_val_score, train_test_split
X, y = load_iris(return_X_y=True, as_frame=True)
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
model = LogisticRegression(max_iter=500).fit(X_train, y_train)
other = DummyClassifier().fit(X_train, y_train)
"""


@pytest.fixture
def book() -> Iterator[Notebook]:
    """A notebook with a good and a bad model."""
    with notebook() as opened:
        opened.run(START)
        yield opened


def found(book: Notebook, name: str = "model") -> dict[str, tuple[float, bool]]:
    """Metrics found for a variable: value, and whether it is certain."""
    around = Surroundings(book[name])
    metrics = around.metrics("tabular-classification", ())
    assert around.warnings == []
    return {metric.name: (metric.value, not metric.inferred) for metric in metrics}


def truth(book: Notebook, name: str = "model") -> float:
    """The accuracy of a variable on the test rows."""
    return float(book[name].score(book["X_test"], book["y_test"]))


SEEN = {
    "printed": "print('accuracy', model.score(X_test, y_test))",
    "in a format": "print(f'accuracy {accuracy_score(y_test, model.predict(X_test)):.2f}')",
    "with a percent sign": "print('accuracy %.1f' % (model.score(X_test, y_test)))",
    "in a loop over models": "for name, each in [('a', model), ('b', other)]:\n    print(each.score(X_test, y_test))",
    "predicted in a loop": (
        "for each in (model, other):\n    pred = each.predict(X_test)\n    print(accuracy_score(y_test, pred))"
    ),
    "fitted in a loop": (
        "for each in (model, other):\n    each.fit(X_train, y_train)\n"
        "    shown = accuracy_score(y_test, each.predict(X_test))"
    ),
    "in a list": "scores = []\nscores.append(model.score(X_test, y_test))",
    "under a condition": "if True:\n    model.score(X_test, y_test)",
    "in a try": "try:\n    print(model.score(X_test, y_test))\nexcept ValueError:\n    pass",
    "timed": "%time model.score(X_test, y_test)",
    "in the last line of several": "model.score(X_test, y_test); 1",
}


@pytest.mark.parametrize("case", SEEN)
def test_the_places_in_which_a_score_is_seen(case: str, book: Notebook) -> None:
    """The score of each model is its own and certain, also where no variable ever held it."""
    book.run(SEEN[case])
    assert found(book) == {"accuracy": (truth(book), True)}
    assert found(book, "other") in ({}, {"accuracy": (truth(book, "other"), True)})
    assert truth(book) != truth(book, "other")


def test_the_last_fold_of_a_loop_is_the_model_as_it_is(book: Notebook) -> None:
    """Of a model that was fitted again in each round the score of the last one is kept."""
    book.run(
        "rows, labels = X.to_numpy(), y.to_numpy()\nscores = []",
        "for train, test in KFold(3, shuffle=True, random_state=0).split(rows):\n"
        "    model.fit(rows[train], labels[train])\n    scores.append(model.score(rows[test], labels[test]))",
    )
    assert found(book) == {"accuracy": (book["scores"][-1], True)}


OWN = {
    "a number": ("def accuracy_fn(a, b): return float((a == b).mean())", "n = accuracy_fn(y_test, pred)", "accuracy"),
    "printed": ("def eval_it(m, X, y): return m.score(X, y)", "print(eval_it(model, X_test, y_test))", "eval_it"),
    "a dict": ("def evaluate(m): return {'acc': m.score(X_test, y_test)}", "evaluate(model)", "acc"),
    "two numbers": ("def evaluate(m): return 1, m.score(X_test, y_test)", "n, test_acc = evaluate(model)", "test_acc"),
    "a share": ("", "print((pred == y_test).mean())", "accuracy"),
}


@pytest.mark.parametrize("case", OWN)
def test_functions_of_the_author_are_asked(case: str, book: Notebook) -> None:
    """What a function of the notebook gives that is named like a measure is offered, and never as certain."""
    made, used, name = OWN[case]
    book.run(made, f"pred = model.predict(X_test)\n{used}")
    ((value, certain),) = [found(book)[name]]
    assert value == pytest.approx(truth(book))
    assert not certain


HARMLESS = {
    "a failure": ("model.score(X_test, y_test[:3])", "ValueError"),
    "an unknown name": ("print(model.score(X_nowhere, y_test))", "NameError"),
    "a failed assert": ("assert model.score(X_test, y_test) > 1", "AssertionError"),
    "a walrus": ("if (value := model.score(X_test, y_test)) > 0: pass", ""),
    "a comprehension": ("values = [each.score(X_test, y_test) for each in (model, other)]", ""),
    "a lambda": ("measure = lambda: model.score(X_test, y_test)\nmeasure()", ""),
    "an await": ("import asyncio\nawait asyncio.sleep(0)\nmodel.score(X_test, y_test)", ""),
    "a star": ("given = (X_test, y_test)\nmodel.score(*given)", ""),
}


@pytest.mark.parametrize("case", HARMLESS)
def test_cells_run_as_if_nobody_looked(case: str, book: Notebook) -> None:
    """A cell ends as it would, with its own error and no other."""
    code, error = HARMLESS[case]
    result = book.shell.run_cell(code, store_history=True)
    failed = result.error_in_exec or result.error_before_exec
    assert (type(failed).__name__ if failed is not None else "") == error


def test_the_result_of_a_cell_is_its_own(book: Notebook) -> None:
    """What a cell shows and binds is what the call gave, the very object."""
    assert book.shell.run_cell("cross_val_score(model, X, y, cv=2)", store_history=True).result.shape == (2,)
    book.run("class Number(float): pass\nmodel.score = lambda a, b: Number(1.0)\nkept = model.score(X, y)")
    assert type(book["kept"]).__name__ == "Number"


def test_functions_of_the_notebook_are_left_alone(book: Notebook) -> None:
    """The code of a function has no name in it that another process does not know."""
    book.run("def measure(m): return accuracy_score(y_test, m.predict(X_test))")
    book.run("class A:\n    def s(self): return self.score(1)")
    for code in (book["measure"].__code__, book["A"].s.__code__):
        assert not any("note" in name for name in code.co_names)


def test_silent_code_is_left_alone(book: Notebook) -> None:
    """What a front end runs by itself is not noted."""
    book.shell.run_cell("model.score(X_test, y_test)", store_history=False)
    assert found(book) == {}


def test_many_values_of_one_cell_are_bounded(book: Notebook) -> None:
    """A loop of thousands of rounds keeps the newest values only."""
    book.run("for n in range(1, 1000): last = accuracy_score([1] * n, [1] * (n - 1) + [0])")
    assert len(book.ledger.scores) == 300
    assert book.ledger.scores[-1].value == book["last"]
    assert pickle.loads(pickle.dumps(book["model"])).classes_.tolist() == [0, 1, 2]
