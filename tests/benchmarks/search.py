"""Search over many models: the whole reply against a bare top-20 of SQLite's word index on the same documents.

    python -m tests.benchmarks.search --versions 100000 [--rounds 3] [--folder DIR]
    python -m tests.benchmarks.search --corpus FILE

All arms run in one process, interleaved. ``ratio`` is the median over the queries of an arm's time by that of the
floor for the same query.
"""

from __future__ import annotations

import argparse
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timezone
from pathlib import Path

from jupyter_registry.local import index
from jupyter_registry.local.columns import columns_of
from jupyter_registry.requests import GetFacets, Search

from . import corpus as corpora
from .timing import Sample, interleaved, summary

GROUPED = (
    "SELECT f.value, count(*) FROM search_facets f JOIN search_documents d ON d.id = f.document"
    " WHERE f.field = ? AND d.retired = 0 GROUP BY f.value ORDER BY 2 DESC LIMIT 20"
)
NOW = datetime(2026, 6, 15, tzinfo=timezone.utc)
Arm = Callable[[str], object]


def floor(connection: sqlite3.Connection) -> Arm:
    """The bare top-20 by the words as typed."""

    def arm(line: str) -> object:
        words = (f'"{word.rstrip("*")}"{"*" if word.endswith("*") else ""}' for word in line.split())
        return connection.execute(
            "SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY bm25(search_index) LIMIT 20",
            (" ".join(words),),
        ).fetchall()

    return arm


def grouped(connection: sqlite3.Connection) -> Arm:
    """The counts of six facets of the whole registry by GROUP BY."""
    fields = ("task", "framework", "license", "owner", "tag", "dataset")
    return lambda line: [connection.execute(GROUPED, (field,)).fetchall() for field in fields]


def measure(arms: dict[str, Arm], lines: Sequence[str], rounds: int) -> dict[str, list[Sample]]:
    """Every arm on every line, ``rounds`` times."""
    calls = {name: (lambda turn, arm=arm: arm(lines[turn % len(lines)])) for name, arm in arms.items()}
    return interleaved(calls, rounds * len(lines), warmup=min(20, len(lines)))


def show(title: str, samples: dict[str, list[Sample]], lines: int) -> None:
    """Print the arms of one kind of queries; the first one is the baseline."""
    print(f"\n{title}")
    baseline = next(iter(samples))
    best = {name: [min(s.wall for s in found[i::lines]) for i in range(lines)] for name, found in samples.items()}
    for name, found in samples.items():
        ratio = statistics.median(mine / base for mine, base in zip(best[name], best[baseline], strict=True))
        print(f"  {name:<22}{summary(found)}  ratio {ratio:7.3f}")


def resident() -> float:
    """MiB of memory this process has had at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(path: Path, lists: dict[str, list[str]], rounds: int) -> None:
    """Measure the arms on a registry file."""
    connection = sqlite3.connect(path, isolation_level=None)
    before = resident()
    start = time.perf_counter()
    columns = columns_of(connection)
    index.search(connection, Search(q="model", facets=True), NOW)
    print(f"first reply {(time.perf_counter() - start) * 1e3:.0f} ms, with columns of {columns.size:,} ids")

    def whole(line: str) -> object:
        return index.search(connection, Search(q=line, facets=True), NOW)

    arms: dict[str, Arm] = {
        "floor": floor(connection),
        "full reply": whole,
        "reply without facets": lambda line: index.search(connection, Search(q=line), NOW),
        "facets alone": lambda line: index.facets(connection, GetFacets(q=line), NOW),
    }
    every: dict[str, list[Sample]] = {name: [] for name in arms}
    for kind in corpora.TYPED:
        samples = measure(arms, lists[kind], rounds)
        show(kind, samples, len(lists[kind]))
        for name, found in samples.items():
            every[name].extend(found)
    show("all kinds", every, len(every["floor"]))
    typos = lists["typo"]
    show("misspelt words", measure({"floor": arms["floor"], "full reply": whole}, typos, rounds), len(typos))
    ranges = [f"auc>{0.7 + number % 25 / 100:.2f} {line}" for number, line in enumerate(lists["1-typed"])]
    words = {line: line.split(" ", 1)[1] for line in ranges}
    bare = arms["floor"]
    samples = measure({"floor of the words": lambda line: bare(words[line]), "full reply": whole}, ranges, rounds)
    show("a metric's range and words", samples, len(ranges))
    samples = measure({"GROUP BY": grouped(connection), "empty query": lambda line: whole("")}, [""] * 20, rounds)
    show("empty query", samples, 20)
    print(f"\nmemory {before:.0f} MiB before, {resident():.0f} MiB at most")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--versions", type=int, default=10_000)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "jupyter-registry-search")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    corpus, path = corpora.registry(args.versions, args.folder, args.corpus)
    run(path, corpora.queries(corpus), args.rounds)


if __name__ == "__main__":
    main()
