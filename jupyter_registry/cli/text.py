"""Replies as text for people; ``--json`` prints the reply itself instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import singledispatch
from typing import Any

import msgspec

from .. import listing
from .. import types as t
from ..comparing import differences
from ..listing import table

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that move a terminal's cursor, change its colours or turn the direction of its text."""


def printed(reply: Any) -> str:
    """A reply as lines; control characters of other people's texts are left out."""
    return CONTROL.sub("", "\n".join(lines(reply)))


@singledispatch
def lines(reply: Any) -> Iterator[str]:
    """The reply as text, one field per line."""
    for name, value in msgspec.to_builtins(reply).items():
        yield from _told(name, value)


def _told(name: str, value: Any, indent: str = "") -> Iterator[str]:
    """One field: what has parts of its own has them below it."""
    parts = value if isinstance(value, list) else value.values() if isinstance(value, dict) else ()
    if not any(isinstance(part, (dict, list)) for part in parts):
        yield f"{indent}{name:<14} {_short(value)}".rstrip()
        return
    yield f"{indent}{name}"
    inner = value.items() if isinstance(value, dict) else ((str(place), part) for place, part in enumerate(value, 1))
    for inner_name, part in inner:
        yield from _told(inner_name, part, f"{indent}  ")


def _short(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}={_short(inner)}" for name, inner in value.items()) or "none"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_short, value)) or "none"
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "none"}[value]
    return str(value)


lines.register(t.CardAudit, listing.audit_lines)
lines.register(t.Lineage, listing.lineage_lines)
lines.register(t.Leaderboard, listing.leaderboard_lines)
lines.register(t.BenchmarkList, listing.benchmark_lines)
lines.register(t.Records, listing.records_lines)
lines.register(t.CardSchema, listing.schema_lines)
lines.register(t.PracticeList, listing.practice_lines)
lines.register(t.MergedTags, listing.merged_lines)


@lines.register
def _(reply: t.Page) -> Iterator[str]:
    rows = [
        (
            f"{hit.model}:{hit.number}",
            hit.task,
            ", ".join(f"{f.label} {f.text}" for f in hit.figures),
            hit.summary,
        )
        for hit in reply.hits
    ]
    if rows:
        yield from table(rows, ("model", "task", "figures", "summary"))
    for problem in reply.problems:
        yield f"ignored: {problem.message}" + (f" Try {problem.fix}" if problem.fix else "")
    more = reply.total - reply.offset - len(reply.hits)
    yield f"{reply.total} models" + (f", {more} more" if more > 0 else "")
    for way in reply.ways_out:
        yield f"  {way.label}: {way.count} models, {way.q}"


@lines.register
def _(reply: t.SuggestionList) -> Iterator[str]:
    rows = [(row.group, row.text, row.note, "" if row.count is None else str(row.count)) for row in reply.suggestions]
    yield from table(rows, ("group", "text", "note", "models")) if rows else ("nothing to suggest",)


@lines.register
def _(reply: t.SavedSearchList) -> Iterator[str]:
    rows = [(one.name, one.q, str(one.count), str(one.new)) for one in reply.searches]
    yield from table(rows, ("name", "query", "models", "new")) if rows else ("no saved searches",)


@lines.register
def _(reply: t.SearchLog) -> Iterator[str]:
    rows = [(one.q, str(one.times), str(one.total), f"{one.last_at:%Y-%m-%d %H:%M}") for one in reply.searches]
    yield from table(rows, ("query", "times", "models", "last")) if rows else ("no searches noted",)
    if not reply.recording:
        yield "recording is off"


@lines.register
def _(reply: t.VersionList) -> Iterator[str]:
    rows = [
        (
            f"{reply.model}:{one.number}",
            one.stage,
            " ".join(f"@{alias}" for alias in one.aliases),
            f"{one.published_at:%Y-%m-%d}",
            one.published_by,
            one.summary,
        )
        for one in reply.versions
    ]
    yield from table(rows, ("version", "stage", "aliases", "published", "by", "summary"))


@lines.register
def _(reply: t.FacetList) -> Iterator[str]:
    for facet in reply.facets:
        if facet.values:
            yield facet.label
            yield from (f"  {value.count:>7}  {value.value}" for value in facet.values)


@lines.register
def _(reply: t.AuditTail) -> Iterator[str]:
    rows = [(str(e.sequence), f"{e.at:%Y-%m-%d %H:%M:%S}", e.actor, e.verb, e.model) for e in reply.entries]
    yield from table(rows, ("entry", "at", "actor", "verb", "model"))
    yield f"{reply.total} entries, head {reply.head}"


@lines.register
def _(reply: t.Verification) -> Iterator[str]:
    yield f"{reply.versions} versions, {reply.blobs} blobs, {reply.audit_entries} audit entries read"
    yield from (f"damaged: {damage.subject} {damage.message}. {damage.fix}" for damage in reply.damages)
    yield "all holds" if reply.ok else f"{len(reply.damages)} damages"


@lines.register
def _(reply: t.ModelCard) -> Iterator[str]:
    hit = reply.hit
    yield f"{hit.model}:{hit.number}  {hit.title}" + "".join(f" @{alias}" for alias in hit.aliases)
    if hit.warning:
        yield f"warning: {hit.warning}"
    yield hit.summary or "no summary"
    yield (", ".join(f"{figure.label} {figure.text} {figure.note}".strip() for figure in hit.figures) or "no figures")
    parts = (hit.framework, hit.task, hit.license or "license not set", hit.stage, hit.owner)
    yield " · ".join(filter(None, parts))
    for name, value in reply.card.fields.items():
        yield f"{name:<14} {_short(value.value)}"
    yield f"card {reply.completeness.percent}% complete"


@lines.register
def _(reply: t.Comparison) -> Iterator[str]:
    names = [f"{version.hit.model}:{version.hit.number}" for version in reply.versions]
    for finding in reply.findings:
        yield finding.text if finding.column is None else f"{names[finding.column]} {finding.text}"
    for group in differences(reply):
        rows = [(row.label, *(cell.text or cell.note for cell in row.cells)) for row in group.rows]
        yield from table(rows, (group.label.lower(), *names))
    yield f"{sum(group.total - group.differing for group in reply.groups)} rows are the same"


@lines.register
def _(reply: t.Version) -> Iterator[str]:
    yield f"{reply.model}:{reply.number}  {reply.stage}  {reply.digest}"
    yield f"published {reply.published_at:%Y-%m-%d %H:%M} by {reply.published_by}"
    yield reply.manifest.summary or "no summary"
    rows = [(metric.name, f"{metric.value:g}", metric.dataset, metric.split) for metric in reply.manifest.metrics[:20]]
    if rows:
        yield from table(rows, ("metric", "value", "dataset", "split"))


@lines.register
def _(reply: t.Previewed) -> Iterator[str]:
    yield f"{reply.model}:{reply.number} would be published; nothing was stored"
    yield from (f"{finding.level}: {finding.message} {finding.fix}" for finding in reply.findings)
    yield f"card {reply.completeness.percent}% complete"


@lines.register
def _(reply: t.Published) -> Iterator[str]:
    version = reply.version
    yield f"{version.model}:{version.number} " + (
        "published" if reply.created else "was published before, nothing changed"
    )
    yield from (f"{finding.level}: {finding.message} {finding.fix}" for finding in reply.findings)
