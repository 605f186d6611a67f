"""``%publish`` without a name and without a variable, in a real kernel."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from jupyter_registry import open_registry
from jupyter_registry.types import Manifest, Notebook

from .conftest import PREPARED, Kernel, Ran, start

STANDS_FOR = {"model": "train", "churn_forest": "train-churn-forest", "trainNet": "train-net"}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Kernel]:
    """A fresh kernel and registry; the notebook is called train.ipynb."""
    for running in start(tmp_path):
        assert running.run(PREPARED).status == "ok"
        yield running


def published(ran: Ran) -> str:
    """The first line of the card: what was published."""
    assert ran.result is not None, ran
    return str(ran.result["text/plain"].splitlines()[0])


@pytest.mark.parametrize("variable", STANDS_FOR)
def test_a_name_is_made_from_the_notebook_and_the_variable(variable: str, session: Kernel) -> None:
    """The name is in kebab case, leaves out words that say nothing, and the output says how to choose another."""
    session.run(f"{variable} = model\nif {variable!r} != 'model': del model")
    ran = session.run(f"%publish {variable}")
    assert published(ran) == f"{STANDS_FOR[variable]} v1 published (draft)"
    assert f'Called "{STANDS_FOR[variable]}". Another name: %publish {variable} --name NAME' in ran.stdout


def test_the_same_variable_of_the_same_notebook_makes_the_next_version(session: Kernel) -> None:
    """Published again, the model gets a second version, also after it was fitted anew."""
    session.run("%publish model")
    session.run("model = make_pipeline(StandardScaler(), LogisticRegression(C=2.0)).fit(X, y)")
    ran = session.run("%publish model")
    assert published(ran) == "train v2 published (draft)"
    assert "The next version" in ran.stdout


def test_a_model_from_elsewhere_is_never_continued(session: Kernel) -> None:
    """A name that another notebook or variable took gets a number, and the output says why."""
    with open_registry(session.url) as registry:
        registry.publish("train", Manifest(notebook=Notebook(path="other.ipynb", variable="model")))
        registry.publish("train-2", Manifest(notebook=Notebook(path="train.ipynb", variable="other")))
    ran = session.run("%publish model")
    assert published(ran) == "train-3 v1 published (draft)"
    assert '"train" is another model' in ran.stdout


WAITS = """
import os, time
class Waits(LogisticRegression):
    # looked at only when the other notebook looks at its own, too
    def get_params(self, deep=True):
        if "armed" in globals():
            open(f"arrived-{os.getpid()}", "w").close()
            end = time.monotonic() + 30
            while sum(name.startswith("arrived-") for name in os.listdir()) < 2 and time.monotonic() < end:
                time.sleep(0.01)
        return super().get_params(deep)
"""


def test_two_notebooks_that_take_one_name_at_once_make_two_models(tmp_path: Path) -> None:
    """Both propose the same name before either has published: one gets it, the other the next one."""
    with contextmanager(start)(tmp_path) as one, contextmanager(start)(tmp_path) as other:
        for session, variable in ((one, "clf"), (other, "reg")):
            assert session.run(f"{PREPARED}{WAITS}").status == "ok"
            assert session.run(f"del model\n{variable} = Waits(max_iter=5000).fit(X, y)\narmed = True").status == "ok"
        asked = [(session, session.begin("%publish")) for session in (one, other)]
        said = [session.outputs_of(cell) for session, cell in asked]
        assert sorted(map(published, said)) == ["train v1 published (draft)", "train-2 v1 published (draft)"]
        assert sum('"train" is another model' in ran.stdout for ran in said) == 1
        with one.registry() as registry:
            notebooks = [registry.get_version(name).manifest.notebook for name in ("train", "train-2")]
        assert sorted(notebook.variable for notebook in notebooks if notebook is not None) == ["clf", "reg"]


def test_an_untitled_notebook_gives_no_name(session: Kernel) -> None:
    """Without a notebook that has a name, the task is in the model's."""
    session.run("import os\nos.environ['JPY_SESSION_NAME'] = 'Untitled3.ipynb'\nwine = model\ndel model")
    assert published(session.run("%publish wine")) == "wine-tabular-classification v1 published (draft)"


def test_a_notebook_that_nobody_knows_is_never_the_same(session: Kernel) -> None:
    """Where the notebook is not known, a second publish does not continue the first."""
    session.run("import os\ndel os.environ['JPY_SESSION_NAME']")
    assert published(session.run("%publish model")) == "tabular-classification v1 published (draft)"
    assert published(session.run("%publish model")) == "tabular-classification-2 v1 published (draft)"


def test_without_a_variable_the_only_model_is_published(session: Kernel) -> None:
    """Scalers and what is not fitted do not count, nor does a second name of the same object."""
    session.run("scaler = StandardScaler().fit(X)\nsame = model")
    assert published(session.run("%publish")) == "train v1 published (draft)"


def test_without_a_variable_several_models_are_listed(session: Kernel) -> None:
    """With two fitted models nothing is published, and one sentence names both."""
    session.run("other = LogisticRegression(max_iter=5000).fit(X, y)")
    ran = session.run("%publish")
    assert ran.status == "error"
    assert ran.evalue.endswith("Several models are fitted: other, model. Name one of them: %publish other")
    with session.registry() as registry:
        assert registry.get_status().versions == 0


def test_without_any_model_the_way_on_is_said(session: Kernel) -> None:
    """An empty notebook has nothing to publish."""
    session.run("del model, unfitted")
    ran = session.run("%publish")
    assert ran.status == "error"
    assert "there is no fitted model in this notebook." in ran.evalue


def test_quiet_and_json_say_nothing_more(session: Kernel) -> None:
    """The sentence about the name is left out of ``--quiet`` and of the JSON."""
    assert session.run("%publish model --quiet").stdout == ""
    assert session.run("%publish model --json").stdout.startswith("{")
