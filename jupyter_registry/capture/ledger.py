"""The execution ledger: which cells ran, in which order, with which outcome, and which models they left fitted.

Kept in the memory of the kernel and bounded; nothing of it is stored before a publish. Loaded with the first
cell of every kernel, hence the standard library alone.
"""

from __future__ import annotations

import hashlib
import time
import weakref
from collections import deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from .fits import Fit, FitTable, Step, fit_calls, fit_tables, fits_again, fitted_in, kind_of, last_place, weak
from .flow import Flow
from .found_scores import Score, placed, scores_in, still_there
from .names import Names
from .noting import Noted, Noting
from .syntax import names_of, statements_of

CELLS = 2_000
CHARACTERS = 4_000_000  # of all sources together
SOURCE = 64 * 1024  # characters of one source; more is cut off
FITS = 300
SCORES = 1_000
REPLACED = 0  # number of any fit whose model was replaced before its cell ended
EARLIER = 500  # cells of the history taken over when the ledger begins late


@dataclass(slots=True)
class Entry:
    """One execution of a cell."""

    number: int  # place among all executions, from 0
    source: str
    order: int  # the number that the notebook shows, In [5]
    cell_id: str = ""
    digest: str = ""  # sha256 of the whole source
    ok: bool = True
    error: str = ""  # class of the exception that ended it
    duration_ms: float | None = None
    ended_at: float = 0.0  # seconds since 1970
    names: Names = field(default_factory=Names)


