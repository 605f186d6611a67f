"""What ``%publish`` without arguments finds out in notebooks that it has never seen.

    python -m tests.benchmarks.capture NOTEBOOK... [--variable NAME] [--seconds 900] --json out.json

Each notebook runs in its own folder, in a fresh kernel with a fresh registry; a cell that fails does not end it. Then
each fitted variable (or the named one) is published by a further cell. The cells that the version keeps as those that
make and measure the model run alone in another kernel with another registry and publish it again:
``slice_reproduces`` is whether that gives the same certain metrics. ``ok`` is whether there was a model and all were
published; ``error`` tells what was raised meanwhile, also by cells of the notebook.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
import time
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

import msgspec
from nbclient.exceptions import DeadKernelError

from jupyter_registry import open_registry
from jupyter_registry.cards import CAPTURED_WEIGHTS, QUESTIONS, answered
from jupyter_registry.kernel.display import MIME
from jupyter_registry.types import Dataset, Manifest, Metric, ModelCard

from .notebooks import Session, code_of, milliseconds, session

TOLERANCE = 1e-6  # relative
POLL = 2  # seconds between two looks at a publish in the background


def measured(path: Path, variable: str, seconds: float) -> dict[str, Any]:
    """The report on one notebook."""
    began = time.monotonic()
    models: list[dict[str, Any]] = []
    problems: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        try:
            with session(path, Path(folder), seconds) as running:
                problems = running.problems
                running.run_all(code_of(path))
                wanted = [one for one in running.fitted() if variable in ("", one["name"])]
                models.extend({"variable": variable} for _ in range(not wanted and variable != ""))
                models.extend({"variable": one["name"], "class": one["class"]} for one in wanted)
                for model in models:
                    _publish(running, model)
        except TimeoutError:
            problems.append(f"not over after {seconds:,.0f} s")
        except DeadKernelError:
            problems.append("the kernel died")
    for model in models:
        model["slice_reproduces"] = _reproduces(path, model, seconds)
    missing = [model["variable"] for model in models if "publish_ms" not in model]
    problems += [f"not published: {name}" for name in missing] + ["no fitted model"] * (not models)
    return {
        "notebook": str(path),
        "ok": bool(models) and not missing,
        "error": "; ".join(problems),
        "seconds": round(time.monotonic() - began, 1),
        "models": [_without_sources(model) for model in models],
    }


def _publish(running: Session, model: dict[str, Any]) -> None:
    """Publish one variable and add all that its version tells to ``model``."""
    cell = running.run(f"%publish {model['variable']}")
    shown: dict[str, Any] = next((one.data[MIME] for one in cell.outputs if MIME in one.get("data", {})), {"view": ""})
    if shown["view"] not in ("published", "sending"):
        model["warnings"] = [shown.get("message", "")]
        return
    name = shown["hit"]["model"] if shown["view"] == "published" else shown["message"].split()[0]
    with open_registry(running.url) as registry:
        while not registry.search(name, limit=1).hits:  # a large file goes in the background
            running.run(f"import time; time.sleep({POLL})", noted=False)
        card = registry.get_card(name)
    offered = {offer["field"] for offer in shown.get("offers", ())}
    model.update(_told(card, offered), warnings=shown.get("warnings", []), publish_ms=milliseconds(cell))


def _told(card: ModelCard, offered: Collection[str]) -> dict[str, Any]:
    manifest = card.version.manifest
    cells = manifest.notebook.cells if manifest.notebook is not None else ()
    return {
        "class": manifest.model_class,
        "library": manifest.framework,
        "params": manifest.params,
        "metrics": [_metric(metric) for metric in manifest.metrics],
        "data": [
            {"name": data.name, "rows": data.rows, "columns": _width(data), "digest": data.digest}
            for data in manifest.datasets
        ],
        "signature": msgspec.to_builtins(manifest.signature),
        "environment": msgspec.to_builtins(manifest.environment),
        "cells": len(cells),
        "slice": [cell.order for cell in cells if cell.in_slice],
        "card_fields": _fields(card, offered),
        "completeness": card.completeness.percent,
        "sources": [cell.source for cell in cells if cell.in_slice or cell.measures],
    }


def _width(data: Dataset) -> int:
    """Columns of a frame, or of the one array."""
    shapes = [column.shape for column in data.columns]
    return shapes[0][-1] or 1 if len(shapes) == 1 and shapes[0] else len(shapes)


def _metric(metric: Metric) -> dict[str, Any]:
    return {
        "name": metric.name,
        "value": metric.value,
        "certain": not metric.inferred,
        "dataset": metric.dataset,
        "split": metric.split,
        "origin": metric.origin,
    }


def _fields(card: ModelCard, offered: Collection[str]) -> dict[str, str]:
    """Each field of a card: captured, inferred (a person only has to confirm what is offered) or missing."""
    manifest = card.version.manifest
    captured = {name: _state(manifest, name) for name in CAPTURED_WEIGHTS}
    open_ = {one.name: "inferred" if one.name in offered else "missing" for one in QUESTIONS}
    asked = {name: "captured" if answered(manifest, card.card, name) else state for name, state in open_.items()}
    return captured | asked


def _state(manifest: Manifest, name: str) -> str:
    if not getattr(manifest, name):
        return "missing"
    unsure = name == "metrics" and all(metric.inferred for metric in manifest.metrics)
    return "inferred" if unsure else "captured"


def _reproduces(path: Path, model: dict[str, Any], seconds: float) -> bool | None:
    """Whether the kept cells alone make the model with the same certain metrics; None when nothing was published."""
    if "sources" not in model:
        return None
    again = {"variable": model["variable"]}
    with tempfile.TemporaryDirectory() as folder:
        try:
            with session(path, Path(folder), seconds) as running:
                running.run_all(source for source in model["sources"] if not source.startswith("%publish"))
                _publish(running, again)
        except (TimeoutError, DeadKernelError):
            return False
    return "metrics" in again and _same(_certain(model["metrics"]), _certain(again["metrics"]))


def _certain(metrics: Iterable[dict[str, Any]]) -> dict[tuple[str, str, str], float]:
    return {(one["name"], one["dataset"], one["split"]): one["value"] for one in metrics if one["certain"]}


def _same(first: dict[tuple[str, str, str], float], second: dict[tuple[str, str, str], float]) -> bool:
    close = (math.isclose(value, second.get(key, math.nan), rel_tol=TOLERANCE) for key, value in first.items())
    return all(close)


def _without_sources(model: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in model.items() if name != "sources"}


def main() -> None:
    """Measure and write the list; it is written anew after each notebook."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notebooks", nargs="+", type=Path, metavar="NOTEBOOK")
    parser.add_argument("--variable", default="", help="publish this one only")
    parser.add_argument("--seconds", type=float, default=900, help="longest time of one run")
    parser.add_argument("--json", type=Path, required=True, help="file to write")
    args = parser.parse_args()
    reports: list[dict[str, Any]] = []
    for path in args.notebooks:
        report = measured(path.resolve(), args.variable, args.seconds)
        reports.append({**report, "notebook": str(path)})
        args.json.write_text(json.dumps(reports, indent=1) + "\n")
        found = ", ".join(f"{one['variable']} {one.get('completeness', 0)}%" for one in report["models"])
        print(f"{path.name}: {'ok' if report['ok'] else 'not ok'}, {report['seconds']} s, {found} {report['error']}")


if __name__ == "__main__":
    main()
