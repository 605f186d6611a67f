"""``%registry`` in a real kernel: find, show and look after models."""

from __future__ import annotations

import json

import pytest

from jupyter_registry.kernel.display import MIME

from .conftest import Kernel


@pytest.fixture(scope="module", autouse=True)
def published(kernel: Kernel) -> None:
    """Two versions of one model; the first is the champion."""
    kernel.run("%publish model --name wine --data X_test --metrics scores --alias champion --quiet")
    kernel.run("%publish model --name wine --data X_test --metrics scores --quiet")


def test_a_search_lists_what_it_finds(kernel: Kernel) -> None:
    """The list has the model, and nothing found says so."""
    ran = kernel.run("%registry search wine")
    assert ran.result is not None
    assert ran.result[MIME]["view"] == "list"
    assert ran.result["text/plain"].startswith("wine v2")
    assert kernel.run("%registry search zebra").result["text/plain"].startswith("no models")  # type: ignore[index]  # there is a result


def test_a_query_keeps_its_quotes_and_minus(kernel: Kernel) -> None:
    """Everything behind ``search`` but options is the query, as it was typed."""
    ran = kernel.run('found = %registry search "wine" -old --limit 3\nprint(found.page.q, found.total)')
    assert ran.status == "ok", ran
    assert "wine" in ran.stdout


def test_show_gives_the_card_of_a_ref(kernel: Kernel) -> None:
    """A ref by alias shows its version with code that loads it."""
    ran = kernel.run("%registry show wine@champion")
    assert ran.result is not None
    assert (ran.result[MIME]["view"], ran.result[MIME]["hit"]["number"]) == ("card", 1)
    assert 'load("wine@champion")' in ran.result["text/plain"]


def test_versions_are_listed_newest_first(kernel: Kernel) -> None:
    """One line each, with stage and aliases."""
    ran = kernel.run("%registry versions wine")
    lines = ran.result["text/plain"].splitlines()  # type: ignore[index]  # there is a result
    assert [line.split()[0] for line in lines] == ["v2", "v1"]
    assert "@champion" in lines[1]


def test_load_puts_code_into_the_next_cell_that_predicts(kernel: Kernel) -> None:
    """The code of the next cell runs and predicts from the stored example."""
    ran = kernel.run("%registry load wine@champion")
    (payload,) = ran.payload
    assert payload["source"] == "set_next_input"
    after = kernel.run(payload["text"])
    assert after.status == "ok", after
    assert after.result is not None
    assert after.result["text/plain"].startswith("array(")


def test_aliases_tags_and_retirement_change_the_registry(kernel: Kernel) -> None:
    """Each change says what it did; a dry run changes nothing."""
    said = [
        kernel.run(f"%registry {line}").result["text/plain"]  # type: ignore[index]  # there is a result
        for line in (
            "alias wine champion 2 --dry-run",
            "alias wine champion 2",
            "tag wine red white",
            "tag wine --remove red",
            'retire wine:1 --reason "old data"',
        )
    ]
    assert said[0].endswith("nothing was done.")
    assert said[1] == "wine@champion points at v2 now."
    with kernel.registry() as registry:
        model = registry.get_model("wine")
        assert (model.aliases, model.tags) == ({"champion": 2}, ("white",))
        assert registry.get_version("wine:1").stage == "retired"
    assert "old data" in kernel.run('import jupyter_registry as r\nm = r.load("wine:1")').stderr
    assert kernel.run("%registry restore wine:1").status == "ok"
    assert kernel.run("%registry alias wine champion --remove").status == "ok"


def test_the_gaps_of_a_card_are_asked_and_answered(kernel: Kernel) -> None:
    """Each gap comes with the line that answers it, and the line works."""
    asked = kernel.run("%registry fix wine:2").result["text/plain"]  # type: ignore[index]  # there is a result
    assert "1. " in asked
    assert '%registry answer wine:2 license "..."' in asked
    ran = kernel.run("%registry answer wine:2 license Apache-2.0")
    assert ran.result is not None
    assert "license of wine:2 is answered" in ran.result["text/plain"]
    assert "license" not in kernel.run("%registry fix wine:2").result["text/plain"]  # type: ignore[index]  # there is a result
    assert 'Did you mean "license"?' in kernel.run("%registry answer wine:2 licence MIT").refusal
    history = kernel.run("%registry history wine").result["text/plain"]  # type: ignore[index]  # there is a result
    assert len(history.splitlines()) >= 3


