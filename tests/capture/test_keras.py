"""Capture of Keras: what a model is made of, scores of its training, and files in which no code hides."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import jupyter_registry
from jupyter_registry import Registry, trust
from jupyter_registry.capture.base import choose, describe
from jupyter_registry.capture.keras import foreign
from jupyter_registry.errors import NotCapturable, Untrusted
from jupyter_registry.limits import check
from jupyter_registry.registry import ArtifactFile
from jupyter_registry.types import Manifest

pytest.importorskip("torch", reason="PyTorch, on which Keras runs here, is not installed (extra: frameworks)")
os.environ.setdefault("KERAS_BACKEND", "torch")
keras = pytest.importorskip("keras", reason="Keras is not installed (extra: frameworks)")
layers = keras.layers
pytestmark = pytest.mark.filterwarnings(  # of its weights on PyTorch, which know an older NumPy
    "ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning"
)

ROWS = np.linspace(0, 1, 32, dtype="float32").reshape(8, 4)
TARGET = ROWS.sum(axis=1)


def _model(*more: Any) -> Any:
    return keras.Sequential([layers.Input((4,)), layers.Dense(3, activation="relu"), *more, layers.Dense(1)])


def _functional() -> Any:
    first, second = keras.Input((4,), name="first"), keras.Input((4,), name="second")
    joined = layers.Concatenate()([layers.Dense(2)(first), layers.Normalization(mean=0.0, variance=1.0)(second)])
    return keras.Model({"first": first, "second": second}, layers.Dense(1, name="score")(joined))


def _trained() -> Any:
    model = _model()
    model.compile(keras.optimizers.Adam(0.01), "mse", metrics=["mae"])
    model.fit(ROWS, TARGET, epochs=2, batch_size=4, validation_split=0.25, verbose=0)
    return model


def test_a_trained_model_says_how_it_was_trained(registry: Registry) -> None:
    """Layers, optimiser, loss, epochs, inputs, outputs and the scores of the last epoch are captured."""
    model = _trained()
    manifest = jupyter_registry.publish(model, "trained", registry=registry).version.manifest
    expected = {
        "layers": {"Dense": 2}, "optimizer": "Adam", "loss": "mse", "epochs": 2, "trainable_parameters": 19,
        "dtype": "float32", "backend": keras.backend.backend(),
    }  # fmt: skip
    assert {name: manifest.params.get(name) for name in expected} == expected
    assert manifest.params["optimizer__learning_rate"] == pytest.approx(0.01)
    found = {(metric.name, metric.split): metric for metric in manifest.metrics}
    assert set(found) == {(name, split) for name in ("loss", "mae") for split in ("train", "validation")}
    assert found["mae", "validation"].value == pytest.approx(model.history.history["val_mae"][-1])
    assert found["mae", "validation"].higher_is_better is False
    assert manifest.signature is not None
    assert [(field.dtype, field.shape) for field in manifest.signature.inputs] == [("float32", (None, 4))]
    assert [(field.dtype, field.shape) for field in manifest.signature.outputs] == [("float32", (None, 1))]
    assert manifest.resources is not None
    assert manifest.resources.parameter_count == 19
    assert manifest.environment is not None
    assert {"keras", "torch"} <= set(manifest.environment.requires)
    check(manifest)


def test_its_prediction_prints_nothing(registry: Registry, capsys: pytest.CaptureFixture[str]) -> None:
    """Predicting the first rows for the signature leaves no progress bar in the output."""
    published = jupyter_registry.publish(_trained(), "quiet", data=ROWS, registry=registry)
    signature = published.version.manifest.signature
    assert signature is not None
    assert [field.shape for field in signature.outputs] == [(None, 1)]
    assert capsys.readouterr().out == ""


def test_inputs_have_their_names() -> None:
    """A model of several inputs names each of them."""
    captured = describe(_functional(), choose(_functional()))
    assert [field.name for field in captured.inputs] == ["first", "second"]


@pytest.mark.parametrize("make", [_trained, _functional, lambda: _model(layers.Dropout(0.1), layers.LeakyReLU())])
def test_a_model_of_own_layers_comes_back_without_trust(make: Any, registry: Registry) -> None:
    """Layers of Keras need no trust, and the loaded model computes the same."""
    model = make()
    published = jupyter_registry.publish(model, "same", registry=registry)
    assert [artifact.format for artifact in published.version.manifest.artifacts] == ["keras"]
    loaded = jupyter_registry.load("same", registry=registry)
    rows = {"first": ROWS, "second": ROWS} if make is _functional else ROWS
    assert np.array_equal(loaded.predict(rows, verbose=0), model.predict(rows, verbose=0))


def test_code_in_a_model_asks_others_but_not_the_author(registry: Registry) -> None:
    """A lambda loads for who published it here; without that record it is named and does not run."""
    model = _model(layers.Lambda(lambda rows: rows * 2))
    jupyter_registry.publish(model, "coded", registry=registry)
    loaded = jupyter_registry.load("coded", registry=registry)
    assert np.array_equal(loaded.predict(ROWS, verbose=0), model.predict(ROWS, verbose=0))
    trust.list_file().unlink()
    with pytest.raises(Untrusted, match=r"keras\.layers\.Lambda"):
        jupyter_registry.load("coded", registry=registry)


def test_a_model_that_is_not_built_is_refused(registry: Registry) -> None:
    """Sizes that are not known yet cannot be saved."""
    with pytest.raises(NotCapturable, match="not built"):
        jupyter_registry.publish(keras.Sequential([layers.Dense(1)]), "raw", registry=registry)
    assert registry.get_status().models == 0


def _layer(module: Any, name: str, **more: Any) -> dict[str, Any]:
    return {"module": module, "class_name": name, "config": {}, "registered_name": more.pop("registered", None), **more}


@pytest.mark.parametrize(
    "part",
    [
        _layer("os", "system"),
        _layer("keras.layers", "Lambda"),
        _layer("keras.layers", "TorchModuleWrapper"),
        _layer("keras.layers", "TFSMLayer"),
        _layer("keras", "utils.get_file"),
        _layer("keras.layers", "deserialize"),
        _layer("keras.src.saving.saving_lib", "Load"),
        _layer("builtins", "function"),
        _layer(None, "Dense"),
        _layer("keras.layers", "Dense", registered="Mine>Dense"),
        {"class_name": "__lambda__", "config": {"value": "code"}},
        _layer("keras.layers", "StringLookup") | {"config": {"vocabulary": "/etc/hostname"}},
    ],
    ids=lambda part: f"{part.get('module')}.{part['class_name']}",
)
def test_what_is_not_a_layer_of_keras_is_refused(part: dict[str, Any], registry: Registry, tmp_path: Path) -> None:
    """Code, functions, foreign modules and files elsewhere are found at any depth, and nothing is loaded."""
    config = _layer("keras", "Sequential") | {"config": {"layers": [{"deep": [part]}]}}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("config.json", json.dumps(config))
        archive.writestr("metadata.json", "{}")
    assert len(foreign(content.getvalue())) == 1
    file = tmp_path / "model.keras"
    file.write_bytes(content.getvalue())
    registry.publish("evil", Manifest(), [ArtifactFile("model.keras", file, "keras")])
    with pytest.raises(Untrusted):
        jupyter_registry.load("evil", registry=registry)


@pytest.mark.parametrize("content", [b"\x80\x04.", b"PK\x03\x04broken"])
def test_other_bytes_are_refused(content: bytes, registry: Registry, tmp_path: Path) -> None:
    """A pickle and a broken archive reach no reader."""
    file = tmp_path / "model.keras"
    file.write_bytes(content)
    registry.publish("other", Manifest(), [ArtifactFile("model.keras", file, "keras")])
    with pytest.raises(Untrusted):
        jupyter_registry.load("other", registry=registry)
