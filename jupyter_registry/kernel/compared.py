"""A comparison as an output: the same rows as data, as static HTML and as plain text, and as a table of pandas."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib import import_module
from typing import Any

import msgspec

from ..comparing import differences
from ..comparing.measures import is_scored
from ..errors import Invalid
from ..registry import Registry
from ..types import ComparedCell, ComparedRow, Comparison, Snapshot
from .display import MIME, Shown
from .markup import BOX, LINE, PART, SOFT, text
from .plain import WIDTH, cut

LABEL = 24  # columns of a row's label
ROWS = 12  # of one group in plain text
MARKS = {"better": "\u25b4", "worse": "\u25be", "equal": "="}


class ComparedModels(Shown):
    """Versions side by side; ``comparison`` holds all rows, the output those that differ."""

    def __init__(self, snapshot: Snapshot, registry: Registry, comparison: Comparison) -> None:
        super().__init__(snapshot, registry)
        self.comparison = comparison

    @property
    def reply(self) -> Comparison:
        """What the registry answered."""
        return self.comparison

    def __repr__(self) -> str:
        return "\n".join(cut(line) for line in _lines(self.comparison))

    def __str__(self) -> str:
        return repr(self)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {
            MIME: msgspec.to_builtins(self.snapshot),
            "text/html": _markup(self.snapshot),
            "text/plain": repr(self),
        }

    def widget(self) -> Any:
        """A live widget of this comparison; raises ``Invalid`` when anywidget or its script is missing."""
        # by name: only who asks for a widget pays for loading what widgets need
        made = import_module("jupyter_registry.kernel.widget").CompareWidget
        return made(snapshot=self.snapshot, refs=_refs(self.comparison), registry=self.registry)

    def to_frame(self, *, only_differences: bool = False) -> Any:
        """The rows as a pandas DataFrame, a column for each ref; numbers are numbers, what is missing is None.

        Raises ``Invalid`` when pandas is not installed.
        """
        try:
            import pandas as pd  # only who asks for a table pays for it
        except ImportError:
            raise Invalid("pandas is not installed.", fix="Run %pip install pandas") from None
        groups = differences(self.comparison) if only_differences else self.comparison.groups
        rows = [(group.label, row) for group in groups for row in group.rows]
        index = pd.MultiIndex.from_tuples(
            [(label, row.label, row.note) for label, row in rows], names=["group", "row", "measured on"]
        )
        values = [[_value(cell) for cell in row.cells] for _, row in rows]
        return pd.DataFrame(values, index=index, columns=_refs(self.comparison), dtype=object)


def _value(cell: ComparedCell) -> Any:
    return (cell.text or None) if cell.value is None else cell.value


def _refs(comparison: Comparison) -> list[str]:
    return [f"{version.hit.model}:{version.hit.number}" for version in comparison.versions]


def _names(comparison: Comparison) -> list[str]:
    return [f"{version.hit.model} v{version.hit.number}" for version in comparison.versions]


def _sentences(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """The name of the version a sentence is about, "" when it is about all, and the sentence."""
    names = _names(comparison)
    for finding in comparison.findings:
        yield "" if finding.column is None else names[finding.column], finding.text


def _shown(cell: ComparedCell) -> str:
    """A cell in a few characters: "0.9 ▴ +0.1", "not measured"."""
    if cell.change:
        return f"{cell.text} {MARKS[cell.verdict]} {cell.change}"
    return cell.text or cell.note


def _lines(comparison: Comparison) -> Iterator[str]:
    """At most 88 columns: sentences, then the rows that differ."""
    for name, sentence in _sentences(comparison):
        yield f"- {f'{name} {sentence}'.strip()}"
    width = max(8, (WIDTH - LABEL) // len(comparison.versions) - 2)
    yield _line("", _names(comparison), width)
    for group in differences(comparison):
        yield f"{group.label}  {group.differing:,} of {group.total:,} differ"
        for row in group.rows[:ROWS]:
            yield _line(f"  {row.label}", [_shown(cell) for cell in row.cells], width)
        more = len(group.rows) - ROWS
        if more > 0:
            yield f"  {more:,} more rows"
    if any(is_scored(row) for group in comparison.groups for row in group.rows):
        scores = ["too few" if one.score is None else f"{one.score:.0f} of 100" for one in comparison.overall]
        yield _line("Overall, equal weights", scores, width)
    refs = ", ".join(f'"{ref}"' for ref in _refs(comparison))
    yield f"next: registry.compare({refs}).to_frame()"


def _line(label: str, cells: list[str], width: int) -> str:
    return "  ".join((cut(label, LABEL).ljust(LABEL), *(cut(cell, width).ljust(width) for cell in cells)))


def _markup(snapshot: Snapshot) -> str:
    """Static HTML for viewers without the extension: plain tags, inline styles, everything escaped."""
    found = snapshot.comparison
    if found is None:
        return ""
    sentences = "".join(
        f"<li>{f'<strong>{text(name)}</strong> ' if name else ''}{text(sentence)}</li>"
        for name, sentence in _sentences(found)
    )
    heads = "".join(f'<th scope="col" style="text-align:left">{text(name)}</th>' for name in _names(found))
    moment = f"as of {snapshot.as_of:%d %b %Y %H:%M} UTC"
    body = "".join(_group_markup(group.label, group.rows, len(found.versions)) for group in found.groups)
    return (
        f'<article style="{BOX}" aria-label="{escape("comparison of " + ", ".join(_names(found)), quote=True)}">'
        f'<ul style="padding:8px 12px 8px 28px;margin:0">{sentences}</ul>'
        f'<div style="{PART};overflow:auto"><table style="font:inherit">'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
        f'<div style="{PART};{SOFT}"><time datetime="{snapshot.as_of.isoformat()}">{moment}</time></div></article>'
    )


def _group_markup(label: str, rows: tuple[ComparedRow, ...], columns: int) -> str:
    style = f"text-align:left;border-bottom:{LINE}"
    head = f'<th scope="rowgroup" colspan="{columns + 1}" style="{style}">{text(label)}</th>'
    return f"<tr>{head}</tr>" + "".join(
        f'<tr><th scope="row" style="text-align:left;font-weight:400;{SOFT}">{text(row.label)}'
        f"{f' <small>{text(row.note)}</small>' if row.note else ''}</th>{''.join(map(_cell_markup, row.cells))}</tr>"
        for row in rows
    )


def _cell_markup(cell: ComparedCell) -> str:
    shown = text(_shown(cell))
    return f'<td style="text-align:left">{f"<strong>{shown}</strong>" if cell.best else shown}</td>'
