"""The producing slice: the fewest executed cells, in order, that make a published object."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .ledger import Entry, Ledger
from .names import FILE, Names

GIVEN = frozenset(dir(builtins)) | {"get_ipython", "display", "exit", "quit", "__file__", "open"}
"""Names that are there in a fresh kernel."""
OUTPUTS = ("_", "__", "___", "Out", "In", "_i", "_ih", "_oh")


@dataclass(frozen=True, slots=True)
class Slice:
    """Numbers of the chosen executions; ``reason`` says why it is all of them, "" when it is not."""

    numbers: frozenset[int]
    reason: str = ""


def producing(ledger: Ledger, obj: Any) -> Slice:
    """The slice of ``obj``; everything, with the reason, when no smaller set surely makes it."""
    entries = list(ledger.entries)
    everything = frozenset(entry.number for entry in entries)
    fit = ledger.latest_fit(obj)
    held = {name for name, value in list(ledger.values.items()) if value is obj and not name.startswith("_")}
    root = fit.name.partition("[")[0] if fit is not None else ""
    targets = {root} if root and (root in held or not held) else held
    effects = effects_of(entries)
    start = fit.entry - entries[0].number if fit is not None and entries else 0
    last = _last_cell(effects, targets, start, still_held=bool(targets & held))
    last = start if last is None and fit is not None and start >= 0 else last
    if last is None:
        return Slice(everything, "no cell that ran makes the object under a name")
    chosen, missing = _backwards(entries[: last + 1], effects, targets)
    missing -= _starred(entries)
    if missing:
        dropped = f"; the {ledger.dropped:,} oldest cells are no longer known" if ledger.dropped else ""
        return Slice(everything, f"no cell that ran defines {', '.join(sorted(missing)[:3])}{dropped}")
    return Slice(frozenset(chosen))


@dataclass(frozen=True, slots=True)
class Effect:
    """What one execution does, with what the functions do that it calls."""

    uses: frozenset[str]
    defines: frozenset[str]
    binds: frozenset[str]
    changes: frozenset[str]
    state: bool


def effects_of(entries: Iterable[Entry]) -> list[Effect]:
    """What each execution did, in order."""
    imported: set[str] = set()
    bodies: dict[str, Names] = {}
    aliases: dict[str, str] = {}
    holds: dict[str, frozenset[str]] = {}
    effects = []
    for entry in entries:
        names = entry.names
        imported |= names.imports
        bodies |= names.bodies
        aliases = {name: other for name, other in aliases.items() if name not in names.binds()} | names.aliases
        holds = {name: members for name, members in holds.items() if name not in names.binds()} | names.holds
        called = [bodies[name] for name in _reach(names.uses | names.own, bodies)]
        changing = {name for name in bodies if bodies[name].changes_arguments}
        changes = names.changed(imported).union(*(body.changed(imported) for body in called))
        changes |= {name for function, name in names.passes if function in changing}
        changes |= _held_by(names.trains.union(*(body.trains for body in called)), holds)
        changes |= {aliases[name] for name in changes if name in aliases}
        changes |= {name for name, other in aliases.items() if other in changes}
        late = frozenset[str]().union(*(body.uses for body in called)) - names.defines
        effects.append(Effect(names.uses | late, names.defines, names.binds(), changes, names.state))
    return effects


def _held_by(names: Collection[str], holds: Mapping[str, frozenset[str]]) -> set[str]:
    """What the objects under the ``names`` hold, and what that holds in turn."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        for name in holds.get(waiting.pop(), frozenset()) - found:
            found.add(name)
            waiting.append(name)
    return found


def _reach(names: Collection[str], bodies: Mapping[str, Names]) -> set[str]:
    """Functions and classes of the notebook that code which reads ``names`` may end up calling."""
    reached: set[str] = set()
    waiting = [name for name in names if name in bodies]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(other for other in bodies[name].uses if other in bodies)
    return reached


def _starred(entries: Iterable[Entry]) -> set[str]:
    """Names that came with star imports, the cells of which are in every slice."""
    modules = {name for entry in entries for name in entry.names.stars}
    return {name for module in modules if module in sys.modules for name in vars(sys.modules[module])}


def _last_cell(effects: Sequence[Effect], targets: Collection[str], start: int, *, still_held: bool) -> int | None:
    """Place of the last cell that bound or changed the object under the ``targets``.

    Names that do not hold it any more count up to where they were bound to something else.
    """
    last = None
    for place in range(max(start, 0), len(effects)):
        bound = not effects[place].binds.isdisjoint(targets)
        if bound and not still_held and place > start:
            break
        if bound or not effects[place].changes.isdisjoint(targets):
            last = place
    return last


def _backwards(
    entries: Sequence[Entry], effects: Sequence[Effect], names: Collection[str]
) -> tuple[set[int], set[str]]:
    """Numbers of the cells that ``names`` depend on, and the names that none of them defines."""
    needed = set(names)
    chosen: set[int] = set()
    perhaps: set[str] = set()  # bound in a branch or a loop that surely ran, or a name would be missing
    for entry, effect in zip(reversed(entries), reversed(effects[: len(entries)]), strict=True):
        made = entry is entries[-1] or not needed.isdisjoint(effect.binds | effect.changes)
        if made or effect.state:
            chosen.add(entry.number)
            perhaps |= needed & effect.binds
            needed -= effect.defines
            needed |= effect.uses
    missing = {name for name in needed - perhaps if name not in GIVEN and not name.startswith(FILE)}
    return chosen, missing


def depending(ledger: Ledger, numbers: frozenset[int], names: frozenset[str]) -> frozenset[int]:
    """The cells ``numbers`` with those that they depend on; the last of them needs the ``names``, too."""
    entries = list(ledger.entries)
    effects = effects_of(entries)
    found: set[int] = set()
    for place, entry in enumerate(entries):
        if entry.number in numbers:
            last = entry.number == max(numbers)
            found |= _backwards(entries[: place + 1], effects, names if last else ())[0]
    return frozenset(found)
