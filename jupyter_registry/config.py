"""Which registry: an argument, else the environment, else a file in the Jupyter data folder."""

from __future__ import annotations

import os
import re
from pathlib import Path

SQLITE = "sqlite:///"


def registry_url(url: str = "") -> str:
    """The address of the registry to use: ``url``, else ``JUPYTER_REGISTRY``, else the file of this user."""
    chosen = url or os.environ.get("JUPYTER_REGISTRY", "")
    if chosen:
        return chosen
    from jupyter_core.paths import jupyter_data_dir

    return sqlite_url(Path(jupyter_data_dir()) / "jupyter_registry" / "registry.db")


def record_searches() -> bool:
    """Whether searches are noted in a registry file of this user; ``JUPYTER_REGISTRY_RECORD_SEARCHES=0`` says no."""
    return os.environ.get("JUPYTER_REGISTRY_RECORD_SEARCHES", "1") != "0"


def sqlite_url(path: Path) -> str:
    """The address of a registry file."""
    return SQLITE + path.absolute().as_posix().lstrip("/")


def sqlite_path(url: str) -> Path:
    """The file of a ``sqlite:///`` address, absolute; a fourth slash, as some write it, means the same."""
    rest = url.removeprefix(SQLITE).lstrip("/")
    return Path(rest) if re.match(r"[A-Za-z]:/", rest) else Path("/" + rest)
