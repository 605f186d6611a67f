"""What a file holds, told from its name and first bytes; no framework is imported for it, and nothing in it is run."""

from __future__ import annotations

import zipfile
from pathlib import Path

import msgspec

from ..capture.artifacts import FORMATS, begins_as
from ..errors import Invalid, NotFound

HEAD = 64  # bytes that tell a format
SCHEMA = 4_000_000  # bytes of a skops schema that is read
SUFFIXES = {
    ".skops": "skops",
    ".safetensors": "safetensors",
    ".onnx": "onnx",
    ".keras": "keras",
    ".cbm": "catboost",
    ".ubj": "xgboost",
    ".pkl": "pickle",
    ".pickle": "pickle",
    ".joblib": "joblib",
    ".pt": "torch",
    ".pth": "torch",
}
SNIFFED = ("lightgbm", "xgboost", "catboost")
"""Formats whose files may have any suffix, such as model.txt."""
FRAMEWORKS = {"safetensors": "pytorch", "torch": "pytorch", "skops": "scikit-learn", "pickle": "", "joblib": ""}
"""Framework of a format, where it is not called the same."""


class ModelFile(msgspec.Struct, frozen=True):
    """A file with a model: its format, and the framework and class as far as the file tells."""

    format: str
    framework: str = ""
    model_class: str = ""


def identify(file: Path, format: str = "") -> ModelFile:
    """What the file holds; ``format`` says it where the file does not. Raises ``NotFound`` or ``Invalid``."""
    if not file.is_file():
        raise NotFound(f"There is no file {file}.", field="file")
    try:
        with file.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError as error:
        raise Invalid(f"{file.name} cannot be read: {error.strerror}.", field="file") from error
    found = format or SUFFIXES.get(file.suffix.lower(), "") or _sniffed(head)
    if not found:
        raise Invalid(
            f"{file.name} is of no format that is known.",
            field="file",
            fix=f"Name it by its format ({', '.join(SUFFIXES)}), or say it: --format skops.",
        )
    if found in FORMATS and not begins_as(head, found):
        raise Invalid(f"{file.name} is no {found} file.", field="file", fix="Check which file it is.")
    model_class = _skops_class(file) if found == "skops" else ""
    return ModelFile(found, _framework(found, model_class), model_class)


def _sniffed(head: bytes) -> str:
    return next((name for name in SNIFFED if begins_as(head, name)), "")


def _framework(format: str, model_class: str) -> str:
    package = model_class.partition(".")[0]
    if package and package != "sklearn":
        return package
    return FRAMEWORKS.get(format, format)


class _Schema(msgspec.Struct, rename={"name": "__class__", "module": "__module__"}):
    name: str
    module: str


def _skops_class(file: Path) -> str:
    """The class in a skops file, from its schema."""
    try:
        with zipfile.ZipFile(file) as archive, archive.open("schema.json") as schema:
            found = msgspec.json.decode(schema.read(SCHEMA), type=_Schema)
    except (zipfile.BadZipFile, KeyError, OSError, msgspec.MsgspecError, UnicodeDecodeError, RuntimeError) as error:
        raise Invalid(f"{file.name} is no skops file.", field="file", fix="Check which file it is.") from error
    return f"{found.module}.{found.name}"
