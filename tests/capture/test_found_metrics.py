"""Metrics that a notebook has computed already, and how sure it is that they are of the published model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from jupyter_registry.capture.surroundings import Surroundings
from jupyter_registry.types import Metric

from .shell import Notebook, notebook

START = """
import numpy as np
from sklearn import metrics
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import accuracy_score, classification_report, f1_score, log_loss, mean_squared_error, r2_score
from sklearn.preprocessing import LabelEncoder, StandardScaler
from sklearn.model_selection import GridSearchCV, cross_val_score, cross_validate, train_test_split
X, y = load_iris(return_X_y=True, as_frame=True)
rows = np.random.RandomState(0).rand(60, 3)
target = rows @ [1.0, 2.0, 3.0]
"""
SPLIT = "X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)"
FIT = "model = LogisticRegression(max_iter=500).fit(X_train, y_train)"
CLASSES = "tabular-classification"
NUMBERS = "tabular-regression"


@pytest.fixture
def book() -> Iterator[Notebook]:
    """A notebook with imports and data."""
    with notebook() as opened:
        opened.run(START)
        yield opened


def found(book: Notebook, name: str = "model", task: str = CLASSES, known: tuple[Metric, ...] = ()) -> list[Metric]:
    """Metrics found for a variable."""
    around = Surroundings(book[name])
    metrics = list(around.metrics(task, known))
    assert around.warnings == []
    return metrics


def places(metrics: list[Metric]) -> list[tuple[str, str, str, bool]]:
    """Name, data set, split and whether it is certain."""
    return [(metric.name, metric.dataset, metric.split, not metric.inferred) for metric in metrics]


ONE = {
    "a variable": "score = accuracy_score(y_test, model.predict(X_test))",
    "through predictions": "pred = model.predict(X_test)\nscore = accuracy_score(y_test, pred)",
    "over two cells": "pred = model.predict(X_test)",
    "as the result of a cell": "accuracy_score(y_test, model.predict(X_test))",
    "of a module": "score = metrics.accuracy_score(y_test, model.predict(X_test))",
    "rounded": "score = round(float(accuracy_score(y_test, model.predict(X_test))), 4)",
    "in a dict": "scores = {'acc': accuracy_score(y_test, model.predict(X_test)), 'note': 'x'}",
    "into a dict": "scores = {}\nscores['acc'] = accuracy_score(y_test, model.predict(X_test))",
    "method": "score = model.score(X_test, y_test)",
    "scaled before": (
        "scaler = StandardScaler(with_mean=False, with_std=False).set_output(transform='pandas').fit(X_train)\n"
        "scaled = scaler.transform(X_test)\npred = model.predict(scaled)\nscore = accuracy_score(y_test, pred)"
    ),
    "scaled within": (
        "scaler = StandardScaler(with_mean=False, with_std=False).set_output(transform='pandas').fit(X_train)\n"
        "score = accuracy_score(y_test, model.predict(scaler.transform(X_test)))"
    ),
    "labels encoded": "y_test = LabelEncoder().fit_transform(y_test)\nscore = model.score(X_test, y_test)",
    "two at once": "a, b = accuracy_score(y_test, model.predict(X_test)), 3",
    "timed": "%%time\nscore = model.score(X_test, y_test)",
}


@pytest.mark.parametrize("case", ONE)
def test_the_places_of_a_score(case: str, book: Notebook) -> None:
    """A score is found wherever its value can still be had, with the data and the split of its variables."""
    book.run(SPLIT, FIT, ONE[case])
    if case == "over two cells":
        book.run("score = accuracy_score(y_test, pred)")
    (metric,) = found(book)
    assert places([metric]) == [("accuracy", "iris", "test", True)]
    book.run(SPLIT)
    assert metric.value == pytest.approx(book["model"].score(book["X_test"], book["y_test"]), abs=1e-4)
    assert metric.higher_is_better is True
    assert " in cell [" in metric.origin


def test_the_best_of_several_models(book: Notebook) -> None:
    """What a model taken out of a dict is measured at under its new name is certain."""
    book.run(
        SPLIT,
        "models = {'a': LogisticRegression(max_iter=500), 'b': RandomForestClassifier(5)}",
        "for each in models.values():\n    each.fit(X_train, y_train)",
        "model = models['a']",
        "score = accuracy_score(y_test, model.predict(X_test))",
    )
    assert places(found(book)) == [("accuracy", "iris", "test", True)]


NAMES = {
    "f1_score(y_test, pred, average='macro')": ("f1_macro", True),
    "log_loss(y_test, model.predict_proba(X_test))": ("log_loss", False),
    "metrics.matthews_corrcoef(y_test, pred)": ("matthews_corrcoef", None),
    "metrics.balanced_accuracy_score(y_test, pred)": ("balanced_accuracy", True),
}


@pytest.mark.parametrize("call", NAMES)
def test_the_name_and_direction_of_a_metric(call: str, book: Notebook) -> None:
    """The function and its average make the name, and the name tells what is better."""
    book.run(SPLIT, FIT, "pred = model.predict(X_test)", f"value = {call}")
    (metric,) = found(book)
    assert (metric.name, metric.higher_is_better) == NAMES[call]


def test_errors_of_a_regression(book: Notebook) -> None:
    """Errors, their root and r2 are told apart; a variable without a split has none."""
    book.run(
        "model = Ridge().fit(rows, target)",
        "pred = model.predict(rows)",
        "mse = mean_squared_error(target, pred)\nrmse = np.sqrt(mean_squared_error(target, pred))",
        "again = mean_squared_error(target, pred) ** 0.5",
        "model.score(rows, target)",
    )
    assert places(found(book, task=NUMBERS)) == [
        ("mean_squared_error", "rows", "", True),
        ("root_mean_squared_error", "rows", "", True),
        ("r2", "rows", "", True),
    ]


def test_train_and_test_stand_side_by_side(book: Notebook) -> None:
    """The same metric on two splits is two metrics; computed again on one split it is the newer value."""
    book.run(
        SPLIT,
        FIT,
        "model.score(X_train, y_train)",
        "accuracy_score(y_test[:5], model.predict(X_test[:5]))",
        "model.score(X_test, y_test)",
    )
    first, second = found(book)
    assert {(metric.split, metric.origin) for metric in (first, second)} == {
        ("train", "model.score(X_train, y_train) in cell [4]"),
        ("test", "model.score(X_test, y_test) in cell [6]"),
    }


def test_a_report_gives_its_averages(book: Notebook) -> None:
    """Of a classification report, as a dict or as text, accuracy and averages are taken and no class."""
    book.run(
        SPLIT, FIT, "pred = model.predict(X_test)", "report = classification_report(y_test, pred, output_dict=True)"
    )
    names = {metric.name for metric in found(book)}
    assert {"accuracy", "macro_avg.precision", "weighted_avg.f1-score"} <= names
    assert not any(name[0].isdigit() for name in names)
    book.run("text = classification_report(y_test, pred)")
    assert {metric.split for metric in found(book)} == {"test"}


CROSS = {
    "scores = cross_val_score(model, X, y, cv=4)": ("accuracy", True),
    "scores = cross_val_score(model, X, y, cv=4, scoring='f1_macro')": ("f1_macro", True),
    "for each in [model]:\n    print(cross_val_score(estimator=each, X=X, y=y, cv=4))": ("accuracy", True),
    "score = cross_val_score(model, X, y, cv=4).mean()": ("accuracy", False),
    "score = np.mean(cross_val_score(model, X, y, cv=4))": ("accuracy", False),
    "parts = cross_validate(model, X, y, cv=4)": ("accuracy", True),
    "parts = cross_validate(model, X, y, cv=4, scoring=['f1_macro'])": ("f1_macro", True),
}


@pytest.mark.parametrize("source", CROSS)
def test_cross_validation(source: str, book: Notebook) -> None:
    """Scores of folds become their mean, with the spread around it, before or after the model's own fit."""
    name, spread = CROSS[source]
    book.run("model = LogisticRegression(max_iter=500)", source, "model.fit(X, y)")
    (metric,) = found(book)
    assert (metric.name, metric.dataset, metric.split, metric.n) == (name, "iris", "cross-validation", None)
    assert not metric.inferred
    if spread:
        assert metric.low is not None
        assert metric.high is not None
        assert metric.low < metric.value < metric.high


