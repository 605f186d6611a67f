"""Killed publishers lose and tear nothing, writers get in nobody's way, and planted bugs are found (G2, G3, G6)."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from ..project import ROOT

KILLS = 300


def found_by(harness: str, *arguments: str) -> tuple[int, dict[str, Any]]:
    """Exit code and findings of a harness in a process of its own."""
    command = [sys.executable, "-m", f"tests.faults.{harness}", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.stderr == ""
    return done.returncode, json.loads(done.stdout)


def test_f10_killed_publishers_lose_and_tear_nothing() -> None:
    """After 300 kills every acknowledged version is there and whole, each request is one version, the chain holds."""
    code, found = found_by("kill", "--kills", str(KILLS))
    assert code == 0, found
    assert found["kills"] == KILLS
    assert found["unanswered"] > KILLS / 2  # most kills hit a publish, not the time between two
    assert found["acknowledged"] == found["versions"] > KILLS / 4
    assert (found["lost"], found["half"], found["damages"], found["refusals"]) == (0, 0, [], [])


@pytest.mark.parametrize(("bug", "sign"), [("row-first", "half"), ("named-early", "damages"), ("late-commit", "lost")])
def test_f10_the_kills_find_a_planted_bug(bug: str, sign: str) -> None:
    """A version before its bytes, bytes under their name too early, a word before the commit: each is found."""
    code, found = found_by("kill", "--kills", "60", "--bug", bug)
    assert code == 1
    assert found[sign]


def test_g6_two_processes_at_once_get_in_nobodys_way() -> None:
    """Two processes that publish and move one alias are refused nothing, and all moves form one chain."""
    code, found = found_by("contend")
    assert code == 0, found
    assert found["moves"] == found["chain"] == found["versions"] == 120
    assert found["conflicts"] > 0  # they did meet


@pytest.mark.parametrize(("bug", "sign"), [("blind-move", "chain"), ("plain-begin", "refusals")])
def test_g6_a_planted_bug_is_found(bug: str, sign: str) -> None:
    """Moves without a look break the chain, and writes that ask for the lock too late are refused."""
    code, found = found_by("contend", "--bug", bug)
    assert code == 1
    assert (found["chain"] < found["moves"]) if sign == "chain" else found["refusals"]
