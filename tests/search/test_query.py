"""The query language: what lines mean, what is wrong with some, and that nothing fails."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_registry import limits
from jupyter_registry.search.nodes import Compare, Group, Text, Values, When
from jupyter_registry.search.query import Query, parse

from .models import NOW

METRICS = ("map", "auc", "top_1_accuracy", "loss")

MEANINGS = [
    ("", ()),
    ("edge detector", (Text("edge"), Text("detector"))),
    ('"edge  detector"', (Text("edge detector", True),)),
    ("-slow", (Text("slow", negated=True),)),
    ("task:detection", (Values("task", ("detection",)),)),
    ("TASK:detection,segmentation", (Values("task", ("detection", "segmentation")),)),
    ('owner:"Open Lab",@me', (Values("owner", ("Open Lab", "@me")),)),
    ("library=pytorch", (Values("framework", ("pytorch",), exact=True),)),
    ('license="Apache License v2",mit', (Values("license", ("Apache License v2", "mit"), exact=True),)),
    ("owner=ada", (Values("owner", ("ada",)),)),
    ("model:*rtmdet*", (Values("model", ("*rtmdet*",)),)),
    ("kernel:ok", (Values("kernel", ("ok",)),)),
    ("like:churn@champion", (Values("like", ("churn@champion",)),)),
    ("derived:coco2017", (Values("from", ("coco2017",)),)),
    ("notebook:train.ipynb", (Values("notebook", ("train.ipynb",)),)),
    ("scenario:night", (Values("dataset", ("night",)),)),
    ("@champion", (Values("alias", ("champion",)),)),
    ("-is:retired", (Values("is", ("retired",), negated=True),)),
    ("missing:license", (Values("missing", ("license",)),)),
    ("map>40", (Compare("map", ">", 40.0),)),
    ("map:>40", (Compare("map", ">", 40.0),)),
    ("map>=0.40", (Compare("map", ">=", 0.4),)),
    ("map ≥ 40", (Compare("map", ">=", 40.0),)),
    ("map>40%", (Compare("map", ">", 40.0),)),
    ("map@night>35", (Compare("map", ">", 35.0, dataset="night"),)),
    ('map@"test clean"<2', (Compare("map", "<", 2.0, dataset="test clean"),)),
    ("throughput>=100 cost<0.5", (Compare("throughput", ">=", 100.0), Compare("cost", "<", 0.5))),
    ("top1>75", (Compare("top_1_accuracy", ">", 75.0),)),
    ("map:40..50", (Compare("map", "..", 40.0, 50.0),)),
    ("map:*..50", (Compare("map", "..", None, 50.0),)),
    ("map:40..*", (Compare("map", "..", 40.0, None),)),
    ("Top-1-accuracy>75", (Compare("top_1_accuracy", ">", 75.0),)),
    ("params<50M", (Compare("params", "<", 5e7),)),
    ("params < 50 M", (Compare("params", "<", 5e7),)),
    ("params<1,000,000", (Compare("params", "<", 1e6),)),
    ("params:10..50M", (Compare("params", "..", 1e7, 5e7),)),
    ("size<100kB", (Compare("size", "<", 1e5),)),
    ("memory<=4GB", (Compare("memory", "<=", 4e9),)),
    ("latency<0.5s", (Compare("latency", "<", 500.0),)),
    ("latency < 5 ms fast", (Compare("latency", "<", 5.0), Text("fast"))),
    ("param.learning-rate<0.1", (Compare("param.learning_rate", "<", 0.1),)),
    ("param.optimizer:adam", (Values("param.optimizer", ("adam",)),)),
    ("updated:<30d", (When("updated", "<", "30d"),)),
    ("updated:30d", (When("updated", "<", "30d"),)),
    ("created:2026-01..2026-06", (When("created", "..", "2026-01", "2026-06"),)),
    ("created>=2026-01-31", (When("created", ">=", "2026-01-31"),)),
    ("measured:<30d", (When("measured", "<", "30d"),)),
    ("sunset<90d", (When("sunset", "<", "90d"),)),
    ("updated:today", (When("updated", "=", "today"),)),
    ("(a OR b)", (Group(((Text("a"),), (Text("b"),))),)),
    ("-(a b)", (Group(((Text("a"), Text("b")),), negated=True),)),
    (
        "(task:x map>1 OR b)",
        (Group(((Values("task", ("x",)), Compare("map", ">", 1.0)), (Text("b"),))),),
    ),
    ("((a))", (Text("a"),)),
    ("https://host/x", (Text("https://host/x", True),)),
    ("a AND b", (Text("a"), Text("b"))),
    ("resnet < 5", (Text("resnet"), Text("5"))),
]

WRONG = [
    ("tsk:detection", (0, 13), "task:detection"),
    ("x frobnicate:3", (2, 14), '"frobnicate:3"'),
    ("task:", (0, 5), "task:object-detection"),
    ("map>", (0, 4), "map>0.9"),
    ("params<5kB", (0, 10), "params<5"),
    ("task>5", (0, 6), "task:5"),
    ("map:50..40", (0, 10), "map:40..50"),
    ("map:..", (0, 6), "map:*..*"),
    ("created:2026-06..2026-01", (0, 24), "created:2026-01..2026-06"),
    ("created:2026-13", (0, 15), "created:<30d"),
    ("updated:", (0, 8), "updated:<30d"),
    ("is:draf", (0, 7), "is:draft"),
    ("missing:licence", (0, 15), "missing:license"),
    ("sort:nothing", (0, 12), "sort:updated"),
    ("(a OR b", (0, 1), "(a OR b)"),
    ("a OR b", (2, 4), ""),
    ("a)", (1, 2), ""),
]


@pytest.mark.parametrize(("line", "nodes"), MEANINGS, ids=[line for line, _ in MEANINGS])
def test_meaning(line: str, nodes: tuple[object, ...]) -> None:
    """Each form of the language means what the grammar says, and leaves no problem."""
    found = parse(line, metrics=METRICS, now=NOW)
    assert found.nodes == nodes
    assert found.problems == ()


@pytest.mark.parametrize(("line", "nodes"), MEANINGS, ids=[line for line, _ in MEANINGS])
def test_canonical(line: str, nodes: tuple[object, ...]) -> None:
    """The canonical text means the same and is its own canonical text."""
    found = parse(line, metrics=METRICS)
    assert parse(str(found), metrics=METRICS) == found
    assert str(parse(str(found), metrics=METRICS)) == str(found)


@pytest.mark.parametrize(("line", "span", "fix"), WRONG, ids=[line for line, _, _ in WRONG])
def test_problem(line: str, span: tuple[int, int], fix: str) -> None:
    """What cannot be read is left out, with its place and the text that would work."""
    problem = parse(line, metrics=METRICS, now=NOW).problems[0]
    assert ((problem.start, problem.end), problem.fix) == (span, fix)
    assert problem.message


@pytest.mark.parametrize("fix", [fix for _, _, fix in WRONG if fix])
def test_fix(fix: str) -> None:
    """Every fix is a line without a problem."""
    assert parse(fix, metrics=METRICS, now=NOW).problems == ()


def test_sort() -> None:
    """``sort:`` is no filter; a sign turns it round."""
    found = parse("edge sort:-map", metrics=METRICS)
    assert (found.sort, str(found)) == ("-map", "edge sort:-map")
    assert found.nodes == (Text("edge"),)


def test_spans() -> None:
    """Every term knows its place in the typed line."""
    line = '  edge -task:x,y  (map > 40 OR "a b")  sort:name'
    terms = parse(line, metrics=METRICS).terms()
    assert [line[term.start : term.end] for term in terms] == [
        "edge", "-task:x,y", "map > 40", '"a b"', "sort:name",
    ]  # fmt: skip
    assert [term.field for term in terms] == ["", "task", "map", "", "sort"]
    assert [term.negated for term in terms] == [False, True, False, False, False]


def test_caps() -> None:
    """Characters and terms above the limits are left out and named."""
    many = parse(" ".join(f"w{number}" for number in range(limits.QUERY_TERMS + 5)))
    assert len(many.nodes) == limits.QUERY_TERMS
    assert many.problems
    long = parse("x" * (limits.QUERY_CHARACTERS + 1))
    assert long.problems[0].start == limits.QUERY_CHARACTERS


def test_changed_query() -> None:
    """A query can be printed with a term left out or replaced."""
    query = parse("edge task:x")
    assert str(query.without(query.nodes[0])) == "task:x"
    assert str(query.replaced(query.nodes[0], Text("mobile"))) == "mobile task:x"


PIECES = st.sampled_from([
    "task:", "map", ">", "<=", "=", ":", '"', "(", ")", " ", "-", "OR", "AND", "@", "..", "*", "5", "0.3", "M", "kB",
    "%", "params", "a", "é", "created", "30d", "2026-01", ",", "param.x", "is:", "has:", "retired", "license", "sort:",
    "size", "ms", "1e5", "x.y", "\u0338", "中", "today", "@coco", "\u00a0", "\x00", "\ud800", "🙂", "//",
])  # fmt: skip
LINES = st.one_of(st.lists(PIECES, max_size=14).map("".join), st.text(max_size=60))


@settings(max_examples=200, deadline=None)
@given(LINES)
def test_any_line(line: str) -> None:
    """Any text is read, its places lie within it, and its canonical text means the same."""
    found = parse(line, metrics=METRICS, now=NOW)
    spans = [(place.start, place.end) for place in found.problems]
    spans += [(place.start, place.end) for place in found.terms()]
    assert all(0 <= start <= end <= len(line) for start, end in spans)
    if len(str(found)) <= limits.QUERY_CHARACTERS:
        assert parse(str(found), metrics=METRICS, now=NOW) == found


FINITE = st.floats(allow_nan=False, allow_infinity=False)
NUMBER = st.builds(Compare, st.sampled_from(["map", "params", "size", "latency"]), st.sampled_from("<>="), FINITE)


@settings(max_examples=200, deadline=None)
@given(st.lists(NUMBER, max_size=4))
def test_numbers_survive(nodes: list[Compare]) -> None:
    """Every number is read back exactly as it was printed."""
    query = Query(tuple(nodes))
    assert parse(str(query), metrics=METRICS) == query
