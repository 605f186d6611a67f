"""Metrics that the notebook has computed already, each with where it was found and how sure it is.

Certain is what was computed by the published object, as it is now, or by its predictions. What may be about it is
offered as inferred; what another fit was measured at is not offered at all.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from ..types import Metric
from .data import split_of
from .fits import Fit
from .found_scores import Score
from .known_calls import CROSS_VALIDATION
from .ledger import Ledger
from .measuring import OWN, OWN_NAME, SHARE
from .metrics import direction, read_metrics
from .secrets import scrub
from .sklearn import chain
from .text import clean

AVERAGES = ("accuracy", "macro_avg.", "weighted_avg.")  # what is taken of a classification report
NAMED_BY = {"eval_metric": ("2", "metric"), "scoring": ("metric", "2")}
"""Functions that are told the metric -> the argument that tells it."""
GUESSED = (OWN, SHARE, "evaluate")
"""What was computed by code that is not known to measure."""
NAMES = {
    "brier_score_loss": "brier_score",
    "auc": "area_under_curve",
}
CROSS_VALIDATED = "cross-validation"


def found_metrics(ledger: Ledger, obj: Any, task: str) -> tuple[Metric, ...]:
    """Metrics of the object, the certain ones first; of several of one name, data and split the newest."""
    fit = ledger.latest_fit(obj)
    found: dict[tuple[str, str, str], Metric] = {}
    for score in ledger.scores:
        certain = belongs(score, ledger, fit, obj)
        if certain is None:
            continue
        entry = ledger.entry(score.entry)
        where = f" in cell [{entry.order}]" if entry is not None else ""
        for metric in _metrics(score, ledger.values, task):
            origin = clean(f"{scrub(score.call)}{where}", 400)
            whole = msgspec.structs.replace(metric, origin=origin, inferred=not certain)
            place = (whole.name, whole.dataset, whole.split)
            if not (place in found and whole.inferred and not found[place].inferred):
                found[place] = whole
    return tuple(sorted(found.values(), key=lambda metric: metric.inferred))


def attribute_metrics(obj: Any, task: str) -> Iterator[Metric]:
    """Scores that the object keeps of its own fit, besides those its capturer reads."""
    for owner in chain(obj):
        value = getattr(owner, "__dict__", {}).get("oob_score_")
        if isinstance(value, float) and math.isfinite(value):
            name = _default(task)
            yield Metric(
                name=name, value=value, split="out-of-bag", higher_is_better=direction(name), origin="oob_score_"
            )


def without_known(found: Iterable[Metric], known: Iterable[Metric]) -> tuple[Metric, ...]:
    """Found metrics whose name and split are not among the known ones; a known one without split stands for all."""
    taken = {(metric.name, metric.split) for metric in known}
    return tuple(metric for metric in found if taken.isdisjoint({(metric.name, metric.split), (metric.name, "")}))


def belongs(score: Score, ledger: Ledger, fit: Fit | None, obj: Any) -> bool | None:
    """True when the score is of the object that ``fit`` left, False when it may be, None when it is not."""
    if score.function in CROSS_VALIDATION:
        validated = score.validated() if score.validated is not None else None
        if validated is not None:
            return True if validated is obj else None
        return False if type(obj).__name__ in score.call else None
    if fit is None:
        return None
    same = _same_model(ledger, fit, obj)
    if score.models:
        known = _by_model(score, ledger, same, obj)
    elif not score.fits:
        known = False if score.entry >= fit.entry else None
    elif score.fits <= same:
        known = True
    else:
        known = False if score.fits & same else None
    guessed = score.function in GUESSED and not (score.function == "evaluate" and isinstance(score.value, dict))
    return False if known and guessed else known


def _by_model(score: Score, ledger: Ledger, same: frozenset[int], obj: Any) -> bool | None:
    """The same, where the fitted objects are known that were measured; ``same`` are the fits that count as its own."""
    for held in filter(None, (one() for one in score.models)):
        fit = ledger.latest_fit(held)
        if (held is obj or (fit is not None and fit.number in same)) and not (fit and _older(score, fit)):
            return len(score.models) == 1
    return None


def _older(score: Score, fit: Fit) -> bool:
    """Whether the score was computed before the fit."""
    known = bool(score.fits) and not score.looped
    return score.entry < fit.entry or (score.entry == fit.entry and known and fit.number not in score.fits)


def _same_model(ledger: Ledger, fit: Fit, obj: Any) -> frozenset[int]:
    """Numbers of the fits that predict as the object does now: its own, and those of a search and its best."""
    numbers = {fit.number}
    for other in ledger.fits:
        held = other.reference() if other.reference is not None else None
        best = getattr(held, "__dict__", {}).get("best_estimator_"), getattr(obj, "__dict__", {}).get("best_estimator_")
        if held is not None and (best[0] is obj or best[1] is held) and ledger.latest_fit(held) is other:
            numbers.add(other.number)
    return frozenset(numbers)


def _metrics(score: Score, values: Mapping[str, Any], task: str) -> Iterator[Metric]:
    dataset, split = _data_of(score, values)
    if score.function in CROSS_VALIDATION:
        yield from _cross_validated(score, dataset, task)
    elif score.function == "classification_report":
        if isinstance(score.value, (str, dict)):
            for metric in read_metrics(score.value, "report"):
                if metric.name.startswith(AVERAGES) and not metric.name.endswith("support"):
                    yield msgspec.structs.replace(metric, dataset=dataset, split=split)
    else:
        for name, value in _numbers(score, task):
            yield Metric(name=name, value=value, dataset=dataset, split=split, higher_is_better=direction(name))


def _numbers(score: Score, task: str) -> Iterator[tuple[str, float]]:
    """Numbers that a call gave, by the names of their metrics."""
    value = score.value
    if isinstance(value, dict):
        yield from ((name, one) for name, one in value.items() if isinstance(one, float))
    elif isinstance(value, list):
        if len(value) == 1:
            yield _name_of(score, task), value[0]
        elif len(value) == len(score.targets):
            yield from ((name, one) for name, one in zip(score.targets, value, strict=True) if OWN_NAME.search(name))
    elif isinstance(value, float):
        yield _name_of(score, task), value


def _cross_validated(score: Score, dataset: str, task: str) -> Iterator[Metric]:
    scoring = score.words.get("scoring")
    name = scoring if isinstance(scoring, str) else _default(task)
    folds: dict[str, Any] = {name: score.value}
    if isinstance(score.value, dict):
        parts = {key.removeprefix("test_"): value for key, value in score.value.items() if key.startswith("test_")}
        folds = {name if part == "score" else part: value for part, value in parts.items()}
    for part, value in folds.items():
        if isinstance(value, float) and score.averaged:
            yield _of_folds(part, value, dataset)
        elif isinstance(value, list) and len(value) > 1:
            mean = math.fsum(value) / len(value)
            spread = math.sqrt(math.fsum((one - mean) ** 2 for one in value) / len(value))
            plain = _of_folds(part, mean, dataset)
            yield msgspec.structs.replace(plain, low=mean - spread, high=mean + spread)


def _of_folds(name: str, value: float, dataset: str) -> Metric:
    return Metric(name=name, value=value, dataset=dataset, split=CROSS_VALIDATED, higher_is_better=direction(name))


def _name_of(score: Score, task: str) -> str:
    """The metric of a function: ``f1_score(..., average="macro")`` -> "f1_macro"."""
    if score.function == "score":
        return str(score.words.get("scoring_method") or _default(task))
    if score.function == SHARE:
        return "accuracy"
    if score.function in NAMED_BY:
        return str(next((score.words[key] for key in NAMED_BY[score.function] if key in score.words), score.function))
    if score.function == OWN:
        named = next((name for name in score.targets if OWN_NAME.search(name)), "")
        return named or re.sub(
            r"^(?:compute|calc|calculate|get)_|_(?:fn|func|score)$", "", score.call.partition("(")[0]
        )
    if score.rooted or score.words.get("squared") is False:
        return f"root_{score.function}"
    name = NAMES.get(score.function, score.function.removesuffix("_score"))
    average = score.words.get("average")
    return f"{name}_{average}" if isinstance(average, str) and average != "binary" else name


def _default(task: str) -> str:
    """What ``score()`` of an estimator measures."""
    return "accuracy" if task.endswith("-classification") else "r2" if task.endswith("-regression") else "score"


def _data_of(score: Score, values: Mapping[str, Any]) -> tuple[str, str]:
    """Data set and split, by the names of the variables that the call was given; "" where they do not tell."""
    wide = [name for name in score.tables if len(getattr(values.get(name), "shape", ())) > 1]
    table = next(iter((*wide, *score.tables)), "")
    splits = {split for name in (*score.names, *score.tables) if (split := split_of(name))}
    return dataset_name(table, score.sources), splits.pop() if len(splits) == 1 else ""


def dataset_name(table: str, sources: tuple[str, ...]) -> str:
    """What to call the data in a variable: by the one well-known set it comes from, else by the variable."""
    return sources[0].rpartition("/")[2].rpartition("#")[2] if len(sources) == 1 else table
