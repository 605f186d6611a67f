"""No line, however odd, makes a search fail; and what the database is asked always goes through an index."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from jupyter_registry.local import suggesting
from jupyter_registry.local.expressions import expression
from jupyter_registry.search.nodes import Text

from .conftest import Ask, asking
from .models import NOW

PAYLOADS = Path(__file__).parents[2].parent / "shared" / "data" / "security"
STEP = 7  # every seventh of the naughty strings; the benchmark takes all of them

PIECES = [
    '"', "'", "(", ")", "*", "-", "+", "^", ":", "NEAR(", "NEAR/5", "AND", "OR", "NOT",
    "{name}", "name:", "rank", ";--",
    "DROP TABLE search_documents", "%", "_", "\\", "\x00", "\x1b", "\u200b", "\ufeff", "\u202e", "é", "e\u0301", "🙂",
    "人脸", "task:", "params<", "map>1e999", "1e308", "-0", "..", "@", "@me", "created:0001", "updated<9999y",
    "created:9999-12-31", "is:", "sort:", "a", "edge", "model-1", " ", "\t", "\n", "\u00a0", "\u2028", "\uff26\uff35",
    "ß",
    "İ",
    "param.x>1", "has:map", "//", "x" * 80, "(((((((((((", ")))", '""', '"*"', "* *",
]  # fmt: skip


def test_odd_lines(ask: Ask) -> None:
    """2,000 lines of odd pieces are all answered, with facets and with ways out."""
    draw = random.Random(3)
    for number in range(2_000):
        line = draw.choice(("", " ")).join(draw.choices(PIECES, k=draw.randint(1, 8)))
        page = ask(line, facets=number % 10 == 0, limit=3)
        assert page.total >= len(page.hits)
        assert bool(page.total) >= bool(page.hits)


@pytest.mark.parametrize("sort", ["", "name", "-name", "map", "-map", "params", "'; --", "sort:x", '"', "\x00"])
def test_odd_sorts(ask: Ask, sort: str) -> None:
    """Any sort is answered, an unknown one with a problem."""
    assert ask("edge", sort=sort).hits


def test_quotes_stay_inside() -> None:
    """No word can close the quotes around it."""
    assert expression(Text('a" OR b', True)).count('"') == 2


def plan(connection: sqlite3.Connection, statement: str) -> str:
    """What SQLite would do, in its words."""
    return "; ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}"))


def test_indexes_are_used(filled: sqlite3.Connection) -> None:
    """Filters by value and by number read a covering index and nothing else."""
    found = plan(filled, "SELECT json_group_array(document) FROM search_facets WHERE field = 'a' AND value = 'b'")
    assert found == "SEARCH search_facets USING PRIMARY KEY (field=? AND value=?)"
    found = plan(
        filled,
        "SELECT json_group_array(document) FROM search_numbers"
        " WHERE name = 'map' AND value >= 1 AND value <= 2 AND instr(dataset, 'coco')",
    )
    assert "COVERING INDEX search_numbers_value (name=? AND value>? AND value<?)" in found
    found = plan(filled, "SELECT id, retired, updated, created FROM search_documents WHERE change > 5")
    assert found == "SEARCH search_documents USING COVERING INDEX search_documents_change (change>?)"
    found = plan(filled, "SELECT id FROM search_documents WHERE retired = 0 ORDER BY updated DESC, id LIMIT 20")
    assert found == "SEARCH search_documents USING COVERING INDEX search_documents_updated (retired=?)"


LINES = (
    "edge owner:ada -tag:fast map>10", "edge xylophone owner:ada", "edg", "edge -roads", '"edge roads"',
    "(edge OR roads) mob", "model:model-1", "like:model-1", "tell roads from faces in the city", "edge task:nothing",
    "edeg owner:ada map>1000 sort:name",
)  # fmt: skip


def test_word_index_is_outermost(filled: sqlite3.Connection) -> None:
    """Every statement with the word index walks it once; it is never asked per row of another table."""
    seen: list[str] = []
    filled.set_trace_callback(seen.append)
    for line in LINES:
        asking(filled)(line, facets=True)
        suggesting.suggest(filled, line, -1, 8, NOW, "ada")
    filled.set_trace_callback(None)
    asked = [statement for statement in seen if "search_index MATCH" in statement]
    assert len(asked) > len(LINES)
    for statement in asked:
        found = plan(filled, statement)
        assert found.startswith("SCAN search_index VIRTUAL TABLE INDEX"), found


def naughty() -> list[str]:
    """Strings that are known to make programs fail, from the lists beside the checkout."""
    files = sorted(PAYLOADS.glob("*/*.txt"))
    if not files:
        pytest.skip("the lists of naughty strings are not beside this checkout")
    return [line for file in files for line in file.read_text(encoding="utf-8", errors="replace").split("\n") if line]


def test_naughty_strings(ask: Ask) -> None:
    """Lines that are known to make programs fail are answered, alone and inside a filter."""
    for number, line in enumerate(naughty()[::STEP]):
        for q in (line, f'edge task:"{line}"', f"map>{line}"):
            page = ask(q, facets=number % 20 == 0, limit=3)
            assert page.total >= len(page.hits)
            assert all(0 <= problem.start <= problem.end for problem in page.problems)
