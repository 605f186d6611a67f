"""Sentences about a comparison, each made by a fixed rule from rows that it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import msgspec

from ..types import ComparedGroup, ComparedRow, ComparisonFinding, ModelCard
from .measures import is_scored, name_of, reason_of

NAMED = 3  # rows that a sentence names before it counts the rest
SLOWER = 1.5  # times the baseline's time that are worth a word
SUPERLATIVES = {
    "latency": "the fastest",
    "params": "the smallest",
    "size": "the smallest file",
    "memory": "the least hungry for memory",
    "throughput": "the one with the highest throughput",
}
STANDINGS: dict[str, tuple[str, Literal["good", "bad", "note"]]] = {
    "better": ("is ahead of", "good"),
    "worse": ("is behind", "bad"),
    "equal": ("equals", "note"),
}


class Seen(msgspec.Struct, frozen=True):
    """What the rules look at."""

    cards: Sequence[ModelCard]
    groups: dict[str, ComparedGroup]
    cost: ComparedRow | None  # the trade-off
    quality: ComparedRow | None

    def rows(self, name: str) -> tuple[ComparedRow, ...]:
        """The rows of a group, none when it is not there."""
        return self.groups[name].rows if name in self.groups else ()

    def row(self, id: str) -> ComparedRow | None:
        """The row of that id."""
        found = (row for group in self.groups.values() for row in group.rows if row.id == id)
        return next(found, None)


Rule = Callable[[Seen], Iterator[ComparisonFinding]]


def findings(
    cards: Sequence[ModelCard], groups: Sequence[ComparedGroup], plot: Sequence[str]
) -> Iterator[ComparisonFinding]:
    """All sentences, those about numbers first."""
    rows = {row.id: row for group in groups for row in group.rows if row.id in plot}
    cost, quality = (rows[id] for id in plot) if plot else (None, _first_quality(groups))
    seen = Seen(cards, {group.name: group for group in groups}, cost, quality)
    for rule in RULES:
        yield from rule(seen)


def _first_quality(groups: Sequence[ComparedGroup]) -> ComparedRow | None:
    rows = (row for group in groups if group.name == "quality" for row in group.rows)
    return next((row for row in rows if is_scored(row)), None)


def _alone(row: ComparedRow) -> int | None:
    """The one column that is the best of a row; None when several are."""
    best = [place for place, cell in enumerate(row.cells) if cell.best]
    return best[0] if len(best) == 1 else None


def _best(seen: Seen) -> Iterator[ComparisonFinding]:
    """Who leads in the headline metric, and at which price."""
    row = seen.quality
    place = _alone(row) if row else None
    if row is None or place is None:
        return
    there = sum(cell.state == "value" for cell in row.cells)
    among = "" if there == len(row.cells) else f", of the {there} that can be compared"
    text, rows = f"has the best {row.label} ({row.cells[place].text}){among}", [row.id]
    cost = seen.cost
    if cost and name_of(cost) == "latency" and place:
        base, own = cost.cells[0].value, cost.cells[place].value
        if base and own and own / base >= SLOWER:
            text += f" and takes {own / base:.2g} times the time of the baseline"
            rows.append(cost.id)
    yield ComparisonFinding(text=f"{text}.", rows=tuple(rows), column=place, tone="good")


def _cheapest(seen: Seen) -> Iterator[ComparisonFinding]:
    """Who is the fastest and the smallest of all."""
    found: dict[int, list[tuple[str, str]]] = {}
    for row in seen.rows("cost"):
        place, word = _alone(row), SUPERLATIVES.get(name_of(row))
        if place is not None and word and all(cell.state == "value" for cell in row.cells):
            found.setdefault(place, []).append((word, row.id))
    for place, words in found.items():
        text = f"is {_listed([word for word, _ in words])}"
        yield ComparisonFinding(text=f"{text}.", rows=tuple(id for _, id in words), column=place, tone="good")


def _against_baseline(seen: Seen) -> Iterator[ComparisonFinding]:
    """Who is ahead of the baseline, behind it or like it on every metric they share."""
    rows = [row for row in seen.rows("quality") if is_scored(row)]
    for place in range(1, len(seen.cards)):
        shared = [(row, row.cells[place].verdict) for row in rows if row.cells[place].verdict]
        verdicts = {verdict for _, verdict in shared}
        if len(verdicts) != 1:
            continue
        count = f"all {len(shared)} metrics they share" if len(shared) > 1 else "the one metric they share"
        words, tone = STANDINGS[verdicts.pop()]
        ids = tuple(row.id for row, _ in shared)
        yield ComparisonFinding(text=f"{words} the baseline in {count}.", rows=ids, column=place, tone=tone)


def _trade_off(seen: Seen) -> Iterator[ComparisonFinding]:
    """Whom no other beats on both cost and quality."""
    cost, quality = seen.cost, seen.quality
    if cost is None or quality is None:
        return
    points = [(c.score, q.score) for c, q in zip(cost.cells, quality.cells, strict=True)]
    known = [(c, q, place) for place, (c, q) in enumerate(points) if c is not None and q is not None]
    beaten = [place for c, q, place in known if any(c2 >= c and q2 >= q and (c2 > c or q2 > q) for c2, q2, _ in known)]
    both = f"neither in {quality.label} nor in {cost.label.lower()}"
    left = [place for _, _, place in known if place not in beaten]
    if len(known) > 1 and len(left) == 1:
        yield ComparisonFinding(
            text=f"is beaten by no other here, {both}.", rows=(quality.id, cost.id), column=left[0], tone="good"
        )


def _refused(seen: Seen) -> Iterator[ComparisonFinding]:
    """How many cells cannot be compared, and why."""
    rows = [row for name in ("quality", "cost") for row in seen.rows(name)]
    cells = [(row.id, cell) for row in rows for cell in row.cells if cell.state in ("missing", "unlike", "unsure")]
    if not cells:
        return
    missing = sum(cell.state == "missing" for _, cell in cells)
    unsure = sum(cell.state == "unsure" for _, cell in cells)
    parts = [f"{missing:,} not measured"] if missing else []
    reasons = Counter(reason_of(cell) for _, cell in cells if cell.state == "unlike")
    parts += [f"{count:,} on other {word}" for word, count in reasons.items()]
    parts += [f"{unsure:,} not confirmed"] if unsure else []
    amount = f"{len(cells):,} cells" if len(cells) > 1 else "1 cell"
    ids = tuple(dict.fromkeys(id for id, _ in cells))[:50]
    yield ComparisonFinding(text=f"{amount} cannot be compared: {', '.join(parts)}.", rows=ids, tone="note")


def _params(seen: Seen) -> Iterator[ComparisonFinding]:
    """In which settings a version differs from the baseline, when both are of one kind."""
    for place in range(1, len(seen.cards)):
        if seen.cards[place].version.manifest.model_class != seen.cards[0].version.manifest.model_class:
            continue
        rows = [row for row in seen.rows("params") if _differs(row, place)]
        if rows:
            names = _counted([row.label for row in rows])
            ids = tuple(row.id for row in rows)[:50]
            yield ComparisonFinding(text=f"differs from the baseline in {names}.", rows=ids, column=place)


def _inputs(seen: Seen) -> Iterator[ComparisonFinding]:
    """Which inputs a version wants that the baseline does not, and the other way round."""
    rows = [row for row in seen.rows("signature") if row.label.startswith("in: ")]
    for place in range(1, len(seen.cards)):
        if not any(row.cells[place].text for row in rows) or not any(row.cells[0].text for row in rows):
            continue
        new = [row for row in rows if row.cells[place].text and not row.cells[0].text]
        gone = [row for row in rows if row.cells[0].text and not row.cells[place].text]
        parts = [
            f"{word} {_counted([row.label[4:] for row in found])}"
            for word, found in (("needs", new), ("does without", gone))
            if found
        ]
        if parts:
            ids = tuple(row.id for row in (*new, *gone))[:50]
            text = f"takes other inputs than the baseline: it {' and '.join(parts)}."
            yield ComparisonFinding(text=text, rows=ids, column=place, tone="bad")


def _leaving(seen: Seen) -> Iterator[ComparisonFinding]:
    """Which versions are on their way out."""
    for place, card in enumerate(seen.cards):
        warning = card.hit.warning.rstrip(".")
        if warning:
            text = f"is {warning[0].lower()}{warning[1:]}."
            yield ComparisonFinding(text=text, rows=("trust/Stage",), column=place, tone="bad")


def _licenses(seen: Seen) -> Iterator[ComparisonFinding]:
    """Another license than the baseline's."""
    row = seen.row("trust/License")
    for place, cell in enumerate(row.cells if row else ()):
        if row and place and _differs(row, place):
            text = f"has the license {cell.text}" if cell.text else "has no license"
            base = row.cells[0].text or "none"
            yield ComparisonFinding(text=f"{text}, the baseline {base}.", rows=(row.id,), column=place, tone="bad")


def _checks(seen: Seen) -> Iterator[ComparisonFinding]:
    """Checks that failed."""
    row = seen.row("trust/Checks")
    for place, cell in enumerate(row.cells if row else ()):
        if row and "failed" in cell.text:
            yield ComparisonFinding(text=f"failed a check: {cell.text}.", rows=(row.id,), column=place, tone="bad")


RULES: tuple[Rule, ...] = (
    _best,
    _cheapest,
    _trade_off,
    _against_baseline,
    _refused,
    _params,
    _inputs,
    _leaving,
    _licenses,
    _checks,
)
"""In the order of their sentences."""


def _differs(row: ComparedRow, place: int) -> bool:
    """Whether a column of a row of texts is another than the baseline."""
    return row.cells[place].state == "other" or row.cells[place].text != row.cells[0].text


def _listed(words: Sequence[str]) -> str:
    """ "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _counted(names: Sequence[str]) -> str:
    """The first names, and how many more: "C, gamma and 4 more"."""
    if len(names) <= NAMED + 1:
        return _listed(names)
    return f"{', '.join(names[:NAMED])} and {len(names) - NAMED:,} more"
