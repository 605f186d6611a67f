"""The capturers of this project: declared, asked in order, and none loads a library to find out."""

from __future__ import annotations

import json
import subprocess
import sys

import msgspec
import pytest

from jupyter_registry.capture.base import BUILT_IN, GROUP, choose

from ..project import ROOT

FRAMEWORKS = (
    "catboost", "keras", "lightgbm", "numpy", "onnx", "onnxruntime", "pandas", "safetensors", "sklearn", "skops",
    "statsmodels", "torch", "transformers", "xgboost",
)  # fmt: skip


def test_what_is_built_in_is_declared() -> None:
    """A checkout that was never installed has the capturers that an installation has."""
    declared = msgspec.toml.decode((ROOT / "pyproject.toml").read_bytes())["project"]["entry-points"][GROUP]
    assert declared == BUILT_IN


def test_choosing_loads_no_library() -> None:
    """An object of no library is described without loading one: every capturer looks at names only."""
    code = (
        "import json, sys; from jupyter_registry.capture.base import choose, describe\n"
        "class Own:\n    def predict(self, rows): return rows\n"
        "describe(Own(), choose(Own())); print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in json.loads(done.stdout.splitlines()[-1])}
    assert loaded.isdisjoint(FRAMEWORKS)


def _class(path: str, *bases: type) -> type:
    module, _, name = path.rpartition(".")
    return type(name, bases, {"__module__": module})


@pytest.mark.parametrize(
    ("path", "capturer"),
    [
        ("lightgbm.basic.Booster", "LightgbmCapturer"),
        ("xgboost.core.Booster", "XgboostCapturer"),
        ("catboost.core.CatBoost", "CatboostCapturer"),
        ("transformers.modeling_utils.PreTrainedModel", "TransformersCapturer"),
        ("keras.src.models.model.Model", "KerasCapturer"),
        ("torch.nn.modules.module.Module", "TorchCapturer"),
        ("onnxruntime.capi.session.InferenceSession", "OnnxCapturer"),
        ("sklearn.base.BaseEstimator", "SklearnCapturer"),
        ("somewhere.else.BaseEstimator", "GenericCapturer"),
    ],
)
def test_a_family_is_known_by_the_names_of_its_classes(path: str, capturer: str) -> None:
    """Package and name of a class decide, wherever the package keeps it, and for what is derived from it too."""
    base = _class(path)
    derived = _class("__main__.Mine", base)
    assert [type(choose(cls())).__name__ for cls in (base, derived)] == [capturer, capturer]


@pytest.mark.parametrize(
    ("own", "common", "capturer"),
    [
        ("lightgbm.sklearn.LGBMModel", "sklearn.base.BaseEstimator", "LightgbmCapturer"),
        ("xgboost.sklearn.XGBModel", "sklearn.base.BaseEstimator", "XgboostCapturer"),
        ("transformers.modeling_utils.PreTrainedModel", "torch.nn.modules.module.Module", "TransformersCapturer"),
        ("keras.src.models.model.Model", "torch.nn.modules.module.Module", "KerasCapturer"),
    ],
)
def test_the_more_special_family_comes_first(own: str, common: str, capturer: str) -> None:
    """What belongs to two families is described by the one that knows more of it."""
    assert type(choose(_class(own, _class(common))())).__name__ == capturer
