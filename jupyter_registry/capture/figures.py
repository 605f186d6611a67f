"""Figures of a notebook as PNG files: those in its variables, those still open, and pictures among saved outputs."""

from __future__ import annotations

import base64
import binascii
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..registry import ArtifactFile
from .base import is_kind
from .ledger import Ledger
from .notebook import where

FIGURES = 8
BYTES = 2_000_000  # of one figure; larger ones are left out
PNG = b"\x89PNG\r\n\x1a\n"
FILE_BYTES = 50_000_000  # of a notebook file that is read


def write_figures(shell: Any, ledger: Ledger, folder: Path) -> tuple[ArtifactFile, ...]:
    """The newest figures as files in ``folder``, each once; raises ``OSError`` when they cannot be written.

    Pictures of the saved notebook are taken when no figure is at hand: plots that are shown are closed after a cell.
    """
    pictures = dict.fromkeys(_drawn(ledger)) or dict.fromkeys(_saved(shell, ledger))
    files = []
    for number, content in enumerate(list(pictures)[-FIGURES:], 1):
        file = folder / f"figure-{number}.png"
        file.write_bytes(content)
        files.append(ArtifactFile(path=f"figures/{number}.png", file=file, format="png"))
    return tuple(files)


def at_hand(ledger: Ledger) -> list[Any]:
    """Figures of Matplotlib that variables hold or that are open; Matplotlib is loaded already, or there are none."""
    held = [value for name, value in list(ledger.values.items()) if not name.startswith("_")]
    figures = {id(value): value for value in held if is_kind(value, "matplotlib.Figure")}
    managers = getattr(sys.modules.get("matplotlib._pylab_helpers"), "Gcf", None)
    for manager in managers.get_all_fig_managers() if managers is not None else ():
        figures.setdefault(id(manager.canvas.figure), manager.canvas.figure)
    return list(figures.values())


def _drawn(ledger: Ledger) -> Iterator[bytes]:
    for figure in at_hand(ledger):
        content = _png(figure)
        if len(content) <= BYTES:
            yield content


def _png(figure: Any) -> bytes:
    import io

    drawn = io.BytesIO()
    figure.savefig(drawn, format="png", bbox_inches="tight", metadata={"Software": None})
    return drawn.getvalue()


def _saved(shell: Any, ledger: Ledger) -> Iterator[bytes]:
    """Pictures among the outputs that the notebook's file has for cells that ran in this kernel."""
    path, _ = where(shell)
    ran = {entry.cell_id for entry in ledger.entries if entry.cell_id}
    try:
        if not path or Path(path).stat().st_size > FILE_BYTES:
            return
        cells = json.loads(Path(path).read_bytes())["cells"]
        outputs = [output for cell in cells if cell.get("id") in ran for output in cell.get("outputs", ())]
        texts = [output.get("data", {}).get("image/png", "") for output in outputs]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return  # not saved yet, or no notebook
    for text in texts:
        try:
            content = base64.b64decode("".join(text))
        except (TypeError, ValueError, binascii.Error):
            continue
        if content.startswith(PNG) and len(content) <= BYTES:
            yield content
