"""Rows of texts: parameters, environment, data, signature and terms, each held against the baseline."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..card_schema import STANDARD
from ..search.words import key
from ..types import CardValue, ComparedCell, ComparedRow, Dataset, Environment, Field, Manifest, ModelCard

LONGEST = 300  # characters of one cell
UNSET = "not set"
TIMES = "\u00d7"
Column = Mapping[str, str]
"""Label of a row -> text of one version."""


def text_row(id: str, label: str, texts: Sequence[str], unset: str = UNSET) -> ComparedRow:
    """A row of texts; an empty one is not there."""
    base = texts[0]
    cells = [
        ComparedCell(text=_cut(text), state="same" if text == base else "other")
        if text
        else ComparedCell(text="", state="missing", note=unset)
        for text in texts
    ]
    return ComparedRow(id=id, label=label, differs=len(set(texts)) > 1, cells=tuple(cells))


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def text_rows(group: str, columns: Sequence[Column], unset: str = UNSET) -> Iterator[ComparedRow]:
    """One row for each label that any version has; those that more versions have come first."""
    there = Counter(label for column in columns for label, text in column.items() if text)
    for label in sorted(there, key=lambda label: -there[label]):
        yield text_row(f"{group}/{label}", label, [column.get(label, "") for column in columns], unset)


# ---------------------------------------------------------------- parameters


def params(manifest: Manifest) -> dict[str, str]:
    """Hyperparameters by name; those inside of others as "optimizer.lr"."""
    return dict(_flat(manifest.params, ""))


def _flat(found: Mapping[str, Any], before: str) -> Iterator[tuple[str, str]]:
    for name, value in found.items():
        if isinstance(value, dict) and value:
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", _value_text(value)


def _value_text(value: Any) -> str:
    """A value in one spelling: 1.0 is 1, null is "none"."""
    if value is None:
        return "none"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


# ---------------------------------------------------------------- environment


def environment(manifest: Manifest) -> dict[str, str]:
    """Python, the packages that loading needs, the machine, and all other packages."""
    found = manifest.environment
    if found is None:
        return {}
    packages = {_distribution(package.name): package.version for package in found.packages}
    needed = {name: packages.pop(name, "") for name in map(_distribution, found.requires)}
    machine = {"Python": found.python, "Platform": found.platform, "Graphics": ", ".join(found.gpus)}
    seeds = ", ".join(f"{name}={value}" for name, value in sorted(found.seeds.items()))
    return {**machine, "Seeds": seeds, **needed, **dict(sorted(packages.items()))}


def _distribution(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def needed(found: Environment | None) -> Environment | None:
    """The part of an environment that tells whether a kernel can load the model."""
    if found is None:
        return None
    names = set(map(_distribution, found.requires))
    packages = tuple(package for package in found.packages if _distribution(package.name) in names)
    return Environment(python=found.python, packages=packages, requires=found.requires)


# ---------------------------------------------------------------- data and signature


def data(manifest: Manifest) -> dict[str, str]:
    """Datasets by their split, with rows, columns and digest."""
    found: dict[str, list[str]] = {}
    for dataset in manifest.datasets:
        part = f", {key(dataset.split)}" if dataset.split else ""
        for label, text in _dataset(dataset):
            found.setdefault(f"{label}{part}", []).append(text)
    for link in manifest.links:
        found.setdefault(link.relation.replace("-", " ").capitalize(), []).append(link.target)
    return {label: ", ".join(texts) for label, texts in found.items()}


def _dataset(dataset: Dataset) -> Iterator[tuple[str, str]]:
    yield "Data", dataset.name
    if dataset.rows is not None:
        yield "Rows", f"{dataset.rows:,}"
    if dataset.columns:
        yield "Columns", f"{len(dataset.columns):,}"
    if dataset.digest:
        yield "Digest", dataset.digest.removeprefix("sha256:")[:12]


def signature(manifest: Manifest) -> dict[str, str]:
    """Each input and output with its type and shape."""
    found = manifest.signature
    if found is None:
        return {}
    fields = [(f"in: {field.name}", field) for field in found.inputs]
    fields += [(f"out: {field.name}", field) for field in found.outputs]
    return {"Takes": found.container, **{label: _field(field) for label, field in fields}}


def _field(field: Field) -> str:
    shape = TIMES.join("N" if size is None else str(size) for size in field.shape)
    parts = [field.dtype, shape, "optional" if field.optional else ""]
    return " ".join(filter(None, parts)) or "any"


# ---------------------------------------------------------------- card and terms


def answers(card: ModelCard) -> dict[str, str]:
    """What the card answers, by the question's label."""
    labels = {field.definition.name: field.definition.label for field in STANDARD if field.definition.name != "license"}
    found = card.card.fields
    known = {label: answer_text(found.get(field)) for field, label in labels.items()}
    others = sorted(set(found) - set(labels) - {"license"})
    return {**known, **{name.replace("_", " ").capitalize(): answer_text(found[name]) for name in others}}


def answer_text(value: CardValue | None) -> str:
    """An answer as one text."""
    if value is None:
        return ""
    return value.value if isinstance(value.value, str) else "; ".join(value.value)


def terms(card: ModelCard) -> dict[str, str]:
    """What decides whether a version may and should be used."""
    version, manifest, records = card.version, card.version.manifest, card.records
    reuse = records.reuse
    return {
        "License": card.hit.license,
        "Stage": version.stage,
        "Replaced by": version.replacement,
        "Checks": _checks(card),
        "Card": f"{card.completeness.percent}% complete",
        "Uses": f"loaded {reuse.loaded:,} times by {reuse.people:,} people" if reuse.loaded else "",
        "Deployments": _joined(
            item.deployment.target for item in records.deployments if _active(item.deployment.state)
        ),
        "Framework": manifest.framework,
        "Class": manifest.model_class,
        "Files": _joined(artifact.format for artifact in manifest.artifacts),
        "Owner": card.model.owner,
        "Published": f"{version.published_at:%Y-%m-%d}",
    }


def _active(state: str) -> bool:
    return state == "active"


def _joined(texts: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(texts))


def _checks(card: ModelCard) -> str:
    """The newest verdict of each check: "reproduce passed, drift failed"."""
    newest: dict[str, str] = {}
    for recorded in card.records.checks:
        newest.setdefault(recorded.check.name, recorded.check.verdict)
    return _joined(f"{name} {verdict}" for name, verdict in sorted(newest.items()))
