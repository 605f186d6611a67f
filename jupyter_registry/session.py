"""The registry of this process: opened once per address and kept for the next call."""

from __future__ import annotations

from urllib.parse import urlsplit

from .config import registry_url
from .registry import Registry, open_registry

_opened: dict[str, Registry] = {}


def current(registry: Registry | str | None = None) -> Registry:
    """``registry`` itself, or the one at that address; without either the one the environment names now."""
    if isinstance(registry, Registry):
        return registry
    url = registry_url(registry or "")
    if url not in _opened:
        _opened[url] = open_registry(url)
    return _opened[url]


def called(url: str) -> str:
    """What to call a registry in an output: no path, no token, no user name."""
    if url.startswith("sqlite:"):
        return "local registry"
    host = urlsplit(url).hostname
    return f"registry on {host}" if host else "registry"
