"""Capture of any other object: settings, scores it keeps, and objects that break when they are looked at."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pandas as pd
import pytest

import jupyter_registry
from jupyter_registry import Registry
from jupyter_registry.capture.base import Captured, choose, describe
from jupyter_registry.capture.generic import GenericCapturer
from jupyter_registry.errors import NotCapturable
from jupyter_registry.limits import check
from jupyter_registry.types import Manifest

_chance = np.random.default_rng(0)
FRAME = pd.DataFrame({"x": _chance.normal(size=60), "weeks": _chance.integers(1, 50, 60), "left": [0, 1] * 30})
FRAME["y"] = 2 * FRAME.x + _chance.normal(size=60)


class Nearest:
    """A model that follows no library's conventions but has settings and predicts."""

    def __init__(self, count: int = 3, weights: tuple[float, ...] = (1.0,), rows: Any = None) -> None:
        self.count = count
        self._weights = weights
        self.rows = rows

    def predict(self, rows: Any) -> Any:
        """Zeros."""
        return np.zeros(len(rows))


class Hostile:
    """An object that raises whenever an attribute is looked at."""

    def __init__(self, alpha: float = 0.5) -> None:
        object.__setattr__(self, "alpha", alpha)

    def __getattribute__(self, name: str) -> Any:
        raise RuntimeError(f"{name} is not for you")

    def __dir__(self) -> Any:
        raise RuntimeError("nothing to list")

    def __repr__(self) -> str:
        raise RuntimeError("no text")


class Moody:
    """An object whose parameters, scores and prediction all break."""

    def get_params(self, deep: bool = True) -> Any:
        """Break."""
        raise ValueError("no parameters")

    @property
    def aic(self) -> float:
        """Break."""
        raise ZeroDivisionError

    def predict(self, rows: Any) -> Any:
        """Break."""
        raise KeyError("never fitted")


def _read(obj: Any) -> Captured:
    return describe(obj, choose(obj))


def _published(obj: Any, registry: Registry, **more: Any) -> Manifest:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of libraries that predict
        manifest = jupyter_registry.publish(obj, "any", registry=registry, **more).version.manifest
    check(manifest)
    return manifest


def test_arguments_of_the_constructor_are_settings(registry: Registry) -> None:
    """What an object keeps of its constructor's arguments is captured, its data is not."""
    manifest = _published(Nearest(count=5, rows=FRAME), registry, data=FRAME)
    assert manifest.params == {"count": 5, "weights": [1.0]}
    assert manifest.signature is not None
    assert [field.dtype for field in manifest.signature.outputs] == ["float64"]
    assert manifest.artifacts == ()


@pytest.mark.parametrize("make", [Hostile, Moody])
def test_objects_that_break_are_published_all_the_same(make: Any, registry: Registry) -> None:
    """Whatever raises when it is looked at costs that fact, not the publication."""
    manifest = _published(make(), registry, data=FRAME)
    assert manifest.architecture == make.__name__
    assert manifest.params == {}
    assert manifest.metrics == ()


def test_what_cannot_be_a_model_is_refused(registry: Registry) -> None:
    """Data, text and classes are refused by name."""
    for obj in (FRAME, "model", {"a": 1}, Nearest):
        with pytest.raises(NotCapturable, match="is not a model"):
            jupyter_registry.publish(obj, "not-one", registry=registry)
    assert registry.get_status().models == 0


def test_a_format_that_does_not_fit_is_refused(registry: Registry) -> None:
    """Asked for skops, an object that is not scikit-learn's is refused with the ways on."""
    with pytest.raises(NotCapturable, match="A Nearest cannot be written as skops") as refused:
        jupyter_registry.publish(Nearest(), "skops", format="skops", registry=registry)
    assert "--format pickle" in refused.value.fix


