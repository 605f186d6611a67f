"""Seeds that cells set, and what draws from chance without one."""

from __future__ import annotations

import ast

import pytest

from jupyter_registry.capture.chance import chance_in, still_unseeded


@pytest.mark.parametrize(
    ("code", "seeds"),
    [
        ("np.random.seed(42)", {"np.random.seed": 42}),
        ("random.seed(SEED); torch.manual_seed(SEED)", {"random.seed": 7, "torch.manual_seed": 7}),
        ("rng = np.random.default_rng(seed=3)", {"np.random.default_rng": 3}),
        ("set_seed(1)", {"set_seed": 1}),
        ("np.random.seed()", {}),
        ("plant.seed(5); np.random.seed(None); sort(key=3)", {}),
    ],
)
def test_seeds_are_read_from_code(code: str, seeds: dict[str, int]) -> None:
    """Whole numbers given to functions that seed chance count, also through a variable; others do not."""
    assert chance_in([ast.parse(code)], {"SEED": 7}).seeds == seeds


@pytest.mark.parametrize(
    ("code", "unseeded"),
    [
        ("train_test_split(X, y)", ("train_test_split",)),
        ("train_test_split(X, y, random_state=None)", ("train_test_split",)),
        ("train_test_split(X, y, random_state=0)", ()),
        ("train_test_split(X, y, random_state=SEED)", ()),
        ("train_test_split(X, y, shuffle=False)", ()),
        ("train_test_split(X, y, **settings)", ()),
        ("np.random.seed(0)\ntrain_test_split(X, y)", ()),
        ("random.seed(0)\ntrain_test_split(X, y)", ("train_test_split",)),
        ("KFold(5, shuffle=True)", ("KFold",)),
        ("KFold(5)", ()),
        ("df.sample(10)", ("sample",)),
    ],
)
def test_calls_without_a_seed_are_named(code: str, unseeded: tuple[str, ...]) -> None:
    """A call that draws from chance is named unless it has a seed, or NumPy's was set."""
    assert chance_in([ast.parse(code)], {}).unseeded == unseeded


def test_a_seed_of_the_code_covers_the_model() -> None:
    """After NumPy was seeded an estimator without a seed of its own repeats; a network does not."""
    chance = chance_in([ast.parse("np.random.seed(0)")], {})
    assert still_unseeded(["clf__random_state", "torch.manual_seed"], chance) == ("torch.manual_seed",)
