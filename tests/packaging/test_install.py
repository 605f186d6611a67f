"""Wheel, sdist and editable install: each puts every file where Jupyter looks for it.

The front end is built already when these tests run, as installing the project builds it; the builds here take that.
"""

from __future__ import annotations

import os
import re
import shutil
import site
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from ..project import PACKAGE, ROOT, needed, run, written_files

LAB = "share/jupyter/labextensions/jupyter-registry"
PLACED = (
    f"{LAB}/package.json",
    f"{LAB}/install.json",
    "etc/jupyter/jupyter_server_config.d/jupyter_registry.json",
    "etc/ipython/startup/jupyter_registry_magics.py",
)
PACKED = (
    "jupyter_registry/__init__.py",
    "jupyter_registry/_version.py",
    "jupyter_registry/py.typed",
    "jupyter_registry/static/widget.js",
    "jupyter_registry/server/events/change.yaml",
    "jupyter_registry/examples/first-model.ipynb",
)
BUILT = ("labextension", "static")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with its built front end, and without anything else that is not written."""
    needed("pip", shutil.which("pip", path=str(Path(sys.executable).parent)))
    needed("the built front end", str((PACKAGE / "labextension" / "package.json").is_file() or ""))
    copy = tmp_path_factory.mktemp("checkout")
    for file in written_files():
        target = copy / file.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    for folder in BUILT:
        shutil.copytree(PACKAGE / folder, copy / PACKAGE.name / folder, dirs_exist_ok=True)
    return copy


@pytest.fixture(scope="module")
def sdist(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist, unpacked."""
    out = tmp_path_factory.mktemp("sdist")
    build(checkout, "--sdist", out)
    with tarfile.open(next(out.glob("*.tar.gz"))) as archive:
        archive.extractall(out, filter="data")
    return next(path for path in out.iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the sdist on a machine without Node."""
    out = tmp_path_factory.mktemp("wheel")
    build(sdist, "--wheel", out, PATH=str(out))
    return next(out.glob("*.whl"))


def build(source: Path, what: str, out: Path, **env: str) -> None:
    """Build the project in ``source`` with the build tools that are installed here."""
    command = [sys.executable, "-m", "build", "--no-isolation", what, "--outdir", str(out), str(source)]
    run(command, 4, env={**os.environ, **env})


def environment_with(folder: Path, *what: str) -> Path:
    """The interpreter of a fresh environment with ``what`` installed, and the packages of this one behind it."""
    run([sys.executable, "-m", "venv", "--without-pip", str(folder)], 2)
    python = folder / "bin" / "python"
    packages = run([str(python), "-c", "import site; print(site.getsitepackages()[0])"], 1).strip()
    (Path(packages) / "behind.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python), "install", "--no-deps"]
    run([*pip, "--no-build-isolation", "--ignore-installed", *what], 4)
    return python


def check_environment(python: Path) -> None:
    """Files are where Jupyter looks, the server extension is on, the front end is listed, the magic is found."""
    for name in PLACED:
        assert (python.parents[1] / name).is_file(), name
    env = {**os.environ, "PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}"}
    servers = COLOUR.sub("", run([str(python), "-m", "jupyter", "server", "extension", "list"], 1, env=env))
    assert "jupyter_registry enabled" in " ".join(servers.split())
    assert any("jupyter_registry" in line and "OK" in line for line in servers.splitlines())
    labs = COLOUR.sub("", run([str(python), "-m", "jupyter", "labextension", "list"], 1, env=env))
    assert any("jupyter-registry v" in line and "enabled" in line for line in labs.splitlines())
    magic = run([str(python), "-m", "IPython", "-c", "%registry --help"], 1, env=env)
    assert "registry" in magic and "not found" not in magic


def test_the_sdist_holds_the_source_and_the_built_front_end(sdist: Path) -> None:
    """From the sdist a wheel can be made without Node; browser tests and fetched packages stay out of it."""
    for name in ("pyproject.toml", "hatch_build.py", "package.json", "LICENSE", "README.md", *PACKED):
        assert (sdist / name).is_file(), name
    assert (sdist / "jupyter_registry" / "labextension" / "package.json").is_file()
    assert not (sdist / "node_modules").exists()
    assert not (sdist / "ui-tests").exists()


def test_a_wheel_from_the_sdist_needs_no_node_and_holds_everything(wheel: Path) -> None:
    """The wheel has the package and the files for ``share/`` and ``etc/``, and nothing twice."""
    names = zipfile.ZipFile(wheel).namelist()
    data = next(name.partition("/")[0] for name in names if ".data/" in name)
    assert {f"{data}/data/{name}" for name in PLACED} <= set(names)
    assert set(PACKED) <= set(names)
    assert [name for name in names if name.startswith(("jupyter_registry/labextension", "tests/", "src/"))] == []
    assert not any(name.endswith(".map") for name in names)


def test_installing_the_wheel_is_all_it_takes(wheel: Path, tmp_path: Path) -> None:
    """After installing the wheel, server extension, front end and magics are on without another command."""
    python = environment_with(tmp_path / "venv", str(wheel))
    check_environment(python)
    where = run([str(python), "-c", "import jupyter_registry; print(jupyter_registry.__file__)"], 1, cwd=tmp_path)
    assert where.startswith(str(tmp_path))


def test_an_editable_install_places_the_same_files(checkout: Path, tmp_path: Path) -> None:
    """An editable install uses the checkout's Python and still places the files for Jupyter."""
    python = environment_with(tmp_path / "venv", "-e", str(checkout))
    check_environment(python)
    where = run([str(python), "-c", "import jupyter_registry; print(jupyter_registry.__file__)"], 1, cwd=tmp_path)
    assert where.startswith(str(checkout))


def test_the_version_is_that_of_the_front_end(wheel: Path) -> None:
    """One version, written in ``package.json``."""
    found = subprocess.run(
        [sys.executable, "-c", "import json; print(json.load(open('package.json'))['version'])"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    assert wheel.name.startswith(f"jupyter_registry-{found}-py3-none-any")
