"""Capturers: one per family of objects, found among the entry points of one group."""

from __future__ import annotations

import warnings
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any, Protocol

import msgspec

from ..errors import NotCapturable, RegistryError
from ..registry import ArtifactFile
from ..types import Field, Metric

GROUP = "jupyter_registry.capture"
BUILT_IN = {
    "lightgbm.Booster": "jupyter_registry.capture.lightgbm:LightgbmCapturer",
    "xgboost.Booster": "jupyter_registry.capture.xgboost:XgboostCapturer",
    "catboost.CatBoost": "jupyter_registry.capture.catboost:CatboostCapturer",
    "transformers.PreTrainedModel": "jupyter_registry.capture.transformers:TransformersCapturer",
    "keras.Model": "jupyter_registry.capture.keras:KerasCapturer",
    "torch.nn.Module": "jupyter_registry.capture.torch:TorchCapturer",
    "onnx.ModelProto": "jupyter_registry.capture.onnx:OnnxCapturer",
    "statsmodels.Results": "jupyter_registry.capture.statsmodels:StatsmodelsCapturer",
    "sklearn.base.BaseEstimator": "jupyter_registry.capture.sklearn:SklearnCapturer",
    "builtins.object": "jupyter_registry.capture.generic:GenericCapturer",
}
"""What this package declares in ``GROUP``, for a checkout that was never installed; asked in this order,
because an estimator of a boosting library is one of scikit-learn too, and a transformer a module of PyTorch."""


class Captured(msgspec.Struct, frozen=True, kw_only=True):
    """What a capturer read off an object."""

    framework: str = ""
    task: str = ""
    architecture: str = ""
    family: str = ""
    model_class: str = ""
    params: dict[str, Any] = {}
    metrics: tuple[Metric, ...] = ()
    requires: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    feature_names: tuple[str, ...] = ()
    feature_count: int | None = None
    parameter_count: int | None = None
    inputs: tuple[Field, ...] = ()  # what the object itself says goes in, and comes out
    outputs: tuple[Field, ...] = ()
    unseeded: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class Capturer(Protocol):
    """Describes and saves objects of one family. Its module imports no framework when it is loaded."""

    def matches(self, obj: Any) -> bool:
        """Whether this capturer takes the object, told by the names of its classes."""
        ...

    def describe(self, obj: Any) -> Captured:
        """What can be read off the object; raises ``NotCapturable``."""
        ...

    def save(self, obj: Any, folder: Path, format: str) -> tuple[ArtifactFile, ...]:
        """Write the object's files into ``folder``; raises ``NotCapturable`` with a way on.

        ``format`` "" means the capturer's safest one; another one only when the author asked for it.
        """
        ...


def is_kind(obj: Any, *names: str) -> bool:
    """Whether one of the object's classes has the package and name of ``names`` ("pandas.DataFrame").

    The path between them is ignored: libraries move their classes between modules.
    """
    wanted = {tuple(name.split(".", 1)) for name in names}
    return any((cls.__module__.partition(".")[0], cls.__name__) in wanted for cls in type(obj).__mro__)


@cache
def _declared() -> tuple[EntryPoint, ...]:
    found = tuple(entry_points(group=GROUP))
    values = {entry.value for entry in found}
    missing = (EntryPoint(name, value, GROUP) for name, value in BUILT_IN.items() if value not in values)
    return tuple(sorted((*found, *missing), key=_place))


def _place(entry: EntryPoint) -> tuple[int, str]:
    """Capturers of other packages first, because they are more specific; the one that takes all last."""
    ours = list(BUILT_IN.values())
    return (ours.index(entry.value) + 1 if entry.value in ours else 0), entry.name


def choose(obj: Any) -> Capturer:
    """The first capturer that takes the object; one that fails to load is passed over with a warning."""
    for entry in _declared():
        capturer = _taker(entry, obj)
        if capturer is not None:
            return capturer
    raise NotCapturable(f"No capturer takes a {type(obj).__name__}.", fix="Publish a model object.")


def _taker(entry: EntryPoint, obj: Any) -> Capturer | None:
    try:
        capturer: Capturer = entry.load()()
        return capturer if capturer.matches(obj) else None
    except Exception as error:  # a broken plugin of somebody else must not stop a publish
        warnings.warn(f'The capturer "{entry.name}" cannot be used: {error}.', stacklevel=3)
        return None


def describe(obj: Any, capturer: Capturer) -> Captured:
    """Describe the object; when its capturer breaks, degrade to the generic description with a warning."""
    try:
        return capturer.describe(obj)
    except RegistryError:
        raise
    except Exception as error:  # as above: less is known, and it says so
        from .generic import GenericCapturer

        plain = GenericCapturer().describe(obj)
        note = f"Only the class was read: {type(error).__name__} in {type(capturer).__name__}."
        return msgspec.structs.replace(plain, warnings=(*plain.warnings, note))
