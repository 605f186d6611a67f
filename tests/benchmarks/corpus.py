"""A registry file of any size for the search benchmarks, made from a corpus of JSON lines, one version a line.

A line has ``model_id``, ``name``, ``version``, ``owner``, ``summary``, ``readme``, ``task``, ``framework``,
``architecture``, ``license``, ``datasets``, ``dataset``, ``stage``, ``tags``, ``metrics``, ``hyperparameters`` and
``created_at``; the versions of a model follow one another. Beside it lies ``FILE.queries.json`` with lists of queries.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timezone
from itertools import groupby
from pathlib import Path
from typing import Any

from jupyter_registry import types as t
from jupyter_registry.local.backend import LocalBackend
from jupyter_registry.local.projection import project
from jupyter_registry.local.sqlite import SCHEMA
from jupyter_registry.requests import GetStatus

MAKER = Path(__file__).parents[2].parent / "shared" / "bench" / "make_corpus.py"
STAGES = {"production": "approved", "staging": "candidate", "archived": "retired"}
TYPED = ("1-typed", "1-rare", "1-mid", "1-common", "2-term", "3-term", "prefix3", "term+prefix")
"""Kinds of queries that a bare word index can answer too."""
Line = dict[str, Any]


def registry(versions: int, folder: Path, corpus: Path | None = None) -> tuple[Path, Path]:
    """A corpus and the registry file made from it, both made in ``folder`` unless they are there; says how long."""
    folder.mkdir(parents=True, exist_ok=True)
    corpus = corpus or made(versions, folder)
    path = folder / f"{corpus.stem}-schema{SCHEMA}.db"  # bringing it up to date would empty it: it has no versions
    if not path.exists():
        start = time.perf_counter()
        half = path.with_suffix(".part")  # one that is interrupted is not taken for the whole
        half.unlink(missing_ok=True)
        count = fill(corpus, half)
        half.replace(path)
        took = time.perf_counter() - start
        print(f"{count:,} models indexed in {took:.1f} s, {count / took:,.0f} a second")
    print(f"{path.name}: {path.stat().st_size / 2**20:.0f} MiB")
    return corpus, path


def made(versions: int, folder: Path) -> Path:
    """The corpus of ``versions`` lines in ``folder``, made there unless it is there."""
    file = folder / f"corpus-{versions}.jsonl"
    if not Path(f"{file}.queries.json").exists():
        if not MAKER.exists():
            raise SystemExit("There is no maker of corpora beside the checkout; give one with --corpus.")
        subprocess.run([sys.executable, str(MAKER), "--versions", str(versions), "--out", str(file)], check=True)
    return file


def queries(corpus: Path) -> dict[str, list[str]]:
    """The lists of queries that belong to a corpus; of a misspelt word only what was typed."""
    found = json.loads(Path(f"{corpus}.queries.json").read_text(encoding="utf-8"))
    return {name: [line if isinstance(line, str) else line[0] for line in lines] for name, lines in found.items()}


def newest(corpus: Path) -> Iterator[Line]:
    """The last version of each model."""
    with corpus.open(encoding="utf-8") as stream:
        for _, lines in groupby(map(json.loads, stream), key=lambda line: line["model_id"]):
            *_, last = lines
            yield last


def fill(corpus: Path, path: Path) -> int:
    """Write a registry file that holds the search documents of a corpus and nothing else; the number of models.

    It goes through the projection that every write uses, without versions and audit log, which no search reads.
    """
    backend = LocalBackend(path)
    backend.handle(GetStatus())
    backend.close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -400000")
    connection.execute("BEGIN")
    count = 0
    for line in newest(corpus):
        project(connection, *document(line))
        count += 1
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return count


def document(line: Line) -> tuple[t.Model, t.Version, t.Card]:
    """A line of the corpus as model, version and card."""
    at = datetime.fromtimestamp(line["created_at"], timezone.utc)
    card = t.Card(text=line["readme"])
    metrics = tuple(
        t.Metric(name=name, value=value, dataset=line["dataset"]) for name, value in line["metrics"].items()
    )
    manifest = t.Manifest(
        framework=line["framework"], task=line["task"], architecture=line["architecture"], summary=line["summary"],
        license=line["license"], metrics=metrics, datasets=tuple(t.Dataset(name=name) for name in line["datasets"]),
        params=line["hyperparameters"], card=card,
    )  # fmt: skip
    model = t.Model(
        name=line["name"], title=line["name"], owner=line["owner"], tags=tuple(line["tags"]), aliases={},
        version_count=line["version"], newest=line["version"], source_id="", created_at=at, updated_at=at,
    )  # fmt: skip
    version = t.Version(
        model=line["name"], number=line["version"], digest="", stage=STAGES.get(line["stage"], "draft"),
        stage_reason="", published_at=at, published_by=line["owner"], manifest=manifest,
    )  # fmt: skip
    return model, version, card
