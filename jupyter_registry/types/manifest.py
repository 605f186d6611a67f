"""What an author supplies about a version; it is hashed and never changes."""

from __future__ import annotations

from typing import Any, Literal

from .structs import CardField, Origin, Part


class Artifact(Part, frozen=True, kw_only=True):
    """One file of a version; its bytes are the blob of the same digest."""

    path: str  # logical name such as "model.skops"; never used as a path on a disk of ours
    digest: str
    size: int
    format: str  # skops, safetensors, onnx, pickle, joblib, json ...


BESIDE = frozenset({"jsonl", "png"})
"""Formats of what lies beside a model's own files: rows of data, figures."""


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
    inferred: bool = False  # found, and not certain to be of this model until a person confirms it


class Profile(Part, frozen=True, kw_only=True):
    """How the values of one column are spread; what drift is measured against.

    Numbers have ``edges`` with as many values between each two, the last bin closed; texts, and numbers of which
    there are few, have ``labels``. ``counts`` belong to the one or the other.
    """

    column: str
    rows: int  # looked at, the missing ones among them
    missing: int = 0
    edges: tuple[float, ...] = ()
    labels: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    others: int = 0  # values under none of the labels


class Dataset(Part, frozen=True, kw_only=True):
    """Data a version was trained or evaluated on."""

    name: str
    split: str = ""
    rows: int | None = None
    columns: tuple[Field, ...] = ()
    digest: str = ""
    sampled: bool = False  # the digest covers a sample of the rows
    source: str = ""  # a purl of well-known data: "pkg:pypi/scikit-learn#datasets/iris"
    profiles: tuple[Profile, ...] = ()


class DataFile(Part, frozen=True, kw_only=True):
    """A file that the cells read: its path below the working folder, or only its name outside of it."""

    path: str
    size: int | None = None  # None for an address
    digest: str = ""
    sampled: bool = False  # the digest covers parts of the file


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
    source: str = ""  # where it is from when not from an index: "editable", "local" or "git+https://host/a.git@commit"


class Environment(Part, frozen=True, kw_only=True):
    """Python, packages, platform and hardware at capture."""

    python: str = ""
    implementation: str = ""
    platform: str = ""
    os: str = ""  # "Linux 6.1.0"
    machine: str = ""
    cpu: str = ""
    cpu_count: int | None = None
    memory_bytes: int | None = None
    packages: tuple[Package, ...] = ()
    requires: tuple[str, ...] = ()  # names of the packages needed to load the model
    imports: tuple[str, ...] = ()  # names of the packages that the cells that made it import
    locked: tuple[str, ...] = ()  # names of all those, and of what they need in turn: what a lock pins
    gpus: tuple[str, ...] = ()  # names of the graphics cards with a driver
    seeds: dict[str, int] = {}  # parameter that seeds chance -> its value
    unseeded: tuple[str, ...] = ()  # what draws from chance without a seed: run again, it may differ
    flags: dict[str, str] = {}  # settings that decide whether numbers repeat, such as "PYTHONHASHSEED"


class Cell(Part, frozen=True, kw_only=True):
    """One executed notebook cell, secrets already scrubbed from its source."""

    source: str
    order: int
    cell_id: str = ""
    ok: bool = True
    duration_ms: float | None = None
    error: str = ""  # class of the exception that ended it
    in_slice: bool = False  # one of the cells that make the model
    measures: bool = False  # one of the further cells that the metrics come from


class GitState(Part, frozen=True, kw_only=True):
    """Code state at capture; credentials are stripped from ``remote``."""

    commit: str = ""
    branch: str = ""
    dirty: bool = False
    remote: str = ""
    diff: str = ""  # local edits of tracked code since the commit, secrets already scrubbed
    diff_cut: bool = False  # the diff was longer than what is kept


class LocalModule(Part, frozen=True, kw_only=True):
    """A file of the author's own code that the cells import."""

    name: str  # "features.text"
    path: str  # below the repository, the working folder or the folder it was imported from
    digest: str  # of the whole file as it is
    source: str = ""  # secrets already scrubbed; "" when it was not kept
    edited: bool = False  # not as the commit has it


class Notebook(Part, frozen=True, kw_only=True):
    """The notebook a version was published from."""

    path: str = ""
    path_confidence: Literal["certain", "likely", "unknown"] = "unknown"
    cell_id: str = ""
    cells: tuple[Cell, ...] = ()
    slice_reason: str = ""  # why all cells are in the slice, when no smaller set is known to make the model
    variable: str = ""  # what the object is called there
    files: tuple[DataFile, ...] = ()  # what the cells of the slice read
    git: GitState | None = None
    modules: tuple[LocalModule, ...] = ()  # own code that the cells of the slice import


class Explanation(Part, frozen=True, kw_only=True):
    """How much each input matters to the model, by one method; the inputs that matter most come first."""

    method: str  # "permutation importance", "SHAP", "feature importances", "coefficients"
    features: tuple[str, ...]
    values: tuple[float, ...]
    spread: tuple[float, ...] = ()  # standard deviation of each value, where it was measured
    count: int | None = None  # inputs in all, when more than are listed
    dataset: str = ""  # the data it was measured on
    origin: str = ""  # where it was found: "feature_importances_", "result in Cell [7]"


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
    explanations: tuple[Explanation, ...] = ()
