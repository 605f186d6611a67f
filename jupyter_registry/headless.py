"""Running a notebook in a kernel of its own, without a browser and with a time limit."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from .capture.secrets import scrub

LINES = 200  # of the log that are kept
LINE = 500  # characters of one


class Ran(msgspec.Struct, frozen=True):
    """How a run went: "" or the sentence why it ended early, what it printed, and its time."""

    failure: str
    log: tuple[str, ...]
    seconds: float


def run(
    notebook: Mapping[str, Any], python: Path, *, cwd: Path, env: Mapping[str, str], folder: Path, seconds: float
) -> Ran:
    """Run all cells with the interpreter ``python`` in ``cwd``; ``folder`` takes the kernel's own files.

    An interruption stops the kernel and is raised again.
    """
    import nbformat

    whole = nbformat.from_dict(notebook)  # type: ignore[no-untyped-call]  # nbformat has no types
    stopped = threading.Event()
    failures: list[str] = []
    began = time.monotonic()
    worker = threading.Thread(  # a kernel that asks for this has a running loop in its own thread
        target=lambda: failures.append(asyncio.run(_run(whole, python, cwd, env, folder, seconds, stopped)))
    )
    worker.start()
    try:
        while worker.is_alive():
            worker.join(0.2)
    except BaseException:
        stopped.set()
        worker.join()
        raise
    return Ran(failures[0], tuple(_log(whole))[-LINES:], round(time.monotonic() - began, 1))


async def _run(
    notebook: Any,
    python: Path,
    cwd: Path,
    env: Mapping[str, str],
    folder: Path,
    seconds: float,
    stopped: threading.Event,
) -> str:
    """Run the notebook, which gets its outputs, and give back why it ended early or ""."""
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    _write_kernel(python, folder)
    specs = KernelSpecManager(kernel_dirs=[str(folder)], ensure_native_kernel=False)
    manager = AsyncKernelManager(kernel_name="again", kernel_spec_manager=specs)
    client = NotebookClient(notebook, km=manager, resources={"metadata": {"path": str(cwd)}}, timeout=None)
    said = folder / "kernel.log"
    with said.open("wb") as stream:
        running = asyncio.ensure_future(client.async_execute(env=dict(env), stdout=stream, stderr=stream))
        end = time.monotonic() + seconds
        while not running.done() and time.monotonic() < end and not stopped.is_set():
            await asyncio.wait([running], timeout=0.2)
        late = not running.done()
        running.cancel()
        await asyncio.wait([running])
        if client.kc is not None:
            client.kc.stop_channels()
        if manager.has_kernel:
            await manager.shutdown_kernel(now=True)
    if late:
        return f"It took longer than {seconds:.0f} s."
    try:
        running.result()
    except CellExecutionError as error:
        return f"A cell failed: {error.ename}: {scrub(str(error.evalue))[:LINE]}"
    except DeadKernelError:
        return "The kernel died."
    except Exception as error:  # starting a kernel of another environment may fail in any way
        last = said.read_text("utf-8", "replace").strip().splitlines()[-1:]
        return f"The kernel could not be run: {scrub(' '.join(last) or str(error) or type(error).__name__)[:LINE]}"
    return ""


def _write_kernel(python: Path, folder: Path) -> None:
    spec = {
        "argv": [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": "again",
        "language": "python",
    }
    place = folder / "again"
    place.mkdir(parents=True, exist_ok=True)
    (place / "kernel.json").write_bytes(msgspec.json.encode(spec))


def _log(notebook: Any) -> Iterator[str]:
    """What the cells printed and raised, without secrets."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            text = output.get("text", "") if output.output_type == "stream" else ""
            if output.output_type == "error":
                text = f"{output.ename}: {output.evalue}"
            yield from (scrub(line)[:LINE] for line in text.splitlines() if line.strip())
