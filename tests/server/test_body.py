"""What comes in is read strictly, and every refusal has one shape (T20-T24)."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from jupyter_registry.errors import Invalid, RegistryError
from jupyter_registry.requests import VERBS, Publish, Search
from jupyter_registry.server import body

from .process import ServerProcess

BAD_BODIES = {
    "empty": b"",
    "text": b"hello",
    "list": b"[]",
    "string": b'"x"',
    "null": b"null",
    "not UTF-8": b'{"model": "\xff\xfe"}',
    "NaN": b'{"model": "m", "manifest": {"params": {"x": NaN}}}',
    "Infinity": b'{"model": "m", "manifest": {"params": {"x": -Infinity}}}',
    "overflow": b'{"model": "m", "manifest": {"params": {"x": 1e999}}}',
    "long integer": b'{"model": "m", "manifest": {"params": {"x": ' + b"1" * 5000 + b"}}}",
    "big integer": b'{"model": "m", "manifest": {"params": {"x": 9007199254740993}}}',
    "twice": b'{"model": "m", "model": "n", "manifest": {}}',
    "twice, deep": b'{"model": "m", "manifest": {"params": {"a": 1, "a": 2}}}',
    "unknown": b'{"model": "m", "manifest": {}, "actor": "somebody else"}',
    "unknown, deep": b'{"model": "m", "manifest": {"frame": "x"}}',
    "wrong type": b'{"model": 5, "manifest": {}}',
    "missing": b'{"model": "m"}',
    "other verb": b'{"kind": "retire", "model": "m", "manifest": {}}',
    "deep": b'{"model": "m", "manifest": {"params": {"x": ' + b"[" * 500 + b"]" * 500 + b"}}}",
    "very deep": b"[" * 200_000,
    "lone surrogate": b'{"model": "m", "manifest": {"summary": "\\ud800"}}',
    "NUL": b'{"model": "m", "manifest": {"summary": "a\\u0000b"}}',
}


@pytest.mark.parametrize("name", BAD_BODIES)
def test_t20_a_bad_body_is_refused_in_one_shape(client: httpx.Client, name: str) -> None:
    """Each bad body gets 4xx with code, message and details, and the server goes on."""
    reply = client.post("publish", content=BAD_BODIES[name], headers={"Content-Type": "application/json"})
    assert 400 <= reply.status_code < 500, reply.text
    assert set(reply.json()) == {"code", "message", "details"}
    assert reply.json()["message"].strip().endswith((".", ")"))
    assert client.get("get-status").status_code == 200


@pytest.mark.parametrize("name", ["arguments", "twice", "unknown", "number", "utf8"])
def test_t20_bad_arguments_are_refused_by_name(client: httpx.Client, name: str) -> None:
    """An argument that is missing, doubled, unknown, not a number or not UTF-8 is refused and named."""
    address, field = {
        "arguments": ("get-model", "name"),
        "twice": ("search?q=a&q=b", "q"),
        "unknown": ("search?q=a&actor=root", "actor"),
        "number": ("search?limit=many", "limit"),
        "utf8": ("search?q=%ff", "q"),
    }[name]
    reply = client.get(address)
    assert reply.status_code in (400, 422)
    assert reply.json()["details"].get("field", "") == field


def test_arguments_of_the_server_and_of_the_browser_are_let_through() -> None:
    """The token, XSRF and activity arguments and JupyterLab's cache breaker are not fields of ours."""
    given = {"q": [b"churn"], "limit": [b"5"], "facets": [b"true"], "token": [b"t"], "1732412345678": [b""]}
    assert body.from_arguments(Search, given) == Search(q="churn", limit=5, facets=True)


def test_a_list_is_an_argument_given_once_for_each_item() -> None:
    """What the kernel has travels as one argument for each package."""
    given = {"kernel": [b"torch==2.9.0", b"numpy==2.3.1"]}
    assert body.from_arguments(Search, given) == Search(kernel=("torch==2.9.0", "numpy==2.3.1"))


def test_t22_a_body_is_never_read_two_ways() -> None:
    """What the JSON test suite says must be read is read, what must not be read is refused."""
    folder = Path(__file__).parents[3] / "shared" / "data" / "security" / "json-test-suite"
    files = sorted(folder.rglob("*.json"))
    if not files:
        pytest.skip("the folder ../shared with the JSON test suite is not here")
    wrong = [file.name for file in files if file.name[:2] in ("y_", "n_") and not _as_it_should(file)]
    # names given twice are valid JSON, and refused here on purpose
    assert set(wrong) <= {"y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"}


def _as_it_should(file: Path) -> bool:
    try:
        body.parse_json(file.read_bytes())
    except Invalid:
        return file.name.startswith("n_")
    return file.name.startswith("y_")


def test_t21_a_body_beyond_the_limit_is_too_large(client: httpx.Client) -> None:
    """A body over 8 MiB is refused with 413; the same size passes the door for an import."""
    text = json.dumps({"model": "m", "manifest": {"summary": "x" * body.BODY_BYTES}})
    reply = client.post("publish", content=text)
    assert (reply.status_code, reply.json()["code"]) == (413, "too_large")
    items = json.dumps({"items": [], "padding": "x" * body.BODY_BYTES})
    assert client.post("import-cards", content=items).status_code == 422


def test_a_get_with_a_posted_verb_names_the_method(client: httpx.Client) -> None:
    """The wrong method gets 405 in our shape, and Allow names the right one."""
    for verb, of in VERBS.items():
        posted = of.writes or of.body
        reply = client.request("GET" if posted else "POST", verb)
        assert (reply.status_code, reply.headers["Allow"]) == (
            405,
            "POST, OPTIONS" if posted else "GET, OPTIONS",
        )
        assert reply.json()["message"]


def test_every_answer_says_it_is_json_that_nobody_keeps(client: httpx.Client) -> None:
    """Replies and refusals are JSON, not sniffed and not cached."""
    for address in ("get-status", "get-model?name=none-such", "no-such-verb", "openapi.json"):
        headers = client.get(address).headers
        assert headers["Content-Type"].startswith("application/json")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_the_actor_comes_from_the_login(people_server: ServerProcess) -> None:
    """The name and the role in the reply are those of who is logged in, and no argument changes them."""
    with people_server.client("contributor") as contributor:
        actor = contributor.get("get-status").json()["actor"]
        assert (actor["name"], actor["display_name"], actor["role"]) == (
            "contributor",
            "Contributor",
            "contributor",
        )
        assert contributor.get("get-status", params={"actor": "steward"}).status_code == 422


def test_conversion_keeps_a_valid_request() -> None:
    """A body with and without ``kind`` gives the same request."""
    plain = body.from_body(Publish, b'{"model": "m", "manifest": {"task": "x"}}')
    tagged = body.from_body(Publish, b'{"kind": "publish", "model": "m", "manifest": {"task": "x"}}')
    assert plain == tagged
    assert isinstance(plain, Publish)
    with pytest.raises(RegistryError, match="twice"):
        body.parse_json(b'{"a": 1, "a": 1}')
