"""Data given to a publish: its name, split, size, columns and a digest of its content."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from ..errors import Invalid
from ..types import Dataset
from .base import is_kind
from .columns import columns_of
from .personal import bare
from .profiles import profiles_of
from .secrets import scrub_prose
from .text import clean

SPLITS = {"train": "train", "training": "train", "test": "test", "holdout": "test"}
SPLITS |= dict.fromkeys(("val", "valid", "validation", "dev"), "validation")
DIGEST_VALUES = 1_000_000  # of a larger table evenly spaced rows are read
COLUMNS = 2_000
HOMES = {
    "sklearn": "pkg:pypi/scikit-learn#datasets/{}",
    "seaborn": "pkg:github/mwaskom/seaborn-data#{}",
    "openml": "pkg:generic/openml/{}",
    "statsmodels": "pkg:pypi/statsmodels#datasets/{}",
    "r": "pkg:cran/{}",
    "keras": "pkg:pypi/keras#datasets/{}",
    "torchvision": "pkg:pypi/torchvision#datasets/{}",
    "huggingface": "pkg:huggingface/datasets/{}",
}
"""Package URLs of the places where well-known data is kept."""


def named(data: Any) -> dict[str, Any]:
    """``data`` as name -> table: a dict of tables as it is, one table under the name "data"."""
    if data is None:
        return {}
    if isinstance(data, Mapping) and data and all(is_table(value) for value in data.values()):
        return {str(name): value for name, value in data.items()}
    return {"data": data}


def is_table(data: Any) -> bool:
    """Whether ``data`` is something rows can be read from."""
    if is_kind(data, "pandas.DataFrame", "pandas.Series", "numpy.ndarray") or is_sparse(data):
        return True
    return isinstance(data, (list, tuple)) and bool(data) and isinstance(data[0], (dict, list, tuple, str))


def is_sparse(data: Any) -> bool:
    """Whether ``data`` is a sparse matrix of SciPy."""
    return type(data).__module__.startswith("scipy.sparse") and hasattr(data, "nnz")


def check_table(data: Any, name: str) -> None:
    """Raise ``Invalid`` unless rows can be read from ``data``."""
    if not is_table(data):
        raise Invalid(
            f'"{clean(name, 60)}" is a {type(data).__name__}, from which no rows can be read.',
            field="data",
            fix="Pass a DataFrame, an array or a list of dicts.",
        )
    if row_count(data) == 0:
        raise Invalid(f'"{clean(name, 60)}" has no rows.', field="data", fix="Pass one row at least.")


def row_count(data: Any) -> int:
    """Number of rows."""
    shape = getattr(data, "shape", None)
    return int(shape[0]) if shape else (len(data) if hasattr(data, "__len__") else 0)


def _width(data: Any) -> int:
    """Number of values in a row."""
    shape = getattr(data, "shape", ())
    return math.prod(shape[1:]) if len(shape) > 1 else 1


def split_of(name: str) -> str:
    """The split that a variable's name tells ("X_test" -> "test"), else ""."""
    words = re.split(r"[^a-z]+", name.lower())
    return next((SPLITS[word] for word in words if word in SPLITS), "")


def without_split(name: str) -> str:
    """``name`` without a last word that is its split: "breast_cancer test" -> "breast_cancer"."""
    first, _, last = name.rpartition(" ")
    return first if first and last.lower() in SPLITS else name


def dataset(name: str, data: Any, *, personal: bool = False) -> Dataset:
    """What is kept about one table; no row of it is, and no value of columns that look personal unless ``personal``."""
    digest, sampled = content_digest(data)
    columns = columns_of(data)[:COLUMNS]
    return Dataset(
        name=clean(scrub_prose(without_split(name)), 256),
        split=split_of(name),
        rows=row_count(data),
        columns=columns if personal else bare(columns),
        digest=digest,
        sampled=sampled,
        profiles=profiles_of(data, personal=personal),
    )


def dataset_id(sources: tuple[str, ...]) -> str:
    """The purl of the one well-known set that data comes from: "sklearn/iris" is one; "" for several or none."""
    home, _, name = sources[0].partition("/") if len(sources) == 1 else ("", "", "")
    return clean(HOMES[home].format(quote(name, safe="/#")), 256) if home in HOMES else ""


def content_digest(data: Any) -> tuple[str, bool]:
    """``(sha256 of the values, whether only a sample was read)``; "" when there is no stable form."""
    step = max(1, -(-row_count(data) * _width(data) // DIGEST_VALUES))
    if is_sparse(data):
        return "", False
    rows = data if step == 1 else (data.iloc[::step] if hasattr(data, "iloc") else data[::step])
    hashed = hashlib.sha256()
    try:
        for chunk in _chunks(rows):
            hashed.update(chunk)
    except (TypeError, ValueError):  # cells that hold lists or other objects without a stable form
        return "", False
    return f"sha256:{hashed.hexdigest()}", step > 1


def _chunks(rows: Any) -> list[bytes]:
    if is_kind(rows, "pandas.DataFrame", "pandas.Series"):
        from pandas.util import hash_pandas_object

        head = repr(list(getattr(rows, "columns", [getattr(rows, "name", "")])))
        return [head.encode(), hash_pandas_object(rows, index=False).to_numpy().tobytes()]
    if is_kind(rows, "numpy.ndarray"):
        if rows.dtype.hasobject:
            return [repr(rows.shape).encode(), repr(rows.tolist()).encode()]
        return [f"{rows.shape} {rows.dtype.str}".encode(), rows.tobytes()]
    return [repr(rows).encode("utf-8", "backslashreplace")]
