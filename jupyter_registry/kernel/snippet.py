"""Code that loads a version and predicts from its example."""

from __future__ import annotations

from ..loading import RUNS_CODE
from ..types import Version

TRANSFORMS = "feature-extraction"  # the task of scalers, encoders and decompositions, which predict nothing


def snippet(version: Version, ref: str) -> str:
    """Python code for a cell; it trusts nothing by itself, but says what to add when trust is needed."""
    imports = ["import jupyter_registry as registry"]
    risky = [artifact for artifact in version.manifest.artifacts if artifact.format in RUNS_CODE]
    lines = [f'# runs code of its publisher; if you trust it: trust="{risky[0].digest}"'] if risky else []
    lines.append(f'model = registry.load("{ref}")')
    example, more_imports = _example(version)
    return "\n".join([*sorted((*imports, *more_imports)), "", *lines, *example])


def _example(version: Version) -> tuple[list[str], list[str]]:
    signature = version.manifest.signature
    if signature is None or not signature.example or not signature.outputs:
        return [], []
    order = [field.name for field in signature.inputs]  # stored JSON does not keep the order of its names
    rows = [{name: row[name] for name in order if name in row} or dict(row) for row in signature.example]
    call = "model.transform(rows)" if version.manifest.task == TRANSFORMS else "model.predict(rows)"
    if signature.container == "dataframe":
        return [f"rows = pd.DataFrame({rows!r})", call], ["import pandas as pd"]
    values = [next(iter(row.values())) for row in rows]
    if signature.container == "ndarray":
        return [f"rows = np.array({values!r})", call], ["import numpy as np"]
    return [f"rows = {values!r}", call], []
