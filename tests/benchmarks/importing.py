"""Time and modules of ``import jupyter_registry`` in a fresh interpreter, against ``import json`` there.

python -m tests.benchmarks.importing [--rounds 20]
"""

from __future__ import annotations

import argparse
import subprocess
import sys

from .timing import interleaved, report


def run(statement: str) -> str:
    """Output of a fresh interpreter that runs ``statement``."""
    return subprocess.run([sys.executable, "-c", statement], check=True, capture_output=True, text=True).stdout.strip()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    args = parser.parse_args()
    inner = "import sys, time; n = len(sys.modules); t = time.perf_counter(); import {}; "
    inner += "print(round((time.perf_counter() - t) * 1e3, 1), 'ms,', len(sys.modules) - n, 'modules')"
    for name in ("jupyter_registry", "jupyter_registry.kernel.magic"):
        times = sorted(run(inner.format(name)) for _ in range(args.rounds))
        print(f"import {name}: best {times[0]}, median {times[len(times) // 2]}")
    arms = {name: (lambda turn, name=name: run(f"import {name}")) for name in ("json", "jupyter_registry")}
    report(interleaved(arms, args.rounds), "json")


if __name__ == "__main__":
    main()
