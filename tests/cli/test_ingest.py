"""``ingest``: what other tools logged becomes evaluations, deployments and versions, once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jupyter_registry import open_registry
from jupyter_registry.formats.runs import metric, moment, number, plain

from .conftest import Call

ABC = "0123456789abcdef0123456789abcdef"


def mlflow_run(root: Path, run: str, tags: dict[str, str], metrics: dict[str, str]) -> Path:
    """A run as MLflow's file store writes it."""
    folder = root / "mlruns" / "1" / run
    for name in ("params", "metrics", "tags", "artifacts"):
        (folder / name).mkdir(parents=True)
    (root / "mlruns" / "1" / "meta.yaml").write_text("experiment_id: '1'\nlifecycle_stage: active\nname: Churn study\n")
    (folder / "meta.yaml").write_text(
        f"end_time: 1764000000000\nexperiment_id: '1'\nlifecycle_stage: active\nrun_id: {run}\n"
        f"run_name: bold-shark-{run[:3]}\nstart_time: 1763999990000\nstatus: 3\nuser_id: ada\n"
    )
    (folder / "params" / "C").write_text("0.5")
    (folder / "params" / "solver").write_text("lbfgs")
    for name, value in tags.items():
        (folder / "tags" / name).write_text(value)
    for name, lines in metrics.items():
        (folder / "metrics" / name).write_text(lines)
    return folder


def test_runs_of_mlflow_become_evaluations_and_cards_once(call: Call, url: str, tmp_path: Path) -> None:
    """A run that names a version is an evaluation of it, another one a version; a second time adds nothing."""
    logs = tmp_path / "logs"
    mlflow_run(logs, ABC, {"registry.ref": "churn:2"}, {"test_accuracy": "1763999991000 0.7 0\n1763999992000 0.91 1\n"})
    mlflow_run(logs, ABC[::-1], {"team": "growth"}, {"auc": "1763999991000 0.8 0\n", "broken": "no numbers here\n"})
    said = call("ingest", str(logs))
    assert said.code == 0
    assert said.out == "1 evaluations, 0 deployments, 1 versions added, 0 unchanged, 1 skipped\n"
    assert "metrics/broken: holds no finite number" in said.err
    with open_registry(url) as registry:
        (evaluation,) = registry.get_card("churn:2").records.evaluations
        assert [(one.name, one.value, one.split) for one in evaluation.evaluation.metrics] == [
            ("accuracy", 0.91, "test")
        ]
        assert evaluation.evaluation.run == f"mlflow:1/{ABC}"
        card = registry.get_card("mlflow/churn-study")
        assert card.version.manifest.params == {"C": 0.5, "solver": "lbfgs"}
        assert card.model.tags == ("team:growth",)
    again = call("ingest", str(logs))
    assert again.out == "0 evaluations, 0 deployments, 0 versions added, 2 unchanged, 1 skipped\n"


LINES = [
    {"ref": "churn:2", "accuracy": 0.92, "dataset": "customers", "split": "test", "at": "2026-11-01T10:00:00Z"},
    {"model": "churn", "version": "v1", "metrics": {"auc": 0.8}, "run": "nightly-7"},
    {"ref": "churn:99", "accuracy": 0.9},
    {"ref": "churn:2", "accuracy": "much"},
    {"ref": "churn:2", "target": "churn-api", "environment": "production", "owner": "growth", "at": 1763999990},
    {"ref": "churn:2", "target": "old-api", "status": "stopped"},
    {"target": "nobody"},
    {"ref": "churn:2", "target": "late", "at": "yesterday"},
]


