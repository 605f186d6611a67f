"""What a notebook trained a PyTorch module with: the optimizer, its schedule, the loss. PyTorch is loaded already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .base import is_kind
from .generic import is_setting
from .params import json_value

SHOWN = 50  # settings of one part


def training_settings(module: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """Settings of the optimizers among a notebook's variables that hold weights of ``module``, and of what goes along.

    A loss is named when there is only one.
    """
    if not is_kind(module, "torch.Module"):
        return {}
    weights = {id(weight) for weight in module.parameters()}
    held = [value for name, value in list(values.items()) if not name.startswith("_")]
    optimizers = [one for one in held if is_kind(one, "torch.Optimizer") and _holds(one, weights)][-1:]
    found: dict[str, Any] = {}
    for optimizer in optimizers:
        found |= {"optimizer": type(optimizer).__name__}
        found |= _settings("optimizer", optimizer.param_groups[0], skip="params")
        schedules = [one for one in held if getattr(one, "optimizer", None) is optimizer and hasattr(one, "last_epoch")]
        for schedule in schedules[-1:]:
            found |= {"scheduler": type(schedule).__name__} | _settings("scheduler", vars(schedule), skip="_")
    losses = {type(one).__name__ for one in held if type(one).__module__ == "torch.nn.modules.loss"}
    return found | ({"loss": losses.pop()} if optimizers and len(losses) == 1 else {})


def _holds(optimizer: Any, weights: set[int]) -> bool:
    groups: Iterator[Any] = (weight for group in optimizer.param_groups for weight in group["params"])
    return any(id(weight) in weights for weight in groups)


def _settings(part: str, found: Mapping[str, Any], skip: str) -> dict[str, Any]:
    kept = [(name, value) for name, value in found.items() if not name.startswith(skip) and is_setting(value)]
    return {f"{part}__{name}": json_value(value) for name, value in kept[:SHOWN]}
