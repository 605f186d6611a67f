"""Every verb does what it says, on every backend."""

from __future__ import annotations

import pytest

from jupyter_registry.registry import Registry
from jupyter_registry.requests import VERBS

from .conftest import Watched
from .scenarios import SCENARIOS


def test_no_verb_is_forgotten() -> None:
    """There is one scenario for each verb and none for anything else."""
    assert set(SCENARIOS) == set(VERBS)


@pytest.mark.parametrize("verb", SCENARIOS)
def test_a_verb_does_what_it_says(verb: str, registry: Registry, backend: Watched) -> None:
    """The scenario of the verb holds, asks for that verb, and leaves a registry that verifies."""
    SCENARIOS[verb](registry)
    assert verb in backend.asked
    assert registry.verify().damages == ()
