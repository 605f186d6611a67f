"""What cannot be published, or not just now: one clear sentence, nothing half-written, the kernel goes on."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import PREPARED, Kernel, environment, start

OBJECTS = (
    PREPARED
    + """
import os, signal, threading, time
import pandas as pd

class Slow:
    # a model that is interrupted while its file is written
    def predict(self, rows): return rows
    def __getstate__(self):
        threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
        time.sleep(30)

class Locked:
    def __init__(self): self.lock = threading.Lock()
    def predict(self, rows): return rows

class Endless:
    # its own words about it never end well
    def predict(self, rows): return rows
    def __reduce__(self): raise RuntimeError("not today")

def rows():
    yield 1

def twice(frame):
    frame = frame.copy()
    frame.columns = ["same"] * frame.shape[1]
    return frame

def numbered(frame):
    return frame.set_axis(range(frame.shape[1]), axis=1)

def mixed(frame):
    return frame.set_axis([("a", 1), None, 3.5, *frame.columns[3:]], axis=1)
"""
)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kernel]:
    """A kernel with objects that make trouble."""
    folder = tmp_path_factory.mktemp("hard")
    (folder / "tmp").mkdir()
    for running in start(folder, TMPDIR=str(folder / "tmp")):
        assert running.run(OBJECTS).status == "ok"
        yield running


def refused(session: Kernel, code: str) -> str:
    """The sentence of a cell that publishes nothing and leaves nothing behind."""
    with session.registry() as registry:
        before = registry.get_status().versions
    ran = session.run(code)
    assert ran.status == "error"
    with session.registry() as registry:
        assert registry.get_status().versions == before
        assert registry.verify().damages == ()
    assert list(session.folder.rglob(".part-*")) == []
    assert session.run("print(model.predict(X_test)[:1])").stdout == "[0]\n"
    return ran.refusal


def test_an_interrupted_publish_leaves_nothing(session: Kernel) -> None:
    """Interrupting the kernel while the file is written says so, and no file for it stays anywhere."""
    said = refused(session, "slow = Slow()\n%publish slow --name slow --format pickle")
    assert "Not published: it was interrupted" in said
    assert list((session.folder / "tmp").glob("registry-*")) == []


UNWRITABLE = {
    "a lock": ("obj = Locked()\n%publish obj --name bad --format pickle", "pickle"),
    "an object that refuses": ("obj = Endless()\n%publish obj --name bad --format pickle", "pickle"),
    "a generator": ("obj = rows()\n%publish obj --name bad", "generator"),
    "a generator as pickle": ("obj = rows()\n%publish obj --name bad --format pickle", "generator"),
    "an open file": ("obj = open(os.devnull)\n%publish obj --name bad --format pickle", "TextIOWrapper"),
}


@pytest.mark.parametrize("case", UNWRITABLE)
def test_what_cannot_be_written_is_refused(case: str, session: Kernel) -> None:
    """The sentence names what it is."""
    code, word = UNWRITABLE[case]
    assert word in refused(session, code)


@pytest.mark.parametrize("columns", ["twice", "numbered", "mixed"])
def test_odd_columns_are_taken_or_refused_with_a_sentence(columns: str, session: Kernel) -> None:
    """Columns with one name, with numbers or with None for names end in a version that holds, or in a sentence."""
    ran = session.run(
        f"odd = {columns}(X)\nodd_model = LogisticRegression(max_iter=20).fit(odd.to_numpy(), y)\n"
        f"%publish odd_model --name odd-{columns} --data odd"
    )
    assert ran.status == "ok" or ran.refusal
    assert ran.errors == []
    if ran.status == "ok":
        with session.registry() as registry:
            assert registry.get_version(f"odd-{columns}").manifest.datasets[0].columns
            assert registry.verify().damages == ()


def test_a_notebook_that_was_never_saved_publishes(tmp_path: Path) -> None:
    """Without a path of the notebook the cells are kept, and the output says what is known."""
    for kernel in start(tmp_path, JPY_SESSION_NAME=""):
        kernel.run(PREPARED)
        ran = kernel.run("%publish model --name unsaved")
        assert ran.status == "ok", ran
        with kernel.registry() as registry:
            notebook = registry.get_version("unsaved").manifest.notebook
        assert notebook is not None
        assert (notebook.path, notebook.path_confidence) == ("", "unknown")
        assert len(notebook.cells) >= 2


AT_ONCE = (
    PREPARED
    + """
import sys, time, jupyter_registry as registry
model.named_steps["logisticregression"].C = int(sys.argv[1])
time.sleep(max(0, float(sys.argv[2]) - time.time()))
print(registry.publish(model, "shared").number)
"""
)


def test_notebooks_that_publish_one_name_at_once_make_a_version_each(tmp_path: Path) -> None:
    """Three processes publish under one name in the same moment: every one gets a number of its own."""
    script = tmp_path / "at_once.ipy"
    script.write_text(AT_ONCE)
    moment = str(time.time() + 12)
    command = [sys.executable, "-m", "IPython", str(script)]
    env = environment(tmp_path)
    running = [
        subprocess.Popen(
            [*command, str(place), moment], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for place in (1, 2, 3)
    ]
    said = [one.communicate(timeout=120) for one in running]
    assert sorted(out.strip() for out, _ in said) == ["1", "2", "3"], said
