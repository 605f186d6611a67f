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
