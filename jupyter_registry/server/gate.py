"""The gate every address passes: who is asking, may they, and how a refusal looks.

Deny by default: ``prepare`` authenticates and asks the server's Authorizer before anything of the request but
its address is read, for every method and every handler below it. No address of ours is public.
"""

from __future__ import annotations

import getpass
from collections.abc import Awaitable, Callable
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from jupyter_server.auth.identity import IdentityProvider, PasswordIdentityProvider
from jupyter_server.base.handlers import APIHandler
from tornado import web

from ..errors import Busy, Forbidden, Invalid, NotFound, RegistryError, TooLarge
from ..governance import roles
from ..types import Actor

if TYPE_CHECKING:
    from .app import ModelRegistryApp

RESOURCE = "registry"
T = TypeVar("T")


class GateHandler(APIHandler):
    """Base of every handler of this extension."""

    auth_resource = RESOURCE
    admitted = False
    path_args: Any = ()  # until tornado knows them; it refuses a strange method before that

    @property
    def registry_app(self) -> ModelRegistryApp:
        """The extension that holds the backend."""
        return cast("ModelRegistryApp", self.settings["jupyter_registry"])

    def set_default_headers(self) -> None:
        """Headers of every answer, refusals included: nothing is guessed, nothing is kept."""
        super().set_default_headers()
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cache-Control", "no-store")

    def action(self) -> str:
        """What the Authorizer is asked for: "read" changes nothing, all else is "write"."""
        return "read" if self.request.method in ("GET", "HEAD", "OPTIONS") else "write"

    async def prepare(self) -> None:  # type: ignore[override]  # jupyter_server's is async, tornado's need not be
        """Refuse who is not logged in (403), then who may not; only then is the request read."""
        await super().prepare()
        if self.current_user is None:
            raise web.HTTPError(403, "Log in to the Jupyter server to use its registry.")
        allowed = self.authorizer.is_authorized(self, self.current_user, self.action(), RESOURCE)
        if isinstance(allowed, Awaitable):
            allowed = await allowed
        if not allowed:
            raise web.HTTPError(403, f"You may not {self.action()} the registry of this server.")
        self.admit()
        self.admitted = True

    def admit(self) -> None:
        """What an address checks of the request's head, once it is known who asks; nothing by default."""

    def actor(self) -> Actor:
        """Who is acting: from the login, never from the request.

        The stock logins of a Jupyter server know one shared secret and invent a name for its holder, another
        one for each browser. Whoever holds it can do all that the server's account can: the actor.
        """
        user = self.current_user
        if type(self.identity_provider) in (IdentityProvider, PasswordIdentityProvider):
            name = display = _account()
        else:
            name, display = user.username, user.display_name or user.name or user.username
        return Actor(name=name, display_name=display, role=self.registry_app.role_of(name))

    def need_role(self, verb: str) -> None:
        """Raise ``Forbidden`` unless the actor may ask for the verb; judged before any argument is read."""
        actor, needed = self.actor(), roles.NEEDS.get(verb, "of nobody")
        if not roles.allows(actor.role, verb):
            raise Forbidden(
                f'"{verb}" needs the role {needed}; {actor.name} is {actor.role}.',
                fix="Ask a steward of this registry for the role.",
            )

    async def in_thread(self, work: Callable[[], T]) -> T:
        """Run blocking work off the event loop."""
        return await self.registry_app.in_thread(work)

    # ------------------------------------------------------------ refusals

    def options(self, *arguments: str) -> None:
        """Answers no one has asked a preflight for; who may not pass the gate does not get here."""
        self.set_status(204)
        self.finish()

    def log_exception(self, kind: Any, error: Any, trace: Any) -> None:
        """A refusal is an answer, not a failure of the server; only what is not one leaves a traceback."""
        if isinstance(error, RegistryError) and error.status < 500:
            self.log.debug("registry refused: %s", error)
        else:
            super().log_exception(kind, error, trace)

    def write_error(self, status_code: int, **given: Any) -> None:
        """Every refusal is ``{code, message, details}``, whoever raised it."""
        if not self.admitted:
            # the body was not read, so tornado closes the connection; a client that reuses it must know
            self.set_header("Connection", "close")
        error = (given.get("exc_info") or (None, None))[1]
        refusal = error if isinstance(error, RegistryError) else _refusal(status_code, error)
        self.set_status(refusal.status if refusal is error else status_code)
        if isinstance(refusal, Busy):
            self.set_header("Retry-After", "1")
        if status_code == 405:
            self.set_header("Allow", ", ".join(self.methods()))
        self.finish(refusal.to_wire())

    def methods(self) -> list[str]:
        """The methods this address answers."""
        return ["OPTIONS"]


@cache
def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container without a user table
        return "unknown"


def _refusal(status: int, error: BaseException | None) -> RegistryError:
    if status >= 500:
        return RegistryError("The registry could not answer.", fix="The log of the Jupyter server says why.")
    said = (error.log_message or "") if isinstance(error, web.HTTPError) else ""
    if isinstance(error, web.HTTPError) and said and error.args:
        said = said % error.args
    cls = {403: Forbidden, 401: Forbidden, 404: NotFound, 413: TooLarge}.get(status, Invalid)
    return cls(said or _SAID.get(status, f"The request was refused with status {status}."))


_SAID = {
    403: "You may not do this on this server.",
    404: "The registry has nothing at this address.",
    405: "This address does not answer that method.",
}
