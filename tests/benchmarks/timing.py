"""Interleaved timing, so that a busy moment of the machine hits every arm alike."""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple


class Sample(NamedTuple):
    """Wall and CPU time of one call, in milliseconds."""

    wall: float
    cpu: float


class Summary(NamedTuple):
    """Percentiles of the wall times and the mean CPU time, in milliseconds."""

    count: int
    p50: float
    p95: float
    cpu: float

    def __str__(self) -> str:
        return f"n {self.count:>5}  p50 {self.p50:9.2f} ms  p95 {self.p95:9.2f} ms  CPU {self.cpu:9.2f} ms"


def percentile(values: list[float], share: float) -> float:
    """The value below which ``share`` (0..1) of the values lie, interpolated."""
    ordered = sorted(values)
    position = (len(ordered) - 1) * share
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def summary(samples: list[Sample]) -> Summary:
    """Summarise the samples of one arm."""
    walls = [sample.wall for sample in samples]
    cpu = statistics.fmean(sample.cpu for sample in samples)
    return Summary(len(samples), percentile(walls, 0.5), percentile(walls, 0.95), cpu)


def timed(call: Callable[[int], object], turn: int) -> Sample:
    """Run one call and measure it."""
    cpu, wall = cpu_seconds(), time.perf_counter()
    call(turn)
    return Sample((time.perf_counter() - wall) * 1e3, (cpu_seconds() - cpu) * 1e3)


def cpu_seconds() -> float:
    """CPU time of this process and of its children that have ended."""
    children = os.times()
    return time.process_time() + children.children_user + children.children_system


def interleaved(arms: Mapping[str, Callable[[int], object]], rounds: int, warmup: int = 1) -> dict[str, list[Sample]]:
    """Call every arm once per round, the order rotating; warm-up rounds are not kept."""
    names = list(arms)
    samples: dict[str, list[Sample]] = {name: [] for name in names}
    gc.collect()
    for turn in range(-warmup, rounds):
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            sample = timed(arms[name], turn)
            if turn >= 0:
                samples[name].append(sample)
    return samples


def report(samples: Mapping[str, list[Sample]], baseline: str) -> None:
    """Print each arm and its ratio to the baseline's median."""
    floor = summary(samples[baseline])
    for name, measured in samples.items():
        found = summary(measured)
        print(f"{name:<28}{found}  {found.p50 / floor.p50:7.3f} x {baseline}")
