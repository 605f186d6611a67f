"""Commands that measure a version, or run it again."""

from __future__ import annotations

import argparse
from typing import Any

from ...drifting import drift as measure_drift
from ...errors import Invalid
from ...evaluating import EvaluatedModel, evaluate
from ...reproducing import reproduce as run_again
from ...reproduction import SECONDS, TOLERANCE
from ..lookup import look_up
from .command import REF, Argument, Said, command


@command(
    REF,
    Argument("--data", default="", help="variable with the rows"),
    Argument("--target", default="", help="variable or column with the true values"),
    Argument("--dataset", default="", help="name of the data"),
    Argument("--split", default="test", help="part of the dataset"),
    Argument("--scenario", default="", help="what the numbers stand for"),
    Argument("--seconds", type=float, default=2.0, help="time for measuring"),
    writes=True,
)
def benchmark(args: argparse.Namespace, shell: Any) -> EvaluatedModel:
    """Measure latency, throughput, memory and scores here: %registry benchmark churn --data X_test --target y_test"""
    data = _variable(shell, args.data) if args.data else None
    target = args.target or None
    if target and target in shell.user_ns:
        target = shell.user_ns[target]
    return evaluate(
        args.ref,
        data,
        target,
        dataset=args.dataset or args.data,
        split=args.split,
        scenario=args.scenario,
        seconds=args.seconds,
        record=not args.dry_run,
    )


@command(REF, Argument("data", help="variable with new rows"), writes=True)
def drift(args: argparse.Namespace, shell: Any) -> Said:
    """How far new rows have moved from the training data: %registry drift churn@champion new_rows"""
    report = measure_drift(args.ref, look_up(shell, args.data, "data"), record=not args.dry_run)
    return Said(str(report), report)


@command(
    REF,
    Argument("--here", action="store_true", help="in this Python, with the packages that are there"),
    Argument("--yes", action="store_true", help="I have read the cells: run them"),
    Argument("--folder", default="", help="where the files are that the cells read"),
    Argument("--seconds", type=float, default=SECONDS, help="longest time of the run"),
    Argument("--tolerance", type=float, default=TOLERANCE, help="share of its value by which a metric may differ"),
    writes=True,
)
def reproduce(args: argparse.Namespace, shell: Any) -> Said:
    """Run the cells that made a version again and compare the metrics: %registry reproduce churn:3 --yes"""
    found = run_again(
        args.ref,
        here=args.here,
        yes=args.yes,
        folder=args.folder or None,
        seconds=args.seconds,
        tolerance=args.tolerance,
        record=not args.dry_run,
        say=lambda text: print(text, flush=True),
    )
    return Said(str(found), found)


def _variable(shell: Any, name: str) -> Any:
    if name not in shell.user_ns:
        raise Invalid(f'There is no variable "{name[:60]}".', field="data", fix="Run the cell that makes it.")
    return shell.user_ns[name]
