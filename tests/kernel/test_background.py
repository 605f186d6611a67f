"""Publishing in the background of a real kernel: cells run meanwhile, and a break costs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from jupyter_registry import open_registry
from jupyter_registry.kernel.display import MIME
from jupyter_registry.server.parts import FOLDER

from ..server.process import ServerProcess
from .conftest import Kernel, start
from .proxy import breaking

BIG = """
import time
import numpy as np
import jupyter_registry as registry
from sklearn.neighbors import KNeighborsClassifier
chance = np.random.default_rng(0)
big = KNeighborsClassifier().fit(chance.random((60_000, 40)), chance.integers(0, 2, 60_000))
def until(met):
    end = time.monotonic() + 60
    while not met() and time.monotonic() < end:
        time.sleep(0.01)
"""


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kernel]:
    """A kernel with a model of 20 MB."""
    for running in start(tmp_path_factory.mktemp("background")):
        assert running.run(BIG).status == "ok"
        yield running


def names(session: Kernel) -> list[str]:
    """The models of the registry."""
    with session.registry() as registry:
        return [hit.model for hit in registry.search("", limit=100).hits]


def test_the_output_moves_and_ends_as_the_card(session: Kernel) -> None:
    """The output of the cell shows the progress first, is drawn anew, and holds the card at the end."""
    ran = session.run("job = registry.publish(big, 'moving', background=True)\ndisplay(job)\nshown = job.wait()")
    assert ran.status == "ok", ran
    (first,) = ran.displays
    assert first[MIME]["view"] in ("sending", "published")
    assert ran.updates[-1][MIME]["view"] == "published"
    assert ran.updates[-1][MIME]["hit"]["model"] == "moving"
    assert session.run("print(shown.ref)").stdout == "moving:1\n"


def test_cells_run_while_it_is_paused_and_it_goes_on(session: Kernel) -> None:
    """A paused job sends nothing and leaves the kernel free; resumed, it is published."""
    session.run("job = registry.publish(big, 'paused', background=True); job.pause()")
    assert session.run("print(1 + 1)").stdout == "2\n"
    assert session.run("print(job.state)\njob").stdout == "paused\n"
    assert "paused" not in names(session)
    assert session.run("job.resume(); print(job.wait().ref)").stdout == "paused:1\n"
    assert "paused" in names(session)


def test_a_cancelled_job_leaves_nothing(session: Kernel) -> None:
    """Nothing is published, no part of a file stays, and the output says that it was cancelled."""
    session.run("job = registry.publish(big, 'cancelled', background=True); job.pause(); job.cancel()")
    ran = session.run("job.wait()")
    assert ran.status == "error"
    assert "cancelled" in ran.evalue
    assert "cancelled" not in names(session)
    assert list(session.folder.rglob(".part-*")) == []
    shown = session.run("job").displays[0]
    assert shown[MIME]["view"] == "refusal"


def test_a_lost_connection_is_waited_for(session: Kernel, tmp_path: Path) -> None:
    """When the server goes away the job waits, and goes on with what is missing when it is there again."""
    with ServerProcess(tmp_path) as server:
        with breaking(server.address, 6 * 1024 * 1024, lambda: None) as address:
            broken = f"{address}?token={server.token}"
            session.run(f"job = registry.publish(big, 'lost', background=True, registry={broken!r})")
            session.run("until(lambda: job.state == 'waiting')")
            assert session.run("print(job.state)").stdout == "waiting\n"
            assert "does not answer" in session.run("print(job)").stdout
            (part,) = (path for path in server.folder.rglob(f"{FOLDER}/*") if path.is_file())
            assert part.stat().st_size > 0
        with breaking(server.address, 1 << 40, lambda: None, port=urlsplit(address).port or 0):
            assert session.run("job.resume(); print(job.wait().ref)").stdout == "lost:1\n"
    with open_registry(server.registry_url) as stored:
        assert stored.verify().damages == ()


def test_a_kernel_that_dies_publishes_nothing(tmp_path: Path) -> None:
    """What a killed kernel had sent is no version, and the registry holds."""
    with ServerProcess(tmp_path / "server") as server:
        url = f"{server.address}?token={server.token}"
        (tmp_path / "kernel").mkdir()
        for running in start(tmp_path / "kernel"):
            running.run(BIG)
            ran = running.run(
                f"job = registry.publish(big, 'dead', background=True, registry={url!r})\n"
                "until(lambda: job.done > 0)\njob.pause()\nprint(0 < job.done < job.size)"
            )
            assert ran.stdout == "True\n"
    with open_registry(server.registry_url) as stored:
        assert (stored.get_status().versions, stored.verify().damages) == (0, ())


def test_a_job_is_steered_from_the_magic(session: Kernel) -> None:
    """``--background`` gives a job back, and ``%registry job`` lists, pauses, resumes and cancels it by its name."""
    ran = session.run("job = %publish big --name steered --background\njob.pause()")
    assert ran.status == "ok", ran
    assert "steered: paused\n" in session.run("%registry job").result["text/plain"]  # type: ignore[index]  # as said
    assert session.run("%registry job resume steered").status == "ok"
    assert session.run("print(job.wait().ref)").stdout == "steered:1\n"
    assert "Nothing is being published" in session.run("%registry job pause").refusal
    assert 'Nothing named "steered"' in session.run("%registry job pause steered").refusal
