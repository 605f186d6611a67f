"""Search through the HTTP handler of a real server, against the server's own ``api/status`` in the same run.

    python -m tests.benchmarks.search_http --cards FILE --queries FILE [--rounds 3]

Imports the cards into a fresh registry first and says how long that took.
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
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from .timing import interleaved, report

TOKEN = "benchmark"


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
def server(url: str, folder: Path) -> Iterator[str]:
    """A jupyter_server with the extension on ``url``; gives its address and ends it afterwards."""
    port = free_port()
    command = [
        sys.executable, "-m", "jupyter_server", "--no-browser", f"--port={port}", "--port-retries=0",
        f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={folder}",
        "--ServerApp.jpserver_extensions={'jupyter_registry': True}",
    ]  # fmt: skip
    if hasattr(os, "getuid") and os.getuid() == 0:
        command.append("--allow-root")
    process = subprocess.Popen(
        command,
        env={**os.environ, "JUPYTER_REGISTRY": url},
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
        yield address
    finally:
        process.terminate()
        process.wait(20)


def imported(cards: Path, url: str) -> float:
    """Import the cards with the command line; seconds it took."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "jupyter_registry.cli", "--registry", url, "import", str(cards)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cards", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    queries = [str(query["query"]) for query in lines(args.queries)]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        url = f"sqlite:///{folder / 'registry.db'}"
        print(f"import {imported(args.cards, url):.1f} s")
        with (
            server(url, folder) as address,
            httpx.Client(base_url=address, headers={"Authorization": f"token {TOKEN}"}) as client,
        ):

            def get(path: str, **params: object) -> None:
                client.get(path, params=params).raise_for_status()  # type: ignore[arg-type]  # str, int and bool

            api = "jupyter-registry/api/v1/"
            arms = {
                "api/status": lambda turn: get("api/status"),
                "search": lambda turn: get(f"{api}search", q=queries[turn % len(queries)]),
                "search with facets": lambda turn: get(f"{api}search", q=queries[turn % len(queries)], facets=True),
                "empty query": lambda turn: get(f"{api}search", q=""),
                "get-status": lambda turn: get(f"{api}get-status"),
            }
            report(interleaved(arms, args.rounds * len(queries), warmup=20), "api/status")


if __name__ == "__main__":
    main()
