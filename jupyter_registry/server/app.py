"""The server extension: which registry, who may do what in it, and its addresses.

Behind a server roles bind, because the server is the only way to the registry it owns. A registry file that
the users of the server can also open themselves is theirs to write, whatever the roles say.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar, cast

from jupyter_server.extension.application import ExtensionApp
from tornado.ioloop import IOLoop
from traitlets import Bool, Dict, Enum, Float, Integer, Unicode, default

from ..backend import Backend
from ..config import SQLITE, registry_url, sqlite_path
from ..governance import roles
from ..requests import GetStatus, Verb
from ..types import Actor, Role
from .blob_handler import BlobHandler
from .changes import SCHEMA_FILE, SCHEMA_ID, Changes
from .handlers import NowhereHandler, OpenApiHandler, VerbHandler

ROOT = r"/jupyter-registry"
CREDENTIALS = re.compile(r"//[^/@]*@")
THREADS = 4
REMOTE_POLL_SECONDS = 10.0
T = TypeVar("T")


class ModelRegistryApp(ExtensionApp):
    """Serves one registry to the browser, to kernels and to other machines."""

    name = "jupyter_registry"
    description = "A registry of machine learning models inside Jupyter."
    load_other_extensions = True

    url = Unicode(
        help="""Address of the registry: sqlite:///absolute/path/registry.db or http(s)://host/base/.
        By default the environment variable JUPYTER_REGISTRY, else a file in the Jupyter data folder."""
    ).tag(config=True)
    role = Enum(
        roles.ORDER, "steward", help="Role of every user who is not named in `roles`."
    ).tag(config=True)  # fmt: skip
    roles = Dict(
        value_trait=Enum(roles.ORDER), key_trait=Unicode(), help="Roles by user name; see `role`."
    ).tag(config=True)  # fmt: skip
    max_blob_bytes = Integer(16 * 2**30, help="Largest file of a model that is taken, in bytes.").tag(config=True)
    record_searches = Bool(
        True, help="Whether what people search for is noted in the registry, without who searched."
    ).tag(config=True)  # fmt: skip
    poll_seconds = Float(
        1.0, min=0.05, help="How often to look for changes that other processes made, in seconds."
    ).tag(config=True)  # fmt: skip

    @default("url")
    def _default_url_of_registry(self) -> str:
        return registry_url()

    # ------------------------------------------------------------ start and stop

    def initialize_settings(self) -> None:
        """Tell kernels where the registry is, and the event bus what a change looks like."""
        # a kernel inherits the environment of the server that starts it
        os.environ["JUPYTER_REGISTRY"] = self.url
        self._lock = threading.Lock()
        self._backend: Backend | None = None
        self._changes: Changes | None = None
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="registry")
        if SCHEMA_ID not in self._events.schemas:
            self._events.register_event_schema(SCHEMA_FILE)
        self.log.info("Model registry at %s", CREDENTIALS.sub("//", self.url.partition("?")[0]))

    def initialize_handlers(self) -> None:
        """The addresses; the last one is a refusal in our own shape."""
        self.handlers.extend(
            [
                (ROOT + r"/api/v1/blobs/([0-9a-f]{64})", BlobHandler),
                (ROOT + r"/api/v1/openapi\.json", OpenApiHandler),
                (ROOT + r"/api/v1/([a-z]+(?:-[a-z]+)*)", VerbHandler),
                (ROOT + r"(?:/.*)?", NowhereHandler),
            ]
        )

    async def stop_extension(self) -> None:
        """Release threads and connections."""
        if self._changes is not None:
            self._changes.stop()
        self._threads.shutdown(wait=False, cancel_futures=True)
        if self._backend is not None:
            self._backend.close()

    @property
    def _events(self) -> Any:
        return cast(Any, self.serverapp).event_logger

    # ------------------------------------------------------------ what handlers ask

    def role_of(self, name: str) -> Role:
        """The role of an actor."""
        return cast(Role, self.roles.get(name, self.role))

    def backend_of(self, actor: Actor) -> Backend:
        """The backend, acting as ``actor``."""
        opened = self.backend
        acting_as = getattr(opened, "acting_as", None)
        return opened if acting_as is None else cast(Backend, acting_as(actor))

    def handle(self, request: Verb[T], actor: Actor) -> T:
        """Answer a request as ``actor``; blocks, so call it in a thread."""
        return self.backend_of(actor).handle(request)

    async def in_thread(self, work: Callable[[], T]) -> T:
        """Run blocking work off the event loop."""
        return await IOLoop.current().run_in_executor(self._threads, work)

    @property
    def upload_folder(self) -> Path | None:
        """Where uploads wait: beside the registry's file, whose disk has to hold them anyway."""
        if not self.url.startswith(SQLITE):
            return None
        folder = sqlite_path(self.url).parent
        return folder if folder.is_dir() else None

    # ------------------------------------------------------------ the backend

    @property
    def backend(self) -> Backend:
        """The one backend of this server, opened when it is first asked for."""
        with self._lock:
            if self._backend is None:
                self._backend = self._opened()
            return self._backend

    def _opened(self) -> Backend:
        if not self.url.startswith(SQLITE):
            from ..remote import RemoteBackend

            return RemoteBackend(self.url)
        from ..local.backend import LocalBackend  # here, so that loading the extension stays light

        return LocalBackend(sqlite_path(self.url), record_searches=self.record_searches)

    async def watch(self) -> None:
        """Begin to notice changes, own and others', unless that has begun."""
        if self._changes is None:
            opened = await self.in_thread(lambda: self.backend)
            if self._changes is not None:  # somebody else began meanwhile
                return
            self._changes = self._watcher(opened)
            await self._changes.start()

    def wrote(self) -> None:
        """A request changed the registry; one that is elsewhere does not tell, so look at once."""
        if self._changes is not None and not hasattr(self._backend, "on_change"):
            IOLoop.current().add_callback(self._changes.look)

    def _watcher(self, opened: Any) -> Changes:
        owner = Actor(name="server", role="reader")

        def count() -> int:
            return self.backend_of(owner).handle(GetStatus()).changed

        def emit(data: dict[str, Any]) -> None:
            self._events.emit(schema_id=SCHEMA_ID, data=data)

        def moved() -> None:
            if local:
                opened.keep_vectors(changes.vectors)

        local = hasattr(opened, "data_version")
        changes = Changes(
            IOLoop.current(),
            emit,
            opened.data_version if local else count,
            count,
            moved,
            self.poll_seconds if local else max(self.poll_seconds, REMOTE_POLL_SECONDS),
        )
        if local:
            opened.on_change(changes.on_change)
        return changes
