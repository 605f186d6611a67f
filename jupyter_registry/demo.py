"""A folder to try the registry in: example models, a notebook, and JupyterLab on them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .config import sqlite_url
from .errors import NotFound, RegistryError
from .publishing import publish
from .registry import Registry, open_registry
from .types import CardValue

if TYPE_CHECKING:
    from .examples.models import Example

REGISTRY = "registry.db"
NOTEBOOK = "first-model.ipynb"
NEEDED = "pip install 'jupyter_registry[demo]'"


def prepare(folder: Path) -> int:
    """Fill ``folder`` unless it is filled already; returns the number of models in its registry.

    Raises ``RegistryError`` when scikit-learn, which makes the models, is not installed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    notebook = folder / NOTEBOOK
    if not notebook.exists():
        shutil.copyfile(Path(__file__).parent / "examples" / NOTEBOOK, notebook)
    with open_registry(sqlite_url(folder / REGISTRY)) as registry:
        _fill(registry)
        return registry.get_status().models


def _fill(registry: Registry) -> None:
    try:
        from .examples import models
    except ImportError as error:
        raise RegistryError(f"The examples need {error.name}.", fix=f"Run {NEEDED}.") from error
    before = {example.name: _versions(registry, example.name) for example in models.EXAMPLES}
    number = dict.fromkeys(before, 0)
    for example in models.EXAMPLES:
        number[example.name] += 1
        if number[example.name] > before[example.name]:
            _publish(registry, example)
    for name, reason in models.RETIRED.items():
        if registry.get_version(f"{name}:1").stage != "retired":
            registry.retire(f"{name}:1", reason)


def _versions(registry: Registry, name: str) -> int:
    try:
        return registry.get_model(name).version_count
    except NotFound:
        return 0


def _publish(registry: Registry, example: Example) -> None:
    from .examples.models import ABOUT, train

    trained = train(example)
    about = ABOUT[example.data]
    card = publish(
        trained.estimator,
        example.name,
        metrics=trained.metrics,
        data={f"{example.data} test": trained.inputs},
        summary=example.summary,
        license=example.license,
        tags=example.tags,
        alias=example.alias,
        card_text=about.text,
        cells=False,
        registry=registry,
    )
    registry.edit_card(card.ref, {field: CardValue(value=answer) for field, answer in about.fields.items()})


def start(folder: Path, port: int | None = None) -> int:
    """Run JupyterLab in ``folder`` on its registry until it is stopped; returns its exit code."""
    environment = {**os.environ, "JUPYTER_REGISTRY": sqlite_url(folder / REGISTRY)}
    command = [sys.executable, "-m", "jupyter", "lab", NOTEBOOK]
    if port:
        command.append(f"--port={port}")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")  # a container; JupyterLab would only say no
    try:
        return subprocess.call(command, cwd=folder, env=environment)
    except KeyboardInterrupt:
        return 0
