"""Importing the package costs next to nothing: kernels, servers and the command line do it at every start."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "tornado", "jupyter_server", "sqlite_utils", "sqlite3", "httpx", "IPython", "numpy", "pandas", "sklearn",
    "scipy", "skops", "joblib", "torch", "anywidget", "ipywidgets", "traitlets", "yaml", "rfc8785", "jupyterlab",
    "notebook", "asyncio",
}  # fmt: skip


def loaded_by(statement: str) -> set[str]:
    """Modules that ``statement`` loads in a fresh interpreter, beyond those of its start."""
    code = f"import json, sys; before = set(sys.modules); {statement}; "
    code += "print(json.dumps(sorted(set(sys.modules) - before)))"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_importing_the_package_loads_no_other_module_of_it() -> None:
    """``import jupyter_registry`` loads that one file, and only the standard library with it."""
    loaded = loaded_by("import jupyter_registry")
    assert {name for name in loaded if name.startswith("jupyter_registry.")} == set()
    assert {name.partition(".")[0] for name in loaded} - sys.stdlib_module_names == {"jupyter_registry"}


@pytest.mark.parametrize(
    ("statement", "allowed"),
    [
        ("import jupyter_registry; jupyter_registry.open_registry", set()),
        ("import jupyter_registry; jupyter_registry.search", set()),
        ("import jupyter_registry; jupyter_registry.publish", set()),
        ("import jupyter_registry.kernel.autoload", set()),
        ("import jupyter_registry.schema", set()),
        ("import jupyter_registry.local.backend", {"sqlite3"}),
        ("from jupyter_registry.cli import main", set()),
    ],
)
def test_a_door_loads_no_heavy_library_before_it_is_used(statement: str, allowed: set[str]) -> None:
    """Reaching for a public name loads neither a framework nor a web server nor a database."""
    loaded = {name.partition(".")[0] for name in loaded_by(statement)}
    assert loaded & HEAVY - allowed == set()


def test_publishing_makes_no_vectors(tmp_path: Path) -> None:
    """A process that publishes into a file does not load what turns texts into vectors."""
    publish = f"import jupyter_registry as jr; r = jr.open_registry('sqlite://{tmp_path}/registry.db'); "
    publish += "r.publish('churn', jr.types.Manifest(summary='who leaves')); r.get_status(); r.close()"
    assert not loaded_by(publish) & {"jupyter_registry.local.vectors", "jupyter_registry.local.embedders", "wordllama"}
