"""The plain truth about the made-up models, by looking at each of them; shares no code with the search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from jupyter_registry import types as t

from .models import Loaded

Holds = Callable[[t.Model, t.Version], bool]


def retired(_: t.Model, version: t.Version) -> bool:
    """Whether the version is retired."""
    return version.stage == "retired"


def task(value: str) -> Holds:
    """Models of a task."""
    return lambda model, version: version.manifest.task == value


def framework(*values: str) -> Holds:
    """Models of any of some frameworks."""
    return lambda model, version: version.manifest.framework in values


def owner(value: str) -> Holds:
    """Models of an owner."""
    return lambda model, version: model.owner == value


def tag(value: str) -> Holds:
    """Models with a tag."""
    return lambda model, version: value in model.tags


def word(value: str) -> Holds:
    """Models with a word in their summary."""
    return lambda model, version: value in version.manifest.summary.split()


def metric(name: str, holds: Callable[[float], bool], dataset: str = "") -> Holds:
    """Models with a number that holds, on a dataset."""
    return lambda model, version: any(
        found.name == name and holds(found.value) and dataset in found.dataset.lower()
        for found in version.manifest.metrics
    )


def params(holds: Callable[[float], bool]) -> Holds:
    """Models with a number of parameters that holds."""

    def found(model: t.Model, version: t.Version) -> bool:
        resources = version.manifest.resources
        return bool(resources and resources.parameter_count and holds(resources.parameter_count))

    return found


def no(other: Holds) -> Holds:
    """The opposite."""
    return lambda model, version: not other(model, version)


def either(*others: Holds) -> Holds:
    """One of several."""
    return lambda model, version: any(other(model, version) for other in others)


def matching(models: Iterable[Loaded], *holds: Holds, with_retired: bool = False) -> set[str]:
    """The names of the models for which all of ``holds`` do, the retired ones left out."""
    return {
        model.name
        for model, version, _ in models
        if (with_retired or not retired(model, version)) and all(one(model, version) for one in holds)
    }


FACETS: dict[str, Callable[[t.Model, t.Version], Iterable[str]]] = {
    "task": lambda model, version: [version.manifest.task],
    "framework": lambda model, version: [version.manifest.framework],
    "license": lambda model, version: [version.manifest.license],
    "owner": lambda model, version: [model.owner],
    "tag": lambda model, version: model.tags,
    "stage": lambda model, version: [version.stage],
    "dataset": lambda model, version: {found.dataset for found in version.manifest.metrics},
    "architecture": lambda model, version: [version.manifest.architecture],
    "language": lambda model, version: version.manifest.languages,
    "domain": lambda model, version: [version.manifest.domain],
    "risk": lambda model, version: [],
}


def counts(models: Iterable[Loaded], field: str, *holds: Holds) -> dict[str, int]:
    """How many models that ``holds`` let pass have each value of a facet."""
    models = list(models)
    names = matching(models, *holds)
    found = Counter(
        value for model, version, _ in models if model.name in names for value in FACETS[field](model, version) if value
    )
    return dict(found)
