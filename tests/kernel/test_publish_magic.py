"""``%publish`` in a real kernel, without ``%load_ext``."""

from __future__ import annotations

import json

import pytest

from jupyter_registry.kernel.display import MIME

from .conftest import Kernel


def test_publish_works_without_loading_an_extension(kernel: Kernel) -> None:
    """The first line of a fresh kernel publishes, and the output holds the three forms of a card."""
    ran = kernel.run('%publish model --name wine --data X_test --metrics scores --summary "Tells wines apart"')
    assert ran.status == "ok", ran
    assert ran.result is not None
    assert set(ran.result) == {MIME, "text/html", "text/plain"}
    snapshot = ran.result[MIME]
    assert snapshot["view"] == "published"
    assert snapshot["hit"]["model"] == "wine"
    assert ran.result["text/plain"].splitlines()[0] == "wine v1 published (draft)"
    assert ran.stderr == ""
    assert str(kernel.folder) not in json.dumps(ran.result)


def test_what_was_published_holds_the_notebook(kernel: Kernel) -> None:
    """The executed cells are kept in order, with the notebook's path and how sure it is."""
    kernel.run("%publish model --name with-cells")
    with kernel.registry() as registry:
        manifest = registry.get_version("with-cells").manifest
    notebook = manifest.notebook
    assert notebook is not None
    assert (notebook.path, notebook.path_confidence) == ("train.ipynb", "likely")
    assert "load_wine" in notebook.cells[0].source
    assert [cell.order for cell in notebook.cells] == sorted(cell.order for cell in notebook.cells)
    assert manifest.environment is not None
    assert "scikit-learn" in {package.name for package in manifest.environment.packages}


def test_the_result_is_given_back(kernel: Kernel) -> None:
    """``card = %publish ...`` gives a typed object, and publishing again makes the next version."""
    kernel.run("first = %publish model --name again")
    ran = kernel.run("second = %publish model --name again\nprint(first.ref, second.number, second.created)")
    assert ran.stdout == "again:1 2 True\n"


def test_a_dry_run_stores_nothing(kernel: Kernel) -> None:
    """A dry run shows what would be published and leaves no model behind."""
    ran = kernel.run("%publish model --name only-tried --data X_test --dry-run")
    assert ran.result is not None
    assert ran.result[MIME]["view"] == "preview"
    assert "only-tried v1 would be published" in ran.result["text/plain"]
    with kernel.registry() as registry:
        assert "only-tried" not in [hit.model for hit in registry.search("", limit=100).hits]


def test_json_prints_the_reply_and_gives_nothing_back(kernel: Kernel) -> None:
    """The reply is one JSON document on the standard output."""
    ran = kernel.run("%publish model --name as-json --json")
    assert json.loads(ran.stdout)["version"]["model"] == "as-json"
    assert ran.result is None


def test_quiet_shows_nothing(kernel: Kernel) -> None:
    """A quiet publish leaves no output at all."""
    ran = kernel.run("%publish model --name hushed --quiet")
    assert (ran.status, ran.stdout, ran.stderr, ran.result, ran.displays) == ("ok", "", "", None, [])
    with kernel.registry() as registry:
        assert registry.get_model("hushed").version_count == 1


def test_the_body_of_a_cell_becomes_the_text_of_the_card(kernel: Kernel) -> None:
    """``%%publish`` stores its body as Markdown, and the other options beside it."""
    kernel.run(
        "%%publish model --name told --license MIT --tags a,b --alias champion --title Wine --task my-task\n# Told\n"
    )
    with kernel.registry() as registry:
        card = registry.get_card("told@champion")
    assert card.card.text.strip() == "# Told"
    assert (card.version.manifest.license, card.version.manifest.task) == ("MIT", "my-task")
    assert (card.model.tags, card.model.title) == (("a", "b"), "Wine")


def test_variables_expand_in_the_line(kernel: Kernel) -> None:
    """``{variable}`` and ``$variable`` work as in every magic."""
    ran = kernel.run(
        'wanted = "expanded"\n%publish model --name {wanted} --quiet\n%publish model --name $wanted --quiet'
    )
    assert ran.status == "ok", ran
    with kernel.registry() as registry:
        assert registry.get_model("expanded").version_count == 2


