"""The code and the long texts of versions, as differences from the baseline."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from ..types import ComparedCell, ComparedRow, Manifest, ModelCard
from .measures import MINUS
from .texts import UNSET, text_row

LINES = 2_000  # of one text that are compared
SHOWN = 400  # lines of one difference


def slice_text(manifest: Manifest) -> str:
    """The source of the cells that make the model, of all cells where no smaller set is known."""
    cells = manifest.notebook.cells if manifest.notebook else ()
    chosen = [cell for cell in cells if cell.in_slice] or [cell for cell in cells if cell.ok]
    return "\n\n".join(cell.source.strip("\n") for cell in chosen)


def diff_row(id: str, label: str, texts: Sequence[str], names: Sequence[str]) -> ComparedRow:
    """A row of long texts; a cell that differs says by how many lines and holds them."""
    cells = [_cell(texts[0], text, names[0], names[place]) for place, text in enumerate(texts)]
    return ComparedRow(id=id, label=label, differs=len(set(texts)) > 1, cells=tuple(cells))


def _cell(base: str, text: str, base_name: str, name: str) -> ComparedCell:
    if not text:
        return ComparedCell(text="", state="missing", note=UNSET)
    lines = text.splitlines()
    if text == base or not base:
        count = f"{len(lines):,} {'line' if len(lines) == 1 else 'lines'}"
        return ComparedCell(text=count, state="same" if text == base else "other")
    found = list(difflib.unified_diff(base.splitlines()[:LINES], lines[:LINES], base_name, name, n=2, lineterm=""))
    added = sum(line.startswith("+") for line in found[2:])
    taken = sum(line.startswith("-") for line in found[2:])
    cut = (f"… {len(found) - SHOWN:,} more lines",) if len(found) > SHOWN else ()
    text = f"+{added:,} {MINUS}{taken:,} lines" if found else f"differs after line {LINES:,}"
    return ComparedCell(text=text, state="other", diff=(*found[:SHOWN], *cut))


def code_rows(manifests: Sequence[Manifest], names: Sequence[str]) -> Iterator[ComparedRow]:
    """The cells that made each model, and where they are from."""
    notebooks = [manifest.notebook for manifest in manifests]
    gits = [notebook.git if notebook else None for notebook in notebooks]
    sources = [manifest.source for manifest in manifests]
    yield diff_row("code/cells", "Cells that made it", [slice_text(manifest) for manifest in manifests], names)
    yield text_row("code/notebook", "Notebook", [notebook.path if notebook else "" for notebook in notebooks])
    yield text_row(
        "code/commit",
        "Git commit",
        [f"{git.commit[:12]}{' with local edits' if git.dirty else ''}" if git and git.commit else "" for git in gits],
    )
    yield text_row("code/source", "Source", [source.repo or source.id if source else "" for source in sources])


def card_text_row(cards: Sequence[ModelCard], names: Sequence[str]) -> ComparedRow:
    """The Markdown texts of the cards."""
    return diff_row("card/text", "Text", [card.card.text for card in cards], names)
