"""The author's own files that the cells import, local edits, and the packages behind the imports."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from jupyter_registry.capture.git import checkout
from jupyter_registry.capture.notebook import notebook as captured
from jupyter_registry.capture.slice import producing
from jupyter_registry.capture.slice_code import SliceCode, slice_code
from jupyter_registry.types import Notebook as NotebookNoun

from .shell import Notebook, notebook
from .test_git import git, repository  # noqa: F401  (a fixture)

HELPERS = '''"""Own code."""
import yaml
from .deeper import scale
API_KEY = "correct-horse-battery"
'''
CELL = """
import numpy as np
import own_code.helpers
from sklearn.linear_model import LinearRegression
model = LinearRegression().fit(np.arange(6.0).reshape(3, 2), np.arange(3.0))
"""


@pytest.fixture
def book(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Notebook]:  # noqa: F811
    """A notebook in a repository with a committed package of own code, of which one file was edited since."""
    package = repository / "own_code"
    package.mkdir()
    for name, text in (("__init__", ""), ("helpers", "old = 1\n"), ("deeper", "scale = 2\n"), ("unused", "")):
        (package / f"{name}.py").write_text(text)
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "second")
    (package / "helpers.py").write_text(HELPERS)
    monkeypatch.chdir(repository)
    monkeypatch.syspath_prepend(str(repository))
    with notebook() as made:
        made.run(CELL)
        yield made
    for name in [name for name in sys.modules if name.partition(".")[0] == "own_code"]:
        del sys.modules[name]


def code(book: Notebook) -> SliceCode:
    """The code of the slice that made the model."""
    return slice_code(book.shell, book.ledger, producing(book.ledger, book["model"]))


def kept(book: Notebook, *, cells: bool = True) -> NotebookNoun:
    """What is kept about the notebook."""
    made = producing(book.ledger, book["model"])
    files = code(book).imported.files
    noun = captured(book.shell, book.ledger, made, book["model"], cells=cells, files=files).notebook
    assert noun is not None
    return noun


def test_own_files_are_kept_with_their_digests(book: Notebook, repository: Path) -> None:  # noqa: F811
    """Every own file behind the imports is there, the edited one first and without its secret; others are not."""
    modules = kept(book).modules
    assert [(one.name, one.path, one.edited) for one in modules] == [
        ("own_code.helpers", "own_code/helpers.py", True),
        ("own_code", "own_code/__init__.py", False),
        ("own_code.deeper", "own_code/deeper.py", False),
    ]
    content = (repository / "own_code" / "helpers.py").read_bytes()
    assert modules[0].digest == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert modules[0].source == HELPERS.replace("correct-horse-battery", "[secret removed]")


def test_packages_are_those_that_own_files_import_too(book: Notebook) -> None:
    """Imports are known by what pip installs, also those of own files; the standard library is none of them."""
    assert set(code(book).distributions) == {"numpy", "scikit-learn", "pyyaml"}


def test_without_cells_no_source_is_kept(book: Notebook) -> None:
    """Names and digests stay; sources of modules and local edits do not."""
    noun = kept(book, cells=False)
    assert {one.source for one in noun.modules} == {""}
    assert noun.git is not None
    assert (noun.git.dirty, noun.git.diff) == (True, "")


def test_local_edits_of_code_are_kept_without_secrets(book: Notebook) -> None:
    """The diff holds the edited line and not its secret."""
    git_state = kept(book).git
    assert git_state is not None
    assert '+API_KEY = "[secret removed]"' in git_state.diff
    assert "-old = 1" in git_state.diff


def test_edits_of_data_and_notebooks_are_not_kept(repository: Path) -> None:  # noqa: F811
    """A diff holds code alone: rows of a table and outputs of a notebook may be somebody's."""
    for name in ("rows.csv", "a.ipynb", "train.py"):
        (repository / name).write_text("before\n")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "second")
    for name in ("rows.csv", "a.ipynb", "train.py"):
        (repository / name).write_text("after\n")
    found = checkout(repository / "notebooks", diff=True)
    assert found is not None
    assert [line for line in found.state.diff.splitlines() if line.startswith("+++")] == ["+++ b/train.py"]


def test_a_long_diff_is_cut_after_a_line(repository: Path) -> None:  # noqa: F811
    """Of edits longer than a cell may be the first whole lines are kept, and it is said."""
    (repository / "train.py").write_text("x = 12345678\n" * 20_000)
    found = checkout(repository, diff=True)
    assert found is not None
    assert found.state.diff_cut
    assert found.state.diff.endswith("+x = 12345678")


def test_no_program_of_the_repository_runs_for_a_diff(repository: Path, tmp_path: Path) -> None:  # noqa: F811
    """A repository that names programs to show differences with does not get them started."""
    marker = tmp_path / "ran"
    program = repository / "show"
    program.write_text(f"#!/bin/sh\ntouch {marker}\n")
    program.chmod(0o755)
    (repository / ".gitattributes").write_text("*.py diff=own\n")
    git(repository, "config", "diff.external", str(program))
    git(repository, "config", "diff.own.textconv", str(program))
    (repository / "train.py").write_text("2\n")
    found = checkout(repository, diff=True)
    assert found is not None
    assert "+2" in found.state.diff
    assert not marker.exists()


def test_scripts_that_cells_run_are_own_files(book: Notebook, repository: Path) -> None:  # noqa: F811
    """A file that ``%run`` starts is kept as well."""
    (repository / "prepare.py").write_text("offset = 1\n")
    book.run("%run prepare.py", "model.fit([[offset]], [1])")
    assert "prepare.py" in [one.path for one in kept(book).modules]
