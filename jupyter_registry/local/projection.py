"""Writes one search document per model, in the transaction that changes the model."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec

from ..hits import hit, metric_better_high, metric_names, resource_numbers
from ..search.fields import kind_of
from ..search.words import identifier, key, name_words, spaced
from ..types import Card, Manifest, Model, Version
from .search_schema import WORD_COLUMNS

PARAMS = 64  # of one model, that can be searched by value
VALUE = 200  # characters of one facet value
BODY = 24_000  # characters of card text that are indexed

Numbers = Iterator[tuple[str, float, str, str, str, bool]]


def project(connection: sqlite3.Connection, model: Model, version: Version, card: Card) -> None:
    """Replace the one document of ``model`` by what ``version`` and ``card`` say."""
    document = _remove(connection, model.name)
    retired = version.stage == "retired"
    found = hit(model, version, card)
    cursor = connection.execute(
        "INSERT INTO search_documents (id, model, source, retired, created, updated, change, hit)"
        " VALUES (?, ?, ?, ?, ?, ?, (SELECT change FROM search_state), ?)",
        (
            document, model.name, model.source_id, retired, model.created_at.timestamp(),
            model.updated_at.timestamp(), msgspec.json.encode(found).decode(),
        ),
    )  # fmt: skip
    document = int(cursor.lastrowid or 0)
    numbers = list(_numbers(version.manifest))
    values = dict.fromkeys(_values(model, version, card))
    values.update(dict.fromkeys(("number", name) for name, *_ in numbers))
    _write_values(connection, document, values, shown=not retired)
    connection.executemany(
        "INSERT INTO search_numbers (name, value, dataset, split, unit, higher, document) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(*number, document) for number in numbers],
    )
    texts = _texts(model, version, card)
    columns = ", ".join(WORD_COLUMNS)
    connection.execute(
        f"INSERT INTO search_index (rowid, {columns}) VALUES (?, ?, ?, ?, ?, ?)",
        (document, *(texts[column] for column in WORD_COLUMNS)),
    )


def clear(connection: sqlite3.Connection) -> None:
    """Empty all search tables."""
    for table in ("search_documents", "search_index", "search_facets", "search_values", "search_numbers"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE search_state SET generation = hex(randomblob(16)), shown = 0")


def _remove(connection: sqlite3.Connection, model: str) -> int | None:
    """Take the document of ``model`` away and return its id, for the next one to keep."""
    connection.execute("UPDATE search_state SET change = change + 1 WHERE one = 1")
    found = connection.execute("SELECT id, retired FROM search_documents WHERE model = ?", (model,)).fetchone()
    if found is None:
        return None
    document, retired = int(found[0]), bool(found[1])
    if not retired:
        _uncount(connection, document)
    for table, column in (
        ("search_documents", "id"),
        ("search_index", "rowid"),
        ("search_facets", "document"),
        ("search_numbers", "document"),
    ):
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (document,))
    return document


def _uncount(connection: sqlite3.Connection, document: int) -> None:
    """Take the values of a document that was shown out of the counts."""
    rows = connection.execute("SELECT field, value FROM search_facets WHERE document = ?", (document,)).fetchall()
    connection.executemany("UPDATE search_values SET count = count - 1 WHERE field = ? AND value = ?", rows)
    connection.execute("UPDATE search_state SET shown = shown - 1 WHERE one = 1")


def _write_values(
    connection: sqlite3.Connection, document: int, values: dict[tuple[str, str], None], *, shown: bool
) -> None:
    connection.execute("UPDATE search_state SET shown = shown + ? WHERE one = 1", (int(shown),))
    rows = {(field, key(label)): label for field, label in values if key(label)}
    connection.executemany(
        "INSERT INTO search_values (field, value, label, count) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET count = count + excluded.count",
        [(field, value, label, int(shown)) for (field, value), label in rows.items()],
    )
    connection.executemany(
        "INSERT INTO search_facets (field, value, document) VALUES (?, ?, ?)",
        [(field, value, document) for field, value in rows],
    )


def _values(model: Model, version: Version, card: Card) -> Iterator[tuple[str, str]]:
    """Every value a filter can ask for, with the field it belongs to."""
    manifest = version.manifest
    single = {
        "task": manifest.task, "framework": manifest.framework, "license": _license(manifest, card),
        "owner": model.owner, "stage": version.stage, "domain": manifest.domain,
        "architecture": manifest.architecture, "family": manifest.family, "model": model.name,
        "source": model.source_id,
    }  # fmt: skip
    many = {
        "tag": model.tags,
        "dataset": _datasets(manifest),
        "language": manifest.languages,
        "alias": tuple(model.aliases),
        "format": tuple(artifact.format for artifact in manifest.artifacts),
        "has": tuple(_parts(model, manifest, card)),
    }
    for field, value in single.items():
        if value:
            yield field, value[:VALUE]
    for field, several in many.items():
        for value in several:
            if value:
                yield field, value[:VALUE]
    for name, param in islice(_params(manifest), PARAMS):
        if not isinstance(param, float):
            yield f"param.{name}", str(param)[:VALUE]


def _license(manifest: Manifest, card: Card) -> str:
    answer = card.fields.get("license")
    return answer.value if answer and isinstance(answer.value, str) and answer.value else manifest.license


def _datasets(manifest: Manifest) -> tuple[str, ...]:
    names = [dataset.name for dataset in manifest.datasets] + [metric.dataset for metric in manifest.metrics]
    return tuple(dict.fromkeys(filter(None, names)))


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
    for metric in manifest.metrics:
        for name in metric_names(metric):
            higher = metric_better_high(metric)
            yield name, metric.value, key(metric.dataset), key(metric.split), metric.unit, higher
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
        manifest.model_class, model.owner, manifest.license, *manifest.languages, *model.tags, *model.aliases,
        *_datasets(manifest),
    )  # fmt: skip
    names = [model.name, model.title, model.source_id, source.name if source else ""]
    numbers = [name for metric in manifest.metrics for name in (metric.name, *metric_names(metric))]
    return {
        "name": name_words(" ".join(dict.fromkeys(filter(None, names)))),
        "labels": name_words(" ".join(filter(None, labels))),
        "summary": spaced(manifest.summary),
        "numbers": spaced(" ".join(dict.fromkeys((*numbers, *map(str, manifest.params))))),
        "body": spaced(" ".join((*_answers(card), card.text[:BODY]))),
    }


def _answers(card: Card) -> Iterator[str]:
    for answer in card.fields.values():
        value: Any = answer.value
        yield value if isinstance(value, str) else " ".join(value)
