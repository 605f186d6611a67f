"""A notebook full of mistakes runs to its end, is saved whole, and its outputs carry nothing that runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat as untyped_nbformat
import pytest
from nbclient import NotebookClient

from jupyter_registry import open_registry
from jupyter_registry.kernel.display import MIME

from .conftest import PREPARED, environment
from .test_publish_magic import BAD

nbformat: Any = untyped_nbformat
SCRIPT = "<script>window.pwned = 1</script><img src=x onerror=alert(1)>[a](javascript:alert(1))"
SHOWN = "import jupyter_registry as jr\njr.card('told')"
GOOD = "%publish model --name wine --data X_test --metrics scores"
TOLD = f"%%publish model --name told --summary '{SCRIPT}' --tags red\n# Card\n{SCRIPT}\n"


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """The folder and the notebook, run from top to bottom in a real kernel and read again from its file."""
    folder = tmp_path_factory.mktemp("notebook")
    notebook = nbformat.v4.new_notebook()
    sources = [
        PREPARED,
        *(code for code, _ in BAD.values()),
        TOLD,
        "import jupyter_registry as jr\njr.card('told')",
        GOOD,
    ]
    notebook.cells = [nbformat.v4.new_code_cell(source) for source in sources]
    client = NotebookClient(notebook, kernel_name="python3", allow_errors=True, timeout=120)
    client.execute(env=environment(folder), cwd=str(folder))
    path = folder / "train.ipynb"
    nbformat.write(notebook, path)
    return folder, nbformat.read(path, as_version=4)


def test_every_cell_ran_and_the_file_is_a_notebook(executed: tuple[Path, Any]) -> None:
    """After all mistakes the last cell still publishes, and the saved notebook is valid."""
    _, notebook = executed
    nbformat.validate(notebook)
    assert [cell.execution_count for cell in notebook.cells] == list(range(1, len(notebook.cells) + 1))
    (output,) = notebook.cells[-1].outputs
    assert output.data["text/plain"].startswith("wine v1 published (draft)")


def test_no_mistake_left_a_traceback_or_a_version(executed: tuple[Path, Any]) -> None:
    """Each mistake is one output, a line or a card with the ways on; only the two good cells made versions."""
    folder, notebook = executed
    for cell in notebook.cells[1:-3]:
        (output,) = cell.outputs
        assert output.output_type in ("stream", "display_data"), cell.source
        assert output.output_type == "display_data" or output.text.count("\n") == 1
    with open_registry(f"sqlite://{folder / 'registry.db'}") as registry:
        assert sorted(hit.model for hit in registry.search("").hits) == ["told", "wine"]
        assert registry.verify().damages == ()


def test_a_card_with_a_script_is_published_as_text(executed: tuple[Path, Any]) -> None:
    """The text stays as it was written in the registry, and no output made of it holds a tag or address that runs."""
    folder, notebook = executed
    with open_registry(f"sqlite://{folder / 'registry.db'}") as registry:
        card = registry.get_card("told")
    assert SCRIPT in card.card.text
    assert card.version.manifest.summary == SCRIPT
    for cell in notebook.cells[-3:-1]:
        (output,) = cell.outputs
        assert {"text/html", "text/plain", MIME} == set(output.data)
        html = output.data["text/html"]
        assert "window.pwned" in html  # shown, as text
        for alive in ("<script", "<img", 'href="javascript', "href='javascript", "onerror=alert(1)>["):
            assert alive not in html
