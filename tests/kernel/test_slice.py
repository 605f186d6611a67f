"""The cells that made a model, from a real kernel into a notebook that runs alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from .conftest import Kernel, environment, start

CELLS = (
    "import numpy as np\nfrom sklearn.datasets import load_wine\nfrom sklearn.linear_model import LogisticRegression",
    "X, y = load_wine(return_X_y=True, as_frame=True)",
    "X.describe()",
    "from sklearn.preprocessing import StandardScaler\nfrom sklearn.pipeline import make_pipeline",
    "1 / 0",
    "strength = 5.0\nX = X[X.columns[:6]]",
    "def build():\n    return make_pipeline(StandardScaler(), LogisticRegression(C=strength, max_iter=500))",
    "other = build().fit(X, y)",
    "%%time\nmodel = build()\nmodel.fit(X, y)",
    "print(other.score(X, y))\nX = None",
)
CHECK = (
    "import json\nfrom sklearn.datasets import load_wine as again\n"
    "rows = again(as_frame=True).data\nrows = rows[rows.columns[:6]]\n"
    "strength = model.get_params()['logisticregression__C']\n"
    "print('SEEN', json.dumps([strength, model.predict_proba(rows).sum(0).tolist()]))"
)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kernel]:
    """A kernel in which the notebook ran and its model was published."""
    for running in start(tmp_path_factory.mktemp("slice")):
        for code in CELLS:
            running.run(code)
        assert running.run("%publish model --name wine").status == "ok"
        yield running


def seen(text: str) -> object:
    """What the check printed."""
    (line,) = [line for line in text.splitlines() if line.startswith("SEEN ")]
    return json.loads(line.removeprefix("SEEN "))


def test_the_version_knows_its_cells(session: Kernel) -> None:
    """Every cell is kept with its outcome and duration, and those that made the model are marked."""
    with session.registry() as registry:
        made = registry.get_version("wine").manifest.notebook
    assert made is not None
    assert made.slice_reason == ""
    assert [cell.order for cell in made.cells if cell.in_slice] == [1, 2, 4, 6, 7, 9]
    assert [(cell.order, cell.error) for cell in made.cells if not cell.ok] == [(5, "ZeroDivisionError")]
    assert [cell.order for cell in made.cells if cell.duration_ms is None] == [11]


def test_the_notebook_runs_alone_and_makes_the_same_model(session: Kernel, tmp_path: Path) -> None:
    """Written by ``%registry slice`` and run in a fresh kernel, it leads to equal parameters and predictions."""
    wrote = session.run("%registry slice wine:1 --to made.ipynb")
    assert wrote.result is not None
    assert "6 cells that made wine v1 are in made.ipynb." in wrote.result["text/plain"]
    book = nbformat.read(session.folder / "made.ipynb", as_version=4)
    nbformat.validate(book)
    book.cells.append(nbformat.v4.new_code_cell(CHECK))
    NotebookClient(book, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}).execute(
        env=environment(tmp_path)
    )
    printed = "".join(output.get("text", "") for output in book.cells[-1].outputs)
    assert seen(printed) == seen(session.run(CHECK).stdout)


def test_a_file_that_is_there_is_kept(session: Kernel) -> None:
    """Nothing is overwritten, and a dry run writes nothing."""
    (session.folder / "kept.ipynb").write_text("mine")
    refused = session.run("%registry slice wine --to kept.ipynb")
    assert "kept.ipynb is there already." in refused.refusal
    assert (session.folder / "kept.ipynb").read_text() == "mine"
    session.run("%registry slice wine --to new.ipynb --dry-run")
    assert not (session.folder / "new.ipynb").exists()
    assert "cannot be written" in session.run("%registry slice wine --to no/such/place.ipynb").refusal


def test_a_version_without_cells_is_a_refusal(session: Kernel) -> None:
    """A version published without its cells says how to keep them."""
    session.run("%publish model --name bare --no-cells")
    assert "Publish from a notebook, without --no-cells." in session.run("%registry slice bare").refusal
