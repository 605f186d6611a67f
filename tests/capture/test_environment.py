"""The environment of a version: graphics cards, and the lines that install its packages."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_registry.capture.environment import FLAGS, environment, flags, gpu_names, lock_lines, seeds
from jupyter_registry.capture.installed import installed
from jupyter_registry.capture.packages import distribution_of
from jupyter_registry.types import Environment, Package


def test_graphics_cards_are_read_from_the_driver(tmp_path: Path) -> None:
    """The driver has a folder for each card, whose model is its name; without a driver there is none."""
    for place, model in enumerate(("Card A", "Card B")):
        folder = tmp_path / f"0000:0{place}:00.0"
        folder.mkdir()
        (folder / "information").write_text(f"Model: \t\t {model}\nIRQ:   {place}\n")
    assert gpu_names(tmp_path) == ("Card A", "Card B")
    assert gpu_names(tmp_path / "none") == ()


def test_lock_lines_pin_what_is_needed() -> None:
    """Needed packages are pinned, without the part of a version that only one machine has; others are left out."""
    captured = Environment(
        packages=(Package(name="torch", version="2.13.0+cpu"), Package(name="numpy", version="2.1.0")),
        requires=("torch", "absent"),
    )
    assert lock_lines(captured) == ("torch==2.13.0",)


def test_this_environment_has_what_it_says() -> None:
    """Packages that are needed are among those that are installed."""
    captured = environment(("numpy", "scikit-learn"))
    assert len(lock_lines(captured)) == 2


def test_seeds_are_whole_numbers_under_telling_names() -> None:
    """A random state that is an object, and a number that is no seed, are not seeds."""
    found = {"model__random_state": 1, "seed": 2, "random_state": "RandomState", "max_depth": 3}
    assert seeds(found) == {"model__random_state": 1, "seed": 2}


def test_flags_are_the_variables_that_decide_whether_numbers_repeat(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all variables only those of a fixed list are kept, and only where they are set."""
    for name in FLAGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHONHASHSEED", "0")
    monkeypatch.setenv("SOME_SETTING", "1")
    assert flags() == {"PYTHONHASHSEED": "0"}


def test_modules_are_mapped_to_what_pip_installs() -> None:
    """A module is known by the distribution that brings it, and an unknown one by nothing."""
    assert [distribution_of(name) for name in ("sklearn", "yaml", "numpy", "no_such_module")] == [
        "scikit-learn", "pyyaml", "numpy", "",
    ]  # fmt: skip


def test_where_a_package_is_from_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder here and a commit are told, the latter without credentials; a path of another machine is not."""
    told = {
        "edited": f'{{"url": "file://{tmp_path}", "dir_info": {{"editable": true}}}}',
        "wheel": f'{{"url": "file://{tmp_path}", "archive_info": {{}}}}',
        "conda": '{"url": "file:///no/such/folder", "dir_info": {}}',
        "commit": '{"url": "https://me:secret@host/a.git", "vcs_info": {"vcs": "git", "commit_id": "0a1b2c3d"}}',
        "broken": "{",
    }
    for name, text in told.items():
        folder = tmp_path / f"{name}-1.0.dist-info"
        folder.mkdir()
        (folder / "direct_url.json").write_text(text)
    monkeypatch.setattr("sys.path", [str(tmp_path)])
    assert {package.name: package.source for package in installed()} == {
        "edited": "editable",
        "wheel": "local",
        "conda": "",
        "commit": "git+https://host/a.git@0a1b2c3d",
        "broken": "",
    }
