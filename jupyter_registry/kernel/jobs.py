"""Publications in the background of this kernel: their outputs move, and their buttons come back here."""

from __future__ import annotations

from typing import Any

from IPython import get_ipython

from ..background import JOBS, RUNNING, PublishJob
from ..errors import NotFound
from .display import bundle

ACTS = ("pause", "resume", "cancel")


def show(job: PublishJob) -> None:
    """Show a job in the output of the running cell, and keep that output up to date; elsewhere print it once."""
    shell = get_ipython()
    if shell is None or getattr(shell, "kernel", None) is None:
        print(job)
        return
    place: dict[str, Any] = {"display_id": job.id}
    shell.display_pub.publish(data=bundle(job.snapshot), transient=place)
    job.watch(lambda: shell.display_pub.publish(data=bundle(job.snapshot), transient=place, update=True))


def jobs() -> list[PublishJob]:
    """The jobs of this kernel, newest first."""
    return list(reversed(JOBS.values()))


def act(which: str, act: str) -> PublishJob:
    """Pause, resume or cancel a job, by its id or the name of its model; "" is the newest. Raises ``NotFound``."""
    running = [job for job in jobs() if job.state in RUNNING]
    for job in running:
        if which in ("", job.id, job.name):
            getattr(job, act)()
            return job
    named = f'Nothing named "{which[:60]}" is being published' if which else "Nothing is being published"
    raise NotFound(f"{named} in this kernel.", field="job")
