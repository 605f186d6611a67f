"""``publish FILE --name``: a model in a file becomes a version, without a kernel and without its framework."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jupyter_registry import open_registry
from jupyter_registry.config import sqlite_url

from ..project import ROOT
from ..server.process import ServerProcess
from .conftest import Call

PAGE = ROOT / "docs" / "publishing-from-ci.md"


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a training job leaves: a model, metrics, settings, data and a card, in the working folder."""
    from sklearn.datasets import load_iris
    from sklearn.linear_model import LogisticRegression
    from skops.io import dump

    inputs, target = load_iris(return_X_y=True, as_frame=True)
    folder = tmp_path / "job"
    folder.mkdir()
    dump(LogisticRegression(max_iter=500).fit(inputs, target), folder / "model.skops")
    inputs.assign(left=target).to_csv(folder / "train.csv", index=False)
    (folder / "metrics.json").write_text(json.dumps({"test": {"accuracy": 0.95, "rmse": 0.2}}))
    (folder / "params.json").write_text(json.dumps({"C": 1.0}))
    (folder / "README.md").write_text("---\nlicense: mit\ntags: [flowers]\n---\n# Iris\n\nTells three flowers apart.\n")
    monkeypatch.chdir(folder)
    return folder


FILES = ("--metrics", "metrics.json", "--params", "params.json", "--card", "README.md", "--data", "train.csv")


def test_a_file_becomes_a_version_that_loads(built: Path, call: Call, url: str) -> None:
    """Metrics by split, settings, card, data without its target, and the class come from the files."""
    said = call("publish", "model.skops", "--name", "iris", *FILES, "--target", "left", "--alias", "champion")
    assert (said.code, said.err) == (0, "")
    assert "iris:1 published" in said.out
    with open_registry(url) as registry:
        manifest = registry.get_version("iris@champion").manifest
    assert [(one.name, one.value, one.split) for one in manifest.metrics] == [
        ("accuracy", 0.95, "test"),
        ("rmse", 0.2, "test"),
    ]
    assert manifest.signature is not None
    assert [field.name for field in manifest.signature.inputs][-1] == "petal width (cm)"
    assert (manifest.params, manifest.license, manifest.framework) == ({"C": 1.0}, "mit", "scikit-learn")
    assert manifest.model_class == "sklearn.linear_model._logistic.LogisticRegression"
    assert manifest.datasets[0].rows == 150
    assert manifest.card is not None and "Tells three flowers apart." in manifest.card.text
    from jupyter_registry import load

    assert load("iris", registry=url).max_iter == 500


def test_a_dry_run_stores_nothing(built: Path, call: Call) -> None:
    """What would be published is said, and the model is not there."""
    said = call("publish", "model.skops", "--name", "iris", "--dry-run")
    assert said.code == 0
    assert "iris:1 would be published; nothing was stored" in said.out
    assert call("get-model", "iris").code == 1


BROKEN = {
    "no file": (["nothere.skops"], "There is no file nothere.skops"),
    "no model": (["metrics.json"], "no format that is known"),
    "not what its name says": (["fake.skops"], "fake.skops is no skops file"),
    "not onnx": (["fake.skops", "--format", "onnx"], "no onnx file"),
    "metrics that are none": (["model.skops", "--metrics", "README.md"], "not JSON"),
    "metrics that are words": (["model.skops", "--metrics", "words.json"], "not a number"),
    "no metrics file": (["model.skops", "--metrics", "nothere.json"], "There is no file nothere.json"),
    "no card": (["model.skops", "--card", "nothere.md"], "There is no file nothere.md"),
    "a card of bytes": (["model.skops", "--card", "model.skops"], "no text"),
    "no table": (["model.skops", "--data", "README.md"], "not a table"),
    "an alias": (["model.skops", "--alias", "A B"], "alias"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_does_not_hold_is_refused_and_nothing_is_stored(case: str, built: Path, call: Call) -> None:
    """One sentence on standard error names the file; the registry stays as it was."""
    (built / "fake.skops").write_text("I am none")
    (built / "words.json").write_text('{"accuracy": "high"}')
    arguments, words = BROKEN[case]
    said = call("publish", *arguments, "--name", "bad")
    assert (said.code, said.out) == (1, "")
    assert words in said.err
    assert said.err.count("\n") == 1
    assert call("get-model", "bad").code == 1


def test_no_framework_is_loaded(built: Path, url: str) -> None:
    """Publishing a file without a table imports neither its framework nor pandas, numpy or IPython."""
    code = (
        "import sys; from jupyter_registry.cli import main\n"
        f"words = ['--registry', {url!r}, 'publish', 'model.skops', '--name', 'iris', '--metrics', 'metrics.json']\n"
        "assert main(words) == 0\n"
        "print(sorted({'sklearn', 'skops', 'pandas', 'numpy', 'IPython', 'torch'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=built)
    assert done.stdout.splitlines()[-1] == "[]"


def test_secrets_in_the_files_are_cut_out(built: Path, call: Call) -> None:
    """A token in the card is not stored."""
    token = "ghp_" + "a1B2" * 9
    (built / "README.md").write_text(f"# Iris\n\nUse the token {token} to fetch the data.\n")
    assert call("publish", "model.skops", "--name", "iris", "--card", "README.md").code == 0
    assert token not in call("--json", "get-card", "iris").out


def blocks() -> list[str]:
    """The shell commands of the page."""
    return re.findall(r"```bash\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_the_commands_of_the_page_work(built: Path, tmp_path: Path) -> None:
    """Both ways of docs/publishing-from-ci.md publish on a real server, as they are written there."""
    by_command, by_http = blocks()
    (tmp_path / "server").mkdir()
    with ServerProcess(tmp_path / "server") as server:
        scripts = str(Path(sys.executable).parent)
        env = {
            **os.environ,
            "PATH": os.pathsep.join((scripts, os.environ["PATH"])),
            "JUPYTER_REGISTRY": server.address,
            "JUPYTER_REGISTRY_TOKEN": server.token,
            "SERVER": server.address,
            "TOKEN": server.token,
        }
        for place, commands in enumerate((by_command, by_http, by_http), 1):
            done = subprocess.run(
                ["bash", "-euc", commands], cwd=built, env=env, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, (place, done.stderr)
    with open_registry(server.registry_url) as registry:
        assert registry.get_model("churn").version_count == 2
        assert registry.get_version("churn@challenger").manifest.metrics[0].value == 0.93
        assert registry.verify().damages == ()


def test_the_registry_of_the_environment_is_used(built: Path, tmp_path: Path) -> None:
    """Without ``--registry`` the one that JUPYTER_REGISTRY names gets the version."""
    url = sqlite_url(tmp_path / "other.db")
    command = [sys.executable, "-m", "jupyter_registry.cli", "publish", "model.skops", "--name", "iris"]
    subprocess.run(command, cwd=built, env={**os.environ, "JUPYTER_REGISTRY": url}, check=True, capture_output=True)
    with open_registry(url) as registry:
        assert registry.get_model("iris").version_count == 1
