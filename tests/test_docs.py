"""What the README says is so: its tables are made from the code, its commands and names exist."""

from __future__ import annotations

import re
import sys

import pytest

import jupyter_registry
from jupyter_registry.cli.main import parser
from jupyter_registry.governance.roles import ORDER
from jupyter_registry.kernel import commands as magic_commands

from .project import PACKAGE, ROOT, written_files
from .tables import README, filled

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TEXT = README.read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", TEXT, re.DOTALL)


def project() -> dict[str, dict[str, object]]:
    """The ``[project]`` table of pyproject.toml."""
    found: dict[str, dict[str, object]] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
        "project"
    ]
    return found


def test_the_tables_are_those_of_the_code() -> None:
    """Verbs, query fields, errors and capturers are listed as they are; ``python -m tests.tables`` writes them anew."""
    assert filled(TEXT) == TEXT


def test_there_is_one_line_to_try_it_and_one_to_test_it() -> None:
    """The first two blocks are one-line shell commands that install an extra which exists."""
    lines = [body.strip() for language, body in BLOCKS if language == "bash"]
    assert len(lines) == 2
    for line in lines:
        assert "\n" not in line
        extra = re.search(r'"\.\[(\w+)\]"', line)
        assert extra and extra[1] in project()["optional-dependencies"]
    assert lines[0].endswith("jupyter-registry demo")
    assert lines[1].endswith("python -m pytest")


def test_every_command_is_named() -> None:
    """Each command of the command line appears, as do the group of entry points and the exit codes."""
    choices = next(action.choices for action in parser()._actions if isinstance(action.choices, dict))
    for command in choices:
        assert re.search(rf"`{command}[ `]", TEXT), command
    for group in project()["entry-points"]:
        assert f"`{group}`" in TEXT
    assert "0 done, 1 refused" in TEXT
    assert "2 wrong usage" in TEXT


def test_every_environment_variable_is_named() -> None:
    """Each variable that the package or its build reads is explained."""
    sources = [
        path for path in written_files() if path.suffix == ".py" and (PACKAGE in path.parents or path.parent == ROOT)
    ]
    read = {
        name
        for path in sources
        for name in re.findall(r"JUPYTER_REGISTRY(?:_[A-Z]+)*", path.read_text(encoding="utf-8"))
    }
    assert [name for name in sorted(read) if f"| `{name}` |" not in TEXT] == []


def test_every_role_and_every_subcommand_of_the_magic_is_named() -> None:
    """Roles and the words after ``%registry`` are all there."""
    for word in (*ORDER, *magic_commands.COMMANDS):
        assert re.search(rf"\b{word}\b", TEXT), word


def test_the_python_examples_use_what_is_public() -> None:
    """Each ``registry.name`` in an example is a public name."""
    used = {name for _, body in BLOCKS for name in re.findall(r"\bregistry\.(\w+)\(", body)}
    assert used
    assert used <= set(jupyter_registry.__all__)


def test_each_url_form_of_the_readme_opens() -> None:
    """A registry can be opened at each form of address, before anything is read."""
    for url in re.findall(r"`((?:sqlite|https?):///?[^`]+)`", TEXT):
        with jupyter_registry.open_registry(url) as registry:
            assert registry.url == url


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md"])
def test_every_link_to_a_file_leads_somewhere(name: str) -> None:
    """Relative links in the documents name files that exist."""
    page = ROOT / name
    targets = re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_the_changelog_begins_with_the_version_of_the_package() -> None:
    """The newest entry is the version in package.json, or what is not released yet."""
    heads = re.findall(r"^## \[?([\w.]+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    version = re.search(r'"version": "([^"]+)"', (ROOT / "package.json").read_text(encoding="utf-8"))
    assert version and version[1] in heads[:2]
