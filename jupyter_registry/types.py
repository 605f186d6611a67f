"""Every noun of the registry, one frozen Struct each.

Two bases. A ``Part`` is written by an author and hashed (it lives inside a manifest or a request): unknown
fields are refused and defaults are left out on the wire, so that a new field never changes an old digest.
A ``Noun`` is what the registry answers: every field is always present, and an older client ignores the fields
it does not know. Names are the same in Python, on the wire and in TypeScript. ``*_at`` are UTC datetimes,
``*_by`` name an actor, ``number`` counts versions, ``digest`` is ``sha256:<64 hex>``, sizes are bytes,
times are milliseconds.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

import msgspec

Role = Literal["reader", "contributor", "reviewer", "steward"]
Origin = Literal["captured", "confirmed", "typed", "recovered", "imported"]
CardField = str | tuple[str, ...]


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Something an author supplies; part of what is hashed."""


class Noun(msgspec.Struct, frozen=True, kw_only=True):
    """Something the registry answers; all fields are always on the wire."""


# ---------------------------------------------------------------- what an author supplies


class Artifact(Part, frozen=True, kw_only=True):
    """One file of a version; its bytes are the blob of the same digest."""

    path: str  # logical name such as "model.skops"; never used as a path on a disk of ours
    digest: str
    size: int
    format: str  # skops, safetensors, onnx, pickle, joblib, json ...


class Field(Part, frozen=True, kw_only=True):
    """One column or tensor of a signature. ``None`` in ``shape`` is a free dimension."""

    name: str
    dtype: str
    shape: tuple[int | None, ...] = ()
    optional: bool = False
    low: float | None = None
    high: float | None = None
    categories: tuple[str, ...] = ()


class Signature(Part, frozen=True, kw_only=True):
    """Names, dtypes and shapes of inputs and outputs, and one valid input as JSON rows."""

    inputs: tuple[Field, ...] = ()
    outputs: tuple[Field, ...] = ()
    example: tuple[dict[str, Any], ...] = ()
    container: str = ""  # what predict() takes: "dataframe", "ndarray", "list"


class Metric(Part, frozen=True, kw_only=True):
    """A named finite number with its dataset and split; comparable only when all three agree."""

    name: str
    value: float
    dataset: str = ""
    split: str = ""
    key: str = ""  # the name normalised by the vocabulary: "top1_accuracy"
    unit: str = ""
    higher_is_better: bool | None = None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    origin: str = ""  # where the number was found: "--metrics scores", "cv_results_"


class Dataset(Part, frozen=True, kw_only=True):
    """Data a version was trained or evaluated on."""

    name: str
    split: str = ""
    rows: int | None = None
    columns: tuple[Field, ...] = ()
    digest: str = ""
    sampled: bool = False  # the digest covers a sample of the rows
    source: str = ""


class Resources(Part, frozen=True, kw_only=True):
    """What it takes to hold and run the model. ``None`` is "not measured"."""

    parameter_count: int | None = None
    flops: float | None = None
    size_bytes: int | None = None
    memory_mb: float | None = None
    latency_ms: float | None = None
    hardware: str = ""


class Package(Part, frozen=True, kw_only=True):
    """One installed distribution."""

    name: str
    version: str


class Environment(Part, frozen=True, kw_only=True):
    """Python, packages, platform and hardware at capture."""

    python: str = ""
    implementation: str = ""
    platform: str = ""
    machine: str = ""
    cpu: str = ""
    cpu_count: int | None = None
    memory_bytes: int | None = None
    packages: tuple[Package, ...] = ()
    requires: tuple[str, ...] = ()  # names of the packages needed to load the model


class Cell(Part, frozen=True, kw_only=True):
    """One executed notebook cell, secrets already scrubbed from its source."""

    source: str
    order: int
    cell_id: str = ""
    ok: bool = True
    duration_ms: float | None = None


class GitState(Part, frozen=True, kw_only=True):
    """Code state at capture; credentials are stripped from ``remote``."""

    commit: str = ""
    branch: str = ""
    dirty: bool = False
    remote: str = ""


class Notebook(Part, frozen=True, kw_only=True):
    """The notebook a version was published from."""

    path: str = ""
    path_confidence: Literal["certain", "likely", "unknown"] = "unknown"
    cell_id: str = ""
    cells: tuple[Cell, ...] = ()
    git: GitState | None = None


class Link(Part, frozen=True, kw_only=True):
    """An edge of the lineage: ``relation`` such as "trained-on", ``target`` a ref or a purl."""

    relation: str
    target: str
    digest: str = ""


