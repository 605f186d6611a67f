"""The organisation's own fields of a card, its good practices, and the audit of both and of tags."""

from __future__ import annotations

import difflib
import sqlite3
from collections import Counter
from collections.abc import Iterator

import msgspec

from .. import card_schema, refs
from .. import types as t
from ..cards import answered
from ..errors import NotFound, TooLarge
from ..limits import TAGS
from ..search.words import key
from ..types.card_schema import FOLLOWS
from . import catalogue
from .writing import Writing

FIELDS = 64  # of one organisation
PRACTICES = 1_000
NEAR = 0.88  # likeness from which two tags may be the same


def schema(db: sqlite3.Connection) -> t.CardSchema:
    """The fields that cards have here."""
    rows = db.execute("SELECT definition, revision, removed FROM card_fields ORDER BY name").fetchall()
    own = [
        t.DefinedField(
            definition=msgspec.json.decode(definition, type=t.FieldDefinition), standard=False, since=revision
        )
        for definition, revision, removed in rows
        if not removed
    ]
    return card_schema.schema_of(own, max((revision for _, revision, _ in rows), default=0))


def define(writing: Writing, field: t.FieldDefinition) -> None:
    """Add a field or give it another form."""
    card_schema.check_definition(field)
    now = schema(writing.db)
    own = [known.definition.name for known in now.fields if not known.standard]
    if field.name not in own and len(own) >= FIELDS:
        raise TooLarge(f"There are {len(own)} fields already.", field="field", fix="Remove one that nobody answers.")
    row = (field.name, msgspec.json.encode(field).decode(), now.revision + 1)
    writing.db.execute("INSERT OR REPLACE INTO card_fields (name, definition, revision) VALUES (?, ?, ?)", row)
    _tell_searches(writing)


def remove(writing: Writing, name: str) -> None:
    """Ask for a field no more."""
    now = schema(writing.db)
    if not any(field.definition.name == name and not field.standard for field in now.fields):
        raise NotFound(f'There is no field "{name[:40]}" of your own.', field="name", fix="See get-card-schema.")
    writing.db.execute("UPDATE card_fields SET removed = 1, revision = ? WHERE name = ?", (now.revision + 1, name))
    _tell_searches(writing)


def _tell_searches(writing: Writing) -> None:
    """A query can ask for other fields now: what processes remember of the search tables is read anew."""
    writing.db.execute("UPDATE search_state SET change = change + 1 WHERE one = 1")


def add_practice(writing: Writing, practice: t.Practice) -> None:
    """Keep a practice as the next edition under its name."""
    refs.check_name(practice.name, "practice.name")
    (count,) = writing.db.execute("SELECT count(DISTINCT name) FROM practices WHERE NOT removed").fetchone()
    if count >= PRACTICES:
        raise TooLarge(f"There are {count} practices already.", field="practice", fix="Remove some.")
    (last,) = writing.db.execute(
        "SELECT ifnull(max(revision), 0) FROM practices WHERE name = ?", (practice.name,)
    ).fetchone()
    row = (practice.name, last + 1, msgspec.json.encode(practice).decode(), writing.at, writing.actor.name)
    writing.db.execute('INSERT INTO practices (name, revision, practice, at, "by") VALUES (?, ?, ?, ?, ?)', row)


def remove_practice(writing: Writing, name: str) -> None:
    """Take a practice out of the list."""
    changed = writing.db.execute("UPDATE practices SET removed = 1 WHERE name = ? AND NOT removed", (name,)).rowcount
    if not changed:
        raise NotFound(f'There is no practice "{name[:40]}".', field="name", fix="See list-practices.")


def practices(db: sqlite3.Connection, limit: int) -> t.PracticeList:
    """The newest edition of each practice, those that most models follow first."""
    rows = db.execute(
        "SELECT practice, max(revision), at, \"by\", (SELECT count(DISTINCT substr(ref, 1, instr(ref, ':') - 1))"
        " FROM links WHERE target = practices.name AND relation = ?) AS models"
        " FROM practices WHERE NOT removed GROUP BY name ORDER BY models DESC, name LIMIT ?",
        (FOLLOWS, limit),
    )
    return t.PracticeList(
        practices=tuple(
            msgspec.convert(
                {
                    "practice": msgspec.json.decode(practice, type=t.Practice),
                    "revision": revision,
                    "models": models,
                    "at": at,
                    "by": by,
                },
                t.RecordedPractice,
                from_attributes=True,
            )
            for practice, revision, at, by, models in rows
        )
    )


