"""One Jupyter event per committed change, and one when another process changed the registry."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, TypeVar

from tornado.ioloop import IOLoop, PeriodicCallback

from ..errors import RegistryError

SCHEMA_ID = "urn:jupyter-registry:change:v1"
SETTLE = 0.05  # seconds; an own commit is counted a moment before its listener is heard
T = TypeVar("T")
SCHEMA_FILE = Path(__file__).parent / "events" / "change.yaml"


class Changes:
    """Tells everyone who listens to the server's events what changed.

    ``emit`` gets the data of one event on the event loop. ``version`` is asked every ``seconds``, always from
    the same thread: it is cheap and moves when another connection wrote. ``count`` counts all changes so far.
    ``moved`` is called in that thread when something was written, and at the first look.
    """

    def __init__(
        self,
        loop: IOLoop,
        emit: Callable[[dict[str, Any]], None],
        version: Callable[[], int],
        count: Callable[[], int],
        moved: Callable[[], None],
        seconds: float,
    ) -> None:
        self.loop, self.emit, self.version, self.count = loop, emit, version, count
        self.moved = moved
        # one thread of its own: what SQLite calls the data version belongs to one connection
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="registry-watch")
        self.poll = PeriodicCallback(self.look, seconds * 1000)
        self.seen_version: int | None = None
        self.seen_count = 0
        self.own: set[int] = set()

    async def start(self) -> None:
        """Begin to look; call it on the event loop, before the first request is answered."""
        if not self.poll.is_running():
            self.poll.start()
            await self.look()

    def stop(self) -> None:
        """Look no more."""
        self.poll.stop()
        self.thread.shutdown(wait=False, cancel_futures=True)

    def on_change(self, verb: str, model: str, number: int | None, actor: str, at: datetime, changed: int) -> None:
        """Listener of the backend; called after the commit in the thread that made it."""
        data = {
            "verb": verb,
            "model": model,
            "number": number,
            "actor": actor,
            "at": at.isoformat(),
            "changed": changed,
        }
        self.loop.add_callback(self._own_change, data)

    def vectors(self) -> None:
        """Tell that more vectors of meaning are there; called in any thread."""
        self.loop.add_callback(self._tell, "vectors", self.seen_count)

    def _own_change(self, data: dict[str, Any]) -> None:
        self.own.add(data["changed"])
        self.emit(data)

    async def look(self) -> None:
        """Notice what others changed since the last look; the first look only remembers."""
        try:
            version = await self._asked(self.version)
            if version == self.seen_version:
                return
            count = await self._asked(self.count)
        except RegistryError:  # whoever asks next is told why the registry does not answer
            return
        first, self.seen_version = self.seen_version is None, version
        await asyncio.sleep(SETTLE)
        others = not first and any(n not in self.own for n in range(self.seen_count + 1, count + 1))
        self.own = {number for number in self.own if number > count}
        self.seen_count = max(self.seen_count, count)
        if others:
            self._tell("external", count)
        with suppress(RegistryError):  # as above
            await self._asked(self.moved)

    def _tell(self, verb: str, count: int) -> None:
        at = datetime.now(timezone.utc).isoformat()
        self.emit({"verb": verb, "model": "", "number": None, "actor": "", "at": at, "changed": count})

    async def _asked(self, question: Callable[[], T]) -> T:
        return await asyncio.wrap_future(self.thread.submit(question))
