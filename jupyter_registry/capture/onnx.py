"""ONNX: models and sessions that run them, saved as ONNX. The library of the object is loaded already here."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ..errors import Invalid, NotCapturable
from ..registry import ArtifactFile
from ..types import Field
from .artifacts import Files
from .base import Captured, is_kind
from .generic import full_name, save_as
from .packages import needed
from .text import clean

DTYPES = {"float": "float32", "double": "float64", "string": "str"}
EXTERNAL = 1  # TensorProto.EXTERNAL: the numbers are in another file


class OnnxCapturer:
    """``onnx.ModelProto`` and ``onnxruntime.InferenceSession``."""

    def matches(self, obj: Any) -> bool:
        """Whether the object is an ONNX model, or a session that runs one."""
        return is_kind(obj, "onnx.ModelProto", "onnxruntime.InferenceSession")

    def describe(self, obj: Any) -> Captured:
        """Inputs, outputs, who made it, and of a model its opsets, operators and size."""
        return _described_session(obj) if is_kind(obj, "onnxruntime.InferenceSession") else _described(obj)

    def save(self, obj: Any, folder: Path, format: str) -> tuple[ArtifactFile, ...]:
        """Write ``model.onnx``; raises ``NotCapturable`` for numbers in files of their own."""
        return save_as(obj, folder, format, "onnx", _write)


def _described(model: Any) -> Captured:
    graph = model.graph
    weights = {tensor.name for tensor in graph.initializer}
    return Captured(
        framework="onnx",
        architecture=_named(graph.name),
        model_class=full_name(model),
        params={
            "opset": {entry.domain or "ai.onnx": int(entry.version) for entry in model.opset_import},
            "ir_version": int(model.ir_version),
            "producer": clean(f"{model.producer_name} {model.producer_version}".strip(), 100),
            "operators": sorted({node.op_type for node in graph.node}),
        },
        requires=needed(model, "onnx"),
        inputs=tuple(_field(value) for value in graph.input if value.name not in weights),
        outputs=tuple(_field(value) for value in graph.output),
        parameter_count=sum(math.prod(tensor.dims) for tensor in graph.initializer) or None,
    )


def _described_session(session: Any) -> Captured:
    meta = session.get_modelmeta()
    return Captured(
        framework="onnx",
        architecture=_named(meta.graph_name),
        model_class=full_name(session),
        params={"producer": clean(meta.producer_name, 100), "providers": list(session.get_providers())},
        requires=("onnx", *needed(session)),
        inputs=tuple(map(_session_field, session.get_inputs())),
        outputs=tuple(map(_session_field, session.get_outputs())),
    )


def _named(graph: str) -> str:
    """A graph's name where a person gave one: exporters write numbers or nothing."""
    return clean(graph, 100) if graph.replace("_", "").isalpha() and graph.lower() != "main_graph" else ""


def _field(value: Any) -> Field:
    kind = value.type.WhichOneof("value")
    if kind != "tensor_type":
        return Field(name=clean(value.name, 256), dtype=str(kind or "any").removesuffix("_type"))
    import onnx

    tensor = value.type.tensor_type
    dtype = onnx.TensorProto.DataType.Name(tensor.elem_type).lower()
    sizes = (int(dim.dim_value) if dim.HasField("dim_value") else None for dim in tensor.shape.dim)
    return Field(name=clean(value.name, 256), dtype=DTYPES.get(dtype, dtype), shape=tuple(sizes))


def _session_field(value: Any) -> Field:
    kind, _, inner = value.type.partition("(")
    dtype = DTYPES.get(inner[:-1], inner[:-1]) if kind == "tensor" else kind.replace("seq", "sequence")
    sizes = tuple(size if isinstance(size, int) else None for size in value.shape or ())
    return Field(name=clean(value.name, 256), dtype=dtype, shape=sizes)


def _write(obj: Any, folder: Path) -> tuple[ArtifactFile, ...]:
    file = folder / "model.onnx"
    if is_kind(obj, "onnx.ModelProto"):
        if any(tensor.data_location == EXTERNAL for tensor in tensors(obj.graph)):
            raise NotCapturable(
                "The numbers of this ONNX model are in files of their own.",
                field="object",
                fix="Load it with its numbers: onnx.load(path), then publish again.",
            )
        file.write_bytes(obj.SerializeToString())
    else:
        file.write_bytes(_bytes_of(obj))
    return (ArtifactFile(path=file.name, file=file, format="onnx"),)


def tensors(graph: Any) -> Iterator[Any]:
    """Every tensor of numbers in a graph, those of its branches and loops too."""
    yield from graph.initializer
    for node in graph.node:
        for attribute in node.attribute:
            yield from _tensors_in(attribute)


def _tensors_in(attribute: Any) -> Iterable[Any]:
    if attribute.HasField("t"):
        yield attribute.t
    yield from attribute.tensors
    for graph in (*([attribute.g] if attribute.HasField("g") else ()), *attribute.graphs):
        yield from tensors(graph)


def _bytes_of(session: Any) -> bytes:
    """What a session was opened with: its bytes, or its file where it is still there."""
    held = getattr(session, "_model_bytes", None)
    path = getattr(session, "_model_path", None)
    if isinstance(held, bytes):
        return held
    if path and Path(path).is_file():
        return Path(path).read_bytes()
    raise NotCapturable(
        "An InferenceSession does not give its model back.",
        field="object",
        fix="Publish the model itself: onnx.load(path).",
    )


def read(path: str, files: Files, model_class: str) -> Any:
    """The ``onnx.ModelProto``, of a published session too; raises ``Invalid`` when it points to other files."""
    import onnx

    model = onnx.load_model_from_string(files[path])
    if not model.HasField("graph"):
        raise Invalid("The ONNX file has no graph.", field="artifact", fix="Ask its publisher to publish it again.")
    if any(tensor.data_location == EXTERNAL for tensor in tensors(model.graph)):
        raise Invalid("The ONNX file points to other files.", field="artifact", fix="Ask its publisher for one file.")
    return model
