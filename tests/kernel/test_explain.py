"""Explanations, seeds and a lock, asked for from a real kernel."""

from __future__ import annotations

from pathlib import Path

from .conftest import Kernel

SPLIT = """
import numpy as np
from sklearn.model_selection import train_test_split
np.random.seed(7)
X_train, X_valid, y_train, y_valid = train_test_split(X, y)
split_model = make_pipeline(StandardScaler(), LogisticRegression()).fit(X_train, y_train)
"""


def test_explain_measures_what_matters(kernel: Kernel) -> None:
    """``--explain`` keeps coefficients and permutation importance of the inputs; without it only those."""
    assert kernel.run(SPLIT).status == "ok"
    assert kernel.run("%publish split_model --name explained").status == "ok"
    assert kernel.run("%publish split_model --name explained --explain").status == "ok"
    with kernel.registry() as registry:
        first, second = (registry.get_version(f"explained:{number}").manifest for number in (1, 2))
    assert [one.method for one in first.explanations] == ["coefficients, mean absolute value"]
    measured = second.explanations[1]
    assert (measured.method, measured.dataset) == ("permutation importance", "X_train (train)")
    assert len(measured.features) == 13
    assert "proline" in measured.features[:4]


def test_packages_and_seeds_of_the_cells_are_known(kernel: Kernel) -> None:
    """What the cells import counts as needed, their seed is kept, and nothing is called unseeded after it."""
    assert kernel.run(SPLIT).status == "ok"
    assert kernel.run("%publish split_model --name seeded --alias tried").status == "ok"
    with kernel.registry() as registry:
        environment = registry.get_version("seeded").manifest.environment
    assert environment is not None
    assert {"numpy", "scikit-learn"} <= set(environment.imports)
    assert environment.seeds == {"np.random.seed": 7}
    assert environment.unseeded == ()
    assert {"scipy", "joblib"} <= set(environment.locked)


def test_a_lock_is_shown_and_written_once(kernel: Kernel) -> None:
    """``%registry lock`` shows the file, ``--to`` writes it, and never over another one."""
    assert kernel.run("%publish model --name packed").status == "ok"
    shown = kernel.run("%registry lock packed")
    assert shown.result is not None
    assert "scikit-learn==" in shown.result["text/plain"]
    assert kernel.run("%registry lock packed --to requirements.txt").status == "ok"
    file = Path(kernel.folder) / "requirements.txt"
    assert file.read_text().rstrip("\n") == shown.result["text/plain"]
    assert "is there already" in kernel.run("%registry lock packed --to requirements.txt").refusal
