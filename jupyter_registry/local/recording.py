"""The writes that add to what is recorded about versions."""

from __future__ import annotations

from .. import refs
from .. import requests as r
from .. import types as t
from ..errors import Invalid
from . import catalogue, lineage, records, track_record
from .writes import apply
from .writing import Writing


@apply.register
def _(request: r.AddEvaluation, writing: Writing) -> t.Records:
    evaluation = request.evaluation
    if not evaluation.metrics and evaluation.resources is None:
        raise Invalid("The evaluation has no numbers.", field="evaluation.metrics", fix="Give at least one metric.")
    reply = _add(request.ref, evaluation, writing)
    lineage.write_links(writing.db, catalogue.resolve(writing.db, request.ref))
    return reply


@apply.register
def _(request: r.AddCheck, writing: Writing) -> t.Records:
    return _add(request.ref, request.check, writing)


@apply.register
def _(request: r.RecordDeployment, writing: Writing) -> t.Records:
    if not request.deployment.target.strip():
        raise Invalid("The deployment has no target.", field="deployment.target", fix='Write "churn-api" or a purl.')
    return _add(request.ref, request.deployment, writing)


@apply.register
def _(request: r.RecordReuse, writing: Writing) -> t.Records:
    version = catalogue.resolve(writing.db, request.ref)
    before = track_record.step(track_record.loads(writing.db, version.model))
    records.add(writing, version, request.reuse)
    if track_record.step(track_record.loads(writing.db, version.model)) != before:
        writing.index_one(version.model)  # a load is no change of the model: its time stays
    return records.of_version(writing.db, version, writing.actor.name)


@apply.register
def _(request: r.AddComment, writing: Writing) -> t.Records:
    version = catalogue.resolve(writing.db, request.ref)
    writing.audited["sequence"] = records.add_comment(writing, version, request.comment)
    return _touched(version, writing)


@apply.register
def _(request: r.RemoveComment, writing: Writing) -> t.Records:
    version = catalogue.resolve(writing.db, request.ref)
    records.remove_comment(writing, version, request.sequence)
    return _touched(version, writing)


@apply.register
def _(request: r.AddLink, writing: Writing) -> t.Lineage:
    version = catalogue.resolve(writing.db, request.ref)
    lineage.add_link(writing, version, request.link)
    return _lineage(version, writing)


@apply.register
def _(request: r.RemoveLink, writing: Writing) -> t.Lineage:
    version = catalogue.resolve(writing.db, request.ref)
    lineage.remove_link(writing, version, request.link)
    return _lineage(version, writing)


@apply.register
def _(request: r.SetStar, writing: Writing) -> t.Records:
    name = catalogue.model(writing.db, refs.check_name(request.model)).name
    records.set_star(writing, name, starred=request.starred)
    return records.of_version(writing.db, catalogue.resolve(writing.db, name), writing.actor.name)


def _add(ref: str, content: t.Part, writing: Writing) -> t.Records:
    version = catalogue.resolve(writing.db, ref)
    records.add(writing, version, content)
    return _touched(version, writing)


def _lineage(version: t.Version, writing: Writing) -> t.Lineage:
    writing.touch(version.model, version.number)
    return lineage.of_version(writing.db, f"{version.model}:{version.number}", 3, 500)


def _touched(version: t.Version, writing: Writing) -> t.Records:
    writing.touch(version.model, version.number)
    return records.of_version(writing.db, version, writing.actor.name)
