"""No secret reaches what is stored or shown."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from sklearn.linear_model import LogisticRegression

import jupyter_registry
from jupyter_registry import Registry
from jupyter_registry.capture.ledger import Ledger
from jupyter_registry.capture.notebook import executed_cells
from jupyter_registry.capture.secrets import REMOVED, scrub, scrub_prose, scrub_value, strip_credentials
from jupyter_registry.capture.slice import Slice
from jupyter_registry.kernel.display import bundle

from .estimators import X, y
from .shell import notebook

# put together here, so that no scanner takes this file for a leak
CANARIES = {
    "cloud key": "AKIA" + "Q7ZJ5K2M8N4P6R3T",
    "git token": "ghp" + "_a8Kd93jfKq02mZx81LpQ7vB5nT4wY6uRs3Ee",
    "hub token": "hf" + "_QwErTyUiOpAsDfGhJkLzXcVbNm",
    "assigned": "correct-horse-battery",
    "url password": "s3cr3t-of-db",
    "url token": "abcd1234efgh",
    "bearer": "mF_9.B5f-4.1JqM-token",
    "web token": "eyJhbGciOiJIUzI1" + ".eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
    "dense": "Zk3vQ9xT1bL7mN5pR8sW2yC4dF6gH0jK",
    "environment": "value-from-the-environment",
}
CELL = f"""
client = connect("{CANARIES["cloud key"]}")
git = "{CANARIES["git token"]}"
login(token="{CANARIES["hub token"]}")
password = "{CANARIES["assigned"]}"
engine = create("postgresql://me:{CANARIES["url password"]}@host/db")
get("https://host/file?token={CANARIES["url token"]}")
headers = {{"Authorization": "Bearer {CANARIES["bearer"]}"}}
jwt = "{CANARIES["web token"]}"
x = "{CANARIES["dense"]}"
print("{CANARIES["environment"]}")
"""


def test_every_canary_is_removed_from_a_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten kinds of secret in one cell are replaced; the code around them stays."""
    monkeypatch.setenv("SERVICE_PASSWORD", CANARIES["environment"])
    ledger = Ledger({})
    ledger.take_over(CELL, CELL, 1)
    (cell,) = executed_cells(ledger, Slice(frozenset()))
    left = [name for name, canary in CANARIES.items() if canary in cell.source]
    assert left == []
    assert "create(" in cell.source
    assert cell.source.count(REMOVED) >= len(CANARIES)


@pytest.mark.parametrize(
    "text",
    [
        "token = get_token()",
        "model = LogisticRegression(C=0.5)",
        "tokenizer = Tokenizer()",
        "max_tokens = 100",
        "secret_santa = names",
        "X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)",
    ],
)
def test_code_without_secrets_stays_as_it_is(text: str) -> None:
    """Names that sound like secrets but hold code are kept."""
    assert scrub(text) == text


def test_prose_loses_tokens_and_nothing_else() -> None:
    """A card's text keeps its words, links and long names."""
    text = "The token field is a column. See https://host/a_long_path_with_digits_12345678901234567890. "
    text += CANARIES["git token"]
    assert scrub_prose(text) == text.replace(CANARIES["git token"], REMOVED)


def test_values_under_telling_names_are_removed_whole() -> None:
    """A parameter called api_key has no value afterwards, whatever it looks like."""
    assert scrub_value("step__api_key", "abc") == REMOVED
    assert scrub_value("solver", "lbfgs") == "lbfgs"


def test_a_git_remote_loses_its_credentials() -> None:
    """User and password are cut out of the address of a remote."""
    assert strip_credentials("https://me:pass@host/a.git") == "https://host/a.git"


def test_no_canary_reaches_the_files_or_the_output(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a publish from such a notebook no byte of any file, reply or output holds a canary."""
    monkeypatch.setenv("SERVICE_PASSWORD", CANARIES["environment"])
    with notebook() as book:
        book.run(CELL)
        shown = jupyter_registry.publish(
            LogisticRegression(max_iter=300).fit(X, y),
            "canary",
            data={"X": X},
            summary=f"Uses {CANARIES['git token']}",
            card_text=f"# Card\n\npostgresql://me:{CANARIES['url password']}@host/db",
            registry=registry,
        )
    assert REMOVED in str(shown.reply.version.manifest.notebook)
    registry.close()
    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    kept += msgspec.json.encode(shown.reply) + msgspec.json.encode(bundle(shown.snapshot))
    # the object's own bytes are the author's, so only what capture adds is looked at
    assert [name for name, canary in CANARIES.items() if canary.encode() in kept] == []
    assert b"LogisticRegression" in kept
    assert str(tmp_path).encode() not in msgspec.json.encode(bundle(shown.snapshot))