class Source(Part, frozen=True, kw_only=True):
    """Where an imported card came from. ``id`` is unique at the source and stays searchable."""

    id: str
    name: str = ""
    repo: str = ""
    path: str = ""
    commit: str = ""
    version: str = ""
    paper: str = ""
    weights_url: str = ""
    created: str = ""  # ISO date as the source printed it


class CardValue(Part, frozen=True, kw_only=True):
    """One answered field of a card, with where the answer came from."""

    value: CardField
    origin: Origin = "typed"


class Card(Part, frozen=True, kw_only=True):
    """The human document about a version: answered fields and a Markdown text."""

    fields: dict[str, CardValue] = {}
    text: str = ""


class Manifest(Part, frozen=True, kw_only=True):
    """What the author supplies about a version and nobody may change; its sha256 is the digest."""

    framework: str = ""
    task: str = ""
    domain: str = ""
    architecture: str = ""
    family: str = ""
    summary: str = ""
    license: str = ""
    languages: tuple[str, ...] = ()
    artifacts: tuple[Artifact, ...] = ()
    signature: Signature | None = None
    params: dict[str, Any] = {}
    metrics: tuple[Metric, ...] = ()
    datasets: tuple[Dataset, ...] = ()
    resources: Resources | None = None
    environment: Environment | None = None
    notebook: Notebook | None = None
    links: tuple[Link, ...] = ()
    card: Card | None = None
    source: Source | None = None
    model_class: str = ""  # "sklearn.pipeline.Pipeline"


# ---------------------------------------------------------------- what the registry keeps and answers


class Actor(Noun, frozen=True, kw_only=True):
    """Who is acting; always from the identity of the caller, never from a request's body."""

    name: str
    display_name: str = ""
    role: Role = "steward"


class Model(Noun, frozen=True, kw_only=True):
    """A named thing with versions."""

    name: str
    title: str
    owner: str
    tags: tuple[str, ...]
    aliases: dict[str, int]
    version_count: int
    newest: int | None  # highest number not retired; what a bare name means
    source_id: str
    created_at: datetime
    updated_at: datetime


class Version(Noun, frozen=True, kw_only=True):
    """One immutable publication of a model."""

    model: str
    number: int
    digest: str
    stage: str
    stage_reason: str
    published_at: datetime
    published_by: str
    manifest: Manifest


class VersionSummary(Noun, frozen=True, kw_only=True):
    """A version in a list: without its manifest's long parts."""

    number: int
    stage: str
    digest: str
    summary: str
    published_at: datetime
    published_by: str
    aliases: tuple[str, ...]
    metrics: tuple[Metric, ...]


class VersionList(Noun, frozen=True, kw_only=True):
    model: str
    versions: tuple[VersionSummary, ...]  # newest first
    total: int


class Figure(Noun, frozen=True, kw_only=True):
    """One number shown on a card: ``text`` is ready to print, ``bar`` is 0..1, longer is better."""

    label: str
    text: str
    value: float
    unit: str = ""
    note: str = ""  # dataset and split, or hardware
    in_query: bool = False
    bar: float | None = None


class Hit(Noun, frozen=True, kw_only=True):
    """One model as a search result or at the head of a card."""

    model: str
    number: int
    title: str
    summary: str
    task: str
    framework: str
    architecture: str
    license: str
    owner: str
    stage: str
    aliases: tuple[str, ...]  # those that point at this version
    tags: tuple[str, ...]
    figures: tuple[Figure, ...]  # at most 3
    warning: str
    source_id: str
    published_at: datetime
    matches: tuple[tuple[int, int], ...] = ()  # spans of ``summary`` that matched
    reasons: tuple[str, ...] = ()


class Term(Noun, frozen=True, kw_only=True):
    """One parsed term of a query, with its span in the text, so that a client needs no parser."""

    text: str
    start: int
    end: int
    field: str = ""  # empty: free text
    negated: bool = False


class Problem(Noun, frozen=True, kw_only=True):
    """A part of a query that was ignored, why, and the text that would work ("" when none is known)."""

    start: int
    end: int
    message: str
    fix: str = ""


class FacetValue(Noun, frozen=True, kw_only=True):
    value: str
    count: int
    selected: bool = False


class Facet(Noun, frozen=True, kw_only=True):
    """A field's values with exact counts for the query without this facet's own filter."""

    name: str
    label: str
    values: tuple[FacetValue, ...]


class FacetList(Noun, frozen=True, kw_only=True):
    facets: tuple[Facet, ...]
    total: int


class WayOut(Noun, frozen=True, kw_only=True):
    """A change to a query without results, and how many models it gives."""

    label: str
    q: str
    count: int


