"""Search through the HTTP handler of a real server, against a handler there that always gives the same 10 kB.

    python -m tests.benchmarks.search_http --versions 100000 [--rounds 3] [--folder DIR]
    python -m tests.benchmarks.search_http --cards FILE --queries FILE

Cards are imported into a fresh registry first, which says how long that took.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

from . import corpus as corpora
from .timing import interleaved, report

TOKEN = "benchmark"
FIRST_REPLY = 60.0  # seconds that a server may take to read the columns of a large registry
PROJECT = Path(__file__).parents[2]
EXTENSIONS = {"jupyter_registry": True, "tests.benchmarks.fixed_reply": True}


def lines(path: Path) -> list[dict[str, object]]:
    """The JSON objects of a file, one per line, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream if line.strip()]


def free_port() -> int:
    """A port of the loopback interface that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(url: str, folder: Path) -> Iterator[tuple[str, int]]:
    """A jupyter_server with the extension on ``url``; gives its address and process id and ends it afterwards."""
    port = free_port()
    command = [
        sys.executable, "-m", "jupyter_server", "--no-browser", f"--port={port}", "--port-retries=0",
        f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={folder}",
        f"--ServerApp.jpserver_extensions={EXTENSIONS}",
    ]  # fmt: skip
    if hasattr(os, "getuid") and os.getuid() == 0:
        command.append("--allow-root")
    process = subprocess.Popen(
        command,
        env={**os.environ, "JUPYTER_REGISTRY": url, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}/"
    try:
        for _ in range(300):
            try:
                httpx.get(f"{address}api/status", headers={"Authorization": f"token {TOKEN}"}).raise_for_status()
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(20)


def memory(pid: int) -> str:
    """Memory of a process, where the system tells it."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return "unknown"
    sizes = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return f"{int(sizes['VmRSS'].split()[0]) / 1024:.0f} MiB"


def imported(cards: Path, url: str) -> float:
    """Import the cards with the command line; seconds it took."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "jupyter_registry.cli", "--registry", url, "import", str(cards)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def measure(url: str, folder: Path, queries: Sequence[str], rounds: int) -> None:
    """Measure and print the arms for a registry."""
    with (
        server(url, folder) as (address, pid),
        httpx.Client(base_url=address, headers={"Authorization": f"token {TOKEN}"}, timeout=FIRST_REPLY) as client,
    ):

        def get(path: str, **params: object) -> None:
            client.get(path, params=params).raise_for_status()  # type: ignore[arg-type]  # str, int and bool

        api = "jupyter-registry/api/v1/"
        get("fixed-reply")
        print(f"server {memory(pid)} before the first search")
        arms = {
            "fixed 10 kB": lambda turn: get("fixed-reply"),
            "search": lambda turn: get(f"{api}search", q=queries[turn % len(queries)]),
            "search with facets": lambda turn: get(f"{api}search", q=queries[turn % len(queries)], facets=True),
            "empty query with facets": lambda turn: get(f"{api}search", q="", facets=True),
            "get-status": lambda turn: get(f"{api}get-status"),
        }
        report(interleaved(arms, rounds * len(queries), warmup=20), "fixed 10 kB")
        print(f"server {memory(pid)} afterwards")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--versions", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "jupyter-registry-search")
    parser.add_argument("--cards", type=Path)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if args.cards:
            url = f"sqlite:///{folder / 'registry.db'}"
            print(f"import {imported(args.cards, url):.1f} s")
            queries = [str(query["query"]) for query in lines(args.queries)]
        else:
            corpus, path = corpora.registry(args.versions, args.folder)
            url = f"sqlite:///{path}"
            lists = corpora.queries(corpus)
            queries = [line for kind in corpora.TYPED for line in lists[kind][:20]]
        measure(url, folder, queries, args.rounds)


if __name__ == "__main__":
    main()
