"""How the magics come to a kernel, and that they cost nothing before they are used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import STARTUP, start

HEAVY = (
    "tornado",
    "IPython",
    "sqlite_utils",
    "sqlite3",
    "httpx",
    "sklearn",
    "pandas",
    "numpy",
    "torch",
    "msgspec",
)


def _modules_after(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_package_loads_nothing_heavy() -> None:
    """``import jupyter_registry`` loads no server, no database, no shell and no framework."""
    loaded = _modules_after("import jupyter_registry")
    assert not loaded & set(HEAVY)


def test_the_startup_file_loads_nothing_heavy() -> None:
    """What runs at the start of every kernel is the package's door and nothing behind it."""
    before = _modules_after("import jupyter_registry")
    loaded = _modules_after("import jupyter_registry.kernel.autoload")
    assert {name for name in loaded - before if not name.startswith("jupyter_registry")} == set()


def test_every_public_name_is_there() -> None:
    """What ``__all__`` names can be fetched, and a name that does not exist is an AttributeError."""
    import jupyter_registry

    for name in jupyter_registry.__all__:
        assert getattr(jupyter_registry, name) is not None
        assert name in dir(jupyter_registry)
    with pytest.raises(AttributeError, match="nothing_of_that_name"):
        _ = jupyter_registry.nothing_of_that_name


def test_search_stays_the_function_when_its_package_is_loaded() -> None:
    """``jupyter_registry.search`` can be called although a sub-package of that name exists."""
    import jupyter_registry
    import jupyter_registry.search.fields

    assert callable(jupyter_registry.search)
    assert "jupyter_registry.search" in sys.modules


def test_capturing_a_plain_object_imports_no_framework() -> None:
    """Choosing and describing by class names needs neither scikit-learn nor pandas."""
    loaded = _modules_after(
        "from jupyter_registry.capture.base import choose\nimport fractions\nchoose(fractions.Fraction(1))"
    )
    assert not loaded & {"sklearn", "pandas", "numpy", "torch"}


def test_the_startup_file_can_be_switched_off_and_the_extension_loaded(tmp_path: Path) -> None:
    """With the opt-out the magics are not there until ``%load_ext``; then they are."""
    for kernel in start(tmp_path, JUPYTER_REGISTRY_NO_AUTOLOAD="1"):
        assert "not found" in kernel.run("%registry status").stderr
        assert kernel.run("%load_ext jupyter_registry").status == "ok"
        assert kernel.run("%registry status").status == "ok"
        assert kernel.run("%reload_ext jupyter_registry\n%registry status").status == "ok"


def test_a_kernel_starts_although_the_package_is_broken(tmp_path: Path) -> None:
    """A startup file that cannot import the package stays silent."""
    broken = tmp_path / "broken" / "jupyter_registry"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("raise RuntimeError('broken')\n")
    code = f"import sys; sys.path.insert(0, {str(broken.parent)!r}); exec(open({str(STARTUP)!r}).read())"
    code += "; print('ok')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("ok\n", "")


def test_the_startup_file_leaves_no_names_behind(tmp_path: Path) -> None:
    """Nothing of the startup file is in the user's namespace."""
    for kernel in start(tmp_path):
        assert kernel.run("print([name for name in dir() if 'registry' in name])").stdout == "[]\n"
