"""``jupyter-registry import``: what is taken, what is left out and why, and that it can be repeated."""

from __future__ import annotations

import gzip
import json
import time
from pathlib import Path

import pytest

from ..project import ROOT
from .conftest import Call

LINES = (
    b'{"id": "zoo/a", "name": "A", "summary": "first", "metrics": [{"name": "acc", "value": 0.5}]}\n'
    b"\n"
    b"not json\n"
    b'{"name": "no id"}\n'
    b'{"id": "zoo/b", "metrics": "none"}\n'
    b'{"id": "zoo/c", "summary": "\xff"}\n'
    b'{"id": "zoo/d", "tags": ["x"]}\n'
)
CARDS = ROOT.parent / "shared" / "data" / "cards-dev.jsonl.gz"


def test_bad_lines_are_named_by_number_and_left_out(call: Call, tmp_path: Path) -> None:
    """The good lines are taken, each bad one is named with its number and the reason, and the call ends with 0."""
    (tmp_path / "zoo.jsonl").write_bytes(LINES)
    said = call("import", str(tmp_path / "zoo.jsonl"))
    assert said.code == 0
    assert said.out == "2 created, 0 unchanged, 4 skipped\n"
    assert [line.split(":")[0] for line in said.err.splitlines()] == [
        f"skipped zoo.jsonl line {number}" for number in (3, 4, 5, 6)
    ]
    assert json.loads(call("--json", "search", "source:zoo/a").out)["hits"][0]["source_id"] == "zoo/a"


def test_an_import_can_be_repeated(call: Call, tmp_path: Path) -> None:
    """The second time nothing is created; a card that changed becomes a version of the same model."""
    file = tmp_path / "zoo.jsonl"
    file.write_bytes(LINES)
    call("import", str(file))
    assert call("import", str(file)).out == "0 created, 2 unchanged, 4 skipped\n"
    file.write_text('{"id": "zoo/a", "name": "A", "summary": "second"}\n', encoding="utf-8")
    assert call("import", str(file)).out == "1 created, 0 unchanged, 0 skipped\n"
    assert json.loads(call("--json", "get-model", "zoo/a").out)["version_count"] == 2


def test_gzipped_lines_readme_files_and_folders_are_read(call: Call, tmp_path: Path) -> None:
    """A folder is searched for all kinds of files of cards."""
    with gzip.open(tmp_path / "zoo.jsonl.gz", "wb") as file:
        file.write(LINES)
    card = tmp_path / "owner" / "net"
    card.mkdir(parents=True)
    (card / "README.md").write_text("---\nlicense: mit\n---\n# Net\n\nA small net that finds cats.\n", encoding="utf-8")
    assert call("import", str(tmp_path)).out == "3 created, 0 unchanged, 4 skipped\n"
    assert json.loads(call("--json", "get-card", "owner/net").out)["hit"]["license"] == "mit"


@pytest.mark.parametrize("content", [b"\x1f\x8b broken", b"plain text", b""])
def test_a_file_that_is_no_gzip_is_named(content: bytes, call: Call, tmp_path: Path) -> None:
    """A damaged file gives one sentence and no traceback; what came before it stays."""
    (tmp_path / "zoo.jsonl.gz").write_bytes(content)
    said = call("import", str(tmp_path / "zoo.jsonl.gz"))
    assert said.code == 1
    assert "Traceback" not in said.err


def test_a_place_without_cards_is_refused(call: Call, tmp_path: Path) -> None:
    """An empty folder and a missing file say what would be read."""
    (tmp_path / "empty").mkdir()
    for place in (tmp_path / "empty", tmp_path / "nowhere.jsonl"):
        said = call("import", str(place))
        assert said.code == 1
        assert ".jsonl" in said.err


def test_names_that_meet_become_two_models(call: Call, tmp_path: Path) -> None:
    """Two ids whose names are the same once made valid stay apart, each found by its own id."""
    lines = [{"id": f"zoo/{name}", "name": name, "source": "zoo"} for name in ("Net+", "net")]
    (tmp_path / "zoo.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert call("import", str(tmp_path / "zoo.jsonl")).out.startswith("2 created")
    found = {hit["source_id"]: hit["model"] for hit in json.loads(call("--json", "search", "zoo").out)["hits"]}
    assert set(found) == {"zoo/Net+", "zoo/net"}
    assert len(set(found.values())) == 2


def test_never_half_a_model(call: Call, tmp_path: Path) -> None:
    """A card whose tags do not hold leaves neither model nor version nor a trace in the search."""
    lines = [{"id": "zoo/bad", "tags": ["x" * 1000]}, {"id": "zoo/good"}]
    (tmp_path / "zoo.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    said = call("import", str(tmp_path / "zoo.jsonl"))
    assert said.out == "1 created, 0 unchanged, 1 skipped\n"
    assert "line 1" in said.err
    assert call("get-model", "zoo/bad").code == 1
    assert json.loads(call("--json", "search", "source:zoo/bad").out)["total"] == 0
    assert json.loads(call("--json", "verify").out)["ok"] is True


def test_thousands_of_real_cards_are_taken_whole(call: Call, record_property: pytest.RecordProperty) -> None:
    """Every card of a collection of real ones becomes a model that keeps its id; a second run changes nothing."""
    if not CARDS.is_file():
        pytest.skip("the collection of real cards is not beside this checkout")
    with gzip.open(CARDS) as lines:
        ids = [json.loads(line)["id"] for line in lines]
    began = time.perf_counter()
    first = json.loads(call("--json", "import", str(CARDS)).out)
    record_property("seconds", time.perf_counter() - began)
    assert first["skipped"] == []
    assert first["created"] == len(ids)
    for name in ids[:: len(ids) // 50]:
        hits = json.loads(call("--json", "search", f'source:"{name}"').out)["hits"]
        assert name in [hit["source_id"] for hit in hits]
    assert json.loads(call("--json", "get-status").out)["models"] == len(ids) + 1
    assert json.loads(call("--json", "import", str(CARDS)).out)["unchanged"] == len(ids)
