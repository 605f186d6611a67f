"""The tables a search reads: one document per model, its words, values and numbers."""

from __future__ import annotations

import re
import sqlite3

# Columns of the word index with their weights in the ranking.
WORD_COLUMNS = {"name": 10.0, "labels": 5.0, "summary": 4.0, "numbers": 1.0, "body": 1.0}

WEIGHTS = ", ".join(str(weight) for weight in WORD_COLUMNS.values())

TABLES = f"""
CREATE TABLE search_documents (
  id INTEGER PRIMARY KEY,
  model TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  retired INTEGER NOT NULL,
  created REAL NOT NULL,
  updated REAL NOT NULL,
  change INTEGER NOT NULL,
  hit TEXT NOT NULL
);
CREATE INDEX search_documents_updated ON search_documents (retired, updated DESC, id);
CREATE INDEX search_documents_name ON search_documents (retired, model);
CREATE INDEX search_documents_created ON search_documents (created);
CREATE INDEX search_documents_source ON search_documents (source);
CREATE INDEX search_documents_change ON search_documents (change, retired, updated, created);

CREATE VIRTUAL TABLE search_index USING fts5(
  {", ".join(WORD_COLUMNS)},
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4'
);
CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab(search_index, 'row');

CREATE TABLE search_facets (
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  document INTEGER NOT NULL,
  label TEXT NOT NULL,
  PRIMARY KEY (field, value, document)
) WITHOUT ROWID;
CREATE INDEX search_facets_document ON search_facets (document, field, value);

CREATE TABLE search_values (
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  label TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (field, value)
) WITHOUT ROWID;
CREATE INDEX search_values_count ON search_values (field, count DESC, value);

CREATE TABLE search_numbers (
  name TEXT NOT NULL,
  value REAL NOT NULL,
  document INTEGER NOT NULL,
  dataset TEXT NOT NULL,
  split TEXT NOT NULL,
  unit TEXT NOT NULL,
  higher INTEGER NOT NULL
);
CREATE INDEX search_numbers_value ON search_numbers (name, value, document, dataset);
CREATE INDEX search_numbers_document ON search_numbers (document, name);

CREATE TABLE search_vectors (
  document INTEGER PRIMARY KEY,
  change INTEGER NOT NULL,
  embedder TEXT NOT NULL,
  vector BLOB NOT NULL
);

CREATE TABLE search_state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  generation TEXT NOT NULL,
  change INTEGER NOT NULL,
  shown INTEGER NOT NULL
);
INSERT INTO search_state VALUES (1, hex(randomblob(16)), 0, 0);
"""
# search_facets.value is folded for comparing; label is the value as written, "" when that is the same. The label of a
# value in search_values is that of its first document, so that it does not depend on the order of writes.
# search_values.count and search_state.shown count models that are not retired, so that the empty query needs no
# counting. search_state.change grows with every document; search_documents.change is its value at the last write.


def drop_search_tables(connection: sqlite3.Connection) -> None:
    """Take the search tables away in the caller's transaction."""
    for found in re.findall(r"CREATE (?:VIRTUAL )?TABLE (\w+)", TABLES)[::-1]:
        connection.execute(f"DROP TABLE IF EXISTS {found}")


def create_search_tables(connection: sqlite3.Connection) -> None:
    """Make the search tables in the caller's transaction; they must not be there yet."""
    for statement in TABLES.split(";\n"):
        if statement.strip():
            connection.execute(statement)
