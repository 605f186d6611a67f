"""The tables of the README, made from the code; ``python -m tests.tables`` writes them anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib.metadata import entry_points

from jupyter_registry.errors import ERRORS
from jupyter_registry.errors import __doc__ as errors_doc
from jupyter_registry.requests import VERBS
from jupyter_registry.search.fields import FIELDS

from .project import ROOT

README = ROOT / "README.md"
GROUPS = ("jupyter_registry.capture",)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def verbs() -> str:
    """Every verb: its command, its method, what it does."""
    rows = [
        (f"`{name}`", f"`{name.replace('-', '_')}`", "yes" if verb.writes else "", _sentence(verb.__doc__))
        for name, verb in VERBS.items()
    ]
    return table(("Command and URL", "Method", "Writes", "What it does"), rows)


def fields() -> str:
    """Every field a query can filter by."""
    takes = {"values": "`{}:{}`", "number": "`{}<{}`", "date": "`{}:{}`", "flag": "`{}:{}`"}
    rows = [
        (
            f"`{field.name}`",
            ", ".join(f"`{name}`" for name in field.other_names),
            field.takes,
            takes[field.takes].format(field.name, field.example),
        )
        for field in FIELDS
    ]
    return table(("Field", "Other names", "Takes", "Example"), rows)


def errors() -> str:
    """Every error: its class, code, HTTP status and meaning."""
    meanings = {
        words[1]: " ".join(words[3:])
        for line in (errors_doc or "").splitlines()
        if (words := line.replace("+-", "").split()) and len(words) > 2 and words[1] in ERRORS
    }
    rows = [(f"`{code}`", f"`{cls.__name__}`", str(cls.status), meanings.get(code, "")) for code, cls in ERRORS.items()]
    return table(("Code", "Python", "Status", "Meaning"), rows)


def capturers() -> str:
    """The capturers that this project declares itself."""
    found = {
        entry.name: entry.value
        for entry in entry_points(group=GROUPS[0])
        if entry.value.startswith("jupyter_registry.")
    }
    return table(("Entry point", "Object"), [(f"`{name}`", f"`{found[name]}`") for name in sorted(found)])


TABLES = {"verbs": verbs, "fields": fields, "errors": errors, "capturers": capturers}


def _sentence(doc: str | None) -> str:
    text = " ".join((doc or "").replace("``", "`").split())
    return text.split(". ")[0].rstrip(".") + "."


def filled(text: str) -> str:
    """``text`` with every table between its marks made anew."""
    for name, make in TABLES.items():
        marked = re.compile(rf"(<!-- table: {name} -->\n).*?(\n<!-- end -->)", re.DOTALL)
        assert marked.search(text), f"the README has no marks for the table {name}"
        text = marked.sub(lambda found, make=make: f"{found[1]}{make()}{found[2]}", text)  # type: ignore[misc]
    return text


if __name__ == "__main__":
    README.write_text(filled(README.read_text(encoding="utf-8")), encoding="utf-8")