NOT_OF_IT: dict[str, list[str]] = {
    "another model": [
        SPLIT, FIT, "other = RandomForestClassifier(5).fit(X_train, y_train)", "other.score(X_test, y_test)",
    ],
    "an earlier fit": [SPLIT, FIT, "model.score(X_test, y_test)", "model.fit(X_train[:60], y_train[:60])"],
    "an earlier model of that name": [
        SPLIT, "model = RandomForestClassifier(5).fit(X_train, y_train)", "acc = model.score(X_test, y_test)", FIT,
    ],
    "an earlier model in the same cell": [
        SPLIT,
        "model = RandomForestClassifier(5).fit(X_train, y_train)\nacc = model.score(X_test, y_test)\n" + FIT,
    ],
    "predictions of an earlier model": [
        SPLIT, "model = RandomForestClassifier(5).fit(X_train, y_train)\npred = model.predict(X_test)", FIT,
        "accuracy_score(y_test, pred)",
    ],
    "cross-validation of another": [SPLIT, FIT, "o = RandomForestClassifier(5)", "s = cross_val_score(o, X, y)"],
    "base of a search": [
        SPLIT, "base = LogisticRegression(max_iter=500).fit(X_train, y_train)", "base.score(X_test, y_test)",
        "model = GridSearchCV(base, {'C': [1.0, 2.0]}, cv=2).fit(X_train, y_train)",
    ],
    "names of numbers": [SPLIT, FIT, "accuracy = 0.99\nt = 3\np = 0.01\nscores = {'f1': 1.0}\nauc = accuracy"],
    "not a number": [SPLIT, FIT, "m = metrics.confusion_matrix(y_test, model.predict(X_test))"],
    "failed": [SPLIT, FIT, "acc = model.score(X_test, y_test[:3])"],
}  # fmt: skip