@pytest.mark.parametrize("own", ["class", "function in a step"])
def test_code_of_the_notebook_is_published_as_a_card(kernel: Kernel, own: str) -> None:
    """What no other kernel can load has a card with everything but a file, and one sentence says why."""
    made = {
        "class": "class Own(LogisticRegression): pass\nown = Own(max_iter=5000).fit(X, y)\n",
        "function in a step": "from sklearn.preprocessing import FunctionTransformer\ndef same(X): return X\n"
        "own = make_pipeline(FunctionTransformer(same), LogisticRegression(max_iter=5000)).fit(X, y)\n",
    }[own]
    ran = kernel.run(
        f"{made}shown = %publish own --name {own.replace(' ', '-')}\ndel own\n"
        "print(*(one.message for one in shown.snapshot.findings), sep='\\n')"
    )
    assert ran.status == "ok", ran
    said = [line for line in ran.stdout.splitlines() if line.startswith("Only the card")]
    assert len(said) == 1
    assert "of this notebook" in said[0]
    with kernel.registry() as registry:
        manifest = registry.get_version(own.replace(" ", "-")).manifest
    assert manifest.artifacts == ()
    assert manifest.params["max_iter" if own == "class" else "logisticregression__max_iter"] == 5000


NAMES = ["Two Words", "a/b/c", "../up", "wine🍷", "x" * 300, "CON", "-"]
BAD = {
    "unfitted": ("%publish unfitted --name bad", "is not fitted"),
    "unknown variable": ("%publish modle --name bad", 'Did you mean "model"?'),
    "no variable near": ("%publish qqq --name bad", "These look fitted: model"),
    "not a model": ("%publish scores --name bad", "dict is not a model"),
    "acts like no model": (
        "import threading\nlock = threading.Lock()\n%publish lock --name bad",
        "does nothing that a model does",
    ),
    "nan": ('nan = {"auc": float("nan")}\n%publish model --name bad --metrics nan', 'metric "auc" is nan'),
    "unknown metrics": ("%publish model --name bad --metrics nothere", 'no variable "nothere"'),
    "unknown option": ("%publish model --name bad --colour red", "nrecognized arguments"),
    "open quote": ("%publish model --name 'bad", "no closing quotation"),
    "format": ("%publish model --name bad --format zip", "cannot be written"),
    "lambda": (
        "from sklearn.preprocessing import FunctionTransformer\n"
        "odd = make_pipeline(FunctionTransformer(lambda X: X), LogisticRegression(max_iter=5000)).fit(X, y)\n"
        "%publish odd --name bad --format skops",
        'lambda in the step "functiontransformer"',
    ),
    "own class": (
        "class Mine(LogisticRegression): pass\nmine = Mine(max_iter=5000).fit(X, y)\n"
        "%publish mine --name bad --format skops",
        'class "Mine" of this notebook',
    ),
    "unwritable": (
        "import threading\nclass Guarded:\n    lock = None\n    def predict(self, rows): return rows\n"
        "guarded = Guarded()\nguarded.lock = threading.Lock()\n%publish guarded --name bad --format pickle",
        "cannot be written as pickle",
    ),
    "alias": ("%publish model --name bad --alias 'A B'", "alias"),
} | {f"name {name[:10]}": (f"%publish model --name='{name}'", "name") for name in NAMES}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_sentence_and_leaves_nothing(case: str, kernel: Kernel) -> None:
    """A mistake says what is wrong and the way on, without a traceback, a version or a broken kernel."""
    code, words = BAD[case]
    with kernel.registry() as registry:
        before = registry.get_status().versions
    ran = kernel.run(code)
    assert ran.status == "error"
    assert words in ran.refusal
    with kernel.registry() as registry:
        assert registry.get_status().versions == before
    assert kernel.run("print(model.predict(X_test)[:1])").stdout == "[0]\n"


def test_a_refusal_is_shown_with_its_ways_on(kernel: Kernel) -> None:
    """In a notebook the refusal is one output that the front end can draw; its sentence is there once."""
    ran = kernel.run("%publish unfitted --name bad")
    (shown,) = ran.displays
    assert (ran.status, ran.stdout, ran.stderr, ran.errors) == ("error", "", "", [])
    assert "is not fitted" in ran.evalue
    assert shown[MIME]["view"] == "refusal"
    assert shown[MIME]["ways_on"]
    assert "Not published" in shown["text/html"]
