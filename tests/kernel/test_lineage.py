"""Lineage from a notebook: what was loaded is noted, and what was made from it names it."""

from __future__ import annotations

from .conftest import Kernel

SETUP = (
    "import jupyter_registry\nfrom sklearn.datasets import load_iris\n"
    "from sklearn.linear_model import LogisticRegression\n"
    "X, y = load_iris(return_X_y=True, as_frame=True)\n"
    "base = LogisticRegression(max_iter=500).fit(X, y)"
)
TUNED = 'old = jupyter_registry.load("base")\ntuned = LogisticRegression(max_iter=50, C=float(old.C)).fit(X, y)'


def test_a_version_made_from_a_loaded_one_is_derived_from_it(kernel: Kernel) -> None:
    """The version that a cell of the slice loaded is a link of the new one, and the command shows it."""
    kernel.run(SETUP)
    kernel.run("%publish base --name base --quiet")
    kernel.run(TUNED)
    kernel.run("%publish tuned --name tuned --quiet")
    shown = kernel.run("%registry lineage tuned --steps 1")
    assert shown.result is not None
    text = shown.result["text/plain"]
    assert any(
        line.split()[:1] == ["tuned:1"] and "derived-from" in line and "base:1" in line for line in text.splitlines()
    )


def test_what_was_loaded_beside_the_slice_is_no_origin(kernel: Kernel) -> None:
    """A version that was loaded in a cell which the new one does not need is no link of it."""
    kernel.run(SETUP)
    kernel.run("%publish base --name aside --quiet")
    kernel.run('looked = jupyter_registry.load("aside")')
    kernel.run("own = LogisticRegression(max_iter=70).fit(X, y)")
    kernel.run("%publish own --name own --quiet")
    shown = kernel.run("%registry lineage own --steps 1")
    assert shown.result is not None
    assert "derived-from" not in shown.result["text/plain"]


def test_origin_is_the_version_that_the_ref_named_then(kernel: Kernel) -> None:
    """A ref in a variable names an origin too, and an alias the version at which it pointed when the cell ran."""
    kernel.run(SETUP)
    kernel.run("%publish base --name moved --alias best --quiet")
    kernel.run('ref = "moved@best"')
    kernel.run("old = jupyter_registry.load(ref)\ntuned = LogisticRegression(max_iter=50, C=float(old.C)).fit(X, y)")
    kernel.run("newer = LogisticRegression(max_iter=90).fit(X, y)")
    kernel.run("%publish newer --name moved --alias best --quiet")
    kernel.run("looked = jupyter_registry.load(ref)")
    assert _origins(kernel, "tuned") == "['moved:1']"


def test_a_model_of_another_registry_is_no_origin_here(kernel: Kernel) -> None:
    """What was loaded from another registry is no link to the model that has its name in this one."""
    kernel.run(SETUP)
    kernel.run("%publish base --name base --quiet")
    kernel.run('other = jupyter_registry.open_registry("sqlite:///" + __import__("tempfile").mkdtemp() + "/other.db")')
    kernel.run('there = jupyter_registry.publish(base, "base", registry=other)')
    kernel.run(TUNED.replace('"base"', '"base", registry=other'))
    assert _origins(kernel, "tuned") == "[]"


def _origins(kernel: Kernel, variable: str) -> str:
    kernel.run(f'made = jupyter_registry.publish({variable}, "made")')
    ran = kernel.run("print([link.target for link in made.version.manifest.links])")
    assert ran.status == "ok", ran
    return ran.stdout.strip()
