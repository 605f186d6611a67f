"""Runs cells of a notebook file in a fresh kernel with a fresh registry, for the measure of capture."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError

from ..kernel.conftest import environment

FITTED = """exec('''
import json
from jupyter_registry.kernel.variables import models
print(json.dumps(models()))
''', {})"""


class Session:
    """A running kernel; its cells run until ``seconds`` are over, whatever they raise."""

    def __init__(self, client: NotebookClient, url: str, seconds: float) -> None:
        self.client = client
        self.url = url
        self.end = time.monotonic() + seconds
        self.problems: list[str] = []

    def run(self, source: str, *, noted: bool = True) -> Any:
        """Run one more cell and give it back with its outputs; ``noted`` false leaves it out of the history.

        Raises ``DeadKernelError``, or ``TimeoutError`` when the time is over.
        """
        cell = nbformat.v4.new_code_cell(source)  # type: ignore[no-untyped-call]  # nbformat has no types
        self.client.nb.cells.append(cell)
        left = self.end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self.client.timeout = max(1, int(left))
        try:
            self.client.execute_cell(cell, len(self.client.nb.cells) - 1, store_history=noted)
        except CellTimeoutError as error:
            raise TimeoutError from error
        return cell

    def run_all(self, sources: Iterable[str]) -> None:
        """Run cells in order; what was raised in them is added to ``problems``."""
        for place, source in enumerate(sources, 1):
            if source.strip():
                failed = next((one for one in self.run(source).outputs if one.output_type == "error"), None)
                if failed is not None:
                    self.problems.append(f"cell {place}: {failed.ename}: {failed.evalue[:100]}")

    def fitted(self) -> list[dict[str, str]]:
        """Names and classes of the variables that hold fitted models, as the product finds them."""
        printed = (one for one in self.run(FITTED, noted=False).outputs if one.output_type == "stream")
        return list(json.loads("".join(one.text for one in printed)))


def milliseconds(cell: Any) -> float:
    """How long the kernel was busy with a cell."""
    times = cell.metadata.execution
    began, ended = (datetime.fromisoformat(times[key]) for key in ("iopub.status.busy", "shell.execute_reply"))
    return round((ended - began).total_seconds() * 1000, 1)


@contextmanager
def session(path: Path, folder: Path, seconds: float) -> Iterator[Session]:
    """A kernel whose working folder is that of the notebook at ``path``; the registry lies in ``folder``."""
    env = environment(folder, JPY_SESSION_NAME=str(path), MPLBACKEND="agg")
    client = NotebookClient(
        nbformat.v4.new_notebook(),  # type: ignore[no-untyped-call]  # as above
        allow_errors=True,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
    )
    with client.setup_kernel(env=env):
        yield Session(client, env["JUPYTER_REGISTRY"], seconds)


def code_of(path: Path) -> list[str]:
    """Sources of the code cells of a notebook file of any version."""
    notebook: Any = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]  # as above
    return [str(cell.source) for cell in notebook.cells if cell.cell_type == "code"]