class Ledger:
    """What ran in one shell. No method raises, whatever the cells hold: the kernel comes first."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values  # the variables of the notebook
        self.entries: deque[Entry] = deque()
        self.fits: deque[Fit] = deque(maxlen=FITS)
        self.scores: deque[Score] = deque(maxlen=SCORES)
        self.dropped = 0
        self.imported: set[str] = set()
        self._flow = Flow()
        self._characters = 0
        self.noting = Noting(values)
        self._running: tuple[Entry, str, float] | None = None
        self._before: Flow | None = None  # the flow before the running cell, when it was looked at early

    def begin(self, source: str, code: str, order: int, cell_id: str = "") -> None:
        """A cell starts; ``code`` is its source as Python will run it."""
        self._running = None
        if not source.strip():
            return
        number = self.entries[-1].number + 1 if self.entries else 0
        digest = hashlib.sha256(source.encode("utf-8", "replace")).hexdigest()
        entry = Entry(number, source[:SOURCE], order, cell_id, digest)
        self._add(entry)
        self.noting.start()
        self._running = entry, code, time.perf_counter()

    def end(self, error: BaseException | None = None, *, started: bool = True) -> None:
        """The cell is over; ``started`` false when not even its first statement ran."""
        if self._running is None:
            return
        entry, code, began = self._running
        self._running = None
        self.noting.stop()
        entry.duration_ms = round((time.perf_counter() - began) * 1000, 3)
        entry.ended_at = time.time()
        entry.ok, entry.error = error is None, "" if error is None else type(error).__name__
        if self._before is not None:
            self._flow, self._before = self._before, None
        last_line = None if error is None else _failed_line(error, self.values)
        self._read(entry, code if started else "", last_line, self.noting.notes)

    def take_over(self, source: str, code: str, order: int) -> None:
        """A cell ran before the ledger began; whether it failed, and how long it took, is not known."""
        self.begin(source, code, order)
        if self._running is not None:
            entry, self._running = self._running[0], None
            self._read(entry, code, None, None)

    def look_at_running(self) -> None:
        """Take in what the cell that is running now did so far, as a publish in its last line has to."""
        if self._running is not None and self._before is None:
            self._before = self._flow.copy()
            self._read(self._running[0], self._running[1], None, self.noting.notes)

    def latest_fit(self, obj: Any) -> Fit | None:
        """The last time a cell left this very object fitted, else one that has it as an attribute."""
        for fit in reversed(self.fits):
            if fit.holds(obj):
                return fit
        return next((fit for fit in reversed(self.fits) if fit.has_inside(obj)), None)

    def entry(self, number: int) -> Entry | None:
        """The execution with this number, unless it was dropped."""
        place = number - self.entries[0].number if self.entries else -1
        return self.entries[place] if 0 <= place < len(self.entries) else None

    def _add(self, entry: Entry) -> None:
        self.entries.append(entry)
        self._characters += len(entry.source)
        while len(self.entries) > CELLS or self._characters > CHARACTERS:
            self._characters -= len(self.entries.popleft().source)
            self.dropped += 1

    def _read(self, entry: Entry, code: str, failed_line: int | None, notes: Collection[Noted] | None) -> None:
        """Note the names, the fits and the scores of a cell; only statements before ``failed_line``.

        ``notes`` are what its calls measured; None when nobody looked as it ran.
        """
        try:
            statements = statements_of(code)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            entry.names = Names(state=entry.ok)  # it ran, and cannot be read here
            return
        if failed_line is not None:
            statements = [one for one in statements if (one.end_lineno or one.lineno) < failed_line]
        steps = [(statement, names_of(statement)) for statement in statements]
        entry.names = Names()
        for _, names in steps:
            entry.names.add(names)
        self.imported |= entry.names.imports
        self.fits = deque((fit for fit in self.fits if fit.entry != entry.number), FITS)
        self.scores = deque((score for score in self.scores if score.entry != entry.number), SCORES)
        self._follow(entry, steps, notes)

    def _follow(self, entry: Entry, steps: list[Step], notes: Collection[Noted] | None) -> None:
        """Go through the statements in order, so that each is read with what was known when it ran."""
        held, added = self._new_fits(entry, steps)
        places = {name: last_place(steps, name, self.imported) for name in {*held, *(name for name, _ in added)}}
        noted = placed(notes or (), [statement for statement, _ in steps])
        for place, (statement, names) in enumerate(steps):
            here = still_there(statement, self.values) if notes is None else noted.get(place, ())
            self.scores.extend(scores_in(statement, here, self._flow, self.values, entry.number))
            for variable, fit in added:
                if places[variable] == place:
                    tables = fit_tables(steps, variable, self._flow, self.values)
                    fit.tables = tables or self._inherited(names, variable)
            now = {name: held[name] for name in held if places[name] == place}
            now |= {name: REPLACED for name in names.binds() if places.get(name, -1) > place}
            self._flow.step(statement, names, now, self.values)

    def _new_fits(self, entry: Entry, steps: list[Step]) -> tuple[dict[str, int], list[tuple[str, Fit]]]:
        """Note each model that the cell left newly fitted: numbers by variable, and the fits with their variables."""
        held: dict[str, int] = {}
        added: list[tuple[str, Fit]] = []
        in_loop = any(True for statement, _ in steps for _ in fit_calls(statement))
        for variable, label, obj in fitted_in(steps, self.values):
            known = next((fit for fit in reversed(self.fits) if fit.holds(obj)), None)
            if known is not None and known.entry == entry.number:  # a second name of it
                held[variable] = known.number
                continue
            again = fits_again(steps, variable) or (label != variable and in_loop)
            if known is not None and not again:
                if label == variable:
                    held[variable] = known.number
                continue
            number = self.fits[-1].number + 1 if self.fits else 1
            fit = Fit(number, entry.number, label, kind_of(obj), id(obj), weak(obj))
            self.fits.append(fit)
            added.append((variable, fit))
            if label == variable:
                held[variable] = number
        return held, added

    def _inherited(self, names: Names, variable: str) -> tuple[FitTable, ...]:
        """Tables of the fit that ``variable`` was taken from: ``best = search.best_estimator_``."""
        numbers = self._flow.of(names.uses, self.values).fits if variable in names.binds() else frozenset()
        return next((fit.tables for fit in reversed(self.fits) if fit.number in numbers), ())


def _failed_line(error: BaseException, values: Mapping[str, Any]) -> int | None:
    """The line of the cell at which it failed; None when the error was raised elsewhere."""
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_globals is values and trace.tb_frame.f_code.co_name == "<module>":
            return trace.tb_lineno
        trace = trace.tb_next
    return None


_ledgers: weakref.WeakKeyDictionary[Any, Ledger] = weakref.WeakKeyDictionary()


def ledger_of(shell: Any) -> Ledger:
    """The ledger of an IPython shell; cells that ran before it began are taken over from the history."""
    if shell not in _ledgers:
        _ledgers[shell] = Ledger(shell.user_ns)
        shell.ast_transformers.append(_ledgers[shell].noting)
    ledger = _ledgers[shell]
    history = _history(shell)
    known = ledger.entries[-1].order if ledger.entries else 0
    for order in range(max(known + 1, len(history) - EARLIER), len(history)):
        ledger.take_over(history[order], _code(shell, history[order]), order)
    return ledger


def running_cell(shell: Any) -> int:
    """The number that the notebook shows of the cell that runs; 0 without a shell."""
    return len(_history(shell)) - 1


def _history(shell: Any) -> list[str]:
    """Sources of the cells by their numbers, the running one among them."""
    return getattr(getattr(shell, "history_manager", None), "input_hist_raw", None) or [""]


def _code(shell: Any, source: str) -> str:
    try:
        return str(shell.transform_cell(source))
    except Exception:  # a cell that IPython cannot read ends in its own error
        return source


def cell_starts(shell: Any, info: Any) -> None:
    """IPython's ``pre_run_cell``."""
    try:
        if not getattr(info, "store_history", True) or getattr(info, "silent", False):
            return
        ledger = ledger_of(shell)
        code = getattr(info, "transformed_cell", None) or _code(shell, info.raw_cell)
        order = len(shell.history_manager.input_hist_raw)  # where it is about to be stored
        ledger.begin(info.raw_cell, code, order, getattr(info, "cell_id", None) or "")
    except Exception:  # a cell runs whatever is wrong with the ledger
        return


def cell_ends(shell: Any, result: Any) -> None:
    """IPython's ``post_run_cell``."""
    try:
        before = result.error_before_exec
        ledger_of(shell).end(before or result.error_in_exec, started=before is None)
    except Exception:  # as above
        return
