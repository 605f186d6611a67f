"""Publishing that goes on while cells run: a thread sends what was captured, and can be paused, resumed and cancelled.

Everything is captured before the thread begins, so what runs meanwhile changes nothing. The version appears when all
its bytes are there; until then the registry knows nothing of it.
"""

from __future__ import annotations

import threading
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from importlib import import_module

from .backend import Progress
from .errors import Conflict, RegistryError, Unreachable
from .kernel.display import PublishedCard
from .kernel.plain import plain
from .snapshots import of_refusal, size_text
from .types.outputs import JobState, Sending, Snapshot

ALWAYS = 200_000_000  # bytes from which a publish in a notebook goes on in the background by itself
PACE = 10.0  # seconds of sending that the speed is measured over
FIRST_GUESS = 2.0  # seconds before the time left is told
TELL_EVERY = 0.5  # seconds between two pictures of the progress
WAITS = (1.0, 2.0, 4.0, 8.0, 30.0)  # seconds before a server that went away is tried again; the last one repeats
RUNNING = ("sending", "paused", "waiting")


SENDING = {
    "sending": "is being published. You can run other cells.",
    "paused": "is paused; nothing is published yet.",
    "waiting": "waits for the registry to answer again.",
    "published": "is published.",
    "cancelled": "was cancelled.",
    "failed": "was not published.",
}
"""What each state of a publication in the background means."""
JOBS: dict[str, PublishJob] = {}
"""The jobs of this process by their ids, oldest first."""


class Cancelled(Exception):
    """Ends the sending of a job that was cancelled."""


