"""Keras: models, saved as ``.keras``. Keras is loaded already when this runs."""

from __future__ import annotations

import io
import json
import math
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..errors import NotCapturable
from ..registry import ArtifactFile
from ..types import Field, Metric
from .artifacts import Files
from .base import Captured, is_kind
from .boosting import better
from .generic import full_name, save_as
from .packages import needed
from .params import json_value
from .secrets import scrub_value
from .text import clean

OWN_MODULES = (
    "keras", "keras.layers", "keras.models", "keras.initializers", "keras.regularizers", "keras.constraints",
    "keras.dtype_policies", "keras.src.models.functional", "keras.src.models.sequential",
)  # fmt: skip
RUNS_CODE = ("Lambda", "TFSMLayer", "TorchModuleWrapper", "JaxLayer", "FlaxLayer")
"""Layers of Keras that hold code of the author."""
NO_MODULE = ("__keras_tensor__",)


class KerasCapturer:
    """``keras.Model`` and what is derived from it."""

    def matches(self, obj: Any) -> bool:
        """Whether the object is a model of Keras."""
        return is_kind(obj, "keras.Model") and not isinstance(obj, type)

    def describe(self, obj: Any) -> Captured:
        """Layers, optimiser, loss, inputs and outputs, scores of the last epoch; ``NotCapturable`` when not built."""
        if not obj.built:
            raise NotCapturable(
                f"The {type(obj).__name__} is not built: the sizes of its layers are not known yet.",
                field="object",
                fix="Run it on one batch first, then publish again.",
            )
        backend = sys.modules["keras"].backend.backend()
        return Captured(
            framework="keras",
            architecture=type(obj).__name__,
            model_class=full_name(obj),
            params={name: scrub_value(name, value) for name, value in sorted({**_settings(obj)}.items())},
            metrics=tuple(history(obj)),
            requires=needed(obj, "keras", backend),
            inputs=tuple(map(_field, _listed(getattr(obj, "inputs", None)))),
            outputs=tuple(map(_field, _listed(getattr(obj, "outputs", None)))),
            parameter_count=int(obj.count_params()) or None,
        )

    def save(self, obj: Any, folder: Path, format: str) -> tuple[ArtifactFile, ...]:
        """Write ``model.keras`` (pickle on request)."""
        return save_as(obj, folder, format, "keras", _write)


def _settings(model: Any) -> dict[str, Any]:
    found: dict[str, Any] = {
        "layers": dict(sorted(Counter(type(layer).__name__ for layer in model.layers).items())),
        "trainable_parameters": int(sum(math.prod(weight.shape) for weight in model.trainable_weights)),
        "dtype": str(model.dtype_policy.name),
        "backend": str(sys.modules["keras"].backend.backend()),
    }
    optimizer = getattr(model, "optimizer", None)
    if optimizer is not None:
        found["optimizer"] = type(optimizer).__name__
        found |= {f"optimizer__{name}": json_value(value) for name, value in optimizer.get_config().items()
                  if value is not None and name != "name"}  # fmt: skip
    loss = getattr(model, "loss", None)
    if loss is not None:
        found["loss"] = json_value(loss)
    training = getattr(getattr(model, "history", None), "params", None) or {}
    return found | {name: training[name] for name in ("epochs", "batch_size") if training.get(name)}


def history(model: Any) -> Iterator[Metric]:
    """Scores of the last epoch; ``val_`` names those of the validation data."""
    curves = getattr(getattr(model, "history", None), "history", None) or {}
    for name, curve in curves.items():
        plain = name.removeprefix("val_")
        if curve and plain not in ("lr", "learning_rate") and math.isfinite(curve[-1]):
            yield Metric(
                name=plain,
                value=float(curve[-1]),
                split="validation" if name.startswith("val_") else "train",
                higher_is_better=better(plain),
                origin=f"history, epoch {len(curve)}",
            )


def _listed(found: Any) -> list[Any]:
    return list(found.values()) if isinstance(found, dict) else list(found or ())


def _field(tensor: Any) -> Field:
    shape = tuple(None if size is None else int(size) for size in tensor.shape)
    return Field(name=clean(str(tensor.name), 256), dtype=str(tensor.dtype), shape=shape)


def _write(obj: Any, folder: Path) -> tuple[ArtifactFile, ...]:
    file = folder / "model.keras"
    obj.save(file)
    return (ArtifactFile(path=file.name, file=file, format="keras"),)


def foreign(source: bytes | Path) -> tuple[str, ...]:
    """Parts of a ``.keras`` file that are not Keras's own, or hold code, or read other files; nothing is loaded."""
    with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as archive:
        config = json.loads(archive.read("config.json"))
    config.pop("compile_config", None)  # is not read: it only serves further training
    return tuple(sorted(set(_foreign_in(config))))


def _foreign_in(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for inner in part:
            yield from _foreign_in(inner)
    if not isinstance(part, dict):
        return
    for inner in part.values():
        yield from _foreign_in(inner)
    if "class_name" in part and not _is_own(part):
        yield clean(f"{part.get('module') or ''}.{part['class_name']}".lstrip("."), 100)
    elif isinstance(part.get("vocabulary"), str):
        yield "a vocabulary in another file"


def _is_own(part: dict[str, Any]) -> bool:
    name, module, registered = str(part["class_name"]), part.get("module"), part.get("registered_name")
    if module is None and name in NO_MODULE:
        return True
    known = module in OWN_MODULES and name.isidentifier() and name[0].isupper() and name not in RUNS_CODE
    return known and registered in (None, name)


def read(path: str, files: Files, model_class: str) -> Any:
    """The model in the file, not compiled; whether code in it may run was asked before."""
    import keras

    content = files[path]
    with tempfile.TemporaryDirectory(prefix="registry-") as folder:
        file = Path(folder) / "model.keras"
        file.write_bytes(content)
        return keras.saving.load_model(file, compile=False, safe_mode=not foreign(content))
