"""Writes one search document per model, in the transaction that changes the model."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec

from ..hits import certain_metrics, hit, metric_better_high, metric_names, resource_numbers
from ..search.dates import is_time, period
from ..search.fields import kind_of
from ..search.prose import prose
from ..search.vocabulary import vocabulary
from ..search.words import identifier, key, name_words, spaced
from ..types import Card, Manifest, Model, Version
from ..types.manifest import BESIDE
from .card_answers import answered_numbers, answered_values
from .needs import needs
from .search_schema import WORD_COLUMNS

PARAMS = 64  # of one model, that can be searched by value
VALUE = 200  # characters of one facet value
BODY = 24_000  # characters of card text that are indexed

Numbers = Iterator[tuple[str, float, str, str, str, bool]]


def project(
    connection: sqlite3.Connection,
    model: Model,
    version: Version,
    card: Card,
    document: int | None = None,
    recorded: Mapping[str, float] = MappingProxyType({}),
) -> None:
    """Replace the document of ``model`` by what ``version`` and ``card`` say; ``document`` is the id of a new one.

    ``recorded`` are numbers that are no metrics, such as its deployments.
    """
    before = _remove(connection, model.name)
    retired = version.stage == "retired"
    found = hit(model, version, card)
    cursor = connection.execute(
        "INSERT INTO search_documents (id, model, source, retired, created, updated, change, hit)"
        " VALUES (?, ?, ?, ?, ?, ?, (SELECT change FROM search_state), ?)",
        (
            before.document or document, model.name, model.source_id, retired, _created(model, version.manifest),
            model.updated_at.timestamp(), msgspec.json.encode(found).decode(),
        ),
    )  # fmt: skip
    document = int(cursor.lastrowid or 0)
    numbers = list(_numbers(version.manifest))
    values = dict.fromkeys(_values(model, version, card))
    values.update(dict.fromkeys(("number", name) for name, *_ in numbers))
    labels = {(field, key(label)): label for field, label in values if key(label)}
    _write_values(connection, document, labels)
    _count(connection, before, labels, shown=not retired)
    connection.executemany(
        "INSERT INTO search_numbers (name, value, dataset, split, unit, higher, document) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(*number, document) for number in (*numbers, *_recorded(recorded), *_recorded(answered_numbers(card)))],
    )
    texts = _texts(model, version, card)
    columns = ", ".join(WORD_COLUMNS)
    marks = ", ".join("?" * len(WORD_COLUMNS))
    connection.execute(
        f"INSERT INTO search_index (rowid, {columns}) VALUES (?, {marks})",
        (document, *(texts[column] for column in WORD_COLUMNS)),
    )


def _recorded(numbers: Mapping[str, float]) -> Numbers:
    return ((name, value, "", "", "", True) for name, value in numbers.items())


def forget(connection: sqlite3.Connection, name: str) -> None:
    """Take the document of a model away that nobody is shown any more."""
    _count(connection, _remove(connection, name), {}, shown=False)


def clear(connection: sqlite3.Connection) -> None:
    """Empty all search tables."""
    for table in ("search_documents", "search_index", "search_facets", "search_values", "search_numbers"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE search_state SET generation = hex(randomblob(16)), shown = 0")


class _Before(NamedTuple):
    """What the tables held of a model: its document (0 for none), whether it was shown, its values and labels."""

    document: int = 0
    shown: bool = False
    labels: dict[tuple[str, str], str] = {}


def _remove(connection: sqlite3.Connection, model: str) -> _Before:
    """Take the document of ``model`` away and say what it was, so that the next one keeps its id."""
    connection.execute("UPDATE search_state SET change = change + 1 WHERE one = 1")
    found = connection.execute("SELECT id, retired FROM search_documents WHERE model = ?", (model,)).fetchone()
    if found is None:
        return _Before()
    document, retired = found
    rows = connection.execute("SELECT field, value, label FROM search_facets WHERE document = ?", (document,))
    labels = {(field, value): label or value for field, value, label in rows}
    for table, column in (
        ("search_documents", "id"),
        ("search_index", "rowid"),
        ("search_facets", "document"),
        ("search_numbers", "document"),
    ):
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (document,))
    return _Before(document, not retired, labels)


def _write_values(connection: sqlite3.Connection, document: int, labels: dict[tuple[str, str], str]) -> None:
    connection.executemany(
        "INSERT INTO search_facets (field, value, document, label) VALUES (?, ?, ?, ?)",
        [(field, value, document, label if label != value else "") for (field, value), label in labels.items()],
    )


def _count(connection: sqlite3.Connection, before: _Before, labels: dict[tuple[str, str], str], *, shown: bool) -> None:
    """Bring the counts and labels of the values up to date that the document has or had."""
    connection.execute("UPDATE search_state SET shown = shown + ? WHERE one = 1", (shown - before.shown,))
    changes = []
    for value in {**before.labels, **labels}:
        more = (value in labels and shown) - (value in before.labels and before.shown)
        if more or before.labels.get(value) != labels.get(value):
            changes.append((*value, more))
    connection.executemany(
        "INSERT INTO search_values (field, value, label, count)"
        " SELECT field, value, coalesce(nullif(label, ''), value), ?3 FROM search_facets"
        " WHERE field = ?1 AND value = ?2 ORDER BY document LIMIT 1"
        " ON CONFLICT DO UPDATE SET label = excluded.label, count = count + excluded.count",
        changes,
    )
    connection.executemany(
        "DELETE FROM search_values WHERE field = ?1 AND value = ?2"
        " AND NOT EXISTS (SELECT 1 FROM search_facets WHERE field = ?1 AND value = ?2)",
        [value for value in before.labels if value not in labels],
    )


def _values(model: Model, version: Version, card: Card) -> Iterator[tuple[str, str]]:
    """Every value a filter can ask for, with the field it belongs to."""
    manifest = version.manifest
    single = {
        "task": manifest.task, "framework": manifest.framework, "license": _license(manifest, card),
        "notebook": manifest.notebook.path if manifest.notebook else "", "stage": version.stage,
        "domain": manifest.domain, "risk": _answer(card, "risk"),
        "architecture": manifest.architecture, "family": manifest.family, "source": model.source_id,
        "hardware": manifest.resources.hardware if manifest.resources else "",
    }  # fmt: skip
    many = {
        "model": (model.name, model.title),
        "owner": (model.owner, manifest.source.name if manifest.source else ""),
        "from": tuple(_made_from(manifest)),
        "tag": model.tags,
        "dataset": _datasets(manifest),
        "language": manifest.languages,
        "alias": tuple(model.aliases),
        "format": tuple(artifact.format for artifact in manifest.artifacts if artifact.format not in BESIDE),
        "has": tuple(_parts(model, manifest, card)),
        "needs": needs(manifest),
    }
    for field, several in (*((field, (value,)) for field, value in single.items()), *many.items()):
        for value in filter(None, several):
            yield from _spelled(field, value[:VALUE])
    for name, param in islice(_params(manifest), PARAMS):
        if not isinstance(param, float):
            yield f"param.{name}", str(param)[:VALUE]
    yield from answered_values(card)


def _spelled(field: str, written: str) -> Iterator[tuple[str, str]]:
    """A value in the one spelling it has here; ``field=`` holds it as it was written when that is another."""
    normal = vocabulary().normal(field, written)
    same = normal == written or key(normal) == key(written)
    yield field, written if same else normal
    if not same:
        yield f"{field}=", written


def _created(model: Model, manifest: Manifest) -> float:
    """When the model was made, in seconds; of an imported one what its source says, infinity for an unknown time."""
    if manifest.source is None:
        return model.created_at.timestamp()
    date = manifest.source.created[:10]
    known = date[:4].isdigit() and is_time(date)
    return period(date, model.created_at)[0] if known else math.inf


def _license(manifest: Manifest, card: Card) -> str:
    return _answer(card, "license") or manifest.license


def _answer(card: Card, field: str) -> str:
    """The answer of a card to a question with one answer, or ""."""
    answer = card.fields.get(field)
    return answer.value if answer and isinstance(answer.value, str) else ""


def _datasets(manifest: Manifest) -> tuple[str, ...]:
    names = [dataset.name for dataset in manifest.datasets] + [metric.dataset for metric in manifest.metrics]
    return tuple(dict.fromkeys(filter(None, names)))


def _made_from(manifest: Manifest) -> Iterator[str]:
    """Data sets, and what links lead to: a version by its ref and by the name of its model."""
    yield from (vocabulary().normal("dataset", name) for name in _datasets(manifest))
    for link in manifest.links:
        yield link.target
        name, _, number = link.target.rpartition(":")
        if number.isdigit():
            yield name


def _parts(model: Model, manifest: Manifest, card: Card) -> Iterator[str]:
    """The parts that are there, for ``has:`` and ``missing:``."""
    there: dict[str, object] = {
        "license": _license(manifest, card), "summary": manifest.summary, "task": manifest.task,
        "framework": manifest.framework, "metrics": manifest.metrics, "params": manifest.params,
        "signature": manifest.signature, "artifacts": manifest.artifacts, "environment": manifest.environment,
        "notebook": manifest.notebook, "dataset": _datasets(manifest), "text": card.text, "tags": model.tags,
        "paper": manifest.source and manifest.source.paper,
    }  # fmt: skip
    numbers = resource_numbers(manifest)
    there |= {
        "parameters": numbers.get("params"),
        "latency": numbers.get("latency"),
        "size": numbers.get("size"),
    }
    yield from (name for name, value in there.items() if value)
    yield from (name for name, answer in card.fields.items() if answer.value)


def _params(manifest: Manifest) -> Iterator[tuple[str, str | float]]:
    """Hyperparameters with one value each: numbers as float, all else as text."""
    for name, value in manifest.params.items():
        plain = identifier(name)
        if not plain:
            continue
        if isinstance(value, bool):
            yield plain, str(value).lower()
        elif isinstance(value, (int, float)):
            yield plain, float(value)
        elif isinstance(value, str):
            yield plain, value


def _numbers(manifest: Manifest) -> Numbers:
    """Name, value, dataset, split, unit and direction of every number a filter can compare."""
    for metric in certain_metrics(manifest):
        for name in metric_names(metric):
            higher = metric_better_high(metric)
            dataset = vocabulary().normal("dataset", metric.dataset)
            yield name, metric.value, key(dataset), key(metric.split), metric.unit, higher
    hardware = manifest.resources.hardware if manifest.resources else ""
    for name, value in resource_numbers(manifest).items():
        yield name, value, key(hardware) if name == "latency" else "", "", "", kind_of(name) == "plain"
    for name, param in islice(_params(manifest), PARAMS):
        if isinstance(param, float):
            yield f"param.{name}", param, "", "", "", True


def _texts(model: Model, version: Version, card: Card) -> dict[str, str]:
    """The text of each column of the word index."""
    manifest = version.manifest
    source = manifest.source
    labels = (
        manifest.task, manifest.domain, manifest.framework, manifest.architecture, manifest.family,
        manifest.model_class, model.owner, source.name if source else "", manifest.license, *model.tags,
        *model.aliases, *_datasets(manifest), *_languages(manifest),
    )  # fmt: skip
    names = [model.name, model.title, model.source_id]
    numbers = [name for metric in manifest.metrics for name in (metric.name, *metric_names(metric))]
    return {
        "name": name_words(" ".join(dict.fromkeys(filter(None, names)))),
        "labels": name_words(" ".join(filter(None, labels))),
        "summary": spaced(prose(manifest.summary)),
        "numbers": spaced(" ".join(dict.fromkeys((*numbers, *map(str, manifest.params))))),
        "body": spaced(" ".join((*_answers(card), card.text[:BODY]))),
    }


def _languages(manifest: Manifest) -> Iterator[str]:
    """The languages by code and by name."""
    for language in manifest.languages:
        yield language
        yield from vocabulary().tables.languages.get(vocabulary().normal("language", language), ())[:2]


def _answers(card: Card) -> Iterator[str]:
    for answer in card.fields.values():
        value: Any = answer.value
        yield value if isinstance(value, str) else " ".join(value)
