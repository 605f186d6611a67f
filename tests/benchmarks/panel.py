"""How the side panel feels with many models: from a key to painted results, layout shift, frames while scrolling.

python -m tests.benchmarks.panel [--models 10000]

Makes a registry of generated cards and has ``ui-tests/tests/panel-measure.spec.ts`` type and scroll in Chromium.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from jupyter_registry import open_registry
from jupyter_registry import types as t
from jupyter_registry.limits import IMPORT_BATCH
from jupyter_registry.registry import Registry
from jupyter_registry.requests import Publish

UI_TESTS = Path(__file__).parents[2] / "ui-tests"
TASKS = ("object-detection", "image-classification", "speech-recognition", "text-generation", "tabular-regression")
FRAMEWORKS = ("pytorch", "tensorflow", "scikit-learn", "onnx")
LICENSES = ("Apache-2.0", "MIT", "BSD-3-Clause", "")
PLACES = ("edge cameras", "depot gateways", "call centres", "small screens", "night shifts", "the lab")
FAMILIES = ("resnet", "yolo", "conformer", "transformer", "forest", "detr", "unet")


def card(number: int) -> Publish:
    """A made-up model; the same for the same number."""
    task, family = TASKS[number % 5], FAMILIES[number % 7]
    return Publish(
        model=f"{family}-{number % 97}-s{number}",
        manifest=t.Manifest(
            framework=FRAMEWORKS[number % 4],
            task=task,
            architecture=family,
            license=LICENSES[number % 4],
            summary=f"A small {family} detector or reader for {PLACES[number % 6]}, number {number}.",
            metrics=(t.Metric(name="map", value=20 + number % 400 / 10, dataset="COCO", split="val"),),
            source=t.Source(id=f"made/{number}"),
            resources=t.Resources(parameter_count=10_000 * (1 + number % 9_000), latency_ms=0.5 + number % 300 / 10),
        ),
        tags=(f"team-{number % 12}",),
    )


def fill(registry: Registry, models: int) -> None:
    """Import ``models`` made-up cards."""
    for start in range(0, models, IMPORT_BATCH):
        done = registry.import_cards(card(number) for number in range(start, min(models, start + IMPORT_BATCH)))
        if done.skipped:
            raise SystemExit(f"A card was not taken: {done.skipped[0].reason}")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    """Fill, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=int, default=10_000)
    models = parser.parse_args().models
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'registry.db'}"
        with open_registry(url) as registry:
            fill(registry, models)
        env = {
            **os.environ,
            "MEASURE_MODELS": str(models),
            "PYTHON": sys.executable,
            "CHROMIUM": shutil.which("chromium") or "chromium",
            "JUPYTER_REGISTRY": url,
            "JUPYTERLAB_GALATA_ROOT_DIR": folder,
            "JUPYTER_REGISTRY_UI_PORT": str(free_port()),
            "JUPYTER_CONFIG_DIR": str(Path(folder) / "config"),
        }
        command = ["npx", "playwright", "test", "tests/panel-measure.spec.ts", "--output", str(Path(folder) / "out")]
        subprocess.run(command, cwd=UI_TESTS, env=env, check=True)


if __name__ == "__main__":
    main()
