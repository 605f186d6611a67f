"""The public surface is what ``__all__`` says, and nothing else."""

from __future__ import annotations

from importlib import import_module

import msgspec
import pytest

import jupyter_registry
from jupyter_registry import errors, requests, types
from jupyter_registry.registry import Registry

HOOKS = {"load_ipython_extension"}


def test_every_public_name_can_be_fetched() -> None:
    """Each name of ``__all__`` is there, and ``dir()`` offers it."""
    for name in jupyter_registry.__all__:
        assert getattr(jupyter_registry, name) is not None
        assert name in dir(jupyter_registry)


def test_nothing_else_is_public() -> None:
    """Callables of the package without an underscore are in ``__all__`` or are hooks that Jupyter calls."""
    ours = {
        name
        for name, value in vars(jupyter_registry).items()
        if not name.startswith("_") and getattr(value, "__module__", "").startswith("jupyter_registry")
    }
    assert ours - set(jupyter_registry.__all__) == HOOKS


def test_an_unknown_name_says_what_is_missing() -> None:
    """A name that does not exist is an AttributeError that repeats it."""
    with pytest.raises(AttributeError, match="no_such_name"):
        jupyter_registry.no_such_name  # noqa: B018  # the access is what is tested


def test_every_noun_of_the_types_is_exported() -> None:
    """``types.__all__`` holds every Struct that its modules define."""
    defined = {
        name
        for module in (
            "card_schema",
            "catalogue",
            "comparison",
            "manifest",
            "outputs",
            "records",
            "results",
            "structs",
            "upkeep",
        )
        for name, value in vars(import_module(f"jupyter_registry.types.{module}")).items()
        if isinstance(value, type) and issubclass(value, msgspec.Struct) and not name.startswith("_")
    }
    assert defined - set(types.__all__) == {"Struct"} & defined


def test_the_registry_has_a_method_for_every_verb() -> None:
    """The wire name of each verb, with underscores, is a method of ``Registry`` with a docstring."""
    for name in requests.VERBS:
        method = getattr(Registry, name.replace("-", "_"))
        assert method.__doc__


def test_every_error_class_has_a_code_of_its_own() -> None:
    """Codes are unique, and the tree in the docstring of ``errors`` draws each class with code and status."""
    assert len(errors.ERRORS) == len(errors.RegistryError.__subclasses__()) + 1
    for code, cls in errors.ERRORS.items():
        drawn = [line.split() for line in (errors.__doc__ or "").splitlines() if f" {code} " in line]
        assert [cls.__name__, code, str(cls.status)] in [
            [word for word in words if word != "+-"][:3] for words in drawn
        ]
