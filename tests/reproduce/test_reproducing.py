"""Versions are published in a real kernel, and their cells run again in another one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from jupyter_registry import Registry, open_registry, trust, types
from jupyter_registry.errors import NotFound, Untrusted
from jupyter_registry.reproducing import reproduce

from ..kernel.conftest import Kernel, start

CELLS = (
    "import pandas as pd\nfrom pathlib import Path",
    "frame = pd.read_csv(Path('data') / 'wine.csv')",
    "frame.describe()",
    "from sklearn.linear_model import LinearRegression\nX, y = frame[['a']], frame['b']",
    "model = LinearRegression().fit(X, y)",
    "from sklearn.metrics import mean_absolute_error\nguess = model.predict(X)",
    "error = mean_absolute_error(y, guess)",
    "scores = {'bias': float((guess - y).mean()) + 1}",
)
ROWS = "a,b\n" + "".join(f"{n},{n * 2 + n % 3}\n" for n in range(60))


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kernel]:
    """A kernel in which a model was made from a file, measured and published."""
    folder = tmp_path_factory.mktemp("reproduce")
    (folder / "data").mkdir()
    (folder / "data" / "wine.csv").write_text(ROWS)
    for running in start(folder):
        for code in CELLS:
            assert running.run(code).status == "ok"
        published = running.run("%publish model --name wine --metrics scores")
        assert published.status == "ok", published
        yield running


@pytest.fixture
def registry(session: Kernel, monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    """The registry of that kernel, with the user's own folder beside it."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(session.folder / "data-of-user"))
    with open_registry(session.url) as opened:
        yield opened


def test_the_version_knows_what_a_second_run_needs(registry: Registry) -> None:
    """Its variable, the file that its cells read, and the cells that its metrics come from."""
    made = registry.get_version("wine").manifest.notebook
    assert made is not None
    assert made.variable == "model"
    assert [file.path for file in made.files] == ["data/wine.csv"]
    assert [cell.order for cell in made.cells if cell.in_slice] == [1, 2, 4, 5]
    assert [cell.order for cell in made.cells if cell.measures] == [6, 7, 8, 9]


def test_the_same_cells_give_the_same_metrics(registry: Registry, session: Kernel) -> None:
    """Found and given metrics come out the same, the verdict is kept, and the registry has no further version."""
    found = reproduce("wine", here=True, yes=True, folder=session.folder, registry=registry)
    assert found.verdict == "same", found
    assert {metric.name for metric in found.metrics} >= {"bias", "mean_absolute_error"}
    assert all(metric.found == metric.published for metric in found.metrics)
    assert registry.get_model("wine").version_count == 1
    check = registry.get_card("wine").records.checks[0].check
    assert (check.name, check.verdict) == ("reproduce", "passed")
    assert check.summary.startswith("same: ")
    assert {metric["name"] for metric in check.evidence["metrics"]} >= {"bias"}
    assert not trust.trusted()


def test_nothing_runs_without_consent(registry: Registry, session: Kernel) -> None:
    """Cells of somebody else are refused with the way to read them; a trusted digest is consent."""
    with pytest.raises(Untrusted, match=r"runs 8 cells of .*; nothing was run") as refused:
        reproduce("wine", here=True, folder=session.folder, registry=registry)
    assert "%registry slice wine:1" in refused.value.fix
    trust.add(registry.get_version("wine").digest, "wine:1")
    assert reproduce("wine", here=True, folder=session.folder, registry=registry, record=False).verdict == "same"
    trust.list_file().unlink()


def test_a_file_that_is_not_there_is_a_verdict(registry: Registry, tmp_path: Path) -> None:
    """It is named, and nothing was run."""
    found = reproduce("wine", here=True, yes=True, folder=tmp_path, registry=registry, record=False)
    assert (found.verdict, found.seconds) == ("failed", 0.0)
    assert found.sentence == "Files that the cells read are not in this folder: data/wine.csv."


def test_other_data_is_a_difference_with_its_reason(registry: Registry, tmp_path: Path) -> None:
    """The metric is named with both values, and so is the file that has changed."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "wine.csv").write_text(ROWS.replace("\n30,", "\n30,9"))
    found = reproduce("wine", here=True, yes=True, folder=tmp_path, registry=registry)
    assert found.verdict == "differs"
    assert "mean_absolute_error is" in found.sentence
    assert "data/wine.csv has other content than then." in found.sentence
    assert registry.get_card("wine").records.checks[0].check.verdict == "failed"


def test_a_tolerance_is_a_share_of_the_value(registry: Registry, tmp_path: Path) -> None:
    """With a wide one the same difference counts as the same."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "wine.csv").write_text(ROWS.replace("\n30,60", "\n30,61"))
    options = {"here": True, "yes": True, "folder": tmp_path, "registry": registry, "record": False}
    assert reproduce("wine", tolerance=1e-6, **options).verdict == "differs"  # type: ignore[arg-type]  # of several types
    assert reproduce("wine", tolerance=0.5, **options).verdict == "same"  # type: ignore[arg-type]  # as above


