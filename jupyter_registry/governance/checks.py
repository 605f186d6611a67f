"""What is worth saying about a manifest before it is published; nothing here refuses."""

from __future__ import annotations

from collections.abc import Iterator

from ..types import Finding, Manifest

RUNS_CODE = {"pickle", "joblib", "cloudpickle", "dill", "torch"}
"""Formats that run code of the file when it is loaded."""


def findings(manifest: Manifest) -> Iterator[Finding]:
    """Warnings about what a later reader will miss, each with the way to give it."""
    if not manifest.license and not (manifest.card and "license" in manifest.card.fields):
        yield _warning("license", "No license is set, so nobody else may use it.", "Add --license Apache-2.0.")
    if not manifest.metrics:
        yield _warning("metrics", "No metrics were given.", "Add --metrics NAME.")
    if manifest.artifacts and manifest.signature is None:
        yield _warning("signature", "Inputs and outputs are unknown.", "Add --data NAME.")
    for artifact in manifest.artifacts:
        if artifact.format in RUNS_CODE:
            yield _warning(
                "artifacts",
                f"{artifact.path} runs code when it is loaded; others must trust its digest first.",
                "Publish as skops where the model allows it.",
            )


def _warning(field: str, message: str, fix: str) -> Finding:
    return Finding(level="warning", field=field, message=message, fix=fix)
