"""Servers shared by the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from .inside import ServerInThread, server_in_thread
from .process import ServerProcess

PEOPLE = '''
from jupyter_server.auth import Authorizer, IdentityProvider, User

class Tokens(IdentityProvider):
    """The token is the name of its holder."""
    def get_user(self, handler):
        name = handler.request.headers.get("Authorization", "").removeprefix("token ")
        if not name:
            return None
        handler._token_authenticated = True
        return User(name, display_name=name.title())

class Doorman(Authorizer):
    """Lets nobody named nobody in, lets a looker look, and writes down what it was asked."""
    def is_authorized(self, handler, user, action, resource):
        with open({asked!r}, "a") as log:
            request = handler.request
            log.write(f"{{request.method}} {{request.path}} {{user.username}} {{action}} {{resource}}\\n")
        return user.username != "nobody" and (user.username != "looker" or action == "read")

c.ServerApp.identity_provider_class = Tokens
c.ServerApp.authorizer_class = Doorman
c.ModelRegistryApp.role = "reader"
c.ModelRegistryApp.roles = {{
    "looker": "steward", "steward": "steward", "reviewer": "reviewer", "contributor": "contributor",
}}
'''


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server with Jupyter's own login."""
    with ServerProcess(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def client(server: ServerProcess) -> Iterator[httpx.Client]:
    """Somebody with the token of ``server``."""
    with server.client() as opened:
        yield opened


@pytest.fixture(scope="session")
def people_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server with several people, roles and an Authorizer; the token is the name."""
    folder = tmp_path_factory.mktemp("people")
    settings = PEOPLE.format(asked=str(folder / "asked.log"))
    with ServerProcess(folder, settings=settings, token="steward") as running:
        yield running


@pytest.fixture(scope="session")
def inside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerInThread]:
    """A server in this process, whose parts a test can look at."""
    with server_in_thread(tmp_path_factory.mktemp("inside")) as running:
        yield running
