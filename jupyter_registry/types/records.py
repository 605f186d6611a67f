"""What is recorded about a version after it was published: evaluations, checks, deployments, reuses, comments.

The first of each pair is what somebody supplies, the second what the registry answers: who, when and on which version.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from .manifest import Metric, Resources
from .structs import Noun, Part

Verdict = Literal["passed", "warning", "failed"]
Outcome = Literal["loaded", "refused", "failed"]
Topic = Literal["comment", "question", "answer", "lesson"]


class Evaluation(Part, frozen=True, kw_only=True):
    """Metrics measured on a version, with what they were measured on."""

    metrics: tuple[Metric, ...] = ()
    scenario: str = ""  # "on the phone", "EU customers": what the numbers stand for
    hardware: str = ""
    software: tuple[str, ...] = ()  # "onnxruntime==1.24"
    region: str = ""
    resources: Resources | None = None  # latency, memory and size measured in the same run
    throughput: float | None = None  # rows in a second
    latency_p95_ms: float | None = None
    run: str = ""  # where it was run: a notebook, a purl of another tracker
    note: str = ""
    measured_at: datetime | None = None  # when it was not now


class Check(Part, frozen=True, kw_only=True):
    """An automatic verdict about a version, with evidence: "reproduce", "drift"."""

    name: str
    verdict: Verdict
    summary: str = ""  # one sentence for people
    evidence: dict[str, Any] = {}


class Deployment(Part, frozen=True, kw_only=True):
    """A place where a version is in use."""

    target: str  # "churn-api", a purl or an address without credentials
    state: Literal["active", "ended"] = "active"
    environment: str = ""  # "production"
    owner: str = ""  # whom to tell before the version goes
    note: str = ""
    deployed_at: datetime | None = None  # when it was not now


class Reuse(Part, frozen=True, kw_only=True):
    """One attempt to load a version."""

    outcome: Outcome = "loaded"
    reason: str = ""  # why it was refused or failed
    consumer: str = ""  # the notebook or service that loaded it


class Comment(Part, frozen=True, kw_only=True):
    """Something a person says about a version; ``text`` is Markdown."""

    text: str
    topic: Topic = "comment"
    reply_to: int | None = None  # sequence of the comment it answers


class RecordedEvaluation(Noun, frozen=True, kw_only=True):
    sequence: int
    number: int
    at: datetime
    by: str
    evaluation: Evaluation


class RecordedCheck(Noun, frozen=True, kw_only=True):
    sequence: int
    number: int
    at: datetime
    by: str
    check: Check


class RecordedDeployment(Noun, frozen=True, kw_only=True):
    sequence: int
    number: int
    at: datetime
    by: str
    deployment: Deployment


class RecordedComment(Noun, frozen=True, kw_only=True):
    sequence: int
    number: int
    at: datetime
    by: str
    comment: Comment


class RecordedReuse(Noun, frozen=True, kw_only=True):
    sequence: int
    number: int
    at: datetime
    by: str
    reuse: Reuse


class ReuseSummary(Noun, frozen=True, kw_only=True):
    """How often a model was loaded, by how many people, and the newest attempts."""

    loaded: int = 0
    refused: int = 0
    failed: int = 0
    people: int = 0
    last_at: datetime | None = None
    recent: tuple[RecordedReuse, ...] = ()


class Records(Noun, frozen=True, kw_only=True):
    """All that was recorded about a version, newest first; comments and reuses are those of the whole model."""

    evaluations: tuple[RecordedEvaluation, ...] = ()
    checks: tuple[RecordedCheck, ...] = ()
    deployments: tuple[RecordedDeployment, ...] = ()
    comments: tuple[RecordedComment, ...] = ()
    reuse: ReuseSummary = ReuseSummary()
    starred: bool = False  # by the actor who asks
    stars: int = 0


class LineageNode(Noun, frozen=True, kw_only=True):
    """One thing in a lineage. ``name`` is its id there: a ref, a purl, or the name of data or a place."""

    name: str
    noun: Literal["version", "data", "source", "deployment", "consumer"]
    label: str
    stage: str = ""  # of a version
    missing: bool = False  # named by a link, and not in this registry


class LineageLink(Noun, frozen=True, kw_only=True):
    """``relation`` reads from ``start`` to ``end``: churn:3 trained-on adult."""

    start: str
    relation: str
    end: str


class Lineage(Noun, frozen=True, kw_only=True):
    """The part of the graph within some steps of a version."""

    ref: str
    nodes: tuple[LineageNode, ...]
    links: tuple[LineageLink, ...]
    cut: bool = False  # there is more than was asked for


class Rank(Noun, frozen=True, kw_only=True):
    """One version in a leaderboard. ``aged`` numbers are shown and hold no place."""

    place: int | None
    ref: str
    title: str
    metric: Metric
    at: datetime
    by: str
    hardware: str = ""
    resources: Resources | None = None  # what the version takes to run
    aged: bool = False


class Leaderboard(Noun, frozen=True, kw_only=True):
    """Versions in the order of one metric on one dataset, split and scenario."""

    dataset: str
    metric: str
    split: str
    scenario: str
    higher_is_better: bool
    ranks: tuple[Rank, ...]
    total: int


class Benchmark(Noun, frozen=True, kw_only=True):
    """A dataset, split, metric and scenario on which at least one version was measured.

    ``place`` is that of the model that was asked about: 1 is the best of ``placed``; an ``aged`` number has none.
    """

    dataset: str
    split: str
    metric: str
    scenario: str
    versions: int
    place: int | None = None
    placed: int | None = None
    aged: bool = False


class BenchmarkList(Noun, frozen=True, kw_only=True):
    benchmarks: tuple[Benchmark, ...]
    ref: str = ""  # the version of the model that was asked about
