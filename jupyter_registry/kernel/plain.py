"""Snapshots as plain text: a few lines of at most 88 columns, no colour codes, the last one runnable."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

from ..types import Figure, Hit, Snapshot

WIDTH = 88
SCRUBBED = 5  # secrets of which the line is shown
CAPS = (32, 22, 16)  # columns of a list: name, task, first figure


def plain(snapshot: Snapshot) -> str:
    """The text of a snapshot."""
    lines = _VIEWS[snapshot.view](snapshot)
    return "\n".join(cut(line) for line in lines if line.strip())


def cut(line: str, width: int = WIDTH) -> str:
    """One line of at most ``width`` characters."""
    line = " ".join(line.split("\n")).rstrip()
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def figure_text(figure: Figure) -> str:
    """A figure with its name: "accuracy 0.983"."""
    return f"{figure.label} {figure.text}"


def name_text(hit: Hit) -> str:
    """Name, number and aliases: "churn v14  @champion"."""
    return "  ".join((f"{hit.model} v{hit.number}", *(f"@{alias}" for alias in hit.aliases)))


def captured_text(snapshot: Snapshot) -> str:
    """ "captured 5 of 7: artifact, notebook, ..."."""
    found = [line.label.lower() for line in snapshot.captured if line.ok]
    return f"captured {len(found)} of {len(snapshot.captured)}: {', '.join(found)}" if snapshot.captured else ""


def scrubbed_lines(snapshot: Snapshot) -> list[str]:
    """ "cut out 2 secrets: ...", then each as a diff: what it was, and the line as it is kept."""
    cuts = snapshot.scrubbed
    if not cuts:
        return []
    noun = "secret" if len(cuts) == 1 else "secrets"
    shown = [line for cut in cuts[:SCRUBBED] for line in (f"- {cut.place}: {cut.what}", f"+ {cut.line}")]
    more = len(cuts) - SCRUBBED
    return [f"cut out {len(cuts)} {noun} before anything was written", *shown, *([f"  {more} more"] * (more > 0))]


def missing_text(snapshot: Snapshot) -> str:
    """ "missing 3: license, limits, contact"; "" when nothing is."""
    gaps = snapshot.completeness.gaps if snapshot.completeness else ()
    names = ", ".join(gap.field.replace("_", " ") for gap in gaps)
    return f"missing {len(gaps)}: {names}" if gaps else ""


def complete_text(snapshot: Snapshot) -> str:
    """ "card 76% complete, 1 warning: ..."."""
    if snapshot.completeness is None:
        return ""
    warned = [finding.message for finding in snapshot.findings]
    tail = f"; {warned[0]}" if warned else ""
    return f"card {snapshot.completeness.percent}% complete{tail}"


def against_text(snapshot: Snapshot) -> str:
    """ "against v14 @champion: auc 0.912 to 0.918, better"; "" without a champion or a metric of both."""
    found = snapshot.against
    if found is None or not (found.changes or found.unlike):
        return ""
    words = {True: "better", False: "worse", None: "same"}
    told = [f"{one.label} {one.before} to {one.after}, {words[one.better]}" for one in found.changes]
    return f"against v{found.ref.rpartition(':')[2]} @{found.alias}: {'; '.join(told) or found.unlike[0]}"


def _published(snapshot: Snapshot) -> list[str]:
    hit = snapshot.hit
    if hit is None:
        return [snapshot.message]
    done = "unchanged, published before" if snapshot.message else "published"
    aliases = "".join(f" @{alias}" for alias in hit.aliases)
    return [
        f"{hit.model} v{hit.number} {done} ({hit.stage}){aliases}",
        captured_text(snapshot),
        *scrubbed_lines(snapshot),
        missing_text(snapshot),
        complete_text(snapshot),
        against_text(snapshot),
        f"next: %registry {'fix' if missing_text(snapshot) else 'show'} {hit.model}:{hit.number}",
    ]


def _preview(snapshot: Snapshot) -> list[str]:
    return [
        snapshot.message,
        captured_text(snapshot),
        *scrubbed_lines(snapshot),
        missing_text(snapshot),
        complete_text(snapshot),
        "next: the same line without --dry-run",
    ]


def _card(snapshot: Snapshot) -> list[str]:
    hit = snapshot.hit
    if hit is None:
        return [snapshot.message]
    load = snapshot.load_code.rpartition("model = ")[2]
    return [
        f"{name_text(hit)}  ({hit.stage})",
        hit.warning or hit.summary or "purpose not set",
        "  " + ("   ".join(map(figure_text, snapshot.figures)) or "not measured"),
        "  " + "   ".join(snapshot.facts),
        f"  load: {load}" if load else f"  show: %registry show {hit.model}:{hit.number}",
    ]


def _cells(hit: Hit) -> tuple[str, ...]:
    return name_text(hit), hit.task, figure_text(hit.figures[0]) if hit.figures else ""


def _table(hits: tuple[Hit, ...]) -> list[str]:
    """Aligned rows: columns as wide as their longest cell, up to their cap; the summary takes the rest."""
    rows = [_cells(hit) for hit in hits]
    widths = [min(cap, max(map(len, column))) for cap, column in zip(CAPS, zip(*rows, strict=True), strict=True)]
    return [
        "  ".join(cut(cell, width).ljust(width) for cell, width in zip(row, widths, strict=True) if width)
        + f"  {hit.warning or hit.summary}"
        for row, hit in zip(rows, hits, strict=True)
    ]


def _list(snapshot: Snapshot) -> list[str]:
    asked = f' for "{snapshot.q}"' if snapshot.q else ""
    if not snapshot.hits:
        return [f"no models{asked}", *(finding.message for finding in snapshot.findings)]
    more = snapshot.total - len(snapshot.hits)
    rows = _table(snapshot.hits)
    return [*rows, f"{more:,} more{asked}"] if more > 0 else rows


def _sending(snapshot: Snapshot) -> list[str]:
    return [snapshot.message, "  " + ", ".join(snapshot.facts)]


def _refusal(snapshot: Snapshot) -> list[str]:
    """Whole sentences: this may be all that a log or a console has of the reason."""
    found = [f"- {finding.message} {finding.fix}" for finding in snapshot.findings]
    ways = [f"  {way}" for way in snapshot.ways_on]
    lines = textwrap.wrap(snapshot.message, WIDTH)
    return lines + [part for line in found + ways for part in textwrap.wrap(line, WIDTH, subsequent_indent="  ")]


_VIEWS: dict[str, Callable[[Snapshot], list[str]]] = {
    "published": _published, "preview": _preview, "card": _card, "list": _list, "refusal": _refusal,
    "sending": _sending,
}  # fmt: skip
