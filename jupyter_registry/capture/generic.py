"""Any Python object: its class, and the pickle family on request only."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO

from ..errors import Invalid, NotCapturable
from ..registry import ArtifactFile
from .base import Captured, is_kind

NOT_MODELS = (str, bytes, int, float, complex, bool, type(None), list, tuple, set, dict, type)
NOT_MODEL_KINDS = ("pandas.DataFrame", "pandas.Series", "numpy.ndarray", "builtins.module")
SUFFIXES = {"skops": ".skops", "pickle": ".pkl", "joblib": ".joblib"}
"""Formats that can be written here, with the suffix of their file."""


UNSAFE_FIX = "Publish with --no-artifact, or with --format pickle, which others must trust before they load it."


def full_name(obj: Any) -> str:
    """Module and name of the object's class."""
    return f"{type(obj).__module__}.{type(obj).__qualname__}"


class GenericCapturer:
    """The last resort; describes by class and saves by pickle when asked to."""

    def matches(self, obj: Any) -> bool:
        """True: takes everything."""
        return True

    def describe(self, obj: Any) -> Captured:
        """Class and package; raises ``NotCapturable`` for what cannot be a model."""
        if isinstance(obj, NOT_MODELS) or is_kind(obj, *NOT_MODEL_KINDS):
            raise NotCapturable(
                f"A {type(obj).__name__} is not a model.",
                field="object",
                fix="Pass the fitted model object itself.",
            )
        package = type(obj).__module__.partition(".")[0]
        known = package not in ("__main__", "builtins")
        return Captured(
            framework=package if known else "",
            architecture=type(obj).__name__,
            model_class=full_name(obj),
            requires=(package,) if known else (),
        )

    def save(self, obj: Any, folder: Path, format: str) -> tuple[ArtifactFile, ...]:
        """Pickle the object; raises ``NotCapturable`` unless the author asked for that."""
        if format in ("pickle", "joblib"):
            return (save_running_code(obj, folder, format),)
        raise NotCapturable(
            f"A {type(obj).__name__} has no safe file format here.",
            field="format",
            fix=UNSAFE_FIX,
        )


def save_running_code(obj: Any, folder: Path, format: str) -> ArtifactFile:
    """Write the object as "pickle" or "joblib"; raises ``NotCapturable`` naming what cannot be written."""
    file = folder / f"model{SUFFIXES[format]}"
    try:
        with file.open("wb") as stream:
            _dumper(format)(obj, stream)
    except OSError:
        raise
    except Exception as error:  # pickling runs code of the object, which may raise anything
        raise NotCapturable(
            f"The {type(obj).__name__} cannot be written as {format}: {one_line(error)}.",
            field="format",
            fix="Move functions and classes into an importable module, or publish with --no-artifact.",
        ) from error
    return ArtifactFile(path=file.name, file=file, format=format)


def _dumper(format: str) -> Callable[[Any, BinaryIO], object]:
    if format == "joblib":
        import joblib

        dump: Callable[[Any, BinaryIO], object] = joblib.dump
        return dump
    return lambda obj, stream: pickle.dump(obj, stream, protocol=4)


def one_line(error: BaseException, longest: int = 160) -> str:
    """The first line of an error's text, without the full stop."""
    lines: Iterable[str] = str(error).strip().splitlines() or [type(error).__name__]
    return next(iter(lines))[:longest].rstrip(". ")


def check_format(format: str) -> str:
    """Return the format when it can be written, "" for the safest one; else raise ``Invalid``."""
    if format in ("", *SUFFIXES):
        return format
    raise Invalid(f'The format "{format[:40]}" cannot be written.', field="format", fix="Use skops, pickle or joblib.")
