"""Reproducing a version: its cells run again in an environment like its own, and the metrics are compared.

The cells publish into a registry that is thrown away, so what is captured there is what was captured then.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from . import headless
from . import trust as trust_list
from .capture.files_read import file_digest
from .capture.rerun import PUBLISHING
from .errors import NotFound, RegistryError, Untrusted
from .formats.lock import lock_text
from .formats.notebook import OWN_MAGIC
from .rebuilding import build
from .registry import Registry, open_registry
from .reproduction import SECONDS, TOLERANCE, Outcome, Reproduction, judged, paired
from .session import current
from .types import Cell, Check, DataFile, Manifest, Version

PUBLISH_LINE = re.compile(r"^(\s*(?:\w+\s*=\s*)?%%?publish\b.*)$", re.MULTILINE)
ELSEWHERE = re.compile(r"\s--registry(?:=|\s+)\S+")
VERDICTS = {"same": "passed", "differs": "failed", "failed": "warning"}
"""What each outcome says about the version: a run that failed here need not be its fault."""


def reproduce(
    ref: str,
    *,
    here: bool = False,
    yes: bool = False,
    folder: Path | str | None = None,
    seconds: float = SECONDS,
    tolerance: float = TOLERANCE,
    record: bool = True,
    say: Callable[[str], None] = lambda text: None,
    registry: Registry | str | None = None,
) -> Reproduction:
    """Run the cells that made a version again and compare the metrics.

    This runs code of its publisher: ``yes`` says that you have looked at it, otherwise the version's digest must be
    on your list of trusted ones; else ``Untrusted``. The packages are installed into a new environment, with ``here``
    this interpreter is used as it is. The cells run in ``folder`` (the working folder), where their files must be,
    for at most ``seconds``; metrics may differ by ``tolerance``, a share of their value. ``say`` is told the steps.
    The verdict is kept with the version as a check unless ``record`` is false. Raises ``NotFound`` when no cells are
    kept; whatever goes wrong in building and running is a verdict.
    """
    opened = current(registry)
    version = opened.get_version(ref)
    cells = _cells(version)
    _demand(version, len(cells), yes)
    with tempfile.TemporaryDirectory(prefix="registry-", ignore_cleanup_errors=True) as scratch:
        run = _Run(version, cells, Path(folder or Path.cwd()).resolve(), Path(scratch), seconds, tolerance, say)
        found = run.result(here)
    return _recorded(opened, found) if record else found


def _cells(version: Version) -> list[Cell]:
    """The cells that make the object and those that measure it, in the order they ran."""
    notebook = version.manifest.notebook
    cells = [cell for cell in notebook.cells if cell.in_slice or cell.measures] if notebook is not None else []
    if not cells:
        raise NotFound(
            f"No cells that make {version.model}:{version.number} are kept.",
            field="ref",
            fix="Publish from a notebook, without --no-cells.",
        )
    return cells


def _demand(version: Version, count: int, yes: bool) -> None:
    if yes or trust_list.is_trusted(version.digest):
        return
    ref = f"{version.model}:{version.number}"
    raise Untrusted(
        f"Reproducing {ref} runs {_count(count, 'cell')} of {version.published_by}; nothing was run.",
        field="trust",
        fix=f"Read them with: %registry slice {ref}. If you trust them, add --yes.",
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


class _Run:
    """One reproduction in the folder ``scratch``."""

    def __init__(
        self,
        version: Version,
        cells: list[Cell],
        cwd: Path,
        scratch: Path,
        seconds: float,
        tolerance: float,
        say: Callable[[str], None],
    ) -> None:
        self.version = version
        self.cells = cells
        self.cwd = cwd
        self.scratch = scratch
        self.seconds = seconds
        self.tolerance = tolerance
        self.say = say
        self.url = f"sqlite://{scratch / 'registry.db'}"
        self.installed: tuple[str, ...] = ()

    def result(self, here: bool) -> Reproduction:
        """Build, run and compare."""
        changed, lacking = _files(self.version, self.cwd)
        if lacking:
            return self._reproduction(
                "failed", f"Files that the cells read are not in this folder: {', '.join(lacking)}."
            )
        try:
            python = Path(sys.executable) if here else self._environment()
        except RegistryError as error:
            return self._reproduction("failed", str(error))
        self.say(f"running {_count(len(self.cells), 'cell')}, for at most {self.seconds:.0f} s")
        ran = headless.run(
            self._notebook(), python, cwd=self.cwd, env=self._variables(here), folder=self.scratch, seconds=self.seconds
        )
        manifest = None if ran.failure else self._found()
        if manifest is None:
            sentence = ran.failure or "The cells ran, but they did not publish the model again."
            return self._reproduction("failed", sentence, ran)
        metrics = paired(self.version.manifest.metrics, manifest.metrics, self.tolerance)
        verdict, sentence = judged(metrics, self.tolerance, [*_reasons(self.version, manifest), *changed])
        return msgspec.structs.replace(self._reproduction(verdict, sentence, ran), metrics=metrics)

    def _reproduction(self, verdict: Outcome, sentence: str, ran: headless.Ran | None = None) -> Reproduction:
        return Reproduction(
            ref=f"{self.version.model}:{self.version.number}",
            verdict=verdict,
            sentence=sentence,
            environment=self.installed,
            log=ran.log if ran is not None else (),
            seconds=ran.seconds if ran is not None else 0.0,
        )

    def _environment(self) -> Path:
        lines = [line.partition("#")[0].strip() for line in lock_text(self.version).splitlines()]
        self.installed = tuple(filter(None, lines))
        self.say(f"building the environment: {_count(len(self.installed), 'package')}")
        # the package itself, so that the cells can publish; what it needs is installed
        own = Path(__file__).parent
        left_out = shutil.ignore_patterns("__pycache__", "static", "labextension")
        shutil.copytree(own, self.scratch / "path" / own.name, ignore=left_out)
        return build(self.version, self.scratch, self.seconds)

    def _variables(self, here: bool) -> dict[str, str]:
        """The environment of the kernel: the scratch registry, no token, no settings of this user."""
        path = [
            str(self.scratch / "path"),
            *([os.environ["PYTHONPATH"]] if here and "PYTHONPATH" in os.environ else ()),
        ]
        notebook = self.version.manifest.notebook
        kept = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER_REGISTRY")}
        return {
            **kept,
            "JUPYTER_REGISTRY": self.url,
            "JUPYTER_DATA_DIR": str(self.scratch / "data"),
            "IPYTHONDIR": str(self.scratch / "ipython"),
            "JPY_SESSION_NAME": notebook.path if notebook is not None else "",
            "PYTHONPATH": os.pathsep.join(path),
        }

    def _notebook(self) -> dict[str, Any]:
        """The cells between one that loads the magics and, when none of them publishes, one that does."""
        sources = ["%load_ext jupyter_registry", *(_source(cell) for cell in self.cells)]
        failed = [False, *(not cell.ok for cell in self.cells)]
        notebook = self.version.manifest.notebook
        if not any(PUBLISHING.search(cell.source) for cell in self.cells) and notebook is not None:
            sources.append(f"%publish {notebook.variable} --name {self.version.model} --no-artifact")
            failed.append(False)
        return {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": {"kernelspec": {"name": "again", "display_name": "again", "language": "python"}},
            "cells": [_code(place, *cell) for place, cell in enumerate(zip(sources, failed, strict=True))],
        }

    def _found(self) -> Manifest | None:
        """What the cells published: the model of that name, else the only one."""
        with open_registry(self.url) as registry:
            names = {entry.model for entry in registry.tail_audit().entries if entry.verb == "publish"}
            name = self.version.model if self.version.model in names else names.pop() if len(names) == 1 else ""
            return registry.get_version(name).manifest if name else None


def _source(cell: Cell) -> str:
    """The cell without its other magics of the registry; what it publishes goes to the scratch registry, as a card."""
    lines = []
    for line in cell.source.split("\n"):
        if PUBLISH_LINE.match(line):
            lines.append(f"{ELSEWHERE.sub('', line)} --no-artifact")
        else:
            lines.append(OWN_MAGIC.sub(r"\1pass  # \2", line))
    return "\n".join(lines)


def _code(place: int, source: str, failed: bool) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": f"cell-{place}",
        "metadata": {"tags": ["raises-exception"]} if failed else {},
        "execution_count": None,
        "outputs": [],
        "source": source,
    }


def _files(version: Version, cwd: Path) -> tuple[list[str], list[str]]:
    """Sentences about files that have changed since, and the paths of those that are not there."""
    notebook = version.manifest.notebook
    named = [file for file in notebook.files if file.digest] if notebook is not None else []
    lacking = [file.path for file in named if not (cwd / file.path).is_file()]
    changed = [file.path for file in named if file.path not in lacking and not _unchanged(cwd / file.path, file)]
    return [f"{path} has other content than then." for path in changed], lacking


def _unchanged(path: Path, file: DataFile) -> bool:
    try:
        return file_digest(path)[0] == file.digest
    except OSError:
        return False


def _reasons(version: Version, manifest: Manifest) -> Iterator[str]:
    """What may explain that metrics differ."""
    before = {(data.name, data.split): data.digest for data in version.manifest.datasets if data.digest}
    after = {(data.name, data.split): data.digest for data in manifest.datasets if data.digest}
    for place, digest in before.items():
        if after.get(place, digest) != digest:
            yield f"The data {' '.join(filter(None, place))} is not the same."
    environment = version.manifest.environment
    if environment is not None and environment.unseeded:
        yield f"{', '.join(environment.unseeded[:3])} draws from chance without a seed."


def _recorded(registry: Registry, found: Reproduction) -> Reproduction:
    """The reproduction, kept with the version; who may not write reads it all the same."""
    evidence = msgspec.to_builtins(found)
    check = msgspec.convert(
        {
            "name": "reproduce",
            "verdict": VERDICTS[found.verdict],
            "summary": f"{found.verdict}: {found.sentence}"[:1000],
            "evidence": {name: evidence[name] for name in ("verdict", "metrics", "environment", "seconds", "log")},
        },
        Check,
    )
    try:
        registry.add_check(found.ref, check)
    except RegistryError as error:
        return msgspec.structs.replace(found, note=f"The verdict is not kept with the version: {error}")
    return found
