"""What an output in a notebook holds: a snapshot of a publication, a card, a list or a refusal.

Nothing in a snapshot is a path outside of the project, a token or a row of data.
"""

from __future__ import annotations

from datetime import datetime

from .cards import completeness
from .comparing.excerpt import excerpt
from .earlier import Earlier, against, offers
from .errors import RegistryError
from .governance.checks import RUNS_CODE
from .types import (
    CapturedLine,
    Card,
    Comparison,
    Finding,
    Hit,
    Manifest,
    ModelCard,
    Page,
    Previewed,
    Published,
    Snapshot,
)
from .types import Completeness as Complete

LISTED = 10  # hits that a list shows
SHOWN_METRICS = 4
ROWS = "jsonl"  # format of rows of the test data that are kept with a version
NOT_HERE = "not captured"


def size_text(size: float) -> str:
    """Bytes for people: "88.8 kB"."""
    for unit in ("B", "kB", "MB", "GB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} TB"


def number_text(value: float) -> str:
    """Four significant digits: "0.9833"."""
    return f"{value:.4g}"


def load_code(ref: str) -> str:
    """Code that loads a version."""
    return f'import jupyter_registry as registry\n\nmodel = registry.load("{ref}")'


def captured_lines(manifest: Manifest) -> tuple[CapturedLine, ...]:
    """What capture found, one line each; a line that is not ok says what would fill it."""
    return (
        _artifact(manifest), _notebook(manifest), _data(manifest), _metrics(manifest), _params(manifest),
        _signature(manifest), _environment(manifest),
    )  # fmt: skip


def _missing(label: str, fix: str) -> CapturedLine:
    return CapturedLine(label=label, text=f"{NOT_HERE}; {fix}", ok=False)


def _artifact(manifest: Manifest) -> CapturedLine:
    if not manifest.artifacts:
        return CapturedLine(label="Artifact", text="not stored", ok=False)
    first = manifest.artifacts[0]
    kind = manifest.model_class.rpartition(".")[2]
    digest = first.digest.removeprefix("sha256:")
    short = f", sha256 {digest[:4]}…{digest[-4:]}" if digest else ""
    warning = ""
    if first.format in RUNS_CODE:
        warning = f"Loading {first.format} runs code: others must trust its digest first."
    return CapturedLine(
        label="Artifact", text=f"{first.format} {kind}, {size_text(first.size)}{short}", warning=warning
    )


def _notebook(manifest: Manifest) -> CapturedLine:
    notebook = manifest.notebook
    if notebook is None:
        return _missing("Notebook", "publish from a notebook")
    parts = [notebook.path.rpartition("/")[2]] if notebook.path else []
    if notebook.cells:
        parts.append(_count(len(notebook.cells), "cell"))
    git = notebook.git
    if git and git.commit:
        parts.append(f"git {git.commit[:7]}{', local edits' if git.dirty else ''}")
    warning = "The code has edits that are not committed." if git and git.dirty else ""
    return CapturedLine(label="Notebook", text=", ".join(parts) or "outside of a notebook", warning=warning)


def _data(manifest: Manifest) -> CapturedLine:
    if not manifest.datasets:
        return _missing("Data", "add --data X_test")
    shown = []
    for dataset in manifest.datasets[:2]:
        rows = f", {_count(dataset.rows, 'row')}" if dataset.rows is not None else ""
        shown.append(f"{dataset.name}{rows}")
    if any(artifact.format == ROWS for artifact in manifest.artifacts):
        shown.append("some test rows kept")
    return CapturedLine(label="Data", text=" · ".join(shown))


def _metrics(manifest: Manifest) -> CapturedLine:
    if not manifest.metrics:
        return _missing("Metrics", "add --metrics scores")
    shown = [f"{metric.name} {number_text(metric.value)}" for metric in manifest.metrics[:SHOWN_METRICS]]
    more = len(manifest.metrics) - len(shown)
    unsure = [metric.name for metric in manifest.metrics if metric.inferred]
    warning = f"Not certain to be of this model: {', '.join(unsure[:SHOWN_METRICS])}." if unsure else ""
    text = " · ".join(shown) + (f" · {more} more" if more > 0 else "")
    return CapturedLine(label="Metrics", text=text, warning=warning)


def _params(manifest: Manifest) -> CapturedLine:
    if not manifest.params:
        return CapturedLine(label="Parameters", text=NOT_HERE, ok=False)
    seeds = [value for name, value in manifest.params.items() if name.endswith("random_state")]
    seed = f", seed {seeds[0]}" if seeds and isinstance(seeds[0], int) else ""
    return CapturedLine(label="Parameters", text=f"{len(manifest.params)} from the object{seed}")


def _signature(manifest: Manifest) -> CapturedLine:
    signature = manifest.signature
    if signature is None:
        return _missing("Signature", "add --data X_test")
    parts = [f"{inputs_text(manifest)} in"]
    if signature.outputs:
        parts.append(f"{signature.outputs[0].dtype} out")
    if signature.example:
        parts.append("one example")
    return CapturedLine(label="Signature", text=", ".join(parts))


def inputs_text(manifest: Manifest) -> str:
    """The width of the input: "13 columns"; "" when it is not known."""
    if manifest.signature is None or not manifest.signature.inputs:
        return ""
    inputs = manifest.signature.inputs
    wide = inputs[0].shape[-1] if len(inputs) == 1 and len(inputs[0].shape) > 1 else len(inputs)
    return _count(wide or len(inputs), "column")


def _environment(manifest: Manifest) -> CapturedLine:
    environment = manifest.environment
    if environment is None:
        return CapturedLine(label="Environment", text=NOT_HERE, ok=False)
    packages = _count(len(environment.packages), "package")
    return CapturedLine(label="Environment", text=f"Python {environment.python}, {packages}")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def facts(manifest: Manifest, owner: str = "") -> tuple[str, ...]:
    """Short facts for the foot of a card."""
    width = inputs_text(manifest)
    found = (f"{width} in" if width else "", manifest.license or "no license", owner)
    return tuple(fact for fact in found if fact)


def of_published(
    reply: Published, hit: Hit, *, registry: str, now: datetime, warnings: tuple[str, ...], before: Earlier
) -> Snapshot:
    """The output of a publish; ``before`` are the versions it is measured against and takes answers from."""
    manifest = reply.version.manifest
    ref = f"{hit.model}:{hit.number}"
    complete = completeness(manifest, manifest.card or Card())
    message = "" if reply.created else "Nothing changed: this is the version that was published before."
    return Snapshot(
        view="published",
        as_of=now,
        registry=registry,
        hit=hit,
        figures=hit.figures,
        facts=facts(manifest),
        captured=captured_lines(manifest),
        completeness=complete,
        findings=(*reply.findings, *map(_warning, warnings)),
        offers=offers(before, complete, reply.version),
        unsure=tuple(metric.name for metric in manifest.metrics if metric.inferred),
        against=against(manifest, before.champion),
        undo=reply.created,
        load_code=load_code(ref) if manifest.artifacts else "",
        message=message,
    )


def of_preview(
    reply: Previewed, manifest: Manifest, *, registry: str, now: datetime, warnings: tuple[str, ...]
) -> Snapshot:
    """The output of a dry run."""
    return Snapshot(
        view="preview",
        as_of=now,
        registry=registry,
        message=f"{reply.model} v{reply.number} would be published. Nothing was sent.",
        facts=facts(manifest),
        captured=captured_lines(manifest),
        completeness=complete_preview(reply, manifest),
        findings=(*reply.findings, *map(_warning, warnings)),
    )


def complete_preview(reply: Previewed, manifest: Manifest) -> Complete:
    """Completeness with the artifact, which a preview does not send and so does not count."""
    return completeness(manifest, manifest.card or Card()) if manifest.artifacts else reply.completeness


def of_card(card: ModelCard, *, registry: str, now: datetime) -> Snapshot:
    """The output of ``card(ref)``."""
    manifest = card.version.manifest
    aliases = sorted(name for name, number in card.model.aliases.items() if number == card.version.number)
    ref = f"{card.model.name}@{aliases[0]}" if aliases else f"{card.model.name}:{card.version.number}"
    return Snapshot(
        view="card",
        as_of=now,
        registry=registry,
        hit=card.hit,
        figures=card.hit.figures,
        facts=facts(manifest, card.model.owner),
        completeness=card.completeness,
        load_code=load_code(ref) if manifest.artifacts else "",
        card_text=card.card.text[:20_000],
    )


def of_page(page: Page, *, registry: str, now: datetime) -> Snapshot:
    """The output of a search: its first hits."""
    return Snapshot(
        view="list",
        as_of=now,
        registry=registry,
        q=page.q,
        hits=page.hits[:LISTED],
        total=page.total,
        findings=tuple(
            Finding(level="warning", field="q", message=problem.message, fix=problem.fix) for problem in page.problems
        ),
    )


def of_comparison(comparison: Comparison, *, registry: str, now: datetime) -> Snapshot:
    """The output of a comparison: its sentences and the rows that differ."""
    return Snapshot(view="comparison", as_of=now, registry=registry, comparison=excerpt(comparison))


def of_refusal(
    error: RegistryError,
    *,
    registry: str,
    now: datetime,
    ways_on: tuple[str, ...] = (),
    done: str = "Not done",
) -> Snapshot:
    """The output of something that was refused: why, and the ways on."""
    ways = (*((error.fix,) if error.fix else ()), *ways_on)
    first = error.message[:1].lower() if _continues(error.message) else error.message[:1]
    return Snapshot(
        view="refusal",
        as_of=now,
        registry=registry,
        message=f"{done}: {first}{error.message[1:]}",
        findings=error.findings,
        ways_on=ways,
    )


def _continues(message: str) -> bool:
    """Whether a sentence may go on in the middle of another: its first word is no name."""
    return message.startswith(("The ", "It ", "There ", "A ", "An ", "No "))


def _warning(text: str) -> Finding:
    return Finding(level="warning", field="", message=text)
