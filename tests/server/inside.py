"""A real Jupyter server on loopback, in a thread of the test process, whose registry can be changed."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from jupyter_server.serverapp import ServerApp
from traitlets.config import Config

from jupyter_registry.remote import RemoteBackend
from jupyter_registry.server.app import ModelRegistryApp

from .process import free_port

TOKEN = "a-token-for-tests"  # of a server that lives for one test run


class ServerInThread:
    """One server for many tests: ``reopen`` gives it another, empty registry."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.ready = threading.Event()
        self.failure: BaseException | None = None
        self.address = ""
        self.serverapp: Any = None

    def start(self) -> ServerInThread:
        """Start it and wait until it listens."""
        kept = dict(os.environ)
        for name in ("CONFIG", "DATA", "RUNTIME"):
            os.environ[f"JUPYTER_{name}_DIR"] = str(self.folder / name.lower())
        self.thread.start()
        self.ready.wait(60)
        os.environ.clear()
        os.environ.update(kept)
        if self.failure is not None:
            raise self.failure
        return self

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        try:
            self.loop.run_until_complete(self._listen())
        except BaseException as error:
            self.failure = error
            self.ready.set()
            raise
        self.ready.set()
        self.loop.run_forever()

    async def _listen(self) -> None:
        config = Config()
        config.ServerApp.jpserver_extensions = {"jupyter_registry": True}
        config.IdentityProvider.token = TOKEN
        config.ModelRegistryApp.url = f"sqlite://{self.folder / 'registry.db'}"
        config.ModelRegistryApp.poll_seconds = 0.2
        server = ServerApp(
            config=config,
            base_url="/user/a%40b/",
            port=free_port(),
            ip="127.0.0.1",
            open_browser=False,
            allow_root=True,
            root_dir=str(self.folder),
        )
        cast(Any, server).init_signal = lambda: None  # signals belong to the main thread
        server.initialize(argv=[])
        self.serverapp = server
        self.address = f"http://127.0.0.1:{server.port}{server.base_url}"

    @property
    def extension(self) -> ModelRegistryApp:
        """The extension inside."""
        found: ModelRegistryApp = self.serverapp.web_app.settings["jupyter_registry"]
        return found

    def routes(self) -> Iterator[tuple[str, Any]]:
        """Every pattern and handler of the server's router."""
        for group in self.serverapp.web_app.default_router.rules:
            for rule in getattr(group.target, "rules", []):
                regex = getattr(rule.matcher, "regex", None)
                if regex is not None:
                    yield regex.pattern, rule.target

    def reopen(self, database: Path) -> None:
        """Serve another registry from now on."""

        async def swap() -> None:
            app = self.extension
            if app._changes is not None:
                app._changes.stop()
            if app._backend is not None:
                app._backend.close()
            app._changes = app._backend = None
            app.url = f"sqlite://{database}"

        asyncio.run_coroutine_threadsafe(swap(), self.loop).result(20)

    def stop(self) -> None:
        """End it."""
        asyncio.run_coroutine_threadsafe(self.serverapp._cleanup(), self.loop).result(30)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(20)


@contextmanager
def remote_backends(folder: Path) -> Iterator[Callable[[Path], RemoteBackend]]:
    """Backends that ask one real server, each for the registry file it is given: the last one made is served."""
    with server_in_thread(folder) as server:

        def backend(database: Path) -> RemoteBackend:
            server.reopen(database)
            return RemoteBackend(f"{server.address}?token={TOKEN}")

        yield backend


@contextmanager
def server_in_thread(folder: Path) -> Iterator[ServerInThread]:
    """A server for the length of a ``with``."""
    server = ServerInThread(folder).start()
    try:
        yield server
    finally:
        server.stop()
