"""Which packages an object needs: the modules of its classes and settings, as names that pip installs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from typing import Any

NOT_PACKAGES = frozenset(sys.stdlib_module_names) | {"__main__", "builtins", "jupyter_registry"}
DEEPEST = 6
OTHER_NAMES = {
    "sklearn": ("scikit-learn",), "PIL": ("pillow",), "yaml": ("pyyaml",), "dateutil": ("python-dateutil",),
    "skimage": ("scikit-image",), "bs4": ("beautifulsoup4",), "xgboost": ("xgboost", "xgboost-cpu"),
    "cv2": ("opencv-python", "opencv-python-headless", "opencv-contrib-python"), "mpl_toolkits": ("matplotlib",),
}  # fmt: skip
"""Modules that many notebooks load, with the distributions that bring them."""


def needed(obj: Any, *more: str) -> tuple[str, ...]:
    """Distributions of the object's classes and of all that is in its settings; ``more`` modules first."""
    roots = dict.fromkeys((*more, *sorted(roots_of(obj))))
    return tuple(dict.fromkeys(filter(None, map(distribution_of, roots))))


def roots_of(obj: Any) -> set[str]:
    """Top modules of the object's classes and of the values among its parameters."""
    found = set(_class_roots(type(obj)))
    try:
        for value in obj.get_params().values():
            found.update(_roots(value, 0))
    except Exception:  # no get_params, or one that breaks: code of any library
        return found - NOT_PACKAGES
    return found - NOT_PACKAGES


def _roots(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, (list, tuple, set)) and depth < DEEPEST:
        for inner in value:
            yield from _roots(inner, depth + 1)
    elif isinstance(value, dict) and depth < DEEPEST:
        for inner in value.values():
            yield from _roots(inner, depth + 1)
    elif isinstance(value, type) or hasattr(value, "__qualname__"):
        yield str(getattr(value, "__module__", "") or "builtins").partition(".")[0]
    else:
        yield from _class_roots(type(value))


def _class_roots(cls: type) -> Iterable[str]:
    """The package of a class; of a class written in the notebook those that it is derived from."""
    if cls.__module__.partition(".")[0] not in NOT_PACKAGES:
        return (cls.__module__.partition(".")[0],)
    return {base.__module__.partition(".")[0] for base in cls.__mro__}


@cache
def distribution_of(root: str) -> str:
    """The installed distribution that brings a top module ("sklearn" -> "scikit-learn"), "" when there is none."""
    for name in (*OTHER_NAMES.get(root, ()), root):
        try:
            return distribution(name).metadata["Name"].lower()
        except PackageNotFoundError:
            continue
    return next(iter(_by_module().get(root, ())), "").lower()


@cache
def _by_module() -> Mapping[str, list[str]]:
    """Distributions by the modules they bring: reads the files of all of them, hence once and only when it must."""
    return packages_distributions()
