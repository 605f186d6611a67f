"""Outputs: three forms of one snapshot, none of which can do harm."""

from __future__ import annotations

from datetime import datetime, timezone
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest

from jupyter_registry.errors import NotCapturable
from jupyter_registry.kernel.display import MIME, bundle
from jupyter_registry.kernel.plain import plain
from jupyter_registry.snapshots import captured_lines, of_refusal, size_text
from jupyter_registry.types import Completeness, Figure, Finding, Gap, Hit, Manifest, Snapshot

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=timezone.utc)
EVIL = '"><script>window.__pwned=1</script><img src=x onerror=alert(1)>\u202e'


def _hit(text: str, model: str = "churn") -> Hit:
    return Hit(
        model=model, number=15, title=text, summary=text, task=text, framework=text, architecture=text,
        license=text, owner=text, stage=text, aliases=(text,), tags=(text,), warning=text, source_id=text,
        figures=(Figure(label=text, text=text, value=0.9),), published_at=NOW,
    )  # fmt: skip


def _snapshot(view: Any, text: str) -> Snapshot:
    gap = Gap(field="purpose", question=text, gain=8)
    return Snapshot(
        view=view, as_of=NOW, registry=text, hit=_hit(text), hits=(_hit(text), _hit(text)), total=53,
        figures=(Figure(label=text, text=text, value=0.9),), facts=(text,), message=text, q=text,
        captured=captured_lines(Manifest(license=text)), load_code=f'registry.load("{text}")',
        completeness=Completeness(percent=76, gaps=(gap,)), ways_on=(text,),
        findings=(Finding(level="warning", field="", message=text, fix=text),),
    )  # fmt: skip


class _Tags(HTMLParser):
    """Collects tags and attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag and the names of its attributes."""
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


VIEWS = ("published", "card", "list", "preview", "refusal")


@pytest.mark.parametrize("view", VIEWS)
def test_texts_of_others_stay_texts(view: str) -> None:
    """Whatever the fields hold, the HTML has no script, no loading element and no handler."""
    parser = _Tags()
    parser.feed(bundle(_snapshot(view, EVIL))["text/html"])
    assert not parser.tags & {"script", "img", "iframe", "object", "embed", "link", "form", "style", "a"}
    assert not {name for name in parser.attributes if name.startswith("on")}
    assert parser.attributes <= {"style", "aria-label", "scope", "datetime"}


@pytest.mark.parametrize("view", VIEWS)
def test_plain_text_fits_a_console(view: str) -> None:
    """No line is longer than 88 columns, and there are no colour codes."""
    text = plain(_snapshot(view, "a long text about a model " * 20))
    assert max(map(len, text.splitlines())) <= 88
    assert "\x1b" not in text


@pytest.mark.parametrize("view", ("published", "card"))
def test_a_card_is_five_lines(view: str) -> None:
    """A publication and a card print as five lines, the last of which can be run."""
    lines = plain(_snapshot(view, "ranks")).splitlines()
    assert len(lines) == 5
    assert "registry" in lines[-1]


def test_the_bundle_holds_the_snapshot_as_data() -> None:
    """The data of the output converts back to the snapshot it was made from."""
    snapshot = _snapshot("card", "ranks")
    data = bundle(snapshot)
    assert set(data) == {MIME, "text/html", "text/plain"}
    assert msgspec.convert(data[MIME], Snapshot) == snapshot


def test_a_refusal_reads_as_one_sentence() -> None:
    """What was not done and why are one sentence, and the fix is a way on."""
    error = NotCapturable("The Ridge is not fitted.", fix="Run its fit(...) first.")
    snapshot = of_refusal(error, registry="local registry", now=NOW, done="Not published")
    assert snapshot.message == "Not published: the Ridge is not fitted."
    assert snapshot.ways_on == ("Run its fit(...) first.",)


def test_sizes_are_for_people() -> None:
    """Bytes are printed in the unit that fits."""
    assert [size_text(size) for size in (12, 88_804, 7_702_034, 2_050_000_000)] == [
        "12 B",
        "88.8 kB",
        "7.7 MB",
        "2.0 GB",
    ]
