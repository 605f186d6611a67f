"""One handler for all verbs, one for the description of the API, one for every other address."""

from __future__ import annotations

from collections.abc import Awaitable
from functools import cache
from typing import Any

import msgspec
from tornado import web
from tornado.httputil import HTTPServerRequest

from ..errors import NotFound, TooLarge
from ..requests import VERBS, Verb
from .body import body_limit, from_arguments, from_body
from .gate import GateHandler


@web.stream_request_body
class VerbHandler(GateHandler):
    """``GET <verb>?arguments`` for reads, ``POST <verb>`` with a JSON body for the rest.

    The body is taken in only after the gate, so that a stranger cannot fill the server's memory.
    """

    request: HTTPServerRequest

    def initialize(self) -> None:
        """Nothing of the body has arrived."""
        self._received = bytearray()
        self._limit = 0

    @property
    def _track_activity(self) -> bool:  # type: ignore[override]  # a panel that looks does not keep a server alive
        return self.request.method not in ("GET", "HEAD")

    def verb(self) -> type[Verb[Any]] | None:
        """The verb of the address, if there is one."""
        return VERBS.get(self.path_args[0]) if self.path_args else None

    def action(self) -> str:
        """A verb that is sent by POST only for its size still only reads."""
        verb = self.verb()
        if verb is not None and verb.body and not verb.writes and self.request.method == "POST":
            return "read"
        return super().action()

    def admit(self) -> None:
        """Only known verbs."""
        verb = self.verb()
        if verb is None:
            raise NotFound(f'The registry knows no verb "{self.path_args[0][:80]}".', field="verb")
        self._limit = body_limit(verb)

    def data_received(self, chunk: bytes) -> Awaitable[None] | None:
        """Keep a piece of the body; one that is too long is read on, so that its refusal arrives."""
        if len(self._received) <= self._limit:
            self._received += chunk
        return None

    async def get(self, name: str) -> None:
        """Answer a read."""
        verb = VERBS[name]
        if self.by_post(verb):
            raise web.HTTPError(405, f'"{name}" is sent by POST.')
        self.need_role(name)
        await self.answer(from_arguments(verb, self.request.query_arguments))

    async def post(self, name: str) -> None:
        """Answer a write, or a read whose question is long."""
        verb = VERBS[name]
        if not self.by_post(verb):
            raise web.HTTPError(405, f'"{name}" is sent by GET.')
        self.need_role(name)
        if len(self._received) > self._limit:
            raise TooLarge(
                f"The body has more than {self._limit} bytes.",
                fix="Send less at once; bytes of artifacts go to blobs/.",
            )
        body = bytes(self._received)
        self._received.clear()
        await self.answer(await self.in_thread(lambda: from_body(verb, body)))

    async def answer(self, request: Verb[Any]) -> None:
        """Hand the request to the backend as the actor of the login, and send its reply."""
        actor, app = self.actor(), self.registry_app
        await app.watch()
        text = await self.in_thread(lambda: msgspec.json.encode(app.handle(request, actor)))
        if request.writes:
            app.wrote()
        self.finish(text)

    @staticmethod
    def by_post(verb: type[Verb[Any]]) -> bool:
        """Whether the verb has a body."""
        return verb.writes or verb.body

    def methods(self) -> list[str]:
        """GET or POST, as the verb wants."""
        verb = self.verb()
        return ["OPTIONS"] if verb is None else ["POST" if self.by_post(verb) else "GET", "OPTIONS"]


class OpenApiHandler(GateHandler):
    """``GET openapi.json``: the description of all this, made from the Structs."""

    _track_activity = False

    def get(self) -> None:
        """The OpenAPI 3.1 document."""
        self.finish(_openapi())

    def methods(self) -> list[str]:
        """Only GET."""
        return ["GET", "OPTIONS"]


@cache
def _openapi() -> bytes:
    from ..schema import openapi  # here, because few ever ask

    return msgspec.json.encode(openapi())


class NowhereHandler(GateHandler):
    """Every other address below ours: a refusal in our shape instead of the server's HTML page."""

    def admit(self) -> None:
        """Behind the gate, because strangers learn nothing, not even what does not exist."""
        raise NotFound("The registry has nothing at this address.")
