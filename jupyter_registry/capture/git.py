"""The state of the code: commit, branch, local edits, remote."""

from __future__ import annotations

import configparser
import os
import subprocess
from pathlib import Path

from ..types import GitState
from .secrets import strip_credentials


def git_state(folder: Path, timeout: float = 2.0) -> GitState | None:
    """State of the repository around ``folder``, by one call of git; None when there is none or no git."""
    root = next((place for place in (folder, *folder.parents) if (place / ".git").exists()), None)
    if root is None:
        return None
    try:
        done = subprocess.run(
            ["git", "-c", "core.fsmonitor=false", "status", "--porcelain=v2", "--branch"],
            cwd=folder, capture_output=True, text=True, timeout=timeout, check=True,
            stdin=subprocess.DEVNULL, env={**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return None
    lines = done.stdout.splitlines()
    heads = dict(line[2:].partition(" ")[::2] for line in lines if line.startswith("# "))
    commit = heads.get("branch.oid", "")
    return GitState(
        commit="" if commit == "(initial)" else commit,
        branch=heads.get("branch.head", ""),
        dirty=any(not line.startswith("#") for line in lines),
        remote=_remote(root),
    )


def _remote(root: Path) -> str:
    settings = configparser.ConfigParser(strict=False, interpolation=None, allow_no_value=True)
    try:
        settings.read(root / ".git" / "config", encoding="utf-8")
    except (configparser.Error, OSError, UnicodeDecodeError):
        return ""
    return strip_credentials(settings.get('remote "origin"', "url", fallback="") or "")