@pytest.mark.parametrize("case", NOT_OF_IT)
def test_what_is_not_of_the_model_is_not_offered(case: str, book: Notebook) -> None:
    """Numbers of other models, of earlier fits, and numbers that merely have a name are left alone."""
    book.run(*NOT_OF_IT[case])
    assert found(book) == []


MAYBE: dict[str, list[str]] = {
    "two models together": [
        SPLIT, FIT, "other = RandomForestClassifier(5).fit(X_train, y_train)",
        "both = np.where(model.predict(X_test) == other.predict(X_test), model.predict(X_test), 0)",
        "accuracy_score(y_test, both)",
    ],
    "through a function": [
        SPLIT, FIT, "def predicted(rows): return model.predict(rows)", "pred = predicted(X_test)",
        "accuracy_score(y_test, pred)",
    ],
    "own function": [
        SPLIT, FIT, "def accuracy_score(a, b): return 2.0", "accuracy_score(y_test, model.predict(X_test))",
    ],
    "an estimator like it": [SPLIT, FIT, "s = cross_val_score(LogisticRegression(max_iter=500), X, y)"],
}  # fmt: skip


@pytest.mark.parametrize("case", MAYBE)
def test_what_may_be_of_the_model_is_inferred(case: str, book: Notebook) -> None:
    """A number that may be about the model is offered, and marked as not certain."""
    book.run(*MAYBE[case])
    assert [metric.inferred for metric in found(book)] == [True]


def test_the_best_of_a_search_counts_as_the_search(book: Notebook) -> None:
    """A search and its best estimator predict the same, so what one was measured at holds for the other."""
    book.run(
        SPLIT,
        "search = GridSearchCV(LogisticRegression(max_iter=500), {'C': [1.0, 2.0]}, cv=2).fit(X_train, y_train)",
        "model = search.best_estimator_",
        "a = search.score(X_test, y_test)\nb = f1_score(y_test, model.predict(X_test), average='macro')",
    )
    for name in ("search", "model"):
        assert [(metric.name, metric.inferred) for metric in found(book, name)] == [
            ("accuracy", False),
            ("f1_macro", False),
        ]


def test_a_score_out_of_the_bag(book: Notebook) -> None:
    """The score that a forest keeps of its own fit is taken, also inside a pipeline."""
    book.run(
        "from sklearn.pipeline import make_pipeline\nfrom sklearn.preprocessing import StandardScaler",
        "model = make_pipeline(StandardScaler(), RandomForestClassifier(30, oob_score=True, random_state=0)).fit(X, y)",
    )
    (metric,) = found(book)
    assert (metric.name, metric.split, metric.origin, metric.inferred) == (
        "accuracy",
        "out-of-bag",
        "oob_score_",
        False,
    )


def test_what_the_author_gave_wins(book: Notebook) -> None:
    """A metric that was given is not found again: of the same split, or whatever the split when it has none."""
    book.run(SPLIT, FIT, "model.score(X_test, y_test)", "model.score(X_train, y_train)")
    given = Metric(name="accuracy", value=0.5, split="test")
    assert [metric.split for metric in found(book, known=(given,))] == ["train"]
    assert found(book, known=(Metric(name="accuracy", value=0.5),)) == []


def test_secrets_do_not_reach_the_origin(book: Notebook) -> None:
    """The call is shown without the secrets in it."""
    key = "sk" + "-proj-Zx81Qm2Lr0Tt5Vw9Bn3Kd7Hs"
    book.run(SPLIT, FIT, f"def keyed(rows, key): return rows\nmodel.score(keyed(X_test, '{key}'), y_test)")
    (metric,) = found(book)
    assert key not in metric.origin
