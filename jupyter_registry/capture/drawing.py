"""Which calls draw from a generator of random numbers that all cells share, told by the syntax alone.

Loaded with the first cell of every kernel, hence the standard library alone.
"""

from __future__ import annotations

import ast
from typing import NamedTuple

from .known_calls import words
from .names import FILE

SEEDING = words("seed manual_seed set_seed set_random_seed set_state")
OWN_GENERATORS = words("default_rng RandomState Generator SeedSequence PCG64 get_state getstate Random SystemRandom")
TORCH = words("rand randn randint randperm normal bernoulli multinomial rand_like randn_like")
BY_KEYWORD = words("train_test_split shuffle resample")
"""Functions of scikit-learn that draw unless they are given a ``random_state``."""


class Generator(NamedTuple):
    """A made-up name of a shared generator, "" for none; ``seeded`` when the call begins it anew."""

    name: str = ""
    seeded: bool = False


def generator_of(node: ast.Call) -> Generator:
    """The generator that a call draws from or seeds."""
    path = _path(node.func)
    last = path[-1] if path else ""
    if path[:1] == ["torch"] and (last in TORCH or last in SEEDING):
        return Generator(f"{FILE}chance of torch", last in SEEDING)
    if "random" in path[:-1] and last not in OWN_GENERATORS:
        kind = "python" if path[0] == "random" else "numpy"
        return Generator(f"{FILE}chance of {kind}", last in SEEDING)
    if last in BY_KEYWORD and not any(word.arg == "random_state" for word in node.keywords):
        return Generator(f"{FILE}chance of numpy")
    return Generator()


def _path(node: ast.expr) -> list[str]:
    """``["np", "random", "normal"]`` for that attribute; [] for what is no plain name."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.insert(0, node.attr)
        node = node.value
    return [node.id, *parts] if isinstance(node, ast.Name) else []
