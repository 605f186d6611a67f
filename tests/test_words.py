"""Words that have no place in the project's files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .project import PACKAGE, ROOT, modules, written_files

BINARY = {".png", ".ico", ".gz", ".zip", ".db", ".woff2", ".skops"}
HOSTS = ["registry." + "npmjs.org", "registry." + "yarnpkg.com", "py" + "pi.org", "files.python" + "hosted.org"]
UNFINISHED = re.compile(
    r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b|raise NotImplemented" + r"Error|eslint-" + r"disable"
)
MACHINE = re.compile(r"(?<![\w.$}])/(?:" + "|".join(["wo" + "rk/", "ro" + "ot/", "home/" + r"\w+/"]) + ")")
GENERATED = ("src/schema.ts", "jupyter_registry/schema.py")
"""A file a program wrote, and the program; the names in it are those of the wire, whatever a linter likes."""
VAGUE = {"metadata", "info", "details", "manager", "helper", "helpers", "util", "utils", "common", "misc"}
"""Names of modules that say nothing about what is in them."""
BARE_IGNORE = re.compile(r"#\s*type:\s*ignore(?!\[)|#\s*noqa(?!:)")
SILENT = re.compile(r"except (?:Base)?Exception(?: as \w+)?:[^\n]*\n\s+pass\b")


def texts() -> list[tuple[str, str]]:
    """Name and text of each written file."""
    return [
        (str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
        for path in written_files()
        if path.suffix not in BINARY
    ]


@pytest.fixture(scope="module")
def written() -> list[tuple[str, str]]:
    """The texts, read once."""
    return texts()


def test_no_file_names_a_host_of_a_package_registry(written: list[tuple[str, str]]) -> None:
    """Lock files and docs work wherever packages come from."""
    assert [(name, host) for name, text in written for host in HOSTS if host in text] == []


def test_no_file_names_a_folder_of_one_machine(written: list[tuple[str, str]]) -> None:
    """No path of somebody's home or workplace is written anywhere."""
    found = [(name, hit.group()) for name, text in written if (hit := MACHINE.search(text))]
    assert found == []


def test_nothing_is_left_unfinished(written: list[tuple[str, str]]) -> None:
    """No marker of work that is still to be done, no stub, no rule of a linter switched off in TypeScript."""
    found = [
        (name, hit.group()) for name, text in written if name not in GENERATED and (hit := UNFINISHED.search(text))
    ]
    assert found == []


def test_no_check_is_switched_off_wholesale() -> None:
    """Each ignored finding names its rule, and no exception is swallowed without a word."""
    python = [path for path in written_files() if path.suffix == ".py"]
    found = [
        str(path.relative_to(ROOT))
        for path in python
        if BARE_IGNORE.search(path.read_text(encoding="utf-8")) or SILENT.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_is_called_by_what_is_in_it(path: Path) -> None:
    """No module has a name that attracts everything."""
    assert path.stem not in VAGUE
