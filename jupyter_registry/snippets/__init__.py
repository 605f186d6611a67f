"""Code that uses a version: pure text from what the registry says of it, for kernels, cards and the command line."""

from __future__ import annotations

from collections.abc import Callable

from ..types import Model, Snippet, Version
from . import further, using
from .subject import Subject
from .text import Code

CHAMPION = "champion"
WAYS: tuple[tuple[str, str, Callable[[Subject], Code | None]], ...] = (
    ("predict", "Load and predict", using.predict),
    ("load", "Load", using.load),
    ("card", "Show the card", using.card),
    ("batch", "Predict a file", using.batch),
    ("tune", "Train further", further.tune),
    ("serve", "Serve", using.serve),
    ("onnx", "ONNX", further.onnx),
    ("pipeline", "Pipeline", further.pipeline),
    ("features", "Feature store", using.features),
    ("shell", "Command line", using.shell),
)
"""Id, English label and maker of each way, the most useful first; a maker gives None where its way does not fit."""


def ref_of(model: Model, version: Version) -> str:
    """``name@alias`` when an alias points at the version, ``champion`` before others; else ``name:number``."""
    here = sorted(alias for alias, number in model.aliases.items() if number == version.number)
    alias = CHAMPION if CHAMPION in here else next(iter(here), "")
    return f"{model.name}@{alias}" if alias else f"{model.name}:{version.number}"


def snippets(version: Version, ref: str) -> tuple[Snippet, ...]:
    """The ways that fit the version; their code names it by ``ref``, runs nothing by itself and trusts nothing."""
    subject = Subject(version, ref)
    made = ((id, label, make(subject)) for id, label, make in WAYS)
    return tuple(
        Snippet(id=id, label=label, code=found.text(), needs=found.needs) for id, label, found in made if found
    )
