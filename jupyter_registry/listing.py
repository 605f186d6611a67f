"""Replies of several parts as lines of plain text, for terminals and notebooks alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from . import types as t
from .hits import place

WIDTH = 44  # characters of a cell
RARE = 12  # tags of one model that are named


def table(rows: Iterable[Sequence[str]], heads: Sequence[str]) -> Iterator[str]:
    """Aligned columns, each at most 44 characters wide."""
    found = [
        tuple(heads),
        *(tuple(cell if len(cell) <= WIDTH else f"{cell[: WIDTH - 1]}…" for cell in row) for row in rows),
    ]
    widths = [max(len(row[column]) for row in found) for column in range(len(heads))]
    for row in found:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 model", "1,200 models"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def audit_lines(audit: t.CardAudit) -> Iterator[str]:
    """How well cards are filled, worst first, and what to do about it; then the tags that say the same."""
    rows = [
        (
            fill.label,
            f"{fill.answered:,} of {fill.models:,}",
            f"{100 * fill.answered / max(1, fill.models):.0f}%",
            f"{fill.unfit:,}" if fill.unfit else "",
            fill.fix,
        )
        for fill in audit.fields
    ]
    yield from table(rows, ("field", "answered", "share", "unfit", "way on"))
    for cluster in audit.clusters:
        tags = ", ".join(f"{use.tag} ({use.models:,})" for use in cluster.tags)
        merge = " ".join(_quoted(use.tag) for use in cluster.tags)
        yield f'tags like "{cluster.into}": {tags}. jupyter-registry merge-tags {merge} --into {_quoted(cluster.into)}'
    if audit.tags:
        named = ", ".join(use.tag for use in audit.tags[:RARE])
        more = f" and {len(audit.tags) - RARE:,} more" if len(audit.tags) > RARE else ""
        yield f"tags of one model only: {named}{more}"
    yield counted(audit.models, "model")


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word


def lineage_lines(lineage: t.Lineage) -> Iterator[str]:
    """Every link as a row, then what is linked with nothing."""
    named = {node.name: node for node in lineage.nodes}
    rows = [(_named(named, link.start), link.relation, _named(named, link.end)) for link in lineage.links]
    if rows:
        yield from table(rows, ("from", "relation", "to"))
    linked = {end for link in lineage.links for end in (link.start, link.end)}
    yield from (f"{_named(named, name)}: no links" for name in named if name not in linked)
    if lineage.cut:
        yield "there is more: ask for more steps"


def _named(nodes: dict[str, t.LineageNode], name: str) -> str:
    node = nodes.get(name)
    if node is None or node.noun == "version":
        stage = f" ({node.stage})" if node is not None and node.stage else ""
        return name + (" (not here)" if node is not None and node.missing else stage)
    return f"{node.noun} {node.label}"


def leaderboard_lines(board: t.Leaderboard) -> Iterator[str]:
    """The ranks in order; a number that is too old has no place."""
    order = "higher is better" if board.higher_is_better else "lower is better"
    yield f"{board.metric} on {_measured_on(board.dataset, board.split, board.scenario)}, {order}"
    rows = [
        (
            "aged" if rank.aged else str(rank.place or ""),
            rank.ref,
            f"{rank.metric.value:.6g}",
            rank.hardware,
            f"{rank.at:%Y-%m-%d}",
            rank.by,
        )
        for rank in board.ranks
    ]
    heads = ("place", "version", board.metric, "hardware", "at", "by")
    yield from table(rows, heads) if rows else ("nothing measured",)
    yield counted(board.total, "version")


def benchmark_lines(found: t.BenchmarkList) -> Iterator[str]:
    """What versions were measured on; of one model also its places."""
    if not found.benchmarks:
        yield "nothing measured"
        return
    rows = [
        (one.metric, _measured_on(one.dataset, one.split, one.scenario), f"{one.versions:,}", _place(one))
        for one in found.benchmarks
    ]
    yield from table(rows, ("metric", "on", "versions", f"place of {found.ref}" if found.ref else "place"))


def _measured_on(dataset: str, split: str, scenario: str) -> str:
    return ", ".join(filter(None, (place(dataset, split), scenario))) or "data that is not named"


def _place(one: t.Benchmark) -> str:
    if one.aged:
        return "aged"
    return f"{one.place} of {one.placed}" if one.place else ""


def records_lines(records: t.Records) -> Iterator[str]:
    """All that was recorded about a version, one line each, newest first within its kind."""
    for evaluation in records.evaluations:
        yield f"{_when(evaluation)}  evaluation {_evaluated(evaluation.evaluation)}"
    for check in records.checks:
        yield f"{_when(check)}  check {check.check.name} {check.check.verdict} {check.check.summary}".rstrip()
    for deployment in records.deployments:
        told = deployment.deployment
        words = (told.target, told.environment, told.state, told.owner and f"tell {told.owner}", told.note)
        yield f"{_when(deployment)}  deployment {', '.join(filter(None, words))}"
    for comment in records.comments:
        yield f"{_when(comment)}  {comment.comment.topic} {comment.sequence}: {' '.join(comment.comment.text.split())}"
    reuse = records.reuse
    failures = f"refused {reuse.refused:,}, failed {reuse.failed:,}"
    people = "1 person" if reuse.people == 1 else f"{reuse.people:,} people"
    yield f"loaded {counted(reuse.loaded, 'time')} by {people}, {failures}"
    yield counted(records.stars, "star") + (", one is yours" if records.starred else "")


def _when(
    record: t.RecordedEvaluation | t.RecordedCheck | t.RecordedDeployment | t.RecordedComment,
) -> str:
    return f"v{record.number}  {record.at:%Y-%m-%d %H:%M}  {record.by}"


def _evaluated(evaluation: t.Evaluation) -> str:
    metrics = (
        f"{metric.name} {metric.value:.6g} ({_measured_on(metric.dataset, metric.split, '')})"
        for metric in evaluation.metrics
    )
    latency = evaluation.resources.latency_ms if evaluation.resources else None
    figures = (
        "" if latency is None else f"latency {latency:.4g} ms",
        "" if evaluation.latency_p95_ms is None else f"p95 {evaluation.latency_p95_ms:.4g} ms",
        "" if evaluation.throughput is None else f"{evaluation.throughput:,.4g} rows/s",
    )
    return ", ".join(filter(None, (*metrics, *figures, evaluation.scenario, evaluation.hardware, evaluation.note)))


def schema_lines(schema: t.CardSchema) -> Iterator[str]:
    """The fields by their names, with their kind, weight and question."""
    fields = [field.definition for field in schema.fields]
    rows = [(one.name, one.kind, one.group, str(one.weight or ""), one.question) for one in fields]
    yield from table(rows, ("field", "kind", "group", "weight", "question"))
    yield f"version {schema.standard} of the standard fields, revision {schema.revision} of your own"


def practice_lines(found: t.PracticeList) -> Iterator[str]:
    """The good practices by their names, those that most models follow first."""
    rows = [
        (one.practice.name, one.practice.practice_kind, f"{one.models:,}", one.practice.title)
        for one in found.practices
    ]
    yield from table(rows, ("practice", "kind", "models", "title")) if rows else ("no practices",)


def merged_lines(merged: t.MergedTags) -> Iterator[str]:
    """Which models a merge of tags changed, or would."""
    has = "has" if len(merged.models) == 1 else "have"
    yield f'{counted(len(merged.models), "model")} {has if merged.done else "would have"} the tag "{merged.into}"'
    yield from (f"  {name}" for name in merged.models)
