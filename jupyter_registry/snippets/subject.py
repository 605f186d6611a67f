"""What is known of a version when code is written for it."""

from __future__ import annotations

from typing import Any

import msgspec

from ..governance.checks import RUNS_CODE
from ..types import Signature, Version
from ..types.manifest import BESIDE
from .text import Code, code, comment, literal, quoted, wrapped

TRANSFORMS = "feature-extraction"
"""The task of scalers, encoders and decompositions, which predict nothing."""
WEIGHTS = ("pytorch", "transformers")
"""Frameworks whose loaded objects have no ``predict``."""
PANDAS, NUMPY = "import pandas as pd", "import numpy as np"
NUMBERS = ("int", "uint", "float")
WIDE = 40
"""Columns that code still names one by one; of more it reads the names from the registry."""


class Subject(msgspec.Struct, frozen=True):
    """A version and the ref that its code names."""

    version: Version
    ref: str

    @property
    def framework(self) -> str:
        """Its framework's name, such as "scikit-learn"."""
        return self.version.manifest.framework

    @property
    def loads(self) -> bool:
        """Whether it has files of its own, not only what lies beside them."""
        return any(artifact.format not in BESIDE for artifact in self.version.manifest.artifacts)

    @property
    def signature(self) -> Signature:
        """Its signature; an empty one when there is none."""
        return self.version.manifest.signature or Signature()

    @property
    def row(self) -> dict[str, Any]:
        """One valid input, its columns in the order of the signature; {} when none is known.

        Without known outputs the model never predicted its example, so code that does would be a guess.
        """
        example, outputs = self.signature.example, self.signature.outputs
        if not self.loads or not example or not outputs or self.framework in WEIGHTS:
            return {}
        names = [field.name for field in self.signature.inputs if field.name in example[0]]
        return {name: example[0][name] for name in names or example[0]}

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the table that it predicts from; () when it takes no table."""
        return tuple(self.row) if self.signature.container == "dataframe" else ()

    @property
    def wide(self) -> bool:
        """Whether it has more columns than code should name."""
        return len(self.columns) > WIDE

    @property
    def numeric(self) -> bool:
        """Whether all of its inputs are numbers."""
        return bool(self.row) and all(field.dtype.startswith(NUMBERS) for field in self.signature.inputs)

    @property
    def method(self) -> str:
        """What it does with rows."""
        return "transform" if self.version.manifest.task == TRANSFORMS else "predict"

    def load(self) -> Code:
        """Code after which ``model`` is the loaded object."""
        risky = [artifact for artifact in self.version.manifest.artifacts if artifact.format in RUNS_CODE]
        warning: list[str] = []
        if risky:
            names = ", ".join(f"{quoted(artifact.path)} ({artifact.format})" for artifact in risky)
            warning = [
                comment(f"Loading {names} runs code that its publisher put in the file."),
                comment("If you trust the publisher, give load() the digest you trust:"),
                *(comment(f"trust={quoted(artifact.digest)}") for artifact in risky),
            ]
        return code([*warning, f"model = registry.load({quoted(self.ref)})"], "import jupyter_registry as registry")

    def rows(self) -> Code:
        """Code after which ``rows`` is the example; of a wide table it follows ``column_list``."""
        if self.wide and self.columns:
            return code(["rows = pd.DataFrame(signature.example, columns=columns).head(1)"], PANDAS)
        if self.signature.container == "ndarray":
            return _array(self.row)
        if self.signature.container == "list":
            value = next(iter(self.row.values())) if len(self.row) == 1 else list(self.row.values())
            return code([f"rows = {wrapped('[', [literal(value)], ']')}"])
        items = (f"{quoted(name)}: {literal(value)}" for name, value in self.row.items())
        row = wrapped("{", items, "}", "        ")
        return code(["rows = pd.DataFrame(", "    [", f"        {row},", "    ]", ")"], PANDAS)

    def column_list(self) -> Code:
        """Code after which ``columns`` are the names of the columns."""
        if self.wide:
            lines = [
                f"signature = registry.open_registry().get_version({quoted(self.ref)}).manifest.signature",
                "columns = [field.name for field in signature.inputs]",
            ]
            return code(lines)
        return code([f"columns = {wrapped('[', map(quoted, self.columns), ']')}"])


def _array(row: dict[str, Any]) -> Code:
    only = next(iter(row.values())) if len(row) == 1 else None
    values = only if isinstance(only, list) else list(row.values())
    named = [comment(", ".join(row))] if len(row) > 1 else []
    text = wrapped("[", map(literal, values), "]", "        ")
    return code([*named, "rows = np.array(", "    [", f"        {text},", "    ]", ")"], NUMPY)
