"""Nobody gets past the gate who should not (T01, T02, T03, T05)."""

from __future__ import annotations

import ast

import httpx
import pytest

from jupyter_registry.governance import roles
from jupyter_registry.requests import VERBS
from jupyter_registry.schema import by_post
from jupyter_registry.server import handlers
from jupyter_registry.server.app import ModelRegistryApp
from jupyter_registry.server.blob_handler import BlobHandler
from jupyter_registry.server.gate import GateHandler
from jupyter_registry.server.handlers import VerbHandler
from jupyter_registry.types import Role

from ..project import PACKAGE
from .inside import TOKEN, ServerInThread
from .process import API, ServerProcess

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
BLOB = "blobs/" + "0" * 64
ADDRESSES = (*VERBS, BLOB, "openapi.json", "no-such-verb", "", "../", "../v2/search", "blobs/x", "search/")
PEOPLE: dict[str, Role] = {
    "stranger": "reader",
    "contributor": "contributor",
    "reviewer": "reviewer",
    "steward": "steward",
}


def asked_with(client: httpx.Client, verb: str) -> httpx.Response:
    """Ask for a verb without its arguments: who may ask gets 200 or 422, who may not 403."""
    return client.post(verb, json={}) if by_post(VERBS[verb]) else client.get(verb)


@pytest.mark.parametrize("address", ADDRESSES)
def test_t01_no_address_answers_a_stranger(server: ServerProcess, address: str) -> None:
    """Without a login every method of every address is refused with 403 and our error, and no data."""
    with server.client("") as stranger:
        for method in METHODS:
            reply = stranger.request(method, address)
            assert reply.status_code == 403, (method, address)
            if method != "HEAD":
                assert reply.json()["code"] == "forbidden"
                assert set(reply.json()) == {"code", "message", "details"}


@pytest.mark.parametrize("method", ["TRACE", "QUERY", "PROPFIND"])
def test_t01_a_strange_method_is_refused_in_our_shape(server: ServerProcess, method: str) -> None:
    """A method no handler knows gets 405 and our error, from strangers and friends alike."""
    for token in ("", server.token):
        with server.client(token) as client:
            reply = client.request(method, "search")
            assert (reply.status_code, set(reply.json())) == (405, {"code", "message", "details"})


@pytest.mark.parametrize("address", ADDRESSES)
def test_t01_a_wrong_token_is_a_stranger(server: ServerProcess, address: str) -> None:
    """A wrong token opens nothing."""
    with server.client("wrong") as stranger:
        assert {stranger.request(method, address).status_code for method in METHODS} == {403}


def test_t01_every_route_of_ours_has_the_gate(inside: ServerInThread) -> None:
    """Every rule of the router below our address leads to a handler that keeps the gate's prepare."""
    ours = [handler for pattern, handler in inside.routes() if "jupyter-registry" in pattern]
    assert len(ours) == 4
    for handler in ours:
        assert issubclass(handler, GateHandler)
        assert handler.prepare is GateHandler.prepare


def test_t02_no_permission_is_left_to_a_default() -> None:
    """Nothing of the server uses ``@authorized``, whose bare form keeps the first caller's permission for all."""
    for path in (PACKAGE / "server").glob("*.py"):
        nodes = tuple(ast.walk(ast.parse(path.read_text())))
        names = {node.id for node in nodes if isinstance(node, ast.Name)}
        names |= {node.attr for node in nodes if isinstance(node, ast.Attribute)}
        assert not names & {"authorized", "allow_unauthenticated", "ws_authenticated"}, path


