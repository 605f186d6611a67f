"""Measuring a version here: latency, throughput, memory, size, and scores where the truth is known."""

from __future__ import annotations

import math
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import msgspec

from .capture.data import check_table, named, split_of
from .capture.environment import cpu_name, gpu_names, lock_lines
from .capture.test_data import NAME as TEST_DATA
from .capture.test_data import TRUTH as TEST_TRUTH
from .errors import Invalid
from .loading import load, verified_bytes
from .registry import Registry
from .scoring import scores
from .session import current
from .types import Evaluation, Records, Resources, Version
from .types.manifest import BESIDE

WARM = 3  # calls that are not counted
LEAST = 20  # calls of which a percentile is read
MOST = 1_000
MEGABYTE = 1 << 20


class Timed(msgspec.Struct, frozen=True):
    """Calls of one function: the middle and the 95th percentile in milliseconds."""

    p50: float
    p95: float
    calls: int


class EvaluatedModel:
    """A version with what was measured on it; ``records`` is the reply of the registry, None when not recorded."""

    def __init__(self, ref: str, evaluation: Evaluation, records: Records | None) -> None:
        self.ref = ref
        self.evaluation = evaluation
        self.records = records

    @property
    def reply(self) -> Evaluation:
        """What was measured, for ``--json``."""
        return self.evaluation

    def __repr__(self) -> str:
        found = self.evaluation
        lines = [f"{self.ref} measured on {found.hardware or 'this machine'}"]
        for metric in found.metrics:
            interval = f"  {metric.low:.4g} to {metric.high:.4g}" if metric.low is not None else ""
            lines.append(f"{metric.name:<12} {metric.value:.4g}{interval}  n={metric.n}")
        resources = found.resources or Resources()
        if resources.latency_ms is not None:
            lines.append(f"{'latency':<12} {resources.latency_ms:.3g} ms, p95 {found.latency_p95_ms or 0:.3g} ms a row")
        if found.throughput is not None:
            lines.append(f"{'throughput':<12} {found.throughput:,.0f} rows/s")
        if resources.memory_mb is not None:
            lines.append(f"{'memory':<12} {resources.memory_mb:.3g} MB at most")
        lines.append("recorded" if self.records else "not recorded")
        return "\n".join(lines)


def evaluate(
    ref: str,
    data: Any = None,
    target: Any = None,
    *,
    dataset: str = "",
    split: str = "test",
    scenario: str = "",
    region: str = "",
    note: str = "",
    seconds: float = 2.0,
    trust: bool | str = False,
    record: bool = True,
    registry: Registry | str | None = None,
) -> EvaluatedModel:
    """Load a version, let it predict, and add what was measured to it.

    ``data`` is a table to predict from; without it the test data kept with the version is used, else its example.
    ``target`` is the true value of each row (or the name of a column of ``data``): with it scores are computed, as
    with those that were kept beside the test data.
    ``seconds`` bounds the timing. Peak memory is what Python and numpy allocate while loading and predicting.
    Raises ``Invalid`` when there is nothing to predict from, and what ``load`` raises.
    """
    if not math.isfinite(seconds) or seconds <= 0:
        raise Invalid(f"seconds is {seconds}.", field="seconds", fix="Give a few seconds, such as 2.")
    opened = current(registry)
    version = opened.get_version(ref)
    rows, truth, name = _rows(opened, version, data, target)
    tracemalloc.start()
    try:
        model = load(f"{version.model}:{version.number}", trust=trust, registry=opened)
        predict = _predict(model, version)
        predicted = _called(predict, rows, version)
        peak = tracemalloc.get_traced_memory()[1] / MEGABYTE
    finally:
        tracemalloc.stop()
    one = rows[:1]
    row = timed(lambda: predict(one), seconds / 2)
    batch = timed(lambda: predict(rows), seconds / 2, least=3)
    evaluation = Evaluation(
        metrics=() if truth is None else scores(truth, predicted, dataset=dataset or name, split=split),
        scenario=scenario,
        hardware=_hardware(),
        software=lock_lines(version.manifest.environment) if version.manifest.environment else (),
        region=region,
        resources=Resources(
            latency_ms=row.p50,
            memory_mb=peak,
            size_bytes=sum(one.size for one in version.manifest.artifacts if one.format not in BESIDE) or None,
            hardware=_hardware(),
        ),
        throughput=len(rows) / batch.p50 * 1000,
        latency_p95_ms=row.p95,
        note=note,
    )
    called = f"{version.model}:{version.number}"
    return EvaluatedModel(called, evaluation, opened.add_evaluation(called, evaluation) if record else None)


