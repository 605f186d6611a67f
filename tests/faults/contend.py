"""Several processes publish and move one alias at once on one registry; the moves must form one chain.

    python -m tests.faults.contend [--processes 2] [--rounds 60] [--bug NAME]

Each process publishes a version of its own and moves the alias there from where it is, again when another one was
faster. Every version is unique, so each success names its predecessor: no two may have the same one, and following
them from the first must visit all. The exit code says whether that holds and nobody was refused anything else.
``--bug`` plants a mistake that this must find.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
from contextlib import suppress
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from threading import BrokenBarrierError

import msgspec

from jupyter_registry import types as t
from jupyter_registry.errors import Conflict, RegistryError
from jupyter_registry.local.backend import LocalBackend
from jupyter_registry.registry import Registry

from .bugs import BUGS

MODEL, ALIAS = "shared", "champion"
THOUGHT = 0.003  # seconds between looking where the alias is and moving it
Move = tuple[int | None, int]
Said = tuple[list[Move], int, list[str]]


class Found(msgspec.Struct):
    """What a run did and what was wrong in the end."""

    rounds: int
    moves: int
    conflicts: int  # moves that came too late and were tried again
    chain: int  # moves on the one way from the first to the last
    versions: int
    refusals: list[str]
    damages: list[str]

    @property
    def sound(self) -> bool:
        """Everybody published and moved, one after the other."""
        return self.moves == self.chain == self.rounds == self.versions and not (self.refusals or self.damages)


def work(folder: Path, number: int, rounds: int, bug: str, meeting: Barrier, said: SimpleQueue[Said]) -> None:
    """What one process does; it says its moves, its conflicts and its refusals."""
    if bug:
        BUGS[bug]()
    moves: list[Move] = []
    conflicts, refusals = 0, []
    with Registry(LocalBackend(folder / "registry.db")) as registry:
        registry.get_status()
        for turn in range(rounds):
            try:
                manifest = t.Manifest(params={"process": number, "turn": turn})
                mine = registry.publish(MODEL, manifest).version.number
                move, late = moved(registry, mine, meeting)
                moves.append(move)
                conflicts += late
            except RegistryError as error:
                refusals.append(str(error))
                meeting.abort()
    said.put((moves, conflicts, refusals))


def moved(registry: Registry, number: int, meeting: Barrier) -> tuple[Move, int]:
    """Move the alias to ``number`` from where it is; the move and how often it came too late.

    Between looking and moving all processes wait for one another once, so that all but one of them come too late.
    """
    late = 0
    while True:
        now = registry.get_model(MODEL).aliases.get(ALIAS)
        with suppress(BrokenBarrierError):  # they have met, or one was refused before it came here
            meeting.wait(60)
            meeting.abort()
        time.sleep(THOUGHT)
        try:
            registry.set_alias(MODEL, ALIAS, number, if_number=now)
        except Conflict:
            late += 1
        else:
            return (now, number), late


def chain(moves: list[Move]) -> int:
    """How many moves follow one another from the first on; all of them when no two have the same predecessor."""
    after = dict(moves)
    length, place = 0, after.get(None)
    while place is not None:
        length, place = length + 1, after.pop(place, None)
    return length


def run(folder: Path, processes: int, rounds: int, bug: str = "") -> Found:
    """Let ``processes`` publish and move ``rounds`` times each and judge."""
    context = multiprocessing.get_context("spawn")
    meeting, said = context.Barrier(processes), context.SimpleQueue()
    workers = [
        context.Process(target=work, args=(folder, number, rounds, bug, meeting, said)) for number in range(processes)
    ]
    for worker in workers:
        worker.start()
    heard: list[Said] = [said.get() for _ in workers]
    for worker in workers:
        worker.join()
    moves = [move for these, _, _ in heard for move in these]
    with Registry(LocalBackend(folder / "registry.db")) as registry:
        verified = registry.verify()
    return Found(
        rounds=processes * rounds,
        moves=len(moves),
        conflicts=sum(late for _, late, _ in heard),
        chain=chain(moves),
        versions=verified.versions,
        refusals=[refusal for _, _, these in heard for refusal in these],
        damages=[f"{damage.subject}: {damage.message}" for damage in verified.damages],
    )


def main() -> int:
    """Run and print what was found as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--bug", choices=BUGS, default="")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = run(Path(folder), args.processes, args.rounds, args.bug)
    print(msgspec.json.encode(found).decode())
    return 0 if found.sound else 1


if __name__ == "__main__":
    sys.exit(main())
