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
from jupyter_registry.capture.secrets import (
    REMOVED,
    scrub,
    scrub_all,
    scrub_diff,
    scrub_prose,
    scrub_value,
    scrubbing,
    strip_credentials,
)
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
    assert scrub(cell.source) == cell.source


@pytest.mark.parametrize(
    "text",
    [
        "token = get_token()",
        "model = LogisticRegression(C=0.5)",
        "tokenizer = Tokenizer()",
        "max_tokens = 100",
        "secret_santa = names",
        "X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)",
        'tokenizer = Tokenizer("bert-base-uncased")',
        'pad_token = "[PAD]"',
        'author = "Ada"; bypass = "all"; passthrough = "x"',
        'CountVectorizer(token_pattern=r"[a-z]+")',
        "secret_dim = 2**8",
        "token_id = -100",
        "def f(token: str, n: int = 3): ...",
        "# token classification with risk-adjusted-performance-measures",
        "d = {'token': token, 'kind': 3}",
        "grid = {'kneighborsclassifier-1__n_neighbors': [1, 5], 'randomforestclassifier-2__max_depth': [10, 50]}",
    ],
)
def test_code_without_secrets_stays_as_it_is(text: str) -> None:
    """Names that sound like secrets but hold code are kept."""
    assert scrub(text) == text


@pytest.mark.parametrize(
    "text",
    [
        'password = r"hunter2"',
        'password: str = "hunter2"',
        'db_pass = "hunter2"',
        'get(url, auth="hunter2")',
        'password = """hunter2"""',
        'first_token = second_token = "hunter2"',
        'if password == "hunter2":',
        'token = ("abc"\n    "hunter2")',
        'token = "abc" + "hunter2"',
        'os.environ["DB_PASSWORD"] = "hunter2"',
        'os.getenv("DB_PASSWORD", "hunter2")',
        "%env API_KEY hunter2",
        "!curl --password hunter2 https://host",
        "export API_KEY=hunter2",
        'connect("Server=a;Password=hunter2;")',
        'login(key="a1b2c3d4e5hunter2e5f6a7b8")',
    ],
)
def test_secrets_are_found_however_they_are_written(text: str) -> None:
    """Prefixes, annotations, long strings, chains, comparisons, shells and connection strings hide no secret."""
    assert "hunter2" not in scrub(text)


def test_settings_in_a_diff_lose_their_secrets() -> None:
    """In a changed line of a settings file a secret needs no quotes."""
    assert scrub_diff("-db_password: correcthorse\n+lr: 0.1") == f"-db_password: {REMOVED}\n+lr: 0.1"


TOKENS = (
    "ASIA" + "Q7ZJ5K2M8N4P6R3T",
    "github" + "_pat_11ABCDEFG0123456789_abcdef",
    "glpat" + "-abcDEF123456_ghiJKL",
    "sk" + "-ant-api03-abcDEF0123456789",
    "sk" + "_live_abcDEF0123456789",
    "SG" + ".abcDEF0123456789xyz.abcDEF0123456789xyz",
    "AIza" + "SyA1234567890abcdefghijklmnopqrstuv",
    "ya29" + ".a0AfH6SMBabcdefghijklmnop",
    "dapi" + "0123456789abcdef0123456789abcdef",
    "dop" + "_v1_0123456789abcdef0123456789abcdef01234567",
    "xoxb" + "-123456789012-abcdefghij",
    "123456789" + ":AAabcdefghijklmnopqrstuvwxyz0123456",
    "hooks.slack.com" + "/services/T00000000/B00000000/abcdefghijkl",
    "pypi" + "-AgEIcHlwaS5vcmcabcdef",
    "npm" + "_abcdefghijklmnopqrstuvwxyz",
    "-----BEGIN RSA " + "PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----",
)


@pytest.mark.parametrize("token", TOKENS)
def test_tokens_are_known_by_their_shape(token: str) -> None:
    """In what a person wrote a token is found without a name that tells of it."""
    assert token not in scrub_prose(f"It says {token} here.")
    assert scrub_all({"text": [token]}) == {"text": [REMOVED]}


@pytest.mark.parametrize("piece", ["a", "token", "token=", '"', 'token="', "a.b-", "x://a", "\\", "sk-", "bearer a"])
def test_no_text_takes_long(piece: str) -> None:
    """A text of the longest size made of one piece comes back: no pattern tries all of its parts with all others."""
    assert len(scrub(piece * (65_536 // len(piece)))) > 0


def test_what_was_cut_out_is_told_by_place_kind_and_line() -> None:
    """Each secret is listed once with the line as it is kept, and never with the secret itself."""
    with scrubbing() as cut:
        scrub(f'x = 1\nlogin("{CANARIES["git token"]}")  # twice', "Cell [3]")
        scrub_value("step__api_key", CANARIES["assigned"])
        scrub_value("step__api_key", CANARIES["assigned"])
    assert [(one.place, one.what, one.line) for one in cut.scrubbed] == [
        ("Cell [3], line 2", "repository token", f'login("{REMOVED}")  # twice'),
        ("parameter step__api_key", "value under a telling name", f"step__api_key = {REMOVED}"),
    ]


def test_the_environment_gives_away_passwords_in_its_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A password within an address counts, whatever its variable is called, also in the form that addresses have."""
    monkeypatch.setenv("WAREHOUSE", "postgresql://me:p%40ss-word1@host/db")
    monkeypatch.setenv("SOME_FOLDER_TOKEN", "/usr/bin")
    assert scrub_prose("p@ss-word1 and p%40ss-word1 in /usr/bin") == f"{REMOVED} and {REMOVED} in /usr/bin"


def test_the_environment_is_read_once_for_a_publication(monkeypatch: pytest.MonkeyPatch) -> None:
    """Within one publication what counts as a secret stays what it was when it began."""
    with scrubbing():
        monkeypatch.setenv("SERVICE_PASSWORD", CANARIES["environment"])
        assert scrub_prose(CANARIES["environment"]) == CANARIES["environment"]
    assert scrub_prose(CANARIES["environment"]) == REMOVED


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
    monkeypatch.chdir(tmp_path)
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
    assert {"Cell [1], line 2", "summary", "card text, line 3"} <= {one.place for one in shown.snapshot.scrubbed}
    assert "+ client = connect" in str(shown)
    registry.close()
    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    kept += msgspec.json.encode(shown.reply) + msgspec.json.encode(bundle(shown.snapshot))
    # the object's own bytes are the author's, so only what capture adds is looked at
    assert [name for name, canary in CANARIES.items() if canary.encode() in kept] == []
    assert b"LogisticRegression" in kept
    assert str(tmp_path).encode() not in msgspec.json.encode(bundle(shown.snapshot))


def test_a_secret_within_the_object_is_warned_of(registry: Registry, tmp_path: Path) -> None:
    """The artifact is the object as it is, so a secret that it holds is named; without one there is no warning."""
    frame = X.rename(columns={X.columns[0]: CANARIES["git token"]})
    model = LogisticRegression(max_iter=300)
    shown = jupyter_registry.publish(model.fit(frame, y), "holds", data=frame, registry=registry)
    clean = jupyter_registry.publish(model.fit(X, y), "clean", registry=registry)
    warnings = [
        [one.message for one in published.findings if "still holds" in one.message] for published in (shown, clean)
    ]
    assert [message.partition(" itself")[0] for message in warnings[0]] == ["model.skops"]
    assert warnings[1] == []