def timed(call: Callable[[], Any], seconds: float, least: int = LEAST) -> Timed:
    """Time a function until ``seconds`` are over, but ``least`` times and ``MOST`` times at most."""
    for _ in range(WARM):
        call()
    times: list[float] = []
    end = time.perf_counter() + seconds
    while len(times) < least or (time.perf_counter() < end and len(times) < MOST):
        started = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - started))
    times.sort()
    return Timed(times[len(times) // 2], times[math.ceil(0.95 * len(times)) - 1], len(times))


def _rows(registry: Registry, version: Version, data: Any, target: Any) -> tuple[Any, Any, str]:
    """What the model predicts from, the true values (or None), and what the data is called."""
    if data is not None:
        check_table(data, "data")
        if isinstance(target, str):
            if target not in getattr(data, "columns", ()):
                raise Invalid(f'The data has no column "{target}".', field="target", fix="Name one of its columns.")
            return data.drop(columns=[target]), data[target], next(iter(named(data)))
        return data, target, next(iter(named(data)))
    if target is not None:
        raise Invalid("There are true values and no data.", field="data", fix="Give the rows as data, too.")
    signature = version.manifest.signature
    rows = _kept(registry, version, TEST_DATA) or list(signature.example if signature else ())
    if not rows or signature is None:
        raise Invalid(
            f"{version.model}:{version.number} has no rows to predict from.",
            field="data",
            fix=f'Give some: evaluate("{version.model}:{version.number}", data=X_test)',
        )
    truth = _kept(registry, version, TEST_TRUTH)
    table = _container(signature.container, [field.name for field in signature.inputs], rows)
    return table, truth or None, _called_rows(version, len(rows))


def _kept(registry: Registry, version: Version, path: str) -> list[Any]:
    """The lines of a file that lies with the version; none without it."""
    files = (artifact for artifact in version.manifest.artifacts if artifact.path == path)
    return [msgspec.json.decode(line) for file in files for line in verified_bytes(registry, file).splitlines()]


def _called_rows(version: Version, count: int) -> str:
    """What scores on the kept rows are said to be on: the data they are all of, else these rows of this version."""
    tested = next((one for one in version.manifest.datasets if one.split == "test"), None)
    if tested is not None and tested.rows == count and not split_of(tested.name):
        return tested.name
    return f"{count:,} rows kept with {version.model}:{version.number}"


def _container(container: str, names: list[str], rows: list[dict[str, Any]]) -> Any:
    """Rows in the form that the model was fitted on."""
    if container == "dataframe":
        import pandas as pd

        return pd.DataFrame(rows, columns=[name for name in names if name in rows[0]] or None)
    values = [next(iter(row.values())) if len(row) == 1 else list(row.values()) for row in rows]
    if container == "list":
        return values
    import numpy as np

    return np.array(values)


def _predict(model: Any, version: Version) -> Callable[[Any], Any]:
    for name in ("predict", "transform"):
        found = getattr(model, name, None)
        if callable(found):
            return found  # type: ignore[no-any-return]  # whatever the framework calls predict
    if callable(model):
        return model  # type: ignore[no-any-return]
    raise Invalid(
        f"{version.model}:{version.number} cannot predict by itself (it is a {type(model).__name__}).",
        field="ref",
        fix="Measure it in your own code, then add_evaluation.",
    )


def _called(predict: Callable[[Any], Any], rows: Any, version: Version) -> Any:
    try:
        return predict(rows)
    except Exception as error:  # the framework may raise anything on rows it does not like
        first = (str(error).splitlines() or [""])[0][:160].rstrip(". ")
        raise Invalid(
            f"{version.model}:{version.number} could not predict from the data: {type(error).__name__}: {first}.",
            field="data",
            fix=f"Look at its signature: %registry show {version.model}:{version.number}",
        ) from error


def _hardware() -> str:
    return ", ".join((cpu_name() or "unknown processor", *gpu_names()))
