"""The packages of a version as a lock: a text that ``uv pip install -r`` and ``pip install -r`` take."""

from __future__ import annotations

from collections.abc import Iterator

from ..capture.installed import pin
from ..errors import NotFound
from ..types import Environment, Package, Version

COLUMN = 40  # where comments begin


def lock_text(version: Version) -> str:
    """Pinned packages that loading ``version`` and the cells that made it need, with all that those need in turn.

    What was installed from a folder of its author's machine is a comment, because nobody else can install it.
    Raises ``NotFound`` when no packages were captured.
    """
    environment = version.manifest.environment
    if environment is None or not environment.packages:
        raise NotFound(
            f"The packages of {version.model}:{version.number} are not known.",
            field="ref",
            fix="Publish from Python, where they are captured.",
        )
    return "\n".join((*_head(version, environment), *_lines(environment), ""))


def _head(version: Version, environment: Environment) -> Iterator[str]:
    system = (f"Python {environment.python}", environment.os or environment.platform, environment.machine)
    yield f"# {version.model}:{version.number} {version.digest}"
    yield "# " + " ".join(" ".join(system).split())
    yield "# uv pip install -r THIS_FILE, or: pip install -r THIS_FILE"


def _lines(environment: Environment) -> Iterator[str]:
    by_name = {package.name: package for package in environment.packages}
    chosen = environment.locked or (*environment.requires, *environment.imports)
    for name in dict.fromkeys(chosen):
        pinned = pin(by_name[name]) if name in by_name else ""
        if pinned:
            yield _line(by_name[name], pinned, tuple(_whys(name, environment)))


def _whys(name: str, environment: Environment) -> Iterator[str]:
    if name in environment.requires:
        yield "to load it"
    if name in environment.imports:
        yield "imported"


def _line(package: Package, pinned: str, whys: tuple[str, ...]) -> str:
    if package.source in ("editable", "local"):
        return f"# {pinned} was installed from a folder of its author ({package.source})"
    other_build = (f"was {package.version}",) if "+" in package.version else ()
    notes = ", ".join((*whys, *other_build))
    return f"{pinned.ljust(COLUMN)}  # {notes}" if notes else pinned
