"""Seeds that the cells of a slice set, and what in them draws from chance without one."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from .known_calls import words

SEEDING = words("""
    seed manual_seed manual_seed_all set_seed set_random_seed seed_everything default_rng RandomState PRNGKey key
    """)
"""Functions whose first argument seeds chance."""
SEEDING_OWNERS = words("random np numpy torch cuda tf tensorflow keras utils pl lightning transformers jax L")
NEEDS_SEED = words("""
    train_test_split ShuffleSplit StratifiedShuffleSplit GroupShuffleSplit resample make_classification make_regression
    make_blobs make_moons make_circles sample random_split
    """)
"""Calls that draw from chance unless they are given a seed."""
SHUFFLING = words("KFold StratifiedKFold StratifiedGroupKFold")
"""Calls that do so when they are asked to shuffle."""
GIVEN = ("random_state", "seed", "generator", "rng")


class Chance(NamedTuple):
    """What code does about chance."""

    seeds: dict[str, int] = {}
    unseeded: tuple[str, ...] = ()


def chance_in(trees: Iterable[ast.AST], values: Mapping[str, Any]) -> Chance:
    """The seeds that code sets, and its calls that have none; ``values`` are the variables of the notebook.

    After ``np.random.seed`` scikit-learn and pandas draw from a sequence that repeats, and so nothing is unseeded.
    """
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    seeds = dict(_seeds(calls, values))
    repeats = any(name.endswith("random.seed") and name != "random.seed" for name in seeds)
    unseeded = () if repeats else tuple(dict.fromkeys(filter(None, map(_unseeded, calls))))
    return Chance(seeds, unseeded)


def still_unseeded(names: Iterable[str], chance: Chance) -> tuple[str, ...]:
    """``names`` of parts of a model that have no seed, without those that the code's own seed covers."""
    covered = {"numpy": "random_state", "torch": "torch.manual_seed"}
    set_by_code = [ending for library, ending in covered.items() if _covers(library, chance.seeds)]
    return tuple(name for name in names if not name.endswith(tuple(set_by_code)))


def _covers(library: str, seeds: Iterable[str]) -> bool:
    everything = ("set_random_seed", "seed_everything", "set_seed")
    own = {"numpy": ("np.random.seed", "numpy.random.seed"), "torch": ("torch.manual_seed",)}[library]
    return any(name in own or name.rpartition(".")[2] in everything for name in seeds)


def _seeds(calls: Iterable[ast.Call], values: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    for call in calls:
        *owners, name = _dotted(call.func).split(".")
        if name in SEEDING and (call.args or call.keywords) and (not owners or owners[-1] in SEEDING_OWNERS):
            first = call.args[0] if call.args else call.keywords[0].value
            value = values.get(first.id) if isinstance(first, ast.Name) else getattr(first, "value", None)
            if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53:
                yield ".".join((*owners, name))[:200], value


def _unseeded(call: ast.Call) -> str:
    name = _dotted(call.func).rpartition(".")[2]
    given = {word.arg: word.value for word in call.keywords}
    if None in given:  # **settings: not to be seen here
        return ""
    shuffles = isinstance(given.get("shuffle"), ast.Constant) and bool(getattr(given["shuffle"], "value", False))
    asks = name in NEEDS_SEED and not ("shuffle" in given and not shuffles)
    if not asks and not (name in SHUFFLING and shuffles):
        return ""
    seeded = any(word in given and getattr(given[word], "value", 0) is not None for word in GIVEN)
    return "" if seeded else name


def _dotted(node: ast.expr) -> str:
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join((*([node.id] if isinstance(node, ast.Name) else []), *reversed(parts)))
