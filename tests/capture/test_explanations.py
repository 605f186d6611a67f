"""How much each input matters: what the object and the notebook know, and what is measured on request."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from jupyter_registry.capture.base import choose, describe
from jupyter_registry.capture.explanations import KEPT, explanation, in_notebook, on_model
from jupyter_registry.capture.permutation import Rows, permutation_importance, rows_in_notebook
from jupyter_registry.capture.sklearn import final_estimator
from jupyter_registry.types import Explanation

from .shell import Notebook, notebook

SETUP = """
import numpy as np, pandas as pd
from sklearn.inspection import permutation_importance
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
rng = np.random.default_rng(0)
X = pd.DataFrame(rng.normal(size=(200, 3)), columns=["noise", "signal", "more"])
y = (X["signal"] > 0).astype(int)
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
model = LogisticRegression().fit(X_train, y_train)
"""


@pytest.fixture
def book() -> Iterator[Notebook]:
    """A notebook with a model of which only the input "signal" matters."""
    with notebook() as made:
        made.run(SETUP)
        yield made


def read(obj: object) -> list[Explanation]:
    """What the object itself knows."""
    return list(on_model(obj, final_estimator(obj), describe(obj, choose(obj))))


def found(book: Notebook, name: str = "model") -> list[Explanation]:
    """What the variables of the notebook know about one of its models."""
    return list(in_notebook(book.ledger, book[name], describe(book[name], choose(book[name]))))


def test_importances_of_a_forest_have_the_names_of_its_columns(book: Notebook) -> None:
    """The input that matters most comes first, and all of them add up to one."""
    forest = RandomForestClassifier(n_estimators=20, random_state=0).fit(book["X"], book["y"])
    (one,) = read(forest)
    assert (one.method, one.features[0], one.origin) == ("feature importances", "signal", "feature_importances_")
    assert sum(one.values) == pytest.approx(1, abs=1e-4)


def test_coefficients_keep_their_signs_and_go_by_size() -> None:
    """A negative coefficient that is large stands before a small positive one."""
    X = np.random.default_rng(0).normal(size=(50, 3))
    (one,) = read(LinearRegression().fit(X, X @ [1.0, -5.0, 2.0]))
    assert (one.method, one.features) == ("coefficients", ("input 1", "input 2", "input 0"))
    assert one.values == pytest.approx((-5, 2, 1))


def test_names_come_from_the_steps_before_the_final_one(book: Notebook) -> None:
    """In a pipeline the inputs of the last step have the names that the steps before it give them."""
    fitted = make_pipeline(StandardScaler(), LogisticRegression()).fit(book["X"], book["y"])
    assert read(fitted)[0].features[0] == "signal"


def test_of_many_inputs_the_largest_are_kept() -> None:
    """Of a thousand inputs fifty are listed, the count of all is told, and values that are not numbers are left out."""
    one = explanation("x", [], [float(place) for place in range(999)] + [float("nan")])
    assert (len(one.features), one.count, one.features[0]) == (KEPT, 1000, "input 998")


def test_a_permutation_result_in_a_variable_is_attached(book: Notebook) -> None:
    """Its means and deviations are kept with the names of the model's inputs and the cell they are from."""
    book.run("result = permutation_importance(model, X_test, y_test, random_state=0)")
    (one,) = found(book)
    assert (one.method, one.features[0], one.origin) == (
        "permutation importance", "signal", "result in Cell [2]",
    )  # fmt: skip
    assert len(one.spread) == 3
    assert one.values[0] == pytest.approx(max(book["result"].importances_mean), rel=1e-4)


def test_results_of_another_model_are_not(book: Notebook) -> None:
    """A result that was made with another model says nothing about this one."""
    book.run(
        "other = LogisticRegression(C=0.1).fit(X_train, y_train)",
        "X_new = model.decision_function(X_test)",
        "result = permutation_importance(other, X_test, y_test, random_state=0)",
    )
    assert found(book) == []
    assert len(found(book, "other")) == 1


def test_a_shap_explanation_is_attached(book: Notebook) -> None:
    """Mean absolute values of each input, through an explainer that was made from the model."""
    pytest.importorskip("shap")
    book.run("import shap", "explainer = shap.LinearExplainer(model, X_train)", "values = explainer(X_test)")
    (one,) = found(book)
    assert (one.method, one.features[0]) == ("SHAP, mean absolute value", "signal")


def test_explaining_measures_on_the_test_data_and_changes_nothing(book: Notebook) -> None:
    """The tables beside those of the fit are found; only the input that matters lets the score fall."""
    rows = rows_in_notebook(book.ledger, book["model"])
    assert rows is not None
    before = rows.inputs.copy()
    one = permutation_importance(book["model"], rows)
    assert one is not None
    assert (rows.name, one.features[0], one.dataset) == ("X_test", "signal", "X_test (test)")
    assert one.values[0] > 0.2
    assert abs(one.values[-1]) < 0.1
    assert rows.inputs.equals(before)
    assert permutation_importance(book["model"], rows) == one


def test_explaining_ends_with_its_time() -> None:
    """Without time for one round of all inputs there is no explanation, and no half of one."""
    X = np.random.default_rng(0).normal(size=(20, 4))
    fitted = LinearRegression().fit(X, X[:, 0])
    assert permutation_importance(fitted, Rows(X, X[:, 0], "X"), seconds=0) is None
