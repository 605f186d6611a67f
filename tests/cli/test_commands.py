"""Every verb is a command; done is 0, refused is 1 with one sentence, wrong usage is 2."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from jupyter_registry.cli.verbs import BY_FILE, HELP
from jupyter_registry.requests import VERBS

from .conftest import Call


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_is_a_command_with_help(name: str, call: Call) -> None:
    """``--help`` of each verb prints its docstring and ends with 0."""
    said = call(name, "--help")
    assert said.code == 0
    first = " ".join((VERBS[name].__doc__ or "").replace("``", "").split()).split(".")[0]
    assert first in " ".join(said.out.split())


@pytest.mark.parametrize("name", sorted(set(VERBS) - BY_FILE))
def test_every_argument_says_what_it_is(name: str) -> None:
    """Each field of a verb, and of a noun it takes, has words of its own in the help."""
    for field in msgspec.structs.fields(VERBS[name]):
        noun = isinstance(field.type, type) and issubclass(field.type, msgspec.Struct)
        parts = field.type.__struct_fields__ if noun else (field.name,)
        assert set(parts) - {"request_id"} <= set(HELP)


def test_a_noun_is_given_by_its_fields(call: Call) -> None:
    """The fields of a noun are options of the verb; one of many parts is JSON, and text that is not is refused."""
    assert call("record-deployment", "churn", "--target", "churn-api").code == 0
    metrics = '[{"name": "f1", "value": 0.8, "dataset": "telco"}]'
    assert "f1" in call("add-evaluation", "churn", "--metrics", metrics).out
    assert "churn-api" in call("get-lineage", "churn").out
    assert call("add-evaluation", "churn", "--metrics", "f1=0.8").code == 2


def test_a_search_takes_its_query_as_words(call: Call) -> None:
    """The words behind ``search`` are one query line; the reply names model, figures and how many there are."""
    said = call("search", "task:tabular-classification", "accuracy>0.85")
    assert said.code == 0
    assert "churn:2" in said.out
    assert "1 models" in said.out or "1 model" in said.out


def test_json_is_the_reply_itself(call: Call) -> None:
    """With ``--json``, before or behind the command, standard output is the reply as it is on the wire."""
    before, behind = call("--json", "get-model", "churn"), call("get-model", "churn", "--json")
    assert json.loads(before.out) == json.loads(behind.out)
    assert json.loads(before.out)["version_count"] == 2


def test_a_refusal_is_one_sentence_on_standard_error(call: Call) -> None:
    """What cannot be done ends with 1, says why and what to do, shows no traceback and prints nothing else."""
    said = call("get-card", "chorn")
    assert (said.code, said.out) == (1, "")
    assert said.err.count("\n") == 1
    assert "churn" in said.err
    assert "Traceback" not in said.err


def test_a_refusal_in_json_has_its_code(call: Call) -> None:
    """With ``--json`` the refusal is the error body of the wire."""
    said = call("--json", "get-card", "nowhere")
    assert said.code == 1
    assert json.loads(said.err)["code"] == "not_found"


@pytest.mark.parametrize("arguments", [["no-such-command"], [], ["get-card"], ["search", "--limit", "many"]])
def test_wrong_usage_ends_with_2(arguments: list[str], call: Call) -> None:
    """An unknown command, a missing argument and a word for a number are wrong usage."""
    said = call(*arguments)
    assert said.code == 2
    assert "usage:" in said.err


def test_an_alias_is_set_moved_and_taken_away(call: Call) -> None:
    """``set-alias`` takes a number or "none", and compares before it sets when asked to."""
    assert call("set-alias", "churn", "champion", "1").code == 0
    assert json.loads(call("--json", "get-model", "churn").out)["aliases"] == {"champion": 1}
    assert call("set-alias", "churn", "champion", "2", "--if-number", "2").code == 1
    assert call("set-alias", "churn", "champion", "2", "--if-number", "1").code == 0
    assert call("set-alias", "churn", "champion", "none").code == 0
    assert json.loads(call("--json", "get-model", "churn").out)["aliases"] == {}
    assert call("set-alias", "churn", "champion", "2", "--if-number", "none").code == 0


def test_fields_of_a_card_are_answered_and_cleared(call: Call) -> None:
    """``FIELD=VALUE`` answers and ``FIELD=`` clears; what is neither is refused with an example."""
    card = json.loads(call("--json", "edit-card", "churn", "--fields", "license=MIT", "limits=none known").out)["card"]
    assert card["fields"]["license"]["value"] == "MIT"
    assert card["fields"]["limits"]["value"] == "none known"
    card = json.loads(call("--json", "edit-card", "churn:2", "--fields", "license=").out)["card"]
    assert "license" not in card["fields"]
    assert "FIELD=VALUE" in call("edit-card", "churn", "--fields", "license").err


def test_tags_are_replaced(call: Call) -> None:
    """``set-tags`` takes all tags there shall be."""
    assert json.loads(call("--json", "set-tags", "churn", "a", "b").out)["tags"] == ["a", "b"]
    assert json.loads(call("--json", "set-tags", "churn").out)["tags"] == []


def test_a_version_is_retired_and_restored(call: Call) -> None:
    """A retired version is no longer what the bare name means, until it is restored."""
    assert call("retire", "churn:2", "--reason", "leaks the label").code == 0
    assert json.loads(call("--json", "get-model", "churn").out)["newest"] == 1
    assert "leaks the label" in call("get-card", "churn:2").out
    assert call("restore", "churn:2").code == 0
    assert json.loads(call("--json", "get-model", "churn").out)["newest"] == 2


def test_a_request_is_published_from_a_file_and_from_standard_input(call: Call, tmp_path: Path) -> None:
    """``publish`` and ``preview`` read the JSON of the request; a preview stores nothing."""
    request = {"model": "fraud", "manifest": {"summary": "Is it fraud?"}, "tags": ["bank"]}
    file = tmp_path / "request.json"
    file.write_text(json.dumps(request), encoding="utf-8")
    previewed = json.loads(call("--json", "preview", "-", standard_input=json.dumps({"publish": request})).out)
    assert (previewed["model"], previewed["number"]) == ("fraud", 1)
    assert call("get-model", "fraud").code == 1
    assert call("publish", str(file)).code == 0
    again = json.loads(call("--json", "publish", "-", standard_input=json.dumps(request)).out)
    assert again["created"] is False


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("not json", "JSON"),
        ("[1]", "JSON"),
        ('{"model": "x"}', "manifest"),
        ('{"model": "x", "manifest": {"flavour": 1}}', "flavour"),
        ('{"model": "../x", "manifest": {}}', "name"),
        ('{"model": "x", "manifest": {"metrics": [{"name": "a", "value": "high"}]}}', "value"),
    ],
)
def test_a_request_that_does_not_hold_is_refused_by_name(content: str, word: str, call: Call) -> None:
    """The sentence names what is wrong, and nothing is stored."""
    said = call("publish", "-", standard_input=content)
    assert said.code == 1
    assert word in said.err
    assert "Traceback" not in said.err
    assert json.loads(call("--json", "get-status").out)["models"] == 1


def test_a_file_that_is_not_there_is_a_refusal(call: Call) -> None:
    """A missing file is named."""
    said = call("publish", "nowhere.json")
    assert said.code == 1
    assert "nowhere.json" in said.err


def test_lists_are_tables_and_states_are_lines(call: Call) -> None:
    """Versions, audit log, facets, verification and status print what they hold."""
    assert "churn:2" in call("list-versions", "churn").out
    assert "publish" in call("tail-audit").out
    assert "tabular-classification" in call("get-facets").out
    assert "all holds" in call("verify").out
    assert "models" in call("get-status").out
    assert "Who leaves?" in call("get-version", "churn").out
    assert call("reindex").code == 0


def test_control_characters_of_other_people_reach_no_terminal(call: Call) -> None:
    """Escape sequences in a card are not printed."""
    request = {"model": "trap", "manifest": {"summary": "quiet", "card": {"text": "x"}}, "title": "\u009b31m red"}
    call("publish", "-", standard_input=json.dumps(request))
    said = call("get-card", "trap")
    assert "\x1b" not in said.out
    assert "\u009b" not in said.out


@pytest.mark.parametrize("document", ["openapi", "json-schema", "typescript"])
def test_the_description_of_the_api_is_printed(document: str, call: Call) -> None:
    """``schema`` prints each document whole."""
    said = call("schema", document)
    assert said.code == 0
    assert "SetAlias" in said.out
    if document != "typescript":
        json.loads(said.out)


def test_the_fields_of_cards_are_printed_as_json_schema(call: Call) -> None:
    """``schema card-fields`` has the standard fields and those that the organisation of this registry added."""
    call("define-field", "--name", "tier", "--label", "Tier", "--question", "How important?")
    document = json.loads(call("schema", "card-fields").out)
    assert {"purpose", "tier"} <= set(document["properties"])


def test_an_address_that_is_none_is_refused(call: Call) -> None:
    """The registry named last wins; one that cannot be an address is named."""
    said = call("get-status", "--registry", "churn.db")
    assert said.code == 1
    assert "sqlite:///" in said.err


def test_the_program_runs_by_itself_and_under_jupyter(url: str) -> None:
    """``jupyter-registry``, ``jupyter registry`` and ``python -m jupyter_registry.cli`` are one program."""
    scripts = Path(sys.executable).parent
    ways = [[str(scripts / "jupyter-registry")], [str(scripts / "jupyter"), "registry"]]
    found = [way for way in ways if shutil.which(way[0])] + [[sys.executable, "-m", "jupyter_registry.cli"]]
    for way in found:
        done = subprocess.run([*way, "--registry", url, "search", "churn"], capture_output=True, text=True, check=False)
        assert (done.returncode, "churn:2" in done.stdout) == (0, True), way


def test_a_reader_that_leaves_is_no_error(url: str) -> None:
    """``jupyter-registry ... | head -1`` prints no traceback."""
    command = f'"{sys.executable}" -m jupyter_registry.cli --registry {url} schema openapi | head -1'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_replies_of_several_parts_are_rows(call: Call) -> None:
    """Audits, schemas, lineages, leaderboards, benchmarks and records are read as lines, never as Python's dicts."""
    assert call("add-practice", "five-fold", "--name", "five-fold", "--title", "Five folds").code == 2
    assert "Five folds" in call("add-practice", "--name", "five-fold", "--title", "Five folds").out
    call("set-tags", "churn", "telecom", "Tele-Com")
    call("add-evaluation", "churn", "--metrics", '[{"name": "f1", "value": 0.8, "dataset": "telco"}]')
    said = {
        name: call(name, *arguments).out
        for name, arguments in {
            "audit-cards": [],
            "get-card-schema": [],
            "get-lineage": ["churn"],
            "list-benchmarks": ["--name", "churn"],
            "list-practices": [],
            "set-star": ["churn"],
            "get-leaderboard": ["--dataset", "telco", "--metric", "f1"],
            "merge-tags": ["telecom", "--into", "tele-com", "--dry-run"],
            "get-status": [],
            "get-model": ["churn"],
        }.items()
    }
    assert not [name for name, out in said.items() if "{" in out or "None" in out or not out.strip()]
    assert "missing:license" in said["audit-cards"]
    assert "merge-tags" in said["audit-cards"]
    assert "How many milliseconds may it take?" in said["get-card-schema"]
    assert "data telco" in said["get-lineage"]
    assert "1 of 1" in said["list-benchmarks"]
    assert "evaluation f1 0.8 (telco)" in said["set-star"]
    assert "f1 on telco, higher is better" in said["get-leaderboard"]
    assert "1 model would have" in said["merge-tags"]
