"""Commands that measure a version."""

from __future__ import annotations

import argparse
from typing import Any

from ...errors import Invalid
from ...evaluating import EvaluatedModel, evaluate
from .command import REF, Argument, command


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


def _variable(shell: Any, name: str) -> Any:
    if name not in shell.user_ns:
        raise Invalid(f'There is no variable "{name[:60]}".', field="data", fix="Run the cell that makes it.")
    return shell.user_ns[name]
