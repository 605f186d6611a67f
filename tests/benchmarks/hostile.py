"""Odd lines against a large registry: how many raise, and how long the worst takes.

    python -m tests.benchmarks.hostile --versions 100000 [--lines 20000] [--strings FILE ...]

Lines are those of ``--strings`` (by default the payload lists beside the checkout, where there are any), alone and
mixed with operators, fields, odd characters and words of the registry, always the same for the same number.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime, timezone
from pathlib import Path

from jupyter_registry.local import index
from jupyter_registry.requests import Search

from . import corpus as corpora
from .timing import Sample, percentile, timed

PAYLOADS = Path(__file__).parents[2].parent / "shared" / "data" / "security"
PIECES = (
    '"', "'", "(", ")", "((((", "))))", "*", "-", "+", "^", ":", ",", "..", "NEAR(", "AND", "OR", "NOT", "%", "_", "\\",
    "\x00", "\x1b", "\u200b", "\ufeff", "\u202e", "e\u0301", "🙂", "人脸", "task:", "params<", "auc>1e999", "auc@",
    "-0",
    "@", "@me", "created:0001", "updated<9999y", "is:", "kernel:", "sort:", "like:", "from:", "has:auc", "param.x>1",
    "auc:5..1", "size<3lightyears",
    "x" * 200, "a*", "*a*", "?",
)  # fmt: skip
NOW = datetime(2026, 6, 15, tzinfo=timezone.utc)
SHOWN = 5  # of the slowest lines


def strings(files: Sequence[Path]) -> list[str]:
    """The lines of some files."""
    return [line for file in files for line in file.read_text(encoding="utf-8", errors="replace").split("\n") if line]


def lines(payloads: Sequence[str], words: Sequence[str], count: int) -> Iterator[str]:
    """``count`` odd lines: every payload once, then mixtures."""
    draw = random.Random(5)
    yield from payloads[:count]
    for _ in range(count - len(payloads)):
        parts = draw.choices(
            (*PIECES, *draw.sample(words, 20), *draw.sample(payloads or [""], 1)), k=draw.randint(1, 9)
        )
        yield draw.choice(("", " ")).join(parts)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--versions", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "jupyter-registry-search")
    parser.add_argument("--lines", type=int, default=20_000)
    parser.add_argument("--strings", type=Path, nargs="*")
    args = parser.parse_args()
    corpus, path = corpora.registry(args.versions, args.folder)
    files = args.strings or [*PAYLOADS.glob("*/*.txt")]
    words = [line for found in corpora.queries(corpus).values() for line in found]
    connection = sqlite3.connect(path, isolation_level=None)
    for line in ("model", "what tells whho is speeking"):  # what is read once
        index.search(connection, Search(q=line, facets=True), NOW)
    failed = []

    def ask(line: str) -> None:
        try:
            index.search(connection, Search(q=line, facets=True), NOW)
        except Exception as error:  # what is counted here
            failed.append((line, error))

    odd = lines(strings(files), words, args.lines)
    took: list[tuple[Sample, str]] = [(timed(lambda _, line=line: ask(line), 0), line) for line in odd]
    print(f"{len(took):,} lines from {len(files)} files and mixtures: {len(failed)} raised")
    for line, error in failed[:SHOWN]:
        print(f"  {line[:100]!r}: {error!r}")
    for name, times in (("wall", [one.wall for one, _ in took]), ("CPU", [one.cpu for one, _ in took])):
        middle, late = percentile(times, 0.5), percentile(times, 0.99)
        print(f"{name:>4}: p50 {middle:.2f} ms  p99 {late:.2f} ms  worst {max(times):.1f} ms")
    for one, line in sorted(took, key=lambda pair: -pair[0].cpu)[:SHOWN]:
        print(f"  {one.wall:7.1f} ms  CPU {one.cpu:7.1f} ms  {line[:100]!r}")


if __name__ == "__main__":
    main()
