"""Search over many models: the whole reply against a bare top-20 of SQLite's word index on the same documents.

    python -m tests.benchmarks.search --versions 100000 [--rounds 3] [--folder DIR]
    python -m tests.benchmarks.search --corpus FILE
    python -m tests.benchmarks.search --versions 100000 --mlflow PYTHON    (see ``mlflow_search``)

All arms run in one process, interleaved. ``ratio`` is the median over the queries of an arm's time by that of the
floor for the same query; that of CPU says the same where other programs keep the machine busy.
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
from .mlflow_search import Mlflow, mlflow
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
    baseline = samples[next(iter(samples))]
    for name, found in samples.items():
        wall, cpu = (ratio(found, baseline, lines, place) for place in (0, 1))
        print(f"  {name:<22}{summary(found)}  ratio {wall:7.3f}  of CPU {cpu:7.3f}")


def ratio(found: list[Sample], baseline: list[Sample], lines: int, place: int) -> float:
    """Median over the queries of the best time by the baseline's best; ``place`` is that of the time in a sample."""
    best = [[min(sample[place] for sample in samples[n::lines]) for n in range(lines)] for samples in (found, baseline)]
    return statistics.median(mine / base for mine, base in zip(*best, strict=True))


def resident() -> float:
    """MiB of memory this process has had at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(path: Path, lists: dict[str, list[str]], rounds: int, peer: Mlflow | None) -> None:
    """Measure the arms on a registry file."""
    connection = sqlite3.connect(path, isolation_level=None)
    before = resident()
    start = time.perf_counter()
    index.search(connection, Search(q="model", facets=True), NOW)
    size = columns_of(connection).size
    print(f"first reply {(time.perf_counter() - start) * 1e3:.0f} ms, with columns of {size:,} ids")

    def whole(line: str) -> object:
        return index.search(connection, Search(q=line, facets=True), NOW)

    words(connection, whole, lists, rounds)
    empty = {"GROUP BY": grouped(connection), "empty query": lambda line: whole("")}
    show("empty query", measure(empty, [""] * 20, rounds), 20)
    if peer:
        against(connection, whole, lists["1-typed"][:10], rounds, peer)
    print(f"\nmemory {before:.0f} MiB before, {resident():.0f} MiB at most")


def words(connection: sqlite3.Connection, whole: Arm, lists: dict[str, list[str]], rounds: int) -> None:
    """Queries with words, of each kind and in all, misspelt ones, and ones with a metric's range."""
    bare = floor(connection)
    arms: dict[str, Arm] = {
        "floor": bare,
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
    two = {"floor": bare, "full reply": whole}
    show("misspelt words", measure(two, lists["typo"], rounds), len(lists["typo"]))
    ranges = [f"auc>{0.7 + number % 25 / 100:.2f} {line}" for number, line in enumerate(lists["1-typed"])]
    two = {"floor of the words": lambda line: bare(line.split(" ", 1)[1]), "full reply": whole}
    show("a metric's range and words", measure(two, ranges, rounds), len(ranges))


def against(connection: sqlite3.Connection, whole: Arm, lines: Sequence[str], rounds: int, peer: Mlflow) -> None:
    """The whole reply against the first page of MLflow, by a word of the name and by a tag."""
    rows = connection.execute("SELECT label FROM search_values WHERE field = 'task' ORDER BY value LIMIT 10")
    tasks = [task for (task,) in rows]
    arms = {"full reply, words": whole, "MLflow, name LIKE": lambda line: peer.ask("name", line)}
    show(f"MLflow {peer.version}, words", measure(arms, lines, rounds), len(lines))
    arms = {
        "full reply, task": lambda line: whole(f'task:"{line}"'),
        "MLflow, tag": lambda line: peer.ask("task", line),
    }
    show(f"MLflow {peer.version}, a tag", measure(arms, tasks, rounds), len(tasks))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--versions", type=int, default=10_000)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "jupyter-registry-search")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--mlflow", type=Path, help="a Python that has MLflow")
    args = parser.parse_args()
    corpus, path = corpora.registry(args.versions, args.folder, args.corpus)
    lists = corpora.queries(corpus)
    if args.mlflow:
        with mlflow(args.mlflow, corpus, args.folder / f"{corpus.stem}.mlflow.db") as peer:
            run(path, lists, args.rounds, peer)
    else:
        run(path, lists, args.rounds, None)


if __name__ == "__main__":
    main()
