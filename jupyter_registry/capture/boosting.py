"""What the boosting libraries have in common: scores while training, tasks, and the estimator around a booster."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from ..errors import Invalid, NotCapturable
from ..registry import ArtifactFile
from ..types import Metric
from .artifacts import Files
from .base import is_kind
from .data import split_of
from .generic import UNSAFE_FIX
from .metrics import direction
from .params import json_value
from .secrets import scrub_value

STATE = "estimator.json"
LOSSES = ("l1", "l2", "nloglik", "deviance", "rmsle", "mphe", "quantile", "huber", "fair", "poisson", "gamma",
          "tweedie", "entropy", "kullback")  # fmt: skip
CLASSES = ("binary", "multi", "softmax", "cross", "logloss", "logit")
RANKS = ("rank", "lambda", "xendcg", "yeti", "query", "pair", "stochasticrank")


def check_fitted(obj: Any, fitted: bool) -> None:
    """Raise ``NotCapturable`` unless the object has learned something."""
    if not fitted:
        raise NotCapturable(
            f"The {type(obj).__name__} is not fitted.",
            field="object",
            fix="Run its fit(...) first, then publish again.",
        )


def task_of(obj: Any, objective: str) -> str:
    """The task that the class tells (LGBMRanker), or else the objective ("binary:logistic")."""
    names = " ".join(cls.__name__ for cls in type(obj).__mro__)
    plain = objective.lower()
    if "Ranker" in names or plain.startswith(RANKS):
        return "learning-to-rank"
    if plain.startswith("survival"):
        return "survival-analysis"
    if "Classifier" in names or plain.startswith(CLASSES):
        return "tabular-classification"
    return "tabular-regression" if plain or "Regressor" in names else ""


def evaluations(results: Mapping[str, Mapping[str, Any]], best: int | None, origin: str) -> tuple[Metric, ...]:
    """One metric for each evaluated set and measure: its value in the round ``best``, or in the last one.

    The name of a set tells its split; of several sets that the library numbered the first may well be the data
    it was trained on, so they keep their names.
    """
    unclear = sum(map(_numbered, results)) > 1
    return tuple(
        metric
        for name, measures in results.items()
        for metric in _measures(name, measures, best, origin, unclear and _numbered(name))
    )


def _measures(name: str, measures: Mapping[str, Any], best: int | None, origin: str, unclear: bool) -> Iterator[Metric]:
    split = "" if unclear else "train" if name == "learn" else split_of(name)
    for measure, found in measures.items():
        curve = found if isinstance(found, (list, tuple)) else [found]
        if not curve:
            continue
        value = float(curve[best] if best is not None and 0 <= best < len(curve) else curve[-1])
        if math.isfinite(value):
            yield Metric(
                name=measure, value=value, dataset="" if split else name, split=split,
                higher_is_better=better(measure), origin=f'{origin}["{name}"]',
            )  # fmt: skip


def _numbered(name: str) -> bool:
    """Whether the library made the name: "valid_0", "validation_1"."""
    return re.fullmatch(r"valid(ation)?_\d+", name) is not None


def better(measure: str) -> bool | None:
    """Whether more is better, by the name of a library's measure."""
    known = direction(measure)
    plain = measure.lower()
    if known is not None:
        return known
    if any(word in plain for word in LOSSES):
        return False
    return True if plain.startswith(("ndcg", "pre")) else None


def settings(found: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Settings by name as JSON, without those that are empty."""
    kept = {f"{prefix}{name}": value for name, value in sorted(found.items()) if value not in (None, "", [], {})}
    return {name: scrub_value(name, json_value(value)) for name, value in kept.items()}


def effective(found: Mapping[str, Any], own: Iterable[str]) -> dict[str, Any]:
    """Settings that the library chose, as ``effective__*``; without those that the author set."""
    taken = set(own)
    return settings({name: value for name, value in found.items() if name not in taken}, "effective__")


def number(text: Any) -> Any:
    """A setting that a library keeps as text, as the number it is: "0.300000012" is 0.3."""
    try:
        value = float(f"{float(text):.7g}")
    except (TypeError, ValueError):
        return text
    return int(value) if value.is_integer() and "." not in str(text) else value


def library_class(obj: Any, package: str, names: tuple[str, ...]) -> str:
    """The library's own class that the object is or is derived from; "" for one of another kind."""
    return next((name for name in names if is_kind(obj, f"{package}.{name}")), "")


def write_state(folder: Path, name: str, state: Mapping[str, Any]) -> ArtifactFile:
    """Write ``estimator.json``: the class around a booster, and the part of its state that is JSON."""
    file = folder / STATE
    kept = {key: value for key, raw in state.items() if (value := _as_json(raw)) is not None}
    file.write_bytes(msgspec.json.encode({"class": name, "state": kept}))
    return ArtifactFile(path=STATE, file=file, format="json")


def _as_json(value: Any) -> Any:
    """The value where JSON keeps it exactly, else None."""
    if hasattr(value, "item") and getattr(value, "ndim", None) == 0:
        value = value.item()
    if isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, (list, tuple)):
        inner = [_as_json(item) for item in value]
        return None if None in inner else inner
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        pairs = {key: _as_json(item) for key, item in value.items()}
        return None if None in pairs.values() else pairs
    return None


def read_state(files: Files, names: tuple[str, ...]) -> tuple[str, dict[str, Any]] | None:
    """Class and state in ``estimator.json``, None without that file; ``Invalid`` for a class not in ``names``."""
    content = files.get(STATE)
    if content is None:
        return None
    kept = msgspec.json.decode(content, type=dict[str, Any])
    if kept.get("class") not in names:
        raise Invalid(f'"{STATE}" names a class that is not known here.', field="artifact")
    return str(kept["class"]), dict(kept["state"])


def refuse_functions(obj: Any, found: Mapping[str, Any]) -> None:
    """Raise ``NotCapturable`` for a setting that is a function: predictions need it, and the format has none."""
    for name, value in found.items():
        if callable(value):
            raise NotCapturable(
                f'The {type(obj).__name__} has a function as "{name}", which its own format cannot hold.',
                field="format",
                fix=UNSAFE_FIX,
            )
