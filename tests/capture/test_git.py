"""The state of the code around a notebook, read by one call of git."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from jupyter_registry.capture.git import ask_status, checkout, git_state

from ..project import needed, run


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit on the branch "work"."""
    needed("git", shutil.which("git"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for person in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{person}_NAME", "A")
        monkeypatch.setenv(f"GIT_{person}_EMAIL", "a@example.org")
    folder = tmp_path / "repository"
    (folder / "notebooks").mkdir(parents=True)
    git(folder, "init", "-q", "-b", "work")
    (folder / "train.py").write_text("1\n")
    git(folder, "add", "train.py")
    git(folder, "commit", "-q", "-m", "first")
    return folder


def git(folder: Path, *arguments: str) -> str:
    """Output of git in ``folder``."""
    return run(["git", *arguments], 1, cwd=folder).strip()


def test_commit_and_branch_are_those_of_git(repository: Path) -> None:
    """A folder inside of the repository gives its commit and branch, clean."""
    state = git_state(repository / "notebooks")
    assert state is not None
    assert (state.commit, state.branch, state.dirty) == (git(repository, "rev-parse", "HEAD"), "work", False)


@pytest.mark.parametrize("change", ["edited", "new", "staged", "gone"])
def test_local_changes_are_dirty(change: str, repository: Path) -> None:
    """Edited, new, staged and removed files all count."""
    if change == "gone":
        (repository / "train.py").unlink()
    else:
        (repository / ("other.py" if change == "new" else "train.py")).write_text("2\n")
    if change == "staged":
        git(repository, "add", "train.py")
    state = git_state(repository)
    assert state is not None
    assert state.dirty


def test_a_detached_head_and_a_worktree_have_their_commit(repository: Path) -> None:
    """Without a branch, and in a second work tree, the commit is there all the same."""
    commit = git(repository, "rev-parse", "HEAD")
    git(repository, "worktree", "add", "-q", "--detach", "../second")
    state = git_state(repository.parent / "second")
    assert state is not None
    assert (state.commit, state.branch) == (commit, "(detached)")


def test_a_repository_without_a_commit_has_none(repository: Path, tmp_path: Path) -> None:
    """The branch is known before the first commit is made."""
    (tmp_path / "empty").mkdir()
    git(tmp_path / "empty", "init", "-q", "-b", "work")
    state = git_state(tmp_path / "empty")
    assert state is not None
    assert (state.commit, state.branch) == ("", "work")


def test_the_remote_comes_without_its_password(repository: Path) -> None:
    """User and token in the address of a remote are not kept."""
    git(repository, "remote", "add", "origin", "https://ada:secret-token-123@example.org/ada/models.git")
    state = git_state(repository)
    assert state is not None
    assert state.remote == "https://example.org/ada/models.git"


def test_outside_of_a_repository_and_without_git_there_is_no_state(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No repository, no git and a git that hangs give None and no error."""
    assert git_state(tmp_path) is None
    assert git_state(repository, timeout=0.0) is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert git_state(repository) is None


def test_the_answer_may_be_asked_for_later(repository: Path) -> None:
    """Git works while other things are done, and what it saw is what is told."""
    status = ask_status(repository)
    found = checkout(repository, status=status)
    assert found is not None
    assert found.state == git_state(repository)


def test_a_question_that_is_dropped_leaves_no_process(repository: Path) -> None:
    """What a publish that failed had asked is stopped, and dropping it again does nothing."""
    status = ask_status(repository)
    running = status._running
    assert running is not None
    status.drop()
    status.drop()
    assert running.returncode is not None
    assert status.answer(2.0) is None


def test_nothing_of_the_repository_runs(repository: Path, tmp_path: Path) -> None:
    """A repository that names a program for git to start (fsmonitor) does not get it started."""
    marker = tmp_path / "ran"
    program = repository / "monitor"
    program.write_text(f"#!/bin/sh\ntouch {marker}\n")
    program.chmod(0o755)
    git(repository, "config", "core.fsmonitor", str(program))
    assert git_state(repository) is not None
    assert not marker.exists()
    subprocess.run(["git", "status"], cwd=repository, capture_output=True, check=False)
    assert marker.exists()  # git itself would have run it
