"""Which objects are taken for fitted models, in libraries that do not follow scikit-learn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from jupyter_registry.capture.fitted import looks_fitted


def _lifelines_cox() -> tuple[Any, Any]:
    lifelines = pytest.importorskip("lifelines")
    rows = pytest.importorskip("lifelines.datasets").load_rossi()
    return lifelines.CoxPHFitter(), lifelines.CoxPHFitter().fit(rows, "week", "arrest")


def _lifelines_curve() -> tuple[Any, Any]:
    lifelines = pytest.importorskip("lifelines")
    return lifelines.KaplanMeierFitter(), lifelines.KaplanMeierFitter().fit([1, 2, 3], [1, 0, 1])


def _linearmodels() -> tuple[Any, Any]:
    table = np.random.default_rng(0).random((50, 3))
    model = pytest.importorskip("linearmodels.iv").IV2SLS(table[:, 0], table[:, 1:], None, None)
    return model, model.fit()


def _mlxtend() -> tuple[Any, Any]:
    classifier = pytest.importorskip("mlxtend.classifier")
    rows = np.random.default_rng(0).random((30, 2))
    return classifier.SoftmaxRegression(epochs=1), classifier.SoftmaxRegression(epochs=1).fit(rows, np.arange(30) % 2)


def _catboost() -> tuple[Any, Any]:
    catboost = pytest.importorskip("catboost")
    rows = np.random.default_rng(0).random((30, 2))
    settings = {"iterations": 2, "allow_writing_files": False, "verbose": False}
    return catboost.CatBoostRegressor(**settings), catboost.CatBoostRegressor(**settings).fit(rows, rows[:, 0])


MADE: dict[str, Callable[[], tuple[Any, Any]]] = {
    "lifelines Cox": _lifelines_cox,
    "lifelines curve": _lifelines_curve,
    "linearmodels": _linearmodels,
    "mlxtend": _mlxtend,
    "catboost": _catboost,
}


@pytest.mark.parametrize("case", MADE)
def test_fitted_is_told_from_not_fitted(case: str) -> None:
    """The object counts once it has learned something, and not before."""
    fresh, fitted = MADE[case]()
    assert (looks_fitted(fresh), looks_fitted(fitted)) == (False, True)
