"""The house has floors: a file imports from its own floor and from those below, never from one above."""

from __future__ import annotations

import sys

import pytest

from .project import imports, module_name, modules

FLOORS = (
    ("words", ("types", "errors", "refs", "requests", "canonical", "limits", "backend", "_version")),
    (
        "rules",
        (
            "search",
            "cards",
            "card_document",
            "card_schema",
            "comparing",
            "fit_check",
            "hits",
            "listing",
            "governance",
            "reproduction",
            "snippets",
            "stability",
        ),
    ),
    ("engines", ("local", "remote", "uploading")),
    (
        "face",
        (
            "registry",
            "config",
            "session",
            "plugins",
            "trust",
            "capture",
            "formats",
            "schema",
            "snapshots",
            "earlier",
            "offering",
        ),
    ),
    (
        "acts",
        (
            "publishing",
            "publishing_files",
            "background",
            "preparing",
            "loading",
            "finding",
            "evaluating",
            "scoring",
            "drifting",
            "headless",
            "rebuilding",
            "reproducing",
            "kernel.compared",
            "kernel.display",
            "kernel.markup",
            "kernel.plain",
        ),
    ),
    ("doors", ("server", "kernel", "cli", "demo", "examples", "etc", "")),
)
DOORS = ("server", "kernel", "cli")
OWNERS = {
    "sqlite3": ("local",),
    "sqlite_utils": ("local",),
    "httpx": ("remote", "uploading"),
    "tornado": ("server",),
    "jupyter_server": ("server",),
    "IPython": ("kernel",),
    "argparse": ("cli", "kernel"),
}
"""The only places that may know a library."""
OPENERS = ("registry", "server.app")
"""The only files above the engines that may name an engine: they pick one."""
EVERYWHERE = {"msgspec"}
"""What a file of the package may load at once besides the standard library, wherever it stands."""
SEARCHING = (
    "codes",
    "columns",
    "embedders",
    "evidence",
    "facets",
    "histograms",
    "kernel_fit",
    "known",
    "lexicon",
    "likeness",
    "match",
    "matched",
    "meaning",
    "nearest",
    "numbers",
    "ranking",
    "reasons",
    "refinements",
    "standing",
    "vectors",
)
"""Files of ``local`` that only a search loads."""
AT_ONCE = {
    "server": {"tornado", "jupyter_server", "traitlets"},
    "kernel": {"IPython"},
    "kernel.widget": {"anywidget", "traitlets"},
    "local.migrations": {"sqlite_utils"},
    "local.sqlite": {"sqlite_utils"},
    **{f"local.{name}": {"numpy"} for name in SEARCHING},
}
"""Further libraries that a part, or a file that is only loaded when it is used, may load at once."""


def floor(module: str) -> int:
    """The floor of a module; the longest name that holds it decides."""
    found = [
        (len(name), number)
        for number, (_, names) in enumerate(FLOORS)
        for name in names
        if module == name or (name and module.startswith(f"{name}."))
    ]
    assert found, f"{module} has no floor yet: name it in FLOORS"
    return max(found)[1]


EDGES = [(module_name(path), imported, at_once) for path in modules() for imported, at_once in imports(path)]
OURS = [(source, name.lstrip("."), now) for source, name, now in EDGES if name.startswith(".")]


def test_every_file_has_a_floor_and_imports_nothing_from_a_higher_one() -> None:
    """No module imports one from a floor above its own, not even inside a function."""
    upwards = [
        f"{source} ({FLOORS[floor(source)][0]}) -> {target} ({FLOORS[floor(target)][0]})"
        for source, target, now in OURS
        if target and floor(target) > floor(source) and not (source.startswith("capture.") and not now)
    ]
    assert upwards == []


def test_only_the_openers_name_an_engine() -> None:
    """Everything above the engines goes through the registry, whose address decides the engine."""
    engines = next(number for number, (name, _) in enumerate(FLOORS) if name == "engines")
    named = [
        f"{source} -> {target}"
        for source, target, _ in OURS
        if floor(source) > engines and target and floor(target) == engines and source not in OPENERS
    ]
    assert named == []


def test_one_door_does_not_go_through_another() -> None:
    """Server, kernel and command line do not import one another."""
    through = [
        f"{source} -> {target}"
        for source, target, _ in OURS
        for door in DOORS
        if source.startswith(door) and target.partition(".")[0] in set(DOORS) - {door}
        and FLOORS[floor(target)][0] == "doors"
    ]  # fmt: skip
    assert through == []


@pytest.mark.parametrize("library", OWNERS)
def test_a_library_is_known_in_one_place(library: str) -> None:
    """Only the part that owns a library imports it, so that it can be replaced there."""
    elsewhere = [
        f"{source} imports {target}"
        for source, target, _ in EDGES
        if target.partition(".")[0] == library and source.partition(".")[0] not in OWNERS[library]
    ]
    assert elsewhere == []


def test_heavy_libraries_are_loaded_when_they_are_used() -> None:
    """Loading a module loads the standard library and little else; a framework only inside a function."""
    loaded = []
    for source, target, at_once in EDGES:
        top = target.partition(".")[0]
        if not at_once or target.startswith(".") or source.startswith(("etc", "examples")):
            continue
        own = AT_ONCE.get(source.partition(".")[0], set()) | AT_ONCE.get(source, set())
        allowed = sys.stdlib_module_names | EVERYWHERE | own
        if top not in allowed:
            loaded.append(f"{source} loads {target}")
    assert loaded == []
