"""A registry to call the command line on."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from jupyter_registry import open_registry, types
from jupyter_registry.cli import main
from jupyter_registry.config import sqlite_url


class Said(msgspec.Struct):
    """What a call printed, and its exit code."""

    code: int
    out: str
    err: str


Call = Callable[..., Said]


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a registry with the model churn, in two versions."""
    address = sqlite_url(tmp_path / "registry.db")
    with open_registry(address) as registry:
        for accuracy in (0.8, 0.9):
            metrics = (types.Metric(name="accuracy", value=accuracy, dataset="customers", split="test"),)
            manifest = types.Manifest(summary="Who leaves?", task="tabular-classification", metrics=metrics)
            registry.publish("churn", manifest, tags=["telecom"])
    return address


@pytest.fixture
def call(url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls the command line on that registry, with text on standard input."""

    def called(*arguments: str, standard_input: str = "") -> Said:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(standard_input.encode())))
        try:
            code = main(["--registry", url, *arguments])
        except SystemExit as left:
            code = int(left.code or 0)
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return called