def test_lines_become_evaluations_and_deployments_and_a_broken_one_is_named(
    call: Call, url: str, tmp_path: Path
) -> None:
    """Each line that does not hold is skipped with its place and reason, and the others are added."""
    log = tmp_path / "runs.jsonl"
    log.write_text("\n".join([*map(json.dumps, LINES), "{broken", '["a list"]', ""]))
    said = call("--json", "ingest", str(log))
    done = json.loads(said.out)
    assert (done["evaluations"], done["deployments"], done["versions"]) == (2, 2, 0)
    reasons = {one["place"]: one["reason"] for one in done["skipped"]}
    assert "runs.jsonl line 9" in reasons and "runs.jsonl line 10" in reasons
    assert reasons["runs.jsonl line 4"] == "holds no finite number"
    assert reasons["runs.jsonl line 7"] == "names no version"
    assert "a time that is none" in reasons["runs.jsonl line 8"]
    assert any("99" in reason for reason in reasons.values())
    with open_registry(url) as registry:
        records = registry.get_card("churn:2").records
        assert {(one.deployment.target, one.deployment.state) for one in records.deployments} == {
            ("churn-api", "active"),
            ("old-api", "ended"),
        }
        assert registry.get_card("churn:1").records.evaluations[0].evaluation.run == "nightly-7"
        before = registry.get_status().changed
        call("ingest", str(log))
        assert registry.get_status().changed == before


def test_a_training_log_is_one_run_of_its_last_step(call: Call, url: str, tmp_path: Path) -> None:
    """A CSV with epochs counts as one run; ``--ref`` says of which version."""
    (tmp_path / "history.csv").write_text("epoch,loss,val_accuracy\n0,0.9,0.5\n1,0.4,0.8\n2,0.3,\n")
    assert call("ingest", str(tmp_path / "history.csv"), "--ref", "churn:1").code == 0
    with open_registry(url) as registry:
        (evaluation,) = registry.get_card("churn:1").records.evaluations
    found = {(one.name, one.split): one.value for one in evaluation.evaluation.metrics}
    assert found == {("loss", ""): 0.3, ("accuracy", "validation"): 0.8}


def test_a_row_of_a_table_is_a_run(call: Call, url: str, tmp_path: Path) -> None:
    """A CSV without steps has a run in each row."""
    (tmp_path / "runs.csv").write_text(
        "ref,accuracy,dataset\nchurn:1,0.8,customers\nchurn:2,0.9,customers\nchurn:2,,\n"
    )
    said = call("ingest", str(tmp_path / "runs.csv"))
    assert said.out.startswith("2 evaluations")
    assert "runs.csv line 4: holds no finite number" in said.err


@pytest.mark.parametrize("given", ["nowhere", "picture.png"])
def test_what_holds_no_log_is_refused(given: str, call: Call, tmp_path: Path) -> None:
    """A path that is neither a folder nor a log is named."""
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    said = call("ingest", str(tmp_path / given))
    assert (said.code, said.out) == (1, "")
    assert given in said.err


def test_hostile_folders_end_in_sentences(call: Call, tmp_path: Path) -> None:
    """Deep YAML, bytes that are no text, links out of the folder and terminal codes do no harm."""
    root = tmp_path / "hostile"
    folder = mlflow_run(root, ABC, {}, {"auc": "1 0.5 0\n"})
    (folder / "meta.yaml").write_text("[" * 5000)
    (root / "bytes.jsonl").write_bytes(b"\xff\xfe\x00{}\n")
    (root / "escape.jsonl").write_text('{"\\u001b[31m": 1\n')
    (root / "away").symlink_to("/etc")
    said = call("ingest", str(root))
    assert said.code == 1
    assert "meta.yaml: is no YAML of a run" in said.err
    assert "\x1b" not in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("given", "found"), [("0.1", 0.1), ("7", 7), ("True", True), ("None", None), ("lbfgs", "lbfgs"), ("1e3", 1000.0)]
)
def test_settings_are_what_they_were_before_they_became_text(given: str, found: object) -> None:
    """Numbers and words of Python are read back."""
    assert plain(given) == found


def test_values_of_logs_are_read_with_care() -> None:
    """NaN is no number, a bool is none either, and times are told from nonsense."""
    assert (number("nan"), number(True), number("0.5")) == (None, None, 0.5)
    assert moment("soon") is None
    assert moment(1763999990) == moment(1763999990000)
    assert metric("val_loss", 1.0).split == "validation"
    assert metric("train_loss", 1.0, split="test").name == "train_loss"
