"""Capturers: one per family of objects, chosen by the most specific class of the object."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Protocol

import msgspec

from ..errors import NotCapturable, RegistryError
from ..registry import ArtifactFile
from ..types import Metric

GROUP = "jupyter_registry.capture"
BUILT_IN = {
    "sklearn.base.BaseEstimator": "jupyter_registry.capture.sklearn:SklearnCapturer",
    "builtins.object": "jupyter_registry.capture.generic:GenericCapturer",
}
"""Full name of a class -> its capturer. Entry points of ``GROUP`` use the same names and come first."""


class Captured(msgspec.Struct, frozen=True, kw_only=True):
    """What a capturer read off an object."""

    framework: str = ""
    task: str = ""
    architecture: str = ""
    family: str = ""
    model_class: str = ""
    params: Mapping[str, Any] = {}
    metrics: tuple[Metric, ...] = ()
    requires: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    feature_names: tuple[str, ...] = ()
    feature_count: int | None = None
    warnings: tuple[str, ...] = ()


class Capturer(Protocol):
    """Describes, saves and loads objects of one family."""

    def matches(self, obj: Any) -> bool:
        """Whether this capturer takes the object."""
        ...

    def describe(self, obj: Any) -> Captured:
        """What can be read off the object; raises ``NotCapturable``."""
        ...

    def save(self, obj: Any, folder: Path, format: str) -> tuple[ArtifactFile, ...]:
        """Write the object's files into ``folder``; raises ``NotCapturable`` with a way on."""
        ...

    def load(self, folder: Path) -> Any:
        """Read back what ``save`` wrote."""
        ...


def class_names(obj: Any) -> Iterator[str]:
    """Full names of the object's classes, most specific first; imports nothing."""
    for cls in type(obj).__mro__:
        yield f"{cls.__module__}.{cls.__qualname__}"


def is_kind(obj: Any, *names: str) -> bool:
    """Whether one of the object's classes has the package and name of ``names`` ("pandas.DataFrame").

    The path between them is ignored: libraries move their classes between modules.
    """
    wanted = {tuple(name.split(".", 1)) for name in names}
    return any((cls.__module__.partition(".")[0], cls.__name__) in wanted for cls in type(obj).__mro__)


@cache
def _declared() -> dict[str, str]:
    found = {entry.name: entry.value for entry in entry_points(group=GROUP)}
    return BUILT_IN | {name: value for name, value in found.items() if "." in name}


def choose(obj: Any) -> Capturer:
    """The capturer of the most specific class that takes the object; one that fails to load is passed over."""
    declared = _declared()
    for name in class_names(obj):
        if name not in declared:
            continue
        module, _, attribute = declared[name].partition(":")
        try:
            capturer: Capturer = getattr(importlib.import_module(module), attribute)()
            if capturer.matches(obj):
                return capturer
        except (ImportError, AttributeError, TypeError) as error:
            warnings.warn(f"The capturer of {name} cannot be used: {error}.", stacklevel=2)
    raise NotCapturable(f"No capturer takes a {type(obj).__name__}.", fix="Publish a model object.")


def describe(obj: Any, capturer: Capturer) -> Captured:
    """Describe the object; when its capturer breaks, degrade to the generic description with a warning."""
    try:
        return capturer.describe(obj)
    except RegistryError:
        raise
    except Exception as error:  # a capturer of third parties must never stop a publish
        from .generic import GenericCapturer

        plain = GenericCapturer().describe(obj)
        note = f"Only the class was read: {type(error).__name__} in {type(capturer).__name__}."
        return msgspec.structs.replace(plain, warnings=(*plain.warnings, note))
