"""Any estimator: all that scikit-learn lists and that fit with their defaults are published and load again."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from sklearn.utils import all_estimators

import jupyter_registry
from jupyter_registry import Registry
from jupyter_registry.errors import NotCapturable

from .estimators import X, y

SLOW = {
    "GaussianProcessClassifier", "GraphicalLassoCV", "HistGradientBoostingClassifier", "HistGradientBoostingRegressor",
    "LogisticRegressionCV", "PoissonRegressor", "SpectralBiclustering", "TSNE",
}  # fmt: skip
FEWEST = 130  # so that a change of scikit-learn cannot empty this test


def fitted() -> Iterator[Any]:
    """One estimator of each class that takes the table and the labels as they are."""
    for name, kind in all_estimators():
        if name in SLOW:
            continue
        try:
            yield kind().fit(X, y)
        except (TypeError, ValueError, IndexError, AttributeError):
            continue  # needs arguments, another kind of data, or no data at all


@pytest.mark.filterwarnings("ignore")
def test_all_that_can_be_fitted_are_published_and_load_again(registry: Registry) -> None:
    """Each comes back as the same class with the same predictions; what skops cannot write is refused by name."""
    done, refused = [], []
    for model in fitted():
        name = type(model).__name__
        try:
            jupyter_registry.publish(model, f"m-{name.lower()}", data=X, registry=registry)
        except NotCapturable as error:
            assert name in error.message
            refused.append(name)
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            loaded = jupyter_registry.load(f"m-{name.lower()}", registry=registry)
        assert type(loaded) is type(model)
        if hasattr(model, "predict"):
            np.testing.assert_array_equal(loaded.predict(X), model.predict(X), err_msg=name)
        done.append(name)
    assert refused == ["Birch"]
    assert len(done) >= FEWEST
    assert registry.verify().damages == ()
