"""Files of cards into a registry: JSON lines (plain or gzipped), Markdown cards, and folders of them."""

from __future__ import annotations

import gzip
import itertools
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, cast

import msgspec

from .. import limits
from ..errors import Invalid, RegistryError
from ..registry import Registry
from . import huggingface, zoo
from .items import Item, Unread

LINES = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
BATCH = 500  # a writer holds the registry for well under a second


class Report(msgspec.Struct):
    """What an import did; ``unread`` and ``skipped`` say which places were left out, and why."""

    created: int = 0
    unchanged: int = 0
    skipped: list[Unread] = msgspec.field(default_factory=list)

    @property
    def seen(self) -> int:
        """Places seen so far."""
        return self.created + self.unchanged + len(self.skipped)


def files(path: Path) -> list[Path]:
    """The files of cards at a path; raises ``Invalid`` when there are none."""
    if path.is_dir():
        found = [file for file in sorted(path.rglob("*")) if file.is_file() and _reads(file)]
    else:
        found = [path] if path.is_file() and _reads(path) else []
    if not found:
        raise Invalid(f"{path} holds no cards.", field="file", fix=f"Name a {', '.join(LINES)} or README.md file.")
    return found


def _reads(file: Path) -> bool:
    return file.name.lower().endswith(LINES) or file.suffix.lower() == ".md"


def read(file: Path) -> Iterator[Item | Unread]:
    """The cards of one file."""
    try:
        if file.suffix.lower() == ".md":
            ref = f"{file.resolve().parent.parent.name}/{file.resolve().parent.name}"
            name = ref if file.stem.lower() == "readme" else f"{file.resolve().parent.name}/{file.stem}"
            yield Item(file.name, huggingface.read(file.read_text(encoding="utf-8"), name))
            return
        with _lines(file) as lines:
            yield from zoo.read(lines)
    except RegistryError as error:
        yield Unread(file.name, str(error))
    except UnicodeDecodeError:
        yield Unread(file.name, "is not UTF-8 text")
    except (OSError, EOFError, zlib.error) as error:
        yield Unread(file.name, f"cannot be read: {error}")


def count(file: Path) -> int:
    """How many cards a file seems to hold, for showing progress; what cannot be read counts as none."""
    if file.suffix.lower() == ".md":
        return 1
    try:
        with _lines(file) as lines:
            return sum(1 for line in lines if line.strip())
    except (OSError, EOFError, zlib.error):
        return 0


def _lines(file: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(file) if file.suffix.lower() == ".gz" else file.open("rb"))


def import_file(registry: Registry, file: Path, progress: Callable[[Report], None] = lambda report: None) -> Report:
    """Import every card of a file, in batches that are whole or not at all; safe to repeat."""
    report, cards = Report(), read(file)
    while batch := list(itertools.islice(cards, min(BATCH, limits.IMPORT_BATCH))):
        report.skipped += [card for card in batch if isinstance(card, Unread)]
        items = [card for card in batch if isinstance(card, Item)]
        if items:
            reply = registry.import_cards(item.publish for item in items)
            report.created += reply.created
            report.unchanged += reply.unchanged
            report.skipped += [Unread(items[skip.index].place, skip.reason) for skip in reply.skipped]
        progress(report)
    return report
