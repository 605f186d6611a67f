"""What a value was made from: which fitted model, which tables, which well-known data set."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from .fingerprint import is_table
from .known_calls import TRANSFORMING
from .names import Names

MOST = 16  # tables and sources remembered behind one name


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a value."""

    fits: frozenset[int] = frozenset()  # numbers of the fits it was predicted by
    tables: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(slots=True)
class Flow:
    """Follows the statements of a notebook as they run."""

    fits: dict[str, int] = field(default_factory=dict)  # name -> the fit whose object it holds now
    behind: dict[str, Behind] = field(default_factory=dict)

    def copy(self) -> Flow:
        """The same knowledge, to go on from twice."""
        return Flow(dict(self.fits), dict(self.behind))

    def of(self, names: Iterable[str], values: Mapping[str, Any]) -> Behind:
        """What stands behind an expression that reads ``names``."""
        fits: set[int] = set()
        tables: dict[str, None] = {}
        sources: dict[str, None] = {}
        for name in names:
            known = self.behind.get(name, Behind())
            fits |= known.fits
            if name in self.fits:
                fits.add(self.fits[name])
            own = not known.fits and is_table(values.get(name))
            tables |= dict.fromkeys((name,) if own else known.tables)
            sources |= dict.fromkeys(known.sources)
        return Behind(frozenset(fits), tuple(tables)[:MOST], tuple(sources)[:MOST])

    def step(self, statement: ast.stmt, names: Names, fitted: Mapping[str, int], values: Mapping[str, Any]) -> None:
        """One statement ran; ``fitted`` are the names that hold a model which it fitted."""
        read = _read_names(statement) if names.binds() else []
        found = self.of((name for name in read if name in names.uses), values)
        for name in names.binds():
            self.behind[name] = Behind(found.fits, found.tables, (*found.sources, *_sources(statement, values))[:MOST])
            self.fits.pop(name, None)
            other = names.aliases.get(name)
            if other in self.fits:
                self.fits[name] = self.fits[other]
        for name, number in fitted.items():
            self.fits[name] = number
            self.behind.pop(name, None)


def _read_names(statement: ast.stmt) -> list[str]:
    """Names the statement reads, in the order of the code, without what only transforms data."""
    nodes = (node for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load))
    transforming = {id(node) for node in map(transformer, ast.walk(statement)) if node is not None}
    kept = (node for node in nodes if id(node) not in transforming)
    return list(dict.fromkeys(node.id for node in sorted(kept, key=lambda node: (node.lineno, node.col_offset))))


def transformer(node: ast.AST) -> ast.Name | None:
    """The scaler in ``scaler.transform(X)``: what it gives is data, and no prediction of a model."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in TRANSFORMING:
        return node.func.value if isinstance(node.func.value, ast.Name) else None
    return None


def called(node: ast.expr, values: Mapping[str, Any]) -> Any:
    """The function that a call names: a variable, or an attribute of a module; else None. Runs no code."""
    if isinstance(node, ast.Name):
        return values.get(node.id)
    if isinstance(node, ast.Attribute):
        owner = called(node.value, values)
        return vars(owner).get(node.attr) if isinstance(owner, ModuleType) else None
    return None


def home_of(function: Any) -> tuple[str, str]:
    """Module and name of a function; ("", "") for what has none."""
    try:
        return str(function.__module__), str(function.__name__)
    except Exception:  # an object of the notebook may raise anything
        return "", ""


def _sources(statement: ast.stmt, values: Mapping[str, Any]) -> list[str]:
    """Data sets that the statement loads by a function made for it: ``load_iris()`` -> "sklearn/iris"."""
    found = []
    for node in ast.walk(statement):
        if isinstance(node, ast.Call):
            module, name = home_of(called(node.func, values))
            named = _TOY.get(module.partition(".")[0])
            if named is not None and (text := named(module, name, node)):
                found.append(text)
    return found


def _sklearn(module: str, name: str, node: ast.Call) -> str:
    if not module.startswith("sklearn.datasets"):
        return ""
    for start in ("load_", "fetch_"):
        if name.startswith(start) and name not in ("fetch_openml", "load_files", "load_svmlight_file"):
            return f"sklearn/{name.removeprefix(start)}"
    found = _text_of(node, 0, "name") if name == "fetch_openml" else ""
    return f"openml/{found}" if found else ""


def _seaborn(module: str, name: str, node: ast.Call) -> str:
    found = _text_of(node, 0, "name") if name == "load_dataset" else ""
    return f"seaborn/{found}" if found else ""


def _statsmodels(module: str, name: str, node: ast.Call) -> str:
    if name == "get_rdataset":  # get_rdataset("Guerry", "HistData"); alone it is one of R's own
        package = _text_of(node, 1, "package") or "datasets"
        found = _text_of(node, 0, "dataname")
        return f"r/{package}#{found}" if found else ""
    parts = module.split(".")
    return f"statsmodels/{parts[2]}" if parts[1:2] == ["datasets"] and len(parts) > 2 and name in _LOADS else ""


def _keras(module: str, name: str, node: ast.Call) -> str:
    *_, folder, last = ("", *module.split("."))
    return f"keras/{last}" if folder == "datasets" and name in _LOADS else ""


def _torchvision(module: str, name: str, node: ast.Call) -> str:
    own = module.startswith("torchvision.datasets.") and name not in ("ImageFolder", "DatasetFolder", "FakeData")
    return f"torchvision/{name}" if own else ""


def _huggingface(module: str, name: str, node: ast.Call) -> str:
    found = _text_of(node, 0, "path") if module == "datasets.load" and name == "load_dataset" else ""
    own = found in _READERS or found.startswith((".", "/"))
    return f"huggingface/{found}" if found and not own else ""


def _text_of(node: ast.Call, place: int, keyword: str) -> str:
    """The text that is written out as an argument, "" when there is none."""
    given = [*node.args[place : place + 1], *(word.value for word in node.keywords if word.arg == keyword)]
    texts = [one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return texts[0][:100] if texts else ""


_LOADS = ("load", "load_pandas", "load_data")
_READERS = ("csv", "json", "parquet", "text", "arrow", "pandas", "sql", "imagefolder", "audiofolder", "webdataset")
"""What ``load_dataset`` takes for files of the author's own."""
_TOY: dict[str, Callable[[str, str, ast.Call], str]] = {
    "sklearn": _sklearn,
    "seaborn": _seaborn,
    "statsmodels": _statsmodels,
    "keras": _keras,
    "torchvision": _torchvision,
    "datasets": _huggingface,
}
