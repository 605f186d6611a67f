"""Quality of search results: cards into a fresh registry, queries through the public search, a run to be scored.

python -m tests.benchmarks.relevance --cards cards.jsonl.gz --queries queries.jsonl --out run.json [--semantic]
[--filters]

Cards are JSON lines as ``jupyter-registry import`` reads them. A query has ``qid``, ``query`` and perhaps
``filter_form`` (``text`` and ``filters`` of ``field``, ``op``, ``value`` and ``dataset``), which ``--filters`` asks in
place of the text. The run is ``{qid: [card ids, best first]}``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jupyter_registry import Registry, open_registry
from jupyter_registry.formats.importing import import_file
from jupyter_registry.local.vectors import settle

from .timing import percentile

FIELDS = {
    "resources.params": "params",
    "resources.flops": "flops",
    "resources.memory_mb": "memory",
    "resources.inference_ms": "latency",
    "resources.size_bytes": "size",
    "datasets": "dataset",
    "tags": "tag",
    "name": "model",
}
"""Fields of a card that the query language calls otherwise."""


def line_of(form: dict[str, Any]) -> str:
    """The filters of a query, and its remaining text, as one line of the query language."""
    return " ".join(filter(None, (*(term(found) for found in form["filters"]), form.get("text") or "")))


def term(found: dict[str, Any]) -> str:
    """One filter in the query language."""
    field, op, value = found["field"], found["op"], found["value"]
    if field.startswith("metrics."):
        field = field.removeprefix("metrics.") + (f'@"{found["dataset"]}"' if found.get("dataset") else "")
    elif field.startswith("hyperparameters."):
        field = "param." + field.removeprefix("hyperparameters.")
    if field == "source" and op == "=":
        return f'source:"{value}/*"'
    field = FIELDS.get(field, field)
    if op in ("<", "<=", ">", ">="):
        return f"{field}{op}{value}{'MB' if field == 'memory' else ''}"
    if op == "contains":
        return f'{field}:"*{value}*"'
    values = value if isinstance(value, list) else [value]
    return f"{field}=" + ",".join(f'"{one}"' for one in values)


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file, gzipped or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def run(registry: Registry, queries: list[dict[str, Any]], depth: int, filters: bool) -> dict[str, list[str]]:
    """Ask every query; prints how long the replies took."""
    found, times = {}, []
    for query in queries:
        form = query.get("filter_form") if filters else None
        started = time.perf_counter()
        page = registry.search(line_of(form) if form else query["query"], limit=depth)
        times.append((time.perf_counter() - started) * 1e3)
        found[query["qid"]] = [hit.source_id for hit in page.hits]
    print("replies in ms:", *(f"p{share} {percentile(times, share / 100):.1f}" for share in (50, 95, 100)))
    return found


def main() -> None:
    """Import, ask, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cards", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--depth", type=int, default=20, help="results to ask for")
    parser.add_argument("--semantic", action="store_true", help="search by meaning too (needs the extra 'semantic')")
    parser.add_argument("--filters", action="store_true", help="ask the filters of structured queries, not their text")
    args = parser.parse_args()
    os.environ["JUPYTER_REGISTRY_EMBEDDER"] = "" if args.semantic else "none"
    with tempfile.TemporaryDirectory() as folder, open_registry(f"sqlite:///{folder}/registry.db") as registry:
        started = time.perf_counter()
        report = import_file(registry, args.cards)
        print(f"{report.created} cards imported, {len(report.skipped)} skipped, {time.perf_counter() - started:.1f} s")
        registry.search("a first description of something to look for")  # starts the reading of meanings
        settle()
        found = run(registry, list(read_lines(args.queries)), args.depth, args.filters)
    args.out.write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()
