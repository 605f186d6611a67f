"""PyTorch: modules, whose weights are saved as safetensors. PyTorch is loaded already when this runs."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..errors import Invalid, NotCapturable
from ..registry import ArtifactFile
from .artifacts import Files
from .base import Captured, is_kind
from .generic import UNSAFE_FIX, full_name, is_setting, save_as
from .packages import needed
from .params import json_value
from .secrets import scrub, scrub_value
from .text import clean

WRAPPERS = {"torch.OptimizedModule": "_orig_mod", "torch.DataParallel": "module",
            "torch.DistributedDataParallel": "module"}  # fmt: skip
STRUCTURE = 1_000  # characters
UNSET_SEED = 67280421310721
"""What PyTorch starts with when nobody called ``torch.manual_seed``."""


class TorchCapturer:
    """``torch.nn.Module`` and everything derived from it."""

    def matches(self, obj: Any) -> bool:
        """Whether the object is a module."""
        return is_kind(obj, "torch.Module") and not isinstance(obj, type)

    def describe(self, obj: Any) -> Captured:
        """Layers, structure, settings, number of weights; raises ``NotCapturable`` for a lazy module not yet run."""
        module = inside(obj)
        check_ready(module)
        return Captured(
            framework="pytorch",
            architecture=type(module).__name__,
            model_class=full_name(module),
            params=dict(sorted({**settings(module), **structure(module), **seed()}.items())),
            requires=needed(module, "torch", "safetensors"),
            parameter_count=sum(weight.numel() for weight in module.parameters()) or None,
            unseeded=() if seed() else ("torch.manual_seed",),
        )

    def save(self, obj: Any, folder: Path, format: str) -> tuple[ArtifactFile, ...]:
        """Write ``model.safetensors``: the weights, without the code of the module (pickle on request)."""
        return save_as(inside(obj), folder, format, "safetensors", write_weights)


def inside(obj: Any) -> Any:
    """The module itself, without what compiles or distributes it."""
    for kind, name in WRAPPERS.items():
        if is_kind(obj, kind):
            return inside(getattr(obj, name))
    return obj


def check_ready(module: Any) -> None:
    """Raise ``NotCapturable`` when the sizes of lazy layers are still unknown."""
    if any(is_kind(weight, "torch.UninitializedTensorMixin") for weight in module.parameters()):
        raise NotCapturable(
            f"The {type(module).__name__} has layers whose sizes are not known yet.",
            field="object",
            fix="Run it on one batch first, then publish again.",
        )


def settings(module: Any) -> dict[str, Any]:
    """Plain values that the module keeps, and the hyperparameters that a trainer saved with it."""
    saved = getattr(module, "hparams", None)
    own = {name: value for name, value in vars(module).items() if not name.startswith("_") and name != "training"}
    found = {**own, **(saved if isinstance(saved, Mapping) else {})}
    return {
        clean(str(name), 256): scrub_value(str(name), json_value(value))
        for name, value in found.items()
        if is_setting(value)
    }


def structure(module: Any) -> dict[str, Any]:
    """Layers by class, the module as text, its weights that learn, their dtypes and where they are."""
    weights = list(module.parameters())
    layers = Counter(type(layer).__name__ for layer in module.modules() if not any(layer.children()))
    return {
        "layers": dict(sorted(layers.items())),
        "structure": _as_text(module),
        "trainable_parameters": sum(weight.numel() for weight in weights if weight.requires_grad),
        "dtype": ", ".join(sorted({str(weight.dtype).removeprefix("torch.") for weight in weights})),
        "device": ", ".join(sorted({str(weight.device) for weight in weights})),
    }


def seed() -> dict[str, Any]:
    """The seed of PyTorch, where somebody set one."""
    found = int(sys.modules["torch"].initial_seed())
    return {} if found == UNSET_SEED else {"torch__seed": json_value(found)}


def _as_text(module: Any) -> str:
    try:
        return clean(scrub(" ".join(repr(module).split())), STRUCTURE)
    except Exception:  # extra_repr() is code of the author
        return type(module).__name__


def write_weights(module: Any, folder: Path) -> tuple[ArtifactFile, ...]:
    """Write the state of the module as ``model.safetensors``; raises ``NotCapturable`` when it is not all tensors."""
    try:
        from safetensors.torch import save_file
    except ModuleNotFoundError as error:
        raise NotCapturable(
            "The weights of a PyTorch module are saved as safetensors, which is not installed.",
            field="format",
            fix="Install it: %pip install safetensors, or publish with --no-artifact.",
        ) from error
    file = folder / "model.safetensors"
    save_file(dict(_tensors(module)), file)
    return (ArtifactFile(path=file.name, file=file, format="safetensors"),)


def _tensors(module: Any) -> Iterator[tuple[str, Any]]:
    """Weights and buffers by name; shared ones are written for each name, so that all names are there to load."""
    seen: set[int] = set()
    for name, value in module.state_dict().items():
        if not is_kind(value, "torch.Tensor"):
            raise NotCapturable(
                f'The state "{name}" of the {type(module).__name__} is a {type(value).__name__}, not a tensor.',
                field="format",
                fix=UNSAFE_FIX,
            )
        tensor = value.detach().contiguous()
        place = tensor.untyped_storage().data_ptr()
        yield name, tensor.clone() if place in seen else tensor
        seen.add(place)


def read(path: str, files: Files, model_class: str) -> Any:
    """The weights in the file by name; of a model of transformers the model itself."""
    from safetensors.torch import load

    weights = load(files[path])
    if "config.json" in files and model_class.startswith("transformers."):
        from .transformers import assembled

        return assembled(weights, files, model_class)
    return weights


def fill(module: Any, weights: Any) -> Any:
    """The module with the loaded weights in it; raises ``Invalid`` naming what does not fit."""
    if not hasattr(module, "load_state_dict") or not isinstance(weights, dict):
        raise Invalid(
            f"What was published is not weights, or the {type(module).__name__} takes none.",
            field="into",
            fix="Load it without into=.",
        )
    wanted = module.state_dict()
    missing, other = sorted(set(wanted) - set(weights)), sorted(set(weights) - set(wanted))
    misfits = [name for name in wanted if name in weights and wanted[name].shape != weights[name].shape]
    for names, what in (
        (missing, "was not published"),
        (other, "is not in the module"),
        (misfits, "has another shape"),
    ):
        if names:
            more = f" (and {len(names) - 1} more)" if len(names) > 1 else ""
            raise Invalid(
                f'The weights do not fit the {type(module).__name__}: "{names[0]}" {what}{more}.',
                field="into",
                fix="Make the module with the settings on the card.",
            )
    module.load_state_dict(weights)
    return module
