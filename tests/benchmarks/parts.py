"""The steps of a publish, each measured where it is called; a step inside of another one is in both."""

from __future__ import annotations

import functools
import pkgutil
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

from .timing import Sample, cpu_seconds

STEPS = {
    "look at the object": "preparing.describe",
    "write its file": "capture.sklearn.SklearnCapturer.save",
    "what the file holds": "preparing.foreign_types",
    "data": "capture.surroundings.Surroundings.data",
    "signature": "capture.surroundings.Surroundings.signature",
    "test rows": "preparing.write_test_data",
    "notebook, code state": "capture.surroundings.Surroundings.notebook",
    "metrics": "capture.surroundings.Surroundings.metrics",
    "environment": "capture.surroundings.Surroundings.environment",
    "explanations": "capture.surroundings.Surroundings.explanations",
    "secrets": "preparing.scrub_all",
    "PREPARED": "publishing.prepare",
    "earlier, champion": "publishing.earlier",
    "send the files": "local.backend.LocalBackend.put_blob",
    "add the version": "local.backend.LocalBackend._write",
    "SENT": "publishing.Sender.send",
}
"""What is printed -> where the function is called from, below the package."""


@contextmanager
def watched() -> Iterator[dict[str, list[Sample]]]:
    """Measure every call of the steps within the block."""
    samples: dict[str, list[Sample]] = {label: [] for label in STEPS}
    with ExitStack() as patches:
        for label, path in STEPS.items():
            owner, _, name = path.rpartition(".")
            place = pkgutil.resolve_name(f"jupyter_registry.{owner}")
            patches.enter_context(mock.patch.object(place, name, _measured(getattr(place, name), samples[label])))
        yield samples


def _measured(function: Callable[..., Any], samples: list[Sample]) -> Callable[..., Any]:
    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        cpu, wall = cpu_seconds(), time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            samples.append(Sample((time.perf_counter() - wall) * 1e3, (cpu_seconds() - cpu) * 1e3))

    return call


def report(samples: Mapping[str, list[Sample]]) -> None:
    """Print what each step takes of one publish: medians of CPU and wall time, in milliseconds."""
    for label, measured in samples.items():
        calls = len(measured) / max(1, len(samples["SENT"]))  # of one publish
        cpu, wall = (calls * statistics.median(one[place] for one in measured or [Sample(0, 0)]) for place in (1, 0))
        print(f"  {label:<26} CPU {cpu:8.2f} ms  wall {wall:8.2f} ms")
