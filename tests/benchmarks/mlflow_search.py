"""MLflow's registry on SQLite with the versions of a corpus, as an arm of the search benchmark.

Runs in an environment of its own, because MLflow brings many packages::

    python -m venv DIR && DIR/bin/pip install mlflow
    python -m tests.benchmarks.search --versions 100000 --mlflow DIR/bin/python

As a program (``python mlflow_search.py CORPUS FILE``) it fills ``FILE`` unless it is there, then answers each line of
its input, ``{"by": "name", "text": "resnet"}``, with a line once the first page is there.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import IO, Any

ROWS = 20
TAGS = ("task", "framework", "license", "owner", "architecture", "dataset")


class Mlflow:
    """The other side of the pipe."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin and process.stdout
        self._in: IO[str] = process.stdin
        self._out: IO[str] = process.stdout
        self.version = self._out.readline().strip()

    def ask(self, by: str, text: str) -> None:
        """Search by "name" (LIKE) or by the "task" tag and wait for the first page."""
        print(json.dumps({"by": by, "text": text}), file=self._in, flush=True)
        if not self._out.readline():
            raise RuntimeError("MLflow has ended.")


@contextmanager
def mlflow(python: Path, corpus: Path, file: Path) -> Iterator[Mlflow]:
    """MLflow in the environment of ``python``, filled with ``corpus``."""
    process = subprocess.Popen(
        [str(python), __file__, str(corpus), str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield Mlflow(process)
    finally:
        process.terminate()
        process.wait(20)


def fill(corpus: Path, file: Path, client: Any) -> None:
    """Put the versions of a corpus into the tables that ``client`` made, many rows at a time."""
    client.search_registered_models(max_results=1)
    connection = sqlite3.connect(file)
    with connection, corpus.open(encoding="utf-8") as stream:
        for _, lines in groupby(map(json.loads, stream), key=lambda line: line["model_id"]):
            _add(connection, list(lines))
    connection.close()


def _add(connection: sqlite3.Connection, versions: list[dict[str, Any]]) -> None:
    last = versions[-1]
    name, at = last["name"], last["created_at"] * 1000
    connection.execute(
        "INSERT INTO registered_models (name, creation_time, last_updated_time, description) VALUES (?, ?, ?, ?)",
        (name, at, at, last["summary"]),
    )
    connection.executemany(
        "INSERT INTO registered_model_tags (key, value, name) VALUES (?, ?, ?)",
        [(key, last[key], name) for key in TAGS],
    )
    connection.executemany(
        "INSERT INTO model_versions (name, version, creation_time, last_updated_time, description, current_stage,"
        " source, status, storage_location) VALUES (?, ?, ?, ?, ?, 'None', 'file', 'READY', 'file')",
        [(name, line["version"], at, line["created_at"] * 1000, line["summary"]) for line in versions],
    )
    connection.executemany(
        "INSERT INTO model_version_tags (key, value, name, version) VALUES (?, ?, ?, ?)",
        [(key, line[key], name, line["version"]) for line in versions for key in TAGS],
    )


def serve(corpus: Path, file: Path) -> None:
    """Answer the questions of the benchmark until the input ends."""
    import mlflow
    from mlflow.tracking import MlflowClient

    there = file.exists()
    client = MlflowClient(tracking_uri=f"sqlite:///{file}", registry_uri=f"sqlite:///{file}")
    if not there:
        fill(corpus, file, client)
    filters = {"name": "name LIKE '%{}%'", "task": "tags.task = '{}'"}
    client.search_model_versions("name LIKE '%a%'", max_results=ROWS)
    print(mlflow.__version__, flush=True)
    for line in sys.stdin:
        question = json.loads(line)
        text = question["text"].replace("'", "")
        found = client.search_model_versions(filters[question["by"]].format(text), max_results=ROWS)
        print(len(found), flush=True)


if __name__ == "__main__":
    serve(Path(sys.argv[1]), Path(sys.argv[2]))
