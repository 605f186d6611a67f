"""A lock: the packages of a version as a file that pip and uv install."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path

import pytest

from jupyter_registry.capture.environment import environment
from jupyter_registry.capture.installed import installed, with_needed
from jupyter_registry.errors import NotFound
from jupyter_registry.formats.lock import lock_text
from jupyter_registry.types import Environment, Manifest, Package, Version


def version(captured: Environment | None) -> Version:
    """A version published from this environment."""
    at = datetime(2026, 1, 1, tzinfo=timezone.utc)
    return Version(
        model="churn",
        number=3,
        digest="sha256:" + "0" * 64,
        stage="draft",
        stage_reason="",
        published_at=at,
        published_by="a",
        manifest=Manifest(environment=captured),
    )


def pins(captured: Environment) -> list[str]:
    """The lines that install something, without their comments."""
    lines = lock_text(version(captured)).splitlines()
    return [line.partition("  #")[0].rstrip() for line in lines if not line.startswith("#")]


def test_what_packages_need_in_turn_is_pinned() -> None:
    """scikit-learn brings its own needs; packages that nothing asks for are left out."""
    captured = environment(("scikit-learn",), imports=("pandas",))
    names = {line.partition("==")[0] for line in pins(captured)}
    assert {"scikit-learn", "scipy", "joblib", "threadpoolctl", "numpy", "pandas", "python-dateutil"} <= names
    assert "pytest" not in names


def test_pip_takes_the_lock(tmp_path: Path) -> None:
    """pip finds every line of it fulfilled by the environment that it was made from, and nothing to install."""
    file = tmp_path / "requirements.txt"
    file.write_text(lock_text(version(environment(("scikit-learn",), imports=("pandas",)))))
    command = [sys.executable, "-m", "pip", "install", "--no-index", "--dry-run", "-r", str(file), "--report", "-"]
    done = subprocess.run([*command, "--quiet"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["install"] == []


def test_sources_and_builds_are_told() -> None:
    """A repository is installed from its commit; a folder of the author is a comment; a build of one machine goes."""
    captured = Environment(
        python="3.12.1",
        packages=(
            Package(name="a", version="1", source="git+https://host/a.git@0123456789abcdef"),
            Package(name="b", version="2", source="editable"),
            Package(name="c", version="3+cpu"),
        ),
        requires=("a", "b", "c", "absent"),
    )
    assert pins(captured) == ["a @ git+https://host/a.git@0123456789abcdef", "c==3"]
    assert "# b==2 was installed from a folder of its author (editable)" in lock_text(version(captured))
    assert "was 3+cpu" in lock_text(version(captured))


@pytest.mark.parametrize(
    "package",
    [
        Package(name="a\n--index-url https://evil", version="1"),
        Package(name="a", version="1 --extra-index-url https://evil"),
        Package(name="a", version="1; rm -rf ~"),
        Package(name="a", version="1", source="git+https://host/a\n-e ."),
        Package(name="-r", version="1"),
    ],
)
def test_a_line_is_never_more_than_a_pin(package: Package) -> None:
    """Names, versions and sources that somebody made up to say more to pip are left out."""
    captured = Environment(python="3\nevil", packages=(package,), requires=(package.name,))
    assert pins(captured) == []


def test_without_packages_there_is_no_lock() -> None:
    """A version whose packages are not known says so."""
    with pytest.raises(NotFound, match="churn:3"):
        lock_text(version(None))


def test_an_editable_package_is_marked_and_closures_end() -> None:
    """This very project is installed from its folder; packages that need one another end the search."""
    found = {package.name: package.source for package in installed()}
    if found.get("jupyter-registry") != "editable":
        pytest.skip("the project is not installed from its folder")
    assert "jupyter-registry" in with_needed(("jupyter-registry",), installed())
