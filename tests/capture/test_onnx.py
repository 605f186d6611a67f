"""Capture of ONNX models and of sessions that run them."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import jupyter_registry
from jupyter_registry import Registry
from jupyter_registry.capture.base import choose, describe
from jupyter_registry.errors import Invalid, NotCapturable, RegistryError, Untrusted
from jupyter_registry.limits import check
from jupyter_registry.registry import ArtifactFile
from jupyter_registry.types import Manifest

onnx = pytest.importorskip("onnx", reason="onnx is not installed (extra: test)")

WEIGHTS = np.arange(6, dtype=np.float32).reshape(3, 2)


def _model(name: str = "scorer") -> Any:
    helper, kind = onnx.helper, onnx.TensorProto
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["rows", "weights"], ["hidden"]), helper.make_node("Relu", ["hidden"], ["scores"])],
        name,
        [helper.make_tensor_value_info("rows", kind.FLOAT, ["batch", 3])],
        [helper.make_tensor_value_info("scores", kind.FLOAT, ["batch", 2])],
        [onnx.numpy_helper.from_array(WEIGHTS, "weights")],
    )
    opsets = [helper.make_opsetid("", 17)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="these tests")


def test_a_model_says_what_goes_in_and_comes_out(registry: Registry) -> None:
    """Names, dtypes and shapes with a free first dimension are its own; weights are counted, not inputs."""
    published = jupyter_registry.publish(_model(), "scorer", registry=registry)
    manifest = published.version.manifest
    assert manifest.signature is not None
    assert [(field.name, field.dtype, field.shape) for field in manifest.signature.inputs] == [
        ("rows", "float32", (None, 3))
    ]
    assert [(field.name, field.shape) for field in manifest.signature.outputs] == [("scores", (None, 2))]
    assert manifest.params["opset"] == {"ai.onnx": 17}
    assert manifest.params["operators"] == ["MatMul", "Relu"]
    assert manifest.params["producer"] == "these tests"
    assert manifest.architecture == "scorer"
    assert manifest.resources is not None
    assert manifest.resources.parameter_count == 6
    check(manifest)


def test_a_model_comes_back_as_it_was_published(registry: Registry) -> None:
    """It loads without trust, and is equal to what was published."""
    model = _model()
    published = jupyter_registry.publish(model, "same", registry=registry)
    assert [artifact.format for artifact in published.version.manifest.artifacts] == ["onnx"]
    assert jupyter_registry.load("same", registry=registry) == model


@pytest.mark.parametrize("opened", ["bytes", "file"])
def test_a_session_is_published_as_its_model(opened: str, registry: Registry, tmp_path: Path) -> None:
    """A session opened from bytes or from a file gives inputs, outputs and its model, which loads again."""
    runtime = pytest.importorskip("onnxruntime", reason="onnxruntime is not installed (extra: frameworks)")
    model = _model()
    onnx.save(model, tmp_path / "model.onnx")
    session = runtime.InferenceSession(
        model.SerializeToString() if opened == "bytes" else str(tmp_path / "model.onnx"),
        providers=["CPUExecutionProvider"],
    )
    published = jupyter_registry.publish(session, "session", registry=registry)
    signature = published.version.manifest.signature
    assert signature is not None
    assert [(field.name, field.dtype, field.shape) for field in signature.inputs] == [("rows", "float32", (None, 3))]
    assert jupyter_registry.load("session", registry=registry) == model


def test_a_session_whose_model_is_gone_is_refused(registry: Registry, tmp_path: Path) -> None:
    """The refusal says what to publish instead."""
    runtime = pytest.importorskip("onnxruntime", reason="onnxruntime is not installed (extra: frameworks)")
    file = tmp_path / "model.onnx"
    onnx.save(_model(), file)
    session = runtime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    file.unlink()
    with pytest.raises(NotCapturable, match="does not give its model back"):
        jupyter_registry.publish(session, "gone", registry=registry)


def test_a_converted_classifier_says_its_outputs() -> None:
    """Labels are a tensor; the probabilities, one map for each row, are called a sequence."""
    skl2onnx = pytest.importorskip("skl2onnx", reason="skl2onnx is not installed (extra: frameworks)")
    from sklearn.linear_model import LogisticRegression

    rows = np.eye(3, dtype=np.float32)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the converter
        model = skl2onnx.to_onnx(LogisticRegression().fit(rows, [0, 1, 1]), rows[:1])
    captured = describe(model, choose(model))
    assert [(field.name, field.dtype) for field in captured.outputs] == [
        ("output_label", "int64"), ("output_probability", "sequence"),
    ]  # fmt: skip
    assert "ai.onnx.ml" in captured.params["opset"]


def _elsewhere() -> Any:
    model = _model()
    tensor = model.graph.initializer[0]
    tensor.ClearField("raw_data")
    tensor.data_location = onnx.TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value="weights.bin")
    return model


def test_numbers_in_other_files_are_refused(registry: Registry, tmp_path: Path) -> None:
    """Neither published nor loaded: a file that points to others is not the whole model."""
    with pytest.raises(NotCapturable, match="files of their own"):
        jupyter_registry.publish(_elsewhere(), "elsewhere", registry=registry)
    file = tmp_path / "model.onnx"
    file.write_bytes(_elsewhere().SerializeToString())
    registry.publish("elsewhere", Manifest(), [ArtifactFile("model.onnx", file, "onnx")])
    with pytest.raises(Invalid, match="points to other files"):
        jupyter_registry.load("elsewhere", registry=registry)


@pytest.mark.parametrize(
    ("content", "error"), [(b"\x80\x04.", Untrusted), (b"\x08\x08", Invalid), (b"\x08\xff\xff", RegistryError)]
)
def test_other_bytes_are_refused(content: bytes, error: type[Exception], registry: Registry, tmp_path: Path) -> None:
    """A pickle, a file without a graph and a damaged one end in one sentence."""
    file = tmp_path / "model.onnx"
    file.write_bytes(content)
    registry.publish("other", Manifest(), [ArtifactFile("model.onnx", file, "onnx")])
    with pytest.raises(error):
        jupyter_registry.load("other", registry=registry)