def changed(registry: Registry, name: str, **cells: str) -> None:
    """Publish the version under another name, with other sources of some cells."""
    manifest = registry.get_version("wine").manifest
    made = manifest.notebook
    assert made is not None
    sources = {int(order.removeprefix("c")): source for order, source in cells.items()}
    kept = tuple(msgspec.structs.replace(cell, source=sources.get(cell.order, cell.source)) for cell in made.cells)
    notebook = msgspec.structs.replace(made, cells=kept)
    registry.publish(name, msgspec.structs.replace(manifest, notebook=notebook))


def test_a_cell_that_fails_is_a_verdict_with_its_log(registry: Registry, session: Kernel) -> None:
    """The error is in the sentence; what was printed before is in the log, without secrets."""
    changed(registry, "broken", c4="print('token = \"abcdefgh12345678\"')\nraise KeyError('lost')")
    found = reproduce("broken", here=True, yes=True, folder=session.folder, registry=registry)
    assert (found.verdict, found.sentence) == ("failed", "A cell failed: KeyError: 'lost'")
    assert any("token = " in line for line in found.log)
    assert "abcdefgh12345678" not in str(found.log)
    assert registry.get_card("broken").records.checks[0].check.verdict == "warning"


def test_a_run_has_a_time_limit_and_leaves_no_kernel(registry: Registry, session: Kernel) -> None:
    """A cell that does not end is stopped, and so is its kernel."""
    changed(registry, "slow", c4="import os, time\nprint('pid', os.getpid(), flush=True)\ntime.sleep(600)")
    found = reproduce("slow", here=True, yes=True, folder=session.folder, registry=registry, seconds=8, record=False)
    assert (found.verdict, found.sentence) == ("failed", "It took longer than 8 s.")
    (line,) = [line for line in found.log if line.startswith("pid ")]
    with pytest.raises(ProcessLookupError):
        os.kill(int(line.removeprefix("pid ")), 0)


def test_cells_that_publish_elsewhere_publish_into_the_scratch_registry(registry: Registry, session: Kernel) -> None:
    """Neither an address on the line nor another magic of the registry reaches a real one."""
    changed(
        registry,
        "elsewhere",
        c9=f"%publish model --name wine --registry {session.url}\n%registry alias wine champion 1",
    )
    before = registry.get_status().versions
    assert reproduce("elsewhere", here=True, yes=True, folder=session.folder, registry=registry, record=False).metrics
    assert registry.get_status().versions == before
    assert registry.get_model("wine").aliases == {}


def test_a_version_that_was_published_by_a_button(registry: Registry, session: Kernel) -> None:
    """When none of its cells publishes, the variable is published at the end."""
    changed(registry, "button", c9="scores")
    found = reproduce("button", here=True, yes=True, folder=session.folder, registry=registry, record=False)
    assert {metric.name for metric in found.metrics if metric.same} >= {"mean_absolute_error"}


def test_without_cells_there_is_nothing_to_run(registry: Registry) -> None:
    """It says how to keep them."""
    registry.publish("cardonly", types.Manifest())
    with pytest.raises(NotFound, match="No cells that make cardonly:1 are kept"):
        reproduce("cardonly", yes=True, registry=registry)


def test_an_environment_that_cannot_be_built_is_a_verdict(
    registry: Registry, session: Kernel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no package can be had the installer's reason is the sentence."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    monkeypatch.setenv("PATH", "")  # no uv
    found = reproduce("wine", yes=True, folder=session.folder, registry=registry, record=False)
    assert found.verdict == "failed"
    assert found.sentence.startswith("The environment cannot be built: ")


def test_from_a_notebook(session: Kernel) -> None:
    """``%registry reproduce`` and ``%registry drift`` say what they do and show the verdict."""
    refused = session.run("%registry reproduce wine --here")
    assert refused.status == "error"
    assert "--yes" in str(refused.displays)
    ran = session.run("%registry reproduce wine --here --yes --dry-run")
    assert ran.status == "ok", ran
    assert "running 8 cells" in ran.stdout
    assert ran.result is not None
    assert ran.result["text/plain"].startswith("wine:1: same.")
    moved = session.run("%registry drift wine X")
    assert moved.result is not None
    assert moved.result["text/plain"].startswith("wine:1 against 60 rows: passed.")
