"""Logs as JSON lines, JSON or CSV: runs that measured a model, and deployments.

A run names the version it measured (``ref``, or ``model`` with ``version``), its ``metrics`` (or numbers beside the
names below), and may have ``params``, ``dataset``, ``split``, ``tags``, ``run`` and ``at``. Lines with a ``step`` or
``epoch`` are one run, of which the last numbers count. A deployment has a ``target`` beside the version, and may have
``state``, ``environment``, ``owner``, ``note`` and ``at``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from .. import types as t
from ..refs import slug
from .items import Unread
from .runs import Deployed, Run, first, metric, moment, number, plain

SUFFIXES = (".jsonl", ".ndjson", ".json", ".csv")
LARGEST = 50_000_000  # bytes of a JSON document that is read whole
STEPS = ("step", "epoch", "iteration")
VERSION = ("ref", "model", "version")
RUN = ("run", "run_id", "id")
TIME = ("at", "time", "timestamp", "date", "deployed_at")
WORDS = {*VERSION, *RUN, *TIME, *STEPS, "metrics", "params", "tags", "dataset", "split", "note", "target"}
ENDED = ("ended", "stopped", "removed", "retired", "deleted", "rolled back", "inactive")
Row = tuple[str, dict[str, Any]]


def read(file: Path) -> Iterator[Run | Deployed | Unread]:
    """What a log holds; a place that cannot be read is named with its reason."""
    rows: list[Row] = []
    try:
        for found in _rows(file):
            if isinstance(found, Unread):
                yield found
            else:
                rows.append(found)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        yield Unread(file.name, f"cannot be read: {error}")
    if rows and any(name in rows[0][1] for name in STEPS) and not first(rows[0][1], (*VERSION, *RUN)):
        rows = [(file.name, _merged(rows))]
    for place, row in rows:
        yield _deployed(place, row) if "target" in row else _run(file, place, row)


def _rows(file: Path) -> Iterator[Row | Unread]:
    if file.suffix.lower() == ".csv":
        with file.open(encoding="utf-8-sig", newline="") as stream:
            for count, row in enumerate(csv.DictReader(stream), start=2):
                yield f"{file.name} line {count}", {str(name).strip(): value for name, value in row.items() if name}
    elif file.suffix.lower() == ".json":
        if file.stat().st_size > LARGEST:
            yield Unread(file.name, "is larger than 50 MB")
            return
        yield _decoded(file.name, file.read_bytes())
    else:
        with file.open("rb") as stream:
            for count, line in enumerate(stream, start=1):
                if line.strip():
                    yield _decoded(f"{file.name} line {count}", line)


def _decoded(place: str, text: bytes) -> Row | Unread:
    try:
        return place, msgspec.json.decode(text, type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        return Unread(place, f"is no JSON object: {error}")


def _merged(rows: list[Row]) -> dict[str, Any]:
    """The last number of each name, in the order of the steps."""
    found: dict[str, Any] = {}
    for _, row in rows:
        found.update({name: value for name, value in row.items() if value not in (None, "")})
    return {name: value for name, value in found.items() if name not in STEPS}


def _ref(row: dict[str, Any]) -> str:
    ref, model, version = (str(row.get(name) or "").strip() for name in VERSION)
    return ref or (f"{model}:{version.removeprefix('v')}" if model and version else "")


def _run(file: Path, place: str, row: dict[str, Any]) -> Run | Unread:
    given = row.get("metrics")
    numbers = given if isinstance(given, dict) else {name: row[name] for name in row if name.lower() not in WORDS}
    dataset, split = str(row.get("dataset") or ""), str(row.get("split") or "")
    metrics = tuple(
        metric(str(name), value, dataset=dataset, split=split)
        for name, held in numbers.items()
        if (value := number(held)) is not None
    )
    if not metrics:
        return Unread(place, "holds no finite number")
    params, tags = row.get("params"), row.get("tags")
    folder = file.resolve().parent.name
    return Run(
        id=str(first(row, RUN) or f"log:{folder}/{place}"),
        ref=_ref(row),
        model=str(row.get("model") or f"logs/{slug(folder)}"),
        title=str(row.get("model") or folder),
        params={str(name): plain(value) for name, value in params.items()} if isinstance(params, dict) else {},
        metrics=metrics,
        tags=tuple(map(str, tags)) if isinstance(tags, list) else (),
        note=str(row.get("note") or ""),
        at=moment(first(row, TIME)),
    )


def _deployed(place: str, row: dict[str, Any]) -> Deployed | Unread:
    ref, target = _ref(row), str(row.get("target") or "").strip()
    if not ref or not target:
        return Unread(place, "names no version" if target else "names no target")
    given = first(row, TIME)
    at = moment(given)
    if given is not None and at is None:
        return Unread(place, f"has a time that is none: {str(given)[:40]}")
    return Deployed(
        ref=ref,
        deployment=t.Deployment(
            target=target,
            state="ended" if str(row.get("state") or row.get("status") or "").lower() in ENDED else "active",
            environment=str(row.get("environment") or ""),
            owner=str(row.get("owner") or ""),
            note=str(row.get("note") or ""),
            deployed_at=at,
        ),
    )