@pytest.mark.parametrize("obj", [lambda rows: rows, Nearest(rows=(row for row in "abc"))])
def test_what_cannot_be_pickled_is_refused_in_one_sentence(obj: Any, registry: Registry) -> None:
    """Lambdas and objects that hold a generator cannot be pickled, and nothing is stored."""
    with pytest.raises(NotCapturable, match="cannot be written as pickle"):
        jupyter_registry.publish(obj, "unpicklable", format="pickle", registry=registry)
    assert registry.get_status().models == 0


def test_lifelines_gives_settings_and_criteria(registry: Registry) -> None:
    """Of a survival model penalty, concordance and partial AIC are captured."""
    lifelines = pytest.importorskip("lifelines", reason="lifelines is not installed (extra: frameworks)")
    model = lifelines.CoxPHFitter(penalizer=0.1).fit(FRAME[["x", "weeks", "left"]], "weeks", "left")
    manifest = _published(model, registry)
    assert (manifest.framework, manifest.task) == ("lifelines", "survival-analysis")
    assert manifest.params["penalizer"] == 0.1
    assert (manifest.params["duration_col"], manifest.params["event_col"]) == ("weeks", "left")
    found = {metric.name: metric for metric in manifest.metrics}
    assert found["concordance_index"].value == pytest.approx(model.concordance_index_)
    assert found["partial_aic"].higher_is_better is False
    assert manifest.environment is not None
    assert "lifelines" in manifest.environment.requires


def test_linearmodels_gives_the_settings_of_its_model(registry: Registry) -> None:
    """Results are those of their model: its effects are settings, their R² is a metric."""
    linearmodels = pytest.importorskip("linearmodels", reason="linearmodels is not installed (extra: frameworks)")
    panel = FRAME.assign(firm=list("abcdef") * 10, year=np.repeat(np.arange(10), 6)).set_index(["firm", "year"])
    results = linearmodels.PanelOLS(panel.y, panel[["x"]], entity_effects=True).fit()
    manifest = _published(results, registry)
    assert manifest.architecture == "PanelOLS"
    assert manifest.task == "tabular-regression"
    assert manifest.params["entity_effects"] is True
    assert manifest.params["cov_type"] == "Unadjusted"
    found = {metric.name: metric.value for metric in manifest.metrics}
    assert found["r2"] == pytest.approx(results.rsquared)
    assert found["r2_within"] == pytest.approx(results.rsquared_within)


def test_mlxtend_gives_its_parameters() -> None:
    """Its own estimators have parameters like scikit-learn's, and a seed among them."""
    classifier = pytest.importorskip("mlxtend.classifier", reason="mlxtend is not installed (extra: frameworks)")
    model = classifier.SoftmaxRegression(epochs=3, eta=0.05, random_seed=4)
    captured = _read(model.fit(FRAME[["x", "y"]].to_numpy(), FRAME.left.to_numpy()))
    assert {name: captured.params[name] for name in ("epochs", "eta", "random_seed")} == {
        "epochs": 3, "eta": 0.05, "random_seed": 4,
    }  # fmt: skip
    assert (captured.framework, captured.task) == ("mlxtend", "tabular-classification")


def test_interpret_is_an_estimator_and_loads_again(registry: Registry) -> None:
    """A boosting machine of interpret is captured like scikit-learn's own and predicts the same when loaded."""
    glassbox = pytest.importorskip("interpret.glassbox", reason="interpret is not installed (extra: frameworks)")
    model = glassbox.ExplainableBoostingRegressor(max_rounds=5, outer_bags=2, interactions=0, n_jobs=1)
    rows = FRAME[["x", "weeks"]]
    manifest = _published(model.fit(rows, FRAME.y), registry)
    assert (manifest.framework, manifest.task) == ("interpret", "tabular-regression")
    assert manifest.params["max_rounds"] == 5
    loaded = jupyter_registry.load("any", registry=registry)
    assert np.array_equal(loaded.predict(rows), model.predict(rows))


def test_every_object_has_a_capturer_that_takes_it() -> None:
    """The one that takes everything comes last."""
    assert isinstance(choose(Nearest()), GenericCapturer)