class Page(Noun, frozen=True, kw_only=True):
    """A slice of the results with the exact total."""

    q: str  # canonical text of the query as understood
    hits: tuple[Hit, ...]
    total: int
    offset: int
    sort: str
    terms: tuple[Term, ...]
    problems: tuple[Problem, ...]
    facets: tuple[Facet, ...]
    ways_out: tuple[WayOut, ...]
    took_ms: float


class Gap(Noun, frozen=True, kw_only=True):
    """A card field without an answer: what to ask and what answering it gains in percent points."""

    field: str
    question: str
    gain: int


class Completeness(Noun, frozen=True, kw_only=True):
    percent: int
    gaps: tuple[Gap, ...]


class HistoryEntry(Noun, frozen=True, kw_only=True):
    """An audit entry in words, for the history of one model."""

    number: int | None
    verb: str
    text: str
    actor: str
    at: datetime


class ModelCard(Noun, frozen=True, kw_only=True):
    """All that the model page shows, in one reply."""

    model: Model
    version: Version
    hit: Hit
    card: Card  # the manifest's card with later edits on top
    card_revision: int  # pass it back as EditCard.if_revision
    completeness: Completeness
    versions: tuple[VersionSummary, ...]
    history: tuple[HistoryEntry, ...]


class Finding(Noun, frozen=True, kw_only=True):
    """One failure of a rule or a thing worth knowing: the field and the fix."""

    level: Literal["error", "warning"]
    field: str
    message: str
    fix: str = ""


class Published(Noun, frozen=True, kw_only=True):
    """Reply to Publish. ``created`` is false when the same manifest was already the newest version."""

    version: Version
    model: Model
    created: bool
    findings: tuple[Finding, ...]


class Previewed(Noun, frozen=True, kw_only=True):
    """What Publish would do, judged by the same code and rolled back."""

    model: str
    number: int
    digest: str
    findings: tuple[Finding, ...]
    completeness: Completeness


class Skipped(Noun, frozen=True, kw_only=True):
    """One item of an import that was not taken, by its position, and why."""

    index: int
    id: str
    reason: str


class Imported(Noun, frozen=True, kw_only=True):
    created: int
    unchanged: int
    skipped: tuple[Skipped, ...]


class AuditEntry(Noun, frozen=True, kw_only=True):
    """One link of the hash chain. ``request`` is the canonical JSON of the request."""

    sequence: int
    at: datetime
    actor: str
    verb: str
    model: str
    request: dict[str, Any]
    previous_hash: str
    hash: str


class AuditTail(Noun, frozen=True, kw_only=True):
    entries: tuple[AuditEntry, ...]  # newest first
    total: int
    head: str  # hash of the newest entry; keep it elsewhere to notice a cut tail


class Damage(Noun, frozen=True, kw_only=True):
    """One thing that does not hold: what, where and what to do about it."""

    subject: str
    message: str
    fix: str


class Verification(Noun, frozen=True, kw_only=True):
    """Result of Verify: how much was read and what was found wrong."""

    ok: bool
    versions: int
    blobs: int
    audit_entries: int
    damages: tuple[Damage, ...]


class Reindexed(Noun, frozen=True, kw_only=True):
    models: int
    took_ms: float


class Status(Noun, frozen=True, kw_only=True):
    """The state of a registry, for its user and for a client that must decide what to offer."""

    name: str  # for people: "local registry"
    location: str  # where it is kept, without credentials
    models: int
    versions: int
    changed: int  # grows with every committed change
    writable: bool
    reason: str  # why it is not writable
    program: str  # version of jupyter_registry that answers
    schema: int
    actor: Actor


# ---------------------------------------------------------------- what a notebook output holds


class CapturedLine(Noun, frozen=True, kw_only=True):
    """One line of "captured for you"."""

    label: str
    text: str
    ok: bool = True
    warning: str = ""


class Snapshot(Noun, frozen=True, kw_only=True):
    """The data of one notebook output (MIME ``application/vnd.jupyter-registry.v1+json``).

    ``view`` says which of the optional parts are there: "published" and "card" have ``hit``,
    "list" has ``hits``, "refusal" has ``message`` and ``ways_on``.
    """

    view: Literal["published", "card", "list", "preview", "refusal"]
    as_of: datetime
    registry: str
    hit: Hit | None = None
    figures: tuple[Figure, ...] = ()
    facts: tuple[str, ...] = ()  # "19 columns in", "Apache-2.0"
    captured: tuple[CapturedLine, ...] = ()
    completeness: Completeness | None = None
    findings: tuple[Finding, ...] = ()
    load_code: str = ""
    card_text: str = ""
    q: str = ""
    hits: tuple[Hit, ...] = ()
    total: int = 0
    message: str = ""
    ways_on: tuple[str, ...] = ()
