"""Settings of an estimator as JSON values, and the code among them that no other process could find."""

from __future__ import annotations

import math
import numbers
from collections.abc import Iterator
from typing import Any

from .secrets import scrub, scrub_value
from .text import clean

LONGEST = 200  # entries of one list or dict
DEEPEST = 4
TEXT = 1000  # characters of one value
PARTS = ("steps", "transformers", "estimators", "transformer_list")


def flat(obj: Any) -> dict[str, Any]:
    """Deep parameters by name, in order, without those that are None.

    Of a search those of the chosen estimator, its own as ``search__*`` and what it chose as ``chosen__*``.
    Of a column transformer the columns of each of its parts, as ``part__columns``.
    """
    kept = ((clean(str(name), 256), value) for name, value in raw(obj).items() if value is not None)
    by_name = sorted(kept, key=lambda pair: pair[0])
    return {name: scrub_value(name, json_value(value)) for name, value in by_name}


def raw(obj: Any) -> dict[str, Any]:
    """Deep parameters by name as they are, with searches inside replaced by what they chose."""
    best = getattr(obj, "best_estimator_", None)
    if best is None or not hasattr(best, "get_params"):
        found = dict(obj.get_params(deep=True))
        for path, search in list(found.items()):
            if hasattr(search, "best_estimator_"):
                found = {name: value for name, value in found.items() if not name.startswith(f"{path}__")}
                found |= {f"{path}__{name}": value for name, value in raw(search).items()}
    else:
        own = obj.get_params(deep=False)
        found = raw(best)
        found |= {f"search__{name}": value for name, value in own.items() if name != "estimator"}
    found |= {f"chosen__{name}": value for name, value in _chosen(obj)}
    return dict(_without_parts(found))


def _chosen(obj: Any) -> Iterator[tuple[str, Any]]:
    """What a search chose, and an estimator that looks for its own settings (LassoCV)."""
    chosen = getattr(obj, "best_params_", None)
    if isinstance(chosen, dict):
        yield from chosen.items()
    if type(obj).__name__.endswith("CV"):
        for name in ("alpha_", "C_", "l1_ratio_", "best_threshold_"):
            value = getattr(obj, name, None)
            if value is not None:
                yield name.rstrip("_"), value.tolist() if hasattr(value, "tolist") else value


def _without_parts(found: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Without the lists of parts, each of which is there by its own name; with the columns of each part."""
    for path, value in found.items():
        prefix, _, last = path.rpartition("__")
        if last not in PARTS or not isinstance(value, list):
            yield path, value
        elif last == "transformers":
            for part in value:
                if isinstance(part, tuple) and len(part) == 3:
                    yield "__".join(filter(None, (prefix, part[0], "columns"))), part[2]


def json_value(value: Any, depth: int = 0) -> Any:
    """The value as JSON: numbers and short lists as they are, objects by class name, not-finite as text."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return clean(scrub(value), TEXT)
    if isinstance(value, numbers.Integral):
        return int(value) if abs(int(value)) <= 2**53 else str(value)
    if isinstance(value, numbers.Real):
        number = float(value)
        return number if math.isfinite(number) else str(number)
    if isinstance(value, (list, tuple)) and len(value) <= LONGEST and depth < DEEPEST:
        return [json_value(inner, depth + 1) for inner in value]
    if isinstance(value, dict) and len(value) <= LONGEST and depth < DEEPEST:
        return {clean(str(name), 256): json_value(inner, depth + 1) for name, inner in value.items()}
    if type(value).__name__ in ("bool", "bool_"):
        return bool(value)
    if callable(value) and hasattr(value, "__qualname__"):
        return clean(f"{getattr(value, '__module__', '')}.{value.__qualname__}".lstrip("."), TEXT)
    return type(value).__name__


def own_code(obj: Any) -> Iterator[str]:
    """Lambdas, functions and classes of this notebook that the object is made of, in words."""
    if type(obj).__module__ == "__main__":
        yield f'The class "{type(obj).__name__}" of this notebook'
    try:
        params = obj.get_params(deep=True)
    except Exception:  # no get_params, or one that breaks: code of any library
        return
    for name, value in params.items():
        yield from _own_code_in(name, value, 0)


def _own_code_in(name: str, value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, (list, tuple, dict)) and depth < DEEPEST:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _own_code_in(name, inner, depth + 1)
        return
    step = name.rpartition("__")[0]
    where = f'in the step "{step}"' if step else f'in "{name}"'
    if getattr(value, "__name__", "") == "<lambda>":
        yield f"The lambda {where}"
    elif hasattr(value, "__qualname__") and getattr(value, "__module__", "") == "__main__":
        yield f'The function or class "{value.__qualname__}" of this notebook {where}'
    elif type(value).__module__ == "__main__":
        yield f'The class "{type(value).__name__}" of this notebook {where}'
