"""Any Python object: its class, and pickle on request only."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

from ..errors import Invalid, NotCapturable
from ..registry import ArtifactFile
from .base import Captured

NOT_MODELS = (str, bytes, int, float, complex, bool, type(None), list, tuple, set, dict, type)


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
        if isinstance(obj, NOT_MODELS) or type(obj).__name__ in ("module", "DataFrame", "Series", "ndarray"):
            raise NotCapturable(
                f"A {type(obj).__name__} is not a model.", fix="Pass the fitted model object itself."
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
        """Pickle the object; raises ``NotCapturable`` unless ``format`` is "pickle"."""
        if format != "pickle":
            raise NotCapturable(
                f"A {type(obj).__name__} has no safe file format here.",
                field="format",
                fix="Publish with --no-artifact, or with --format pickle, "
                "which others must trust before they can load it.",
            )
        return (save_pickle(obj, folder),)

    def load(self, folder: Path) -> Any:
        """Unpickle; only ever called after the digest was trusted."""
        return pickle.loads((folder / "model.pkl").read_bytes())


def save_pickle(obj: Any, folder: Path) -> ArtifactFile:
    """Write ``model.pkl``; raises ``NotCapturable`` naming what cannot be pickled."""
    try:
        content = pickle.dumps(obj, protocol=4)
    except Exception as error:  # pickle lets any exception of the object through
        raise NotCapturable(
            f"The {type(obj).__name__} cannot be pickled: {str(error)[:160]}.",
            fix="Move functions and classes into an importable module, or publish with --no-artifact.",
        ) from error
    file = folder / "model.pkl"
    file.write_bytes(content)
    return ArtifactFile(path="model.pkl", file=file, format="pickle")


def check_format(format: str) -> str:
    """Return the format when a capturer can write it, else raise ``Invalid``."""
    if format in ("skops", "pickle"):
        return format
    raise Invalid(f'The format "{format[:40]}" cannot be written.', field="format", fix="Use skops or pickle.")
