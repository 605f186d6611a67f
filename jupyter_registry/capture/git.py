"""The state of the code: commit, branch, remote, local edits."""

from __future__ import annotations

import configparser
import os
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from ..limits import CELL_SOURCE
from ..types import GitState
from .secrets import scrub_diff, strip_credentials
from .text import clean, cut_at_line

SECONDS = 2.0
CODE = ("py", "pyi", "pyx", "ipy", "R", "r", "jl", "sql", "sh", "toml", "cfg", "ini", "yaml", "yml")
"""Suffixes of files whose edits are kept; those of notebooks and tables hold data."""
READ_ONLY = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false")  # no program of the repository's is started


class Checkout(msgspec.Struct, frozen=True):
    """A work tree: where it is, its state, and which files differ from the commit (folders end in "/")."""

    root: Path
    state: GitState
    changed: tuple[str, ...] = ()

    def has_edited(self, file: Path) -> bool:
        """Whether a file of this work tree is not as the commit has it."""
        if not file.is_relative_to(self.root):
            return False
        path = file.relative_to(self.root).as_posix()
        return any(path == other or (other.endswith("/") and path.startswith(other)) for other in self.changed)


def work_tree(folder: Path) -> Path | None:
    """The root of the work tree around ``folder``, without asking git."""
    return next((place for place in (folder, *folder.parents) if (place / ".git").exists()), None)


class Question:
    """A question to git, which works on the answer while other things are done."""

    def __init__(self, folder: Path, arguments: list[str]) -> None:
        self._running: subprocess.Popen[str] | None
        try:
            self._running = subprocess.Popen(
                ["git", *READ_ONLY, *arguments],
                cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                encoding="utf-8", errors="replace", env={**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
            )  # fmt: skip
        except OSError:
            self._running = None

    def answer(self, timeout: float, most: int | None = None) -> str | None:
        """What git prints, at most so many characters of it; None when it cannot within ``timeout`` seconds."""
        running, self._running = self._running, None
        if running is None:
            return None
        began = time.monotonic()
        with running:
            late = threading.Timer(timeout, running.kill)
            late.start()
            try:
                text = running.stdout.read(-1 if most is None else most) if running.stdout is not None else ""
                cut = most is not None and len(text) >= most
                if cut:
                    running.kill()  # it would go on printing
                done = running.wait() == 0 or cut
                return text if done and time.monotonic() - began < timeout else None
            finally:
                late.cancel()

    def drop(self) -> None:
        """Stop git when nobody asked for its answer."""
        if self._running is not None:
            with self._running as running:
                running.kill()
            self._running = None


def ask_status(folder: Path) -> Question:
    """Have git look at the work tree around ``folder``."""
    return Question(folder, ["status", "--porcelain=v2", "--branch", "-z"])


def checkout(
    folder: Path, timeout: float = SECONDS, *, diff: bool = False, status: Question | None = None
) -> Checkout | None:
    """The work tree around ``folder``, by one call of git; None when there is none or no git.

    ``diff`` adds the local edits of code, by a second call when there are any. ``timeout`` is in seconds, and
    ``status`` the question that was put earlier, if it was.
    """
    root = work_tree(folder)
    told = (status or ask_status(folder)).answer(timeout) if root is not None else None
    if root is None or told is None:
        return None
    entries = told.split("\0")
    heads = dict(entry[2:].partition(" ")[::2] for entry in entries if entry.startswith("# "))
    commit = heads.get("branch.oid", "")
    changed = tuple(_changed(entries))
    compared = Question(folder, _diff_command()) if diff and changed and commit[:1] != "(" else None
    edits = compared.answer(timeout, CELL_SOURCE) if compared is not None else ""
    return Checkout(
        root=root,
        changed=changed,
        state=GitState(
            commit="" if commit == "(initial)" else commit,
            branch=heads.get("branch.head", ""),
            dirty=bool(changed),
            remote=_remote(root),
            diff=clean(scrub_diff(cut_at_line(edits or "", CELL_SOURCE - 1), "local edits"), CELL_SOURCE),
            diff_cut=len(edits or "") >= CELL_SOURCE,
        ),
    )


def git_state(folder: Path, timeout: float = SECONDS) -> GitState | None:
    """State of the repository around ``folder``, by one call of git; None when there is none or no git."""
    found = checkout(folder, timeout)
    return found.state if found is not None else None


def _diff_command() -> list[str]:
    quiet = ("--no-ext-diff", "--no-textconv", "--no-color", "--ignore-submodules=dirty")
    return ["diff", "HEAD", *quiet, "--", *(f":(top,glob)**/*.{suffix}" for suffix in CODE)]


def _changed(entries: list[str]) -> Iterator[str]:
    """Paths below the root that differ, from the lines of ``status --porcelain=v2 -z``."""
    fields = {"1": 8, "2": 9, "u": 10, "?": 1}  # how many stand before the path
    for entry in entries:
        kind = entry[:2].rstrip() if entry[1:2] == " " else ""
        if kind in fields:
            parts = entry.split(" ", fields[kind])
            yield parts[-1]


def _remote(root: Path) -> str:
    settings = configparser.ConfigParser(strict=False, interpolation=None, allow_no_value=True)
    try:
        settings.read(root / ".git" / "config", encoding="utf-8")
    except (configparser.Error, OSError, UnicodeDecodeError):
        return ""
    return strip_credentials(settings.get('remote "origin"', "url", fallback="") or "")
