"""Files that cells read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from jupyter_registry.capture import files_read as module
from jupyter_registry.capture.files_read import file_digest, files_read


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one file in a folder of its own, and one outside of it."""
    inside = tmp_path / "project"
    (inside / "data").mkdir(parents=True)
    (inside / "data" / "wine.csv").write_text("a\n1\n")
    (tmp_path / "secret place").mkdir()
    (tmp_path / "secret place" / "far.csv").write_text("b\n2\n")
    monkeypatch.chdir(inside)
    return inside


def paths(*codes: str, values: Mapping[str, Any] | None = None) -> list[str]:
    """What the codes read."""
    return [file.path for file in files_read(codes, values or {})]


@pytest.mark.parametrize(
    "code",
    [
        "df = pd.read_csv('data/wine.csv', sep=';')",
        "df = pd.read_csv(filepath_or_buffer='data/wine.csv')",
        "%%time\ndf = read_csv('data/wine.csv')",
        "with open('data/wine.csv') as f:\n    text = f.read()",
        "def load():\n    return np.loadtxt('data/wine.csv')",
        "df = pd.read_csv(FOLDER / 'wine.csv')",
        "df = pd.read_csv(f'{FOLDER}/wine.csv')",
        "df = pd.read_csv(FOLDER + '/wine.csv')",
        "df = pd.read_csv(os.path.join(FOLDER, 'wine.csv'))",
        "text = Path('data/wine.csv').read_text()",
    ],
)
def test_a_file_in_a_call_that_reads(code: str) -> None:
    """By its name, by variables that hold parts of it, in functions and in blocks."""
    assert paths(code, values={"FOLDER": "data"}) == ["data/wine.csv"]


@pytest.mark.parametrize(
    "code",
    [
        "df.to_csv('data/wine.csv')",
        "open('data/wine.csv', 'w').write('')",
        "print('data/wine.csv')",
        "pd.read_csv('data/gone.csv')",
        "pd.read_csv(name)",
        "pd.read_csv(",
        "",
    ],
)
def test_what_is_no_file_that_was_read(code: str) -> None:
    """Writing, mere texts, names of no file and code that cannot be read give nothing."""
    assert paths(code) == []


def test_content_and_size_are_known(folder: Path) -> None:
    """The digest is that of the bytes."""
    (file,) = files_read(["pd.read_csv('data/wine.csv')"], {})
    content = (folder / "data" / "wine.csv").read_bytes()
    assert (file.size, file.digest) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
    assert not file.sampled


def test_folders_outside_are_not_named() -> None:
    """Of a file outside of the working folder only its own name is kept."""
    assert paths("pd.read_csv('../secret place/far.csv')") == ["far.csv"]


def test_an_address_is_kept_without_its_secrets() -> None:
    """Neither the query nor a password of an address is stored."""
    code = "pd.read_csv('https://me:pass@host.example/a.csv?token=abc')"
    (file,) = files_read([code], {})
    assert (file.size, file.digest) == (None, "")
    assert file.path.endswith("@host.example/a.csv")
    assert "pass" not in file.path
    assert "abc" not in file.path


def test_a_large_file_is_read_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Above the limit evenly spaced parts are digested, first and last ones among them, and it is marked."""
    monkeypatch.setattr(module, "WHOLE", 4_000)
    monkeypatch.setattr(module, "PART", 1_000)
    large = tmp_path / "large.bin"
    large.write_bytes(bytes(100_000))
    digest, size, sampled = file_digest(large)
    assert (size, sampled) == (100_000, True)
    large.write_bytes(bytes(99_999) + b"x")
    assert file_digest(large)[0] != digest
