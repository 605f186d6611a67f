"""Runs in MLflow's file store (``mlruns/<experiment>/<run>/{meta.yaml,params,metrics,tags}``), read without MLflow.

A run with the tag ``registry.ref`` ("churn:3") is an evaluation of that version; any other is a version of
``mlflow/<experiment>`` that is only a card.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..refs import slug
from .items import Unread
from .runs import Run, metric, moment, number, plain

REF = "registry.ref"
LARGEST = 1_000_000  # bytes of one file that are read
STATES = {1: "running", 2: "scheduled", 3: "finished", 4: "failed", 5: "killed"}


def is_run(folder: Path) -> bool:
    """Whether a folder is a run of the file store."""
    return (folder / "meta.yaml").is_file() and (folder / "metrics").is_dir() and (folder / "params").is_dir()


def read(folder: Path) -> Iterator[Run | Unread]:
    """The run, after the reasons of what could not be read in it."""
    meta = _meta(folder)
    if meta is None:
        yield Unread(f"{folder.name}/meta.yaml", "is no YAML of a run")
        return
    if meta.get("lifecycle_stage") == "deleted":
        yield Unread(folder.name, "was deleted in MLflow")
        return
    metrics = []
    for file in _files(folder / "metrics"):
        name = file.relative_to(folder / "metrics").as_posix()
        value = _last(file)
        if value is None:
            yield Unread(f"{folder.name}/metrics/{name}", "holds no finite number")
        elif not name.startswith("system/"):
            metrics.append(metric(name, value))
    tags = _texts(folder / "tags")
    experiment = (_meta(folder.parent) or {}).get("name") or folder.parent.name
    yield Run(
        id=f"mlflow:{folder.parent.name}/{folder.name}",
        ref=tags.get(REF, ""),
        model=f"mlflow/{slug(str(experiment))}",
        title=str(experiment),
        params={name: plain(value) for name, value in _texts(folder / "params").items()},
        metrics=tuple(metrics),
        tags=tuple(f"{name}:{value}" for name, value in tags.items() if "." not in name and len(value) < 60),
        note=_note(meta, tags),
        commit=tags.get("mlflow.source.git.commit", ""),
        at=moment(meta.get("end_time") or meta.get("start_time")),
    )


def _note(meta: dict[str, Any], tags: dict[str, str]) -> str:
    status = meta.get("status")
    parts = (
        str(meta.get("run_name") or tags.get("mlflow.runName", "")),
        STATES.get(status, "") if isinstance(status, int) else str(status or "").lower(),
        tags.get("mlflow.source.name", "").rpartition("/")[2],
    )
    return ", ".join(filter(None, parts))


def _meta(folder: Path) -> dict[str, Any] | None:
    import yaml

    try:
        found = yaml.safe_load(_text(folder / "meta.yaml"))
    except (OSError, UnicodeDecodeError, ValueError, yaml.YAMLError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _text(file: Path) -> str:
    with file.open("rb") as stream:
        return stream.read(LARGEST).decode("utf-8")


def _files(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.rglob("*")) if file.is_file() and not file.is_symlink()]


def _texts(folder: Path) -> dict[str, str]:
    found = {}
    for file in _files(folder):
        try:
            found[file.relative_to(folder).as_posix()] = _text(file).strip()
        except (OSError, UnicodeDecodeError):
            continue  # a setting that is no text says nothing
    return found


def _last(file: Path) -> float | None:
    """The value of the last step: lines are "time value step"."""
    try:
        lines = [line.split() for line in _text(file).splitlines()]
    except (OSError, UnicodeDecodeError):
        return None
    steps = [
        (number(words[2]) or 0 if len(words) > 2 else 0, place, value)
        for place, words in enumerate(lines)
        if len(words) > 1 and (value := number(words[1])) is not None
    ]
    return max(steps)[2] if steps else None
