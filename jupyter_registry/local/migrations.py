"""The schema as an append-only list of named steps; a step that was released is never edited.

``sqlite.SCHEMA`` is their number. Timestamps are ISO texts in UTC, ``tags``, ``fields`` and ``request`` are JSON.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from .search_schema import create_search_tables, drop_search_tables

migrations = Migrations("jupyter_registry")

CATALOGUE = """
CREATE TABLE models (
    name TEXT PRIMARY KEY, title TEXT NOT NULL, owner TEXT NOT NULL, tags TEXT NOT NULL DEFAULT '[]',
    source_id TEXT NOT NULL DEFAULT '', created_at TEXT NOT NULL, updated_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX models_source ON models (source_id) WHERE source_id != '';
CREATE TABLE manifests (digest TEXT PRIMARY KEY, manifest TEXT NOT NULL);
CREATE TABLE versions (
    model TEXT NOT NULL REFERENCES models (name), number INTEGER NOT NULL CHECK (number > 0),
    digest TEXT NOT NULL REFERENCES manifests (digest), stage TEXT NOT NULL, stage_reason TEXT NOT NULL DEFAULT '',
    stage_before TEXT NOT NULL DEFAULT '', published_at TEXT NOT NULL, published_by TEXT NOT NULL,
    PRIMARY KEY (model, number)
) WITHOUT ROWID;
CREATE TABLE aliases (
    model TEXT NOT NULL, alias TEXT NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY (model, alias), FOREIGN KEY (model, number) REFERENCES versions (model, number)
) WITHOUT ROWID;
CREATE TABLE card_edits (
    model TEXT NOT NULL, number INTEGER NOT NULL, revision INTEGER NOT NULL, fields TEXT NOT NULL, text TEXT,
    edited_by TEXT NOT NULL, PRIMARY KEY (model, number),
    FOREIGN KEY (model, number) REFERENCES versions (model, number)
) WITHOUT ROWID;
CREATE TABLE requests (request_id TEXT PRIMARY KEY, digest TEXT NOT NULL, reply TEXT NOT NULL, at TEXT NOT NULL);
CREATE INDEX requests_at ON requests (at);
CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, verb TEXT NOT NULL, model TEXT NOT NULL,
    request TEXT NOT NULL, previous_hash TEXT NOT NULL, hash TEXT NOT NULL
);
CREATE INDEX audit_model ON audit (model, sequence);
"""
FOREVER = """
CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table}
BEGIN SELECT raise(ABORT, '{table} are never changed'); END
"""
VERSIONS = """
CREATE TRIGGER versions_no_UPDATE BEFORE UPDATE OF model, number, digest, published_at, published_by ON versions
BEGIN SELECT raise(ABORT, 'versions are never changed'); END
"""
RECORDED = """
ALTER TABLE versions ADD COLUMN recorded INTEGER NOT NULL DEFAULT 0;
UPDATE versions SET recorded = ifnull((
    SELECT min(sequence) FROM audit WHERE at = published_at AND actor = published_by AND (verb = 'import-cards'
    OR verb = 'publish' AND model = versions.model AND json_extract(request, '$.number') = number)
), 0);
CREATE TRIGGER versions_no_new_record BEFORE UPDATE OF recorded ON versions
BEGIN SELECT raise(ABORT, 'versions are never changed'); END;
"""


def _run(db: Database, script: str) -> None:
    for statement in filter(None, map(str.strip, script.split(";\n"))):
        db.execute(statement)  # not executescript: that would commit first


@migrations()
def m001_catalogue(db: Database) -> None:
    """Models, versions, manifests, aliases, edits, requests and the audit log."""
    _run(db, CATALOGUE)
    for table in ("manifests", "audit"):
        for act in ("UPDATE", "DELETE"):
            db.execute(FOREVER.format(table=table, act=act))


SEARCHES = """
CREATE TABLE saved_searches (
    actor TEXT NOT NULL, name TEXT NOT NULL, q TEXT NOT NULL, saved_at TEXT NOT NULL, seen_at TEXT NOT NULL,
    PRIMARY KEY (actor, name)
) WITHOUT ROWID;
CREATE TABLE search_log (
    q TEXT PRIMARY KEY, times INTEGER NOT NULL, total INTEGER NOT NULL, last_at TEXT NOT NULL, taken TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX search_log_last ON search_log (last_at);
"""


@migrations()
def m002_search(db: Database) -> None:
    """The tables that search reads; rebuilt from the catalogue by Reindex."""
    create_search_tables(db.conn)


@migrations()
def m003_searches(db: Database) -> None:
    """What people keep and what was searched for."""
    _run(db, SEARCHES)


@migrations()
def m004_versions(db: Database) -> None:
    """What was published about a version is never changed; its stage may be."""
    db.execute(VERSIONS)
    db.execute(FOREVER.format(table="versions", act="DELETE"))


@migrations()
def m005_labels(db: Database) -> None:
    """Search tables in which each document keeps its labels; filled after the last step."""
    drop_search_tables(db.conn)
    create_search_tables(db.conn)


@migrations()
def m006_recorded(db: Database) -> None:
    """Each version knows the audit entry that recorded it."""
    _run(db, RECORDED)


@migrations()
def m007_spellings(db: Database) -> None:
    """Search tables with one spelling for each value, and vectors of meaning; filled after the last step."""
    drop_search_tables(db.conn)
    create_search_tables(db.conn)


@migrations()
def m008_changes(db: Database) -> None:
    """What a search keeps in memory of each document is read from an index, without the documents."""
    db.execute("DROP INDEX search_documents_change")
    db.execute("CREATE INDEX search_documents_change ON search_documents (change, retired, updated, created)")


RECORDS = """
CREATE TABLE records (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, model TEXT NOT NULL, number INTEGER NOT NULL, noun TEXT NOT NULL,
    body TEXT NOT NULL, at TEXT NOT NULL, "by" TEXT NOT NULL,
    FOREIGN KEY (model, number) REFERENCES versions (model, number)
);
CREATE INDEX records_model ON records (model, noun, number);
CREATE TABLE stars (
    model TEXT NOT NULL REFERENCES models (name), actor TEXT NOT NULL, PRIMARY KEY (model, actor)
) WITHOUT ROWID;
CREATE INDEX stars_actor ON stars (actor, model);
CREATE TABLE links (
    ref TEXT NOT NULL, relation TEXT NOT NULL, target TEXT NOT NULL, noun TEXT NOT NULL,
    PRIMARY KEY (ref, relation, target)
) WITHOUT ROWID;
CREATE INDEX links_target ON links (target);
ALTER TABLE versions ADD COLUMN sunset_on TEXT;
ALTER TABLE versions ADD COLUMN replacement TEXT NOT NULL DEFAULT '';
"""


@migrations()
def m009_records(db: Database) -> None:
    """What is recorded about versions after publishing, favourites, and the lineage; filled after the last step."""
    _run(db, RECORDS)


SCHEMA = """
CREATE TABLE card_fields (
    name TEXT PRIMARY KEY, definition TEXT NOT NULL, revision INTEGER NOT NULL, removed INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE practices (
    name TEXT NOT NULL, revision INTEGER NOT NULL, practice TEXT NOT NULL, at TEXT NOT NULL, "by" TEXT NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (name, revision)
) WITHOUT ROWID;
"""


@migrations()
def m010_card_schema(db: Database) -> None:
    """Fields that an organisation adds to its cards, and the good practices it keeps."""
    _run(db, SCHEMA)


BENCHMARKS = """
CREATE TABLE benchmarks (
    id INTEGER PRIMARY KEY, dataset TEXT NOT NULL, metric TEXT NOT NULL, split TEXT NOT NULL, scenario TEXT NOT NULL,
    label TEXT NOT NULL, models INTEGER NOT NULL DEFAULT 0, higher INTEGER NOT NULL DEFAULT 0,
    UNIQUE (dataset, metric, split, scenario)
);
CREATE INDEX benchmarks_models ON benchmarks (models DESC, dataset, metric, split, scenario);
CREATE TABLE measurements (
    benchmark INTEGER NOT NULL REFERENCES benchmarks (id), value REAL NOT NULL, model TEXT NOT NULL,
    higher INTEGER NOT NULL, at REAL NOT NULL, PRIMARY KEY (benchmark, value, model)
) WITHOUT ROWID;
CREATE INDEX measurements_model ON measurements (model);
CREATE TRIGGER measurements_added AFTER INSERT ON measurements BEGIN
    UPDATE benchmarks SET models = models + 1, higher = higher + new.higher WHERE id = new.benchmark; END;
CREATE TRIGGER measurements_gone AFTER DELETE ON measurements BEGIN
    UPDATE benchmarks SET models = models - 1, higher = higher - old.higher WHERE id = old.benchmark; END;
"""


@migrations()
def m011_benchmarks(db: Database) -> None:
    """Where models stand among others; filled after the last step."""
    _run(db, BENCHMARKS)