def test_trust_lets_a_pickle_load(kernel: Kernel) -> None:
    """A pickle is refused until its digest was put on the list."""
    kernel.run("%publish model --name pickled --format pickle --quiet")
    refused = kernel.run('import jupyter_registry\njupyter_registry.load("pickled")')
    assert refused.errors[0]["ename"] == "Untrusted"
    assert "sha256:" in kernel.run("%registry trust pickled").result["text/plain"]  # type: ignore[index]  # there is a result
    assert kernel.run('jupyter_registry.load("pickled").predict(X_test)[0]').result is not None


def test_status_and_verify_answer_in_words(kernel: Kernel) -> None:
    """The state of the registry and that everything holds are one or two lines; a path is not in them."""
    status = kernel.run("%registry status").result["text/plain"]  # type: ignore[index]  # there is a result
    assert "writable" in status
    assert str(kernel.folder) not in status
    assert "everything holds" in kernel.run("%registry verify").result["text/plain"]  # type: ignore[index]  # there is a result


def test_json_and_quiet_work_on_every_command(kernel: Kernel) -> None:
    """The reply is printed as JSON, or nothing is."""
    assert json.loads(kernel.run("%registry show wine --json").stdout)["model"]["name"] == "wine"
    assert json.loads(kernel.run("%registry search wine --json").stdout)["hits"][0]["model"] == "wine"
    assert json.loads(kernel.run("%registry versions wine --json").stdout)["model"] == "wine"
    assert kernel.run("%registry status --quiet").result is None


def test_every_command_is_listed(kernel: Kernel) -> None:
    """``%registry`` alone says what there is."""
    text = kernel.run("%registry").result["text/plain"]  # type: ignore[index]  # there is a result
    assert {"search", "show", "load", "alias", "retire", "trust"} <= {line.split()[0] for line in text.splitlines()}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("shwo wine", 'no "%registry shwo"'),
        ("show", "required: ref"),
        ("show nobody", 'no model "nobody"'),
        ("show wine:99", "99"),
        ("show ../etc/passwd", 'Use "etc-passwd"'),
        ("versions nobody", "nobody"),
        ("alias wine champion", "Say which version"),
        ("alias wine champion x", "not a version number"),
        ("search --limit many", "invalid int value"),
        ("load 'wine", "wine"),
    ],
)
def test_a_mistake_is_one_sentence(line: str, words: str, kernel: Kernel) -> None:
    """No traceback, the way on, and the kernel goes on."""
    ran = kernel.run(f"%registry {line}")
    assert ran.status == "error"
    assert words in ran.refusal
    assert kernel.run("1 + 1").result is not None


COMPLETIONS = {
    "%publish mod": "%publish model",
    "%publish model --su": "%publish model --summary",
    "%publish model --name wi": "%publish model --name wine",
    "%publish model --metrics sco": "%publish model --metrics scores",
    "%publish model --data X_": "%publish model --data X_test",
    "%publish model --format sk": "%publish model --format skops",
    "%registry sea": "%registry search",
    "%registry show wi": "%registry show wine",
    "%registry show wine:": "%registry show wine:2",
    "%registry retire wine --re": "%registry retire wine --reason",
}


@pytest.mark.parametrize("typed", COMPLETIONS)
def test_the_line_is_completed(typed: str, kernel: Kernel) -> None:
    """Options, commands, models, numbers and variables are offered, and Python's words are not."""
    found = kernel.complete(typed)
    assert COMPLETIONS[typed] in found
    assert all(line.startswith(typed) for line in found)


def test_variables_that_are_not_fitted_are_not_offered(kernel: Kernel) -> None:
    """After ``%publish`` come the variables that look fitted, and only they."""
    found = kernel.complete("%publish ")
    assert "%publish model" in found
    assert "%publish unfitted" not in found


def test_other_completions_are_left_alone(kernel: Kernel) -> None:
    """Python code is completed as ever."""
    assert "X_test.head" in kernel.complete("X_test.hea")


def test_a_publish_is_undone_while_nobody_used_it(kernel: Kernel) -> None:
    """The version is gone, the alias points where it did before, and a dry run does nothing."""
    kernel.run("%publish model --name undone --alias champion --quiet\n%publish model --name undone --alias champion")
    assert "would be taken away" in kernel.run("%registry undo undone:2 --dry-run").result["text/plain"]  # type: ignore[index]  # there is a result
    said = kernel.run("%registry undo undone:2").result["text/plain"]  # type: ignore[index]  # there is a result
    assert said == "undone:2 is taken away. @champion points at v1"
    with kernel.registry() as registry:
        assert registry.get_model("undone").aliases == {"champion": 1}