def test_t04_who_is_denied_reaches_nothing(inside: ServerInThread, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the Authorizer says no, no body or argument is parsed, no thread is started and no backend is asked."""
    reached: list[str] = []
    for owner, name in (
        (handlers, "from_body"), (handlers, "from_arguments"), (ModelRegistryApp, "in_thread"),
        (ModelRegistryApp, "backend_of"), (VerbHandler, "data_received"), (BlobHandler, "data_received"),
    ):  # fmt: skip
        monkeypatch.setattr(owner, name, lambda *given, name=name, **named: reached.append(name))
    monkeypatch.setattr(type(inside.serverapp.authorizer), "is_authorized", lambda *given: False)
    login = {"Authorization": f"token {TOKEN}"}
    with httpx.Client(base_url=inside.address + API, headers=login) as client:
        for address in (*VERBS, BLOB):
            for method in ("GET", "HEAD", "POST", "PUT"):
                assert client.request(method, address, content=b"{}").status_code == 403, (method, address)
    assert reached == []


@pytest.mark.parametrize("verb", VERBS)
def test_t02_the_authorizer_is_asked_for_every_verb(people_server: ServerProcess, verb: str) -> None:
    """Who the server's Authorizer denies gets 403 for every verb, and what was asked is the true action."""
    with people_server.client("nobody") as nobody:
        reply = asked_with(nobody, verb)
    assert (reply.status_code, reply.json()["code"]) == (403, "forbidden")
    asked = (people_server.folder / "asked.log").read_text().splitlines()
    path = httpx.URL(people_server.address + API).raw_path.decode() + verb
    mine = {line for line in asked if f" {path} nobody " in line}
    method = "POST" if by_post(VERBS[verb]) else "GET"
    action = "write" if VERBS[verb].writes else "read"
    assert mine == {f"{method} {path} nobody {action} registry"}


@pytest.mark.parametrize("verb", VERBS)
def test_t02_who_may_only_look_cannot_write(people_server: ServerProcess, verb: str) -> None:
    """An Authorizer that grants reading only stops exactly the verbs that write, whatever the role."""
    with people_server.client("looker") as looker:
        assert (asked_with(looker, verb).status_code == 403) == VERBS[verb].writes


def test_t02_blobs_and_the_description_ask_the_authorizer_too(people_server: ServerProcess) -> None:
    """Blobs are read and written, the description is read, only with the Authorizer's consent."""
    with people_server.client("nobody") as nobody:
        assert nobody.get(BLOB).status_code == 403
        assert nobody.head(BLOB).status_code == 403
        assert nobody.put(BLOB, content=b"x").status_code == 403
        assert nobody.get("openapi.json").status_code == 403
    with people_server.client("looker") as looker:
        assert looker.get("openapi.json").status_code == 200
        assert looker.get(BLOB).status_code == 404
        assert looker.put(BLOB, content=b"x").status_code == 403


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("person", PEOPLE)
def test_t03_a_role_can_do_what_its_row_says(people_server: ServerProcess, person: str, verb: str) -> None:
    """For every role and verb, over HTTP: allowed by the table or refused with 403, nothing else."""
    with people_server.client(person) as client:
        reply = asked_with(client, verb)
    assert (reply.status_code != 403) == roles.allows(PEOPLE[person], verb)


def test_t05_a_cookie_alone_changes_nothing(server: ServerProcess) -> None:
    """With the login's cookie but without its XSRF token, or from a foreign page, no write passes."""
    with httpx.Client(base_url=server.address, follow_redirects=True) as browser:
        browser.get("", params={"token": server.token})
        token = next(cookie.value or "" for cookie in browser.cookies.jar if cookie.name == "_xsrf")
        assert browser.get(API + "get-status").status_code == 200
        for verb in (name for name, verb in VERBS.items() if by_post(verb)):
            assert browser.post(API + verb, json={}).status_code == 403, verb
            wrong = browser.post(API + verb, json={}, headers={"X-XSRFToken": "wrong"})
            assert wrong.status_code == 403, verb
            foreign = {"X-XSRFToken": token, "Origin": "http://evil.example"}
            assert browser.post(API + verb, json={}, headers=foreign).status_code in (403, 404), verb
        assert browser.put(API + BLOB, content=b"x").status_code == 403
        right = browser.post(API + "preview", json={}, headers={"X-XSRFToken": token})
        assert right.status_code == 422


def test_t06_a_foreign_host_name_is_refused(client: httpx.Client) -> None:
    """A name that somebody else's DNS points here is not answered."""
    assert client.get("get-status", headers={"Host": "evil.example"}).status_code == 403
