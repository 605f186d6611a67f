"""A searchable catalogue of machine-learning models, in Jupyter and outside of it.

``import jupyter_registry as registry`` and then ``registry.publish(model, "churn")``,
``registry.search("churn")``, ``registry.card("churn")``, ``registry.load("churn@champion")``. Importing this
package loads nothing else of it; each name is fetched when it is first used.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import errors, types
    from ._version import __version__
    from .drifting import drift
    from .evaluating import evaluate
    from .finding import browse, card, compare, search
    from .loading import load
    from .publishing import publish
    from .registry import Registry, open_registry
    from .reproducing import reproduce

__all__ = [
    "Registry",
    "__version__",
    "browse",
    "card",
    "compare",
    "drift",
    "errors",
    "evaluate",
    "load",
    "open_registry",
    "publish",
    "reproduce",
    "search",
    "types",
]

_HOMES = {
    "Registry": "registry",
    "open_registry": "registry",
    "drift": "drifting",
    "evaluate": "evaluating",
    "reproduce": "reproducing",
    "browse": "finding",
    "card": "finding",
    "compare": "finding",
    "load": "loading",
    "publish": "publishing",
    "__version__": "_version",
}
_MODULES = ("errors", "types")


def __getattr__(name: str) -> Any:
    """Fetch a public name from its module when it is first used."""
    if name in _HOMES:
        found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    elif name in _MODULES:
        found = import_module(f"{__name__}.{name}")
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """This package, whose ``search`` stays the function when the sub-package of that name is loaded."""

    @property
    def search(self) -> Any:
        """``finding.search``."""
        return import_module(f"{__name__}.finding").search

    @search.setter
    def search(self, loaded: ModuleType) -> None:
        """Loading the sub-package would put it here; it is found in ``sys.modules`` all the same."""


sys.modules[__name__].__class__ = _Package


def load_ipython_extension(shell: Any) -> None:
    """``%load_ext jupyter_registry``: the magics ``%publish`` and ``%registry``, and their completion."""
    from .kernel.autoload import install

    install(shell)


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    """Tell JupyterLab where the built front end is."""
    return [{"src": "labextension", "dest": "jupyter-registry"}]


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    """Tell a Jupyter server where this package's server extension is."""
    from .server.app import ModelRegistryApp

    return [{"module": "jupyter_registry.server.app", "app": ModelRegistryApp}]