def audit(db: sqlite3.Connection) -> t.CardAudit:
    """How well the newest versions' cards are filled, and how tags are used; reads every model."""
    now = schema(db)
    filled: Counter[str] = Counter()
    unfit: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    models = 0
    for (name,) in db.execute("SELECT model FROM search_documents WHERE NOT retired ORDER BY id").fetchall():
        models += 1
        tags.update(catalogue.model(db, name).tags)
        version = catalogue.resolve(db, name)
        card = catalogue.card(db, version)
        for field in now.fields:
            definition = field.definition
            answer = card.fields.get(definition.name)
            if answer and card_schema.fault_of(definition, answer.value):
                unfit[definition.name] += 1
            elif answered(version.manifest, card, definition.name):
                filled[definition.name] += 1
    fields = [
        t.FieldFill(
            name=field.definition.name,
            label=field.definition.label,
            standard=field.standard,
            answered=filled[field.definition.name],
            unfit=unfit[field.definition.name],
            models=models,
            fix=_fix(field, filled[field.definition.name], models),
        )
        for field in now.fields
    ]
    fields.sort(key=lambda fill: fill.answered)
    rare = tuple(t.TagUse(tag=tag, models=1) for tag, count in sorted(tags.items()) if count == 1)
    return t.CardAudit(models=models, fields=tuple(fields), tags=rare, clusters=tuple(clusters(tags)))


def _fix(field: t.DefinedField, filled: int, models: int) -> str:
    name = field.definition.name
    if filled == models:
        return ""
    if not filled and not field.standard:
        return f"Nobody answers it: jupyter-registry remove-field {name}"
    return f"Find them: missing:{name}"


def clusters(tags: Counter[str]) -> Iterator[t.TagCluster]:
    """Tags that are the same but for case, signs or a letter, most used first."""
    left = sorted(tags, key=lambda tag: (-tags[tag], tag))
    while left:
        into = left.pop(0)
        near = [tag for tag in left if _same(into, tag)]
        left = [tag for tag in left if tag not in near]
        if near:
            uses = tuple(t.TagUse(tag=tag, models=tags[tag]) for tag in near)
            yield t.TagCluster(into=into, tags=uses)


def _same(one: str, other: str) -> bool:
    first, second = key(one), key(other)
    if first == second:
        return True
    plain = first.replace(" ", "").replace("-", "").replace("_", "")
    other_plain = second.replace(" ", "").replace("-", "").replace("_", "")
    if plain == other_plain or plain == other_plain + "s" or other_plain == plain + "s":
        return True
    if any(letter.isdigit() for letter in plain + other_plain) or abs(len(plain) - len(other_plain)) > 2:
        return False  # "yolov5" and "yolov8" are not the same
    return len(plain) > 5 and difflib.SequenceMatcher(None, plain, other_plain).ratio() >= NEAR


def merge_tags(writing: Writing, tags: tuple[str, ...], into: str, *, dry_run: bool) -> t.MergedTags:
    """Replace tags by one on every model that has them."""
    from .writes import checked_tags

    (wanted,) = checked_tags((into,))
    changed = []
    for name, stored in writing.db.execute("SELECT name, tags FROM models ORDER BY name").fetchall():
        held = msgspec.json.decode(stored, type=tuple[str, ...])
        if not set(held) & set(tags):
            continue
        changed.append(name)
        if not dry_run:
            merged = checked_tags(tuple(wanted if tag in tags else tag for tag in held)[:TAGS])
            writing.db.execute(
                "UPDATE models SET tags = ? WHERE name = ?", (msgspec.json.encode(merged).decode(), name)
            )
            writing.touch(name)
    return t.MergedTags(into=wanted, models=tuple(changed), done=not dry_run)
