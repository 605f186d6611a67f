"""The graph of what versions were made from and where they are used.

The table ``links`` is a projection of versions and of links added later.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

import msgspec

from .. import limits, refs
from .. import types as t
from ..errors import Conflict, Invalid, NotFound, RegistryError
from ..search.vocabulary import vocabulary
from ..types.card_schema import FOLLOWS
from . import catalogue

if TYPE_CHECKING:
    from .writing import Writing

EVALUATED = ("test", "validation", "val", "dev", "eval")
DATA_RELATIONS = ("trained-on", "evaluated-on", "uses-features")
P = TypeVar("P", bound=t.Part)
Noun = Literal["version", "data", "source", "deployment", "consumer"]


class _Row(NamedTuple):
    """One row of ``links``."""

    ref: str
    relation: str
    target: str
    noun: Noun


def write_links(db: sqlite3.Connection, version: t.Version) -> None:
    """Write the links of a version anew: those it was published with and those added later."""
    ref = f"{version.model}:{version.number}"
    later = _bodies(db, version, "link", t.Link)
    evaluations = _bodies(db, version, "evaluation", t.Evaluation)
    rows = [
        *_of_manifest(db, ref, version.manifest),
        *(_row(db, ref, link) for link in later),
        *(row for evaluation in evaluations for row in _measured(ref, evaluation.metrics)),
    ]
    db.execute("DELETE FROM links WHERE ref = ?", (ref,))
    db.executemany("INSERT OR IGNORE INTO links (ref, relation, target, noun) VALUES (?, ?, ?, ?)", rows)


def _bodies(db: sqlite3.Connection, version: t.Version, noun: str, part: type[P]) -> list[P]:
    rows = db.execute(
        "SELECT body FROM records WHERE model = ? AND number = ? AND noun = ?", (version.model, version.number, noun)
    )
    return [msgspec.json.decode(body, type=part) for (body,) in rows]


def rebuild(db: sqlite3.Connection) -> None:
    """Write the links of all versions anew."""
    db.execute("DELETE FROM links")
    shown = "SELECT model, number FROM versions WHERE stage != ? ORDER BY model, number"
    for model, number in db.execute(shown, (catalogue.WITHDRAWN,)).fetchall():
        write_links(db, catalogue.version(db, model, number))


def pinned(db: sqlite3.Connection, link: t.Link) -> t.Link:
    """The link with the number of the version that its target means now, so that it means the same later."""
    row = _row(db, "", link)
    return msgspec.structs.replace(link, target=row.target) if row.noun == "version" else link


def with_later_links(db: sqlite3.Connection, version: t.Version) -> t.Version:
    """The version with the links that were added later among its own."""
    later = _bodies(db, version, "link", t.Link)
    if not later:
        return version
    manifest = msgspec.structs.replace(version.manifest, links=(*version.manifest.links, *later))
    return msgspec.structs.replace(version, manifest=manifest)


def check_links(db: sqlite3.Connection, ref: str, links: Iterable[t.Link], field: str) -> None:
    """Raise ``Conflict`` when one of ``links`` would make ``ref`` its own ancestor, ``Invalid`` when it is empty."""
    for place, link in enumerate(links):
        if not link.relation.strip() or not link.target.strip():
            raise Invalid(
                "A link needs a relation and a target.",
                field=f"{field}[{place}]",
                fix='Write relation "derived-from" and a ref, for instance.',
            )
        row = _row(db, ref, link)
        if row.noun == "version" and _reaches(db, row.target, ref):
            raise Conflict(
                f"{row.target} is itself made from {ref}; a lineage has no circles.",
                field=f"{field}[{place}].target",
                fix="Name the version it was made from, or turn the link round.",
            )


def _reaches(db: sqlite3.Connection, start: str, end: str) -> bool:
    found = db.execute(
        "WITH RECURSIVE above (ref) AS (SELECT ?1 UNION SELECT target FROM links JOIN above USING (ref)"
        " WHERE noun = 'version') SELECT 1 FROM above WHERE ref = ?2",
        (start, end),
    )
    return found.fetchone() is not None


def add_link(writing: Writing, version: t.Version, link: t.Link) -> None:
    """Add a link to a version that was published without it."""
    from . import records

    ref = f"{version.model}:{version.number}"
    check_links(writing.db, ref, (link,), "link")
    records.add(writing, version, pinned(writing.db, link))
    write_links(writing.db, version)


def remove_link(writing: Writing, version: t.Version, link: t.Link) -> None:
    """Take a link away that was added later; its target may be named as it was then or as the lineage names it."""
    ref = f"{version.model}:{version.number}"
    alike = {(link.relation, target) for target in (link.target.strip(), _row(writing.db, ref, link).target)}
    rows = writing.db.execute(
        "SELECT sequence, body FROM records WHERE model = ? AND number = ? AND noun = 'link'",
        (version.model, version.number),
    ).fetchall()
    added = [(sequence, _row(writing.db, ref, msgspec.json.decode(body, type=t.Link))) for sequence, body in rows]
    found = [(sequence,) for sequence, row in added if (row.relation, row.target) in alike]
    if not found:
        raise _not_added(writing.db, ref, alike)
    writing.db.executemany("DELETE FROM records WHERE sequence = ?", found)
    write_links(writing.db, version)


def _not_added(db: sqlite3.Connection, ref: str, alike: set[tuple[str, str]]) -> RegistryError:
    """Why a link cannot be taken away that nobody added."""
    if any((row.relation, row.target) in alike for row in _rows(db, "ref = ?", ref, limits.NODES)):
        return Conflict(
            f"{ref} was published or evaluated with this link; it stays.",
            field="link",
            fix="Publish a version without it.",
        )
    return NotFound(f"{ref} has no such link.", field="link", fix="See get-lineage.")


def of_version(db: sqlite3.Connection, ref: str, steps: int, limit: int) -> t.Lineage:
    """The nodes within ``steps`` links of a version, in the order of their distance."""
    if not 1 <= steps <= limits.DEPTH:
        raise Invalid(f"steps is {steps}.", field="steps", fix=f"Use 1 to {limits.DEPTH}.")
    if not 1 <= limit <= limits.NODES:
        raise Invalid(f"limit is {limit}.", field="limit", fix=f"Use 1 to {limits.NODES}.")
    version = catalogue.resolve(db, ref)
    start = f"{version.model}:{version.number}"
    nouns: dict[str, Noun] = {start: "version"}
    links: dict[t.LineageLink, None] = {}
    frontier, cut = [start], False
    for _ in range(steps):
        reached: list[str] = []
        for name in frontier:
            for row in _around(db, name, nouns[name], limit):
                other = row.target if row.ref == name else row.ref
                if other not in nouns:
                    if len(nouns) == limit:
                        cut = True
                        continue
                    nouns[other] = row.noun if other == row.target else "version"
                    reached.append(other)
                links[t.LineageLink(start=row.ref, relation=row.relation, end=row.target)] = None
        frontier = reached
    nodes = tuple(_node(db, name, noun) for name, noun in nouns.items())
    return t.Lineage(ref=start, nodes=nodes, links=tuple(links), cut=cut)


def _around(db: sqlite3.Connection, name: str, noun: Noun, limit: int) -> Iterator[_Row]:
    """The links from and to a version, at most ``limit`` of each kind; data leads on to no other model made from it."""
    if noun == "version":
        yield from _rows(db, "ref = ?", name, limit)
        yield from _uses(db, name, limit)
        yield from _rows(db, "target = ?", name, limit)


def _rows(db: sqlite3.Connection, where: str, name: str, limit: int) -> Iterator[_Row]:
    found = db.execute(f"SELECT ref, relation, target, noun FROM links WHERE {where} LIMIT ?", (name, limit + 1))
    return map(_Row._make, found.fetchall())


def _uses(db: sqlite3.Connection, ref: str, limit: int) -> Iterator[_Row]:
    """Where a version is deployed and what loaded it."""
    model, _, number = ref.rpartition(":")
    rows = db.execute(
        "SELECT noun, body FROM records WHERE model = ? AND number = ? AND noun IN ('deployment', 'reuse')"
        " ORDER BY sequence DESC LIMIT ?",
        (model, int(number), limit),
    ).fetchall()
    states: dict[str, str] = {}
    for noun, body in rows:
        if noun == "deployment":
            deployment = msgspec.json.decode(body, type=t.Deployment)
            states.setdefault(deployment.target, deployment.state)  # the newest says how it stands
            continue
        reuse = msgspec.json.decode(body, type=t.Reuse)
        if reuse.outcome == "loaded" and reuse.consumer:
            yield _Row(ref, "loaded-by", reuse.consumer, "consumer")
    yield from (_Row(ref, "deployed-as", target, "deployment") for target, state in states.items() if state == "active")


def _node(db: sqlite3.Connection, name: str, noun: Noun) -> t.LineageNode:
    if noun != "version":
        return t.LineageNode(name=name, noun=noun, label=name.removeprefix("data:"))
    model, _, number = name.rpartition(":")
    row = db.execute(
        "SELECT title, stage FROM versions v JOIN models m ON m.name = v.model WHERE v.model = ? AND v.number = ?",
        (model, int(number)),
    ).fetchone()
    return t.LineageNode(name=name, noun=noun, label=f"{row[0]} {number}", stage=row[1])


def _of_manifest(db: sqlite3.Connection, ref: str, manifest: t.Manifest) -> Iterator[_Row]:
    for link in manifest.links:
        yield _row(db, ref, link)
    for dataset in manifest.datasets:
        relation = "evaluated-on" if dataset.split in EVALUATED else "trained-on"
        yield _Row(ref, relation, data_name(dataset), "data")
    yield from _measured(ref, manifest.metrics)
    if manifest.notebook and manifest.notebook.path:
        yield _Row(ref, "produced-by", manifest.notebook.path, "source")


def _measured(ref: str, metrics: Iterable[t.Metric]) -> Iterator[_Row]:
    return (_Row(ref, "evaluated-on", _named(metric.dataset), "data") for metric in metrics if metric.dataset)


def data_name(dataset: t.Dataset) -> str:
    """The id of a dataset in lineages: its purl, else its name in the vocabulary's one spelling."""
    return dataset.source if dataset.source.startswith("pkg:") else _named(dataset.name)


def _named(dataset: str) -> str:
    return f"data:{vocabulary().normal('dataset', dataset)}"


def _row(db: sqlite3.Connection, ref: str, link: t.Link) -> _Row:
    """A link with its target named in the one way; the ref of a version here gets its number."""
    target = link.target.strip()
    if link.relation == FOLLOWS:  # a model may have the name of a practice
        return _Row(ref, FOLLOWS, target, "source")
    try:
        parsed = refs.parse(target)
        if parsed.number and f"{parsed.name}:{parsed.number}" == ref:
            return _Row(ref, link.relation, ref, "version")
        return _Row(ref, link.relation, f"{parsed.name}:{catalogue.number_of(db, parsed)}", "version")
    except RegistryError:  # a thing outside
        noun: Noun = "data" if link.relation in DATA_RELATIONS else "source"
        outside = target.startswith("pkg:") or noun == "source"
        return _Row(ref, link.relation, target if outside else _named(target), noun)
