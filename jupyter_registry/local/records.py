"""What was recorded about versions after they were published, and who has a model among the favourites."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from .. import types as t
from ..canonical import canonical
from ..errors import Forbidden, Invalid, NotFound, TooLarge

if TYPE_CHECKING:
    from .writing import Writing

SHOWN = 100  # of each noun on a card
KEPT = 10_000  # of each noun about one model
NOUNS: dict[type[t.Part], tuple[str, type[t.Noun]]] = {
    t.Evaluation: ("evaluation", t.RecordedEvaluation),
    t.Check: ("check", t.RecordedCheck),
    t.Deployment: ("deployment", t.RecordedDeployment),
    t.Comment: ("comment", t.RecordedComment),
    t.Reuse: ("reuse", t.RecordedReuse),
}
"""Each thing that is recorded: its name in the table, and the noun that answers it."""
PER_MODEL = ("comment", "reuse")  # shown with every version of the model


def add(writing: Writing, version: t.Version, content: t.Part) -> int:
    """Keep one record about a version and return its sequence."""
    noun = "link" if isinstance(content, t.Link) else NOUNS[type(content)][0]
    (kept,) = writing.db.execute(
        "SELECT count(*) FROM records WHERE model = ? AND noun = ?", (version.model, noun)
    ).fetchone()
    if kept >= KEPT and noun == "reuse":  # the oldest attempt says least
        writing.db.execute(
            "DELETE FROM records WHERE sequence ="
            " (SELECT min(sequence) FROM records WHERE model = ? AND noun = 'reuse')",
            (version.model,),
        )
    elif kept >= KEPT:
        raise TooLarge(f"{version.model} has {kept} {noun}s.", field="ref", fix="Keep them in their own system.")
    body = canonical(content).decode()
    row = (version.model, version.number, noun, body, writing.at, writing.actor.name)
    cursor = writing.db.execute(
        'INSERT INTO records (model, number, noun, body, at, "by") VALUES (?, ?, ?, ?, ?, ?)', row
    )
    return int(cursor.lastrowid or 0)


def add_comment(writing: Writing, version: t.Version, comment: t.Comment) -> int:
    """Keep a comment; the one it answers must be about the same model."""
    if not comment.text.strip():
        raise Invalid("The comment is empty.", field="comment.text", fix="Write something.")
    if comment.reply_to is not None:
        _comment(writing.db, version.model, comment.reply_to, "comment.reply_to")
    return add(writing, version, comment)


def remove_comment(writing: Writing, version: t.Version, sequence: int) -> None:
    """Delete a comment and leave its answers; only its author and stewards may."""
    author = _comment(writing.db, version.model, sequence, "sequence")
    if author != writing.actor.name and writing.actor.role != "steward":
        raise Forbidden(f"The comment is by {author}.", field="sequence", fix="Ask a steward to take it away.")
    writing.db.execute("DELETE FROM records WHERE sequence = ?", (sequence,))


def _comment(db: sqlite3.Connection, model: str, sequence: int, field: str) -> str:
    row = db.execute(
        'SELECT "by" FROM records WHERE sequence = ? AND model = ? AND noun = ?', (sequence, model, "comment")
    ).fetchone()
    if row is None:
        raise NotFound(f"{model} has no comment {sequence}.", field=field, fix="It may have been taken away.")
    return str(row[0])


def set_star(writing: Writing, model: str, *, starred: bool) -> None:
    """Put a model among the actor's favourites, or take it out."""
    change = "INSERT OR IGNORE INTO stars (model, actor) VALUES (?, ?)"
    writing.db.execute(
        change if starred else "DELETE FROM stars WHERE model = ? AND actor = ?", (model, writing.actor.name)
    )


def of_version(db: sqlite3.Connection, version: t.Version, actor: str) -> t.Records:
    """All that was recorded about a version, newest first."""
    stars, starred = db.execute(
        "SELECT count(*), ifnull(sum(actor = ?), 0) FROM stars WHERE model = ?", (actor, version.model)
    ).fetchone()
    return t.Records(
        evaluations=tuple(_recorded(db, version, t.Evaluation)),
        checks=tuple(_recorded(db, version, t.Check)),
        deployments=tuple(_recorded(db, version, t.Deployment)),
        comments=tuple(_recorded(db, version, t.Comment)),
        reuse=_reuse(db, version),
        starred=bool(starred),
        stars=stars,
    )


def _recorded(db: sqlite3.Connection, version: t.Version, part: type[t.Part], limit: int = SHOWN) -> Iterator[Any]:
    noun, recorded = NOUNS[part]
    rows = db.execute(
        'SELECT sequence, number, at, "by", body FROM records WHERE model = ?1 AND noun = ?2'
        " AND (number = ?3 OR ?4) ORDER BY sequence DESC LIMIT ?5",
        (version.model, noun, version.number, noun in PER_MODEL, limit),
    )
    for sequence, number, at, by, body in rows:
        content = msgspec.json.decode(body, type=part)
        yield msgspec.convert(
            {"sequence": sequence, "number": number, "at": at, "by": by, noun: content}, recorded, from_attributes=True
        )


def _reuse(db: sqlite3.Connection, version: t.Version) -> t.ReuseSummary:
    loaded, refused, failed, people, last_at = db.execute(
        "SELECT ifnull(sum(outcome = 'loaded'), 0), ifnull(sum(outcome = 'refused'), 0),"
        " ifnull(sum(outcome = 'failed'), 0), count(DISTINCT actor), max(at) FROM"
        " (SELECT ifnull(json_extract(body, '$.outcome'), 'loaded') AS outcome, \"by\" AS actor, at FROM records"
        " WHERE model = ? AND noun = 'reuse')",
        (version.model,),
    ).fetchone()
    recent = tuple(_recorded(db, version, t.Reuse, 5))
    counts = {"loaded": loaded, "refused": refused, "failed": failed, "people": people, "last_at": last_at}
    return msgspec.convert({**counts, "recent": recent}, t.ReuseSummary, from_attributes=True)


def used_by_others(db: sqlite3.Connection, version: t.Version) -> str:
    """In words, what somebody other than its author did with a version; "" when nothing."""
    row = db.execute(
        'SELECT noun, "by" FROM records WHERE model = ? AND number = ? AND "by" != ? ORDER BY sequence LIMIT 1',
        (version.model, version.number, version.published_by),
    ).fetchone()
    if row is None:
        row = db.execute(
            "SELECT 'a link', ref FROM links WHERE target = ? LIMIT 1",
            (f"{version.model}:{version.number}",),
        ).fetchone()
    return f"{row[0]} by {row[1]}" if row else ""


def evaluated(db: sqlite3.Connection, version: t.Version) -> t.Version:
    """The version with the metrics of its evaluations among its own; the newest of a dataset and split counts."""
    rows = db.execute(
        "SELECT body FROM records WHERE model = ? AND number = ? AND noun = 'evaluation' ORDER BY sequence DESC",
        (version.model, version.number),
    )
    found: dict[tuple[str, str, str], t.Metric] = {}
    for (body,) in rows:
        for metric in msgspec.json.decode(body, type=t.Evaluation).metrics:
            found.setdefault(_place(metric), metric)
    if not found:
        return version
    own = tuple(metric for metric in version.manifest.metrics if _place(metric) not in found)
    manifest = msgspec.structs.replace(version.manifest, metrics=(*found.values(), *own))
    return msgspec.structs.replace(version, manifest=manifest)


def _place(metric: t.Metric) -> tuple[str, str, str]:
    return metric.key or metric.name, metric.dataset, metric.split