class PublishJob:
    """A publication on its way; showing it shows how far it is.

    ``work`` is called with a ``Progress``, again after a broken connection; ``close`` when it is not needed any more.
    """

    def __init__(self, name: str, size: int, registry: str, work: Callable[[Progress], PublishedCard]) -> None:
        self.id = uuid.uuid4().hex[:12]
        self.name = name
        self.size = size
        self.state: JobState = "sending"
        self.done = 0
        self.error: RegistryError | None = None
        self.card: PublishedCard | None = None
        self._registry = registry
        self._work = work
        self._moving = threading.Event()  # cleared while paused
        self._moving.set()
        self._woken = threading.Event()  # ends a wait for the server
        self._stopped = False
        self._samples: deque[tuple[float, int]] = deque()
        self._watchers: list[Callable[[], None]] = []
        self._told = 0.0
        self._thread = threading.Thread(target=self._run, name=f"publish {name}", daemon=True)

    def __repr__(self) -> str:
        return plain(self.snapshot)

    def start(self, close: Callable[[], None]) -> PublishJob:
        """Begin; ``close`` is called at the end, however it ends."""
        self._close = close
        JOBS[self.id] = self
        self._thread.start()
        return self

    def watch(self, watcher: Callable[[], None]) -> None:
        """Call ``watcher``, in the thread that sends, whenever there is something new to show."""
        self._watchers.append(watcher)
        watcher()

    # ------------------------------------------------------------ what a person can do

    def pause(self) -> None:
        """Stop sending until ``resume``; what was sent stays."""
        if self.state == "sending":
            self._moving.clear()
            self._become("paused")

    def resume(self) -> None:
        """Go on; of a lost connection, try it again now."""
        self._woken.set()
        if self.state == "paused":
            self._samples.clear()
            self._become("sending")
            self._moving.set()

    def cancel(self) -> None:
        """Stop for good; what was sent is forgotten, and nothing is published."""
        self._stopped = True
        self._moving.set()
        self._woken.set()

    def wait(self, timeout: float | None = None) -> PublishedCard:
        """The card of the version, once it is published (``timeout`` in seconds); raises ``RegistryError``."""
        self._thread.join(timeout)
        if self.card is not None:
            return self.card
        raise self.error or Conflict(f"{self.name} is not published yet.", fix="Wait for it, or cancel it.")

    # ------------------------------------------------------------ the thread

    def _run(self) -> None:
        try:
            self.card = self._until_sent()
            self._become("published")
        except Cancelled:
            self.error = Conflict("It was cancelled; what had been sent is forgotten.")
            self._become("cancelled")
        except RegistryError as error:
            self.error = error
            self._become("failed")
        except Exception as error:  # the disk under the file that is sent, for instance; nobody else would hear of it
            self.error = RegistryError(f"It could not be sent: {error or type(error).__name__}.")
            self._become("failed")
        finally:
            self._close()

    def _until_sent(self) -> PublishedCard:
        attempt = 0
        while True:
            before = self.done
            try:
                return self._work(self._progress)
            except Unreachable as error:
                self.error = error
            attempt = attempt + 1 if self.done == before else 0
            self._woken.clear()
            self._become("waiting")
            self._woken.wait(WAITS[min(attempt, len(WAITS) - 1)])
            if self._stopped:
                raise Cancelled
            self.error = None
            self._samples.clear()
            self._become("sending")

    def _progress(self, done: int, whole: int) -> None:
        self._moving.wait()
        if self._stopped:
            raise Cancelled
        now = time.monotonic()
        self.done = done
        self._samples.append((now, done))
        while now - self._samples[0][0] > PACE:
            self._samples.popleft()
        if now - self._told >= TELL_EVERY:
            self._told = now
            self._tell()

    def _become(self, state: JobState) -> None:
        self.state = state
        self._tell()

    def _tell(self) -> None:
        for watcher in tuple(self._watchers):
            watcher()

    # ------------------------------------------------------------ what is shown

    @property
    def snapshot(self) -> Snapshot:
        """How far it is now; at the end the card, or why there is none."""
        if self.card is not None:
            return self.card.snapshot
        now = datetime.now(timezone.utc)
        if self.state in RUNNING or self.error is None:
            return of_sending(self.sending, name=self.name, registry=self._registry, now=now)
        return of_refusal(self.error, registry=self._registry, now=now, done="Not published")

    @property
    def sending(self) -> Sending:
        """The figures of the progress."""
        speed, left = self._pace()
        return Sending(
            job=self.id,
            state=self.state,
            done=self.done,
            size=self.size,
            speed=speed,
            seconds_left=left,
            reason=self.error.message if self.error and self.state == "waiting" else "",
        )

    def _pace(self) -> tuple[float | None, float | None]:
        """Bytes in a second, and seconds left; None while it is too early to tell."""
        samples = tuple(self._samples)
        spent = samples[-1][0] - samples[0][0] if samples else 0.0
        sent = samples[-1][1] - samples[0][1] if samples else 0
        if self.state != "sending" or spent < FIRST_GUESS or sent <= 0:
            return None, None
        return sent / spent, (self.size - self.done) * spent / sent

    def _ipython_display_(self) -> None:
        # by name: only a notebook shows a job that moves
        import_module("jupyter_registry.kernel.jobs").show(self)


def of_sending(sending: Sending, *, name: str, registry: str, now: datetime) -> Snapshot:
    """The output of a publication that is on its way."""
    return Snapshot(
        view="sending",
        as_of=now,
        registry=registry,
        message=f"{name} {SENDING[sending.state]}",
        facts=tuple(_sending_facts(sending)),
        sending=sending,
    )


def _sending_facts(sending: Sending) -> Iterator[str]:
    yield f"{size_text(sending.done)} of {size_text(sending.size)}"
    if sending.speed is not None:
        yield f"{size_text(sending.speed)}/s"
    if sending.seconds_left is not None:
        yield f"{time_text(sending.seconds_left)} left"
    if sending.reason:
        yield sending.reason


def time_text(seconds: float) -> str:
    """A time for people, rounded: "17 s", "3 min", "about 2 h"."""
    if seconds < 60:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"about {round(seconds / 3600)} h"
