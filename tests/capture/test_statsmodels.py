"""Capture of statsmodels: settings, variables and criteria of results of many kinds of model."""

from __future__ import annotations

import pickle
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

import jupyter_registry
from jupyter_registry import Registry
from jupyter_registry.capture.base import Captured, choose, describe
from jupyter_registry.errors import NotCapturable
from jupyter_registry.limits import check

api = pytest.importorskip("statsmodels.api", reason="statsmodels is not installed (extra: test)")
formula = pytest.importorskip("statsmodels.formula.api", reason="statsmodels is not installed (extra: test)")

_chance = np.random.default_rng(0)
FRAME = pd.DataFrame({"x": _chance.normal(size=80), "z": _chance.normal(size=80), "kind": list("abcd") * 20})
FRAME["y"] = 2 * FRAME.x - FRAME.z + _chance.normal(size=80) + FRAME.kind.map({"a": 0, "b": 3, "c": -2, "d": 5})
FRAME["won"] = (FRAME.y > 0).astype(int)
SERIES = np.cumsum(_chance.normal(size=80))


def _smoothing() -> Any:
    from statsmodels.tsa.holtwinters import ExponentialSmoothing

    return ExponentialSmoothing(SERIES, trend="add").fit()


CASES: dict[str, tuple[Callable[[], Any], str, dict[str, Any], set[str]]] = {
    "ols": (
        lambda: api.OLS(FRAME.y, api.add_constant(FRAME[["x", "z"]])).fit(cov_type="HC1"),
        "tabular-regression",
        {"target": "y", "cov_type": "HC1", "nobs": 80},
        {"r2", "adjusted_r2", "aic", "bic", "log_likelihood"},
    ),
    "formula": (
        lambda: formula.ols("y ~ x + C(kind)", FRAME).fit(),
        "tabular-regression",
        {"formula": "y ~ x + C(kind)", "target": "y", "cov_type": "nonrobust"},
        {"r2", "adjusted_r2", "aic", "bic", "log_likelihood"},
    ),
    "glm": (
        lambda: formula.glm("won ~ x", FRAME, family=api.families.Binomial()).fit(),
        "tabular-classification",
        {"family": "Binomial", "link": "Logit", "method": "IRLS"},
        {"aic", "log_likelihood"},
    ),
    "logit": (
        lambda: formula.logit("won ~ x", FRAME).fit(disp=0),
        "tabular-classification",
        {"formula": "won ~ x", "nobs": 80},
        {"pseudo_r2", "aic", "bic", "log_likelihood"},
    ),
    "mixed": (
        lambda: formula.mixedlm("y ~ x", FRAME, groups=FRAME.kind).fit(),
        "tabular-regression",
        {"formula": "y ~ x", "nobs": 80},
        {"log_likelihood"},
    ),
    "arima": (
        lambda: api.tsa.ARIMA(SERIES, order=(1, 1, 0)).fit(),
        "time-series-forecasting",
        {"order": [1, 1, 0], "nobs": 80},
        {"aic", "bic", "hqic", "log_likelihood"},
    ),
    "smoothing": (_smoothing, "time-series-forecasting", {"trend": "add"}, {"aic", "bic"}),
}
"""Name -> (a function that gives results, their task, settings among others, names of metrics)."""


def _results(name: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of optimisers on eighty rows
        return CASES[name][0]()


def _read(results: Any) -> Captured:
    return describe(results, choose(results))


@pytest.mark.parametrize("name", CASES)
def test_results_are_published_as_a_card(name: str, registry: Registry) -> None:
    """Settings and criteria are captured; no file is written, and the card says why and what would add one."""
    _, task, settings, metrics = CASES[name]
    results = _results(name)
    published = jupyter_registry.publish(results, name, registry=registry)
    manifest = published.version.manifest
    assert (manifest.framework, manifest.task) == ("statsmodels", task)
    assert {key: manifest.params.get(key) for key in settings} == settings
    assert metrics <= {metric.name for metric in manifest.metrics}
    assert manifest.artifacts == ()
    assert any("--format pickle" in finding.message for finding in published.snapshot.findings)
    assert manifest.environment is not None
    assert "statsmodels" in manifest.environment.requires
    check(manifest)


def test_criteria_have_their_value_and_direction() -> None:
    """Each criterion is the number of the results, less is better for information criteria, over all rows."""
    results = _results("ols")
    found = {metric.name: metric for metric in _read(results).metrics}
    assert found["r2"].value == pytest.approx(results.rsquared)
    assert found["aic"].value == pytest.approx(results.aic)
    assert (found["r2"].higher_is_better, found["aic"].higher_is_better) == (True, False)
    assert {(metric.split, metric.n) for metric in found.values()} == {("train", 80)}


def test_variables_of_the_design_are_the_inputs() -> None:
    """Columns of the design are inputs by name; a formula takes the columns of its data, so none are named."""
    assert _read(_results("ols")).feature_names == ("const", "x", "z")
    assert _read(_results("formula")).feature_names == ()
    assert _read(_results("ols")).parameter_count == 3


def test_a_signature_comes_from_the_data(registry: Registry) -> None:
    """With the frame at hand the results are asked for a prediction, which is the output."""
    published = jupyter_registry.publish(_results("formula"), "with-data", data=FRAME, registry=registry)
    signature = published.version.manifest.signature
    assert signature is not None
    assert [field.name for field in signature.inputs] == list(FRAME.columns)
    assert [field.dtype for field in signature.outputs] == ["float64"]


def test_results_are_pickled_on_request(registry: Registry) -> None:
    """A pickle is written when it is asked for, and loads with its digest."""
    results = _results("ols")
    published = jupyter_registry.publish(results, "pickled", format="pickle", registry=registry)
    digest = published.version.manifest.artifacts[0].digest
    loaded = jupyter_registry.load("pickled", trust=digest, registry=registry)
    assert np.allclose(loaded.params, results.params)
    assert pickle.dumps(loaded)


def test_a_model_without_results_is_refused(registry: Registry) -> None:
    """A model is refused with the line that gives its results."""
    with pytest.raises(NotCapturable, match="OLS holds no results") as refused:
        jupyter_registry.publish(api.OLS(FRAME.y, FRAME[["x"]]), "unfitted", registry=registry)
    assert "model.fit()" in refused.value.fix
    assert registry.get_status().models == 0
