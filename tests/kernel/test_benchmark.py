"""``%registry benchmark`` measures a version in the notebook's own kernel."""

from __future__ import annotations

from .conftest import Kernel

SETUP = (
    "from sklearn.datasets import load_iris\nfrom sklearn.linear_model import LogisticRegression\n"
    "X, y = load_iris(return_X_y=True, as_frame=True)\nmodel = LogisticRegression(max_iter=500).fit(X, y)"
)


def test_a_version_is_measured_by_the_names_of_variables(kernel: Kernel) -> None:
    """Rows and true values are named as variables; the reply shows scores and times, and says that it is recorded."""
    kernel.run(SETUP)
    kernel.run("%publish model --name iris --quiet")
    shown = kernel.run("%registry benchmark iris --data X --target y --dataset iris --seconds 0.1")
    assert shown.status == "ok"
    assert shown.result is not None
    text = shown.result["text/plain"]
    assert "accuracy" in text and "rows/s" in text and text.endswith("\nrecorded")
    tried = kernel.run("%registry benchmark iris --data X --target y --seconds 0.1 --dry-run")
    assert tried.result is not None
    assert tried.result["text/plain"].endswith("not recorded")


def test_a_variable_that_is_not_there_is_one_sentence(kernel: Kernel) -> None:
    """A wrong name is refused in one sentence without a traceback."""
    kernel.run(SETUP)
    kernel.run("%publish model --name iris2 --quiet")
    shown = kernel.run("%registry benchmark iris2 --data rows")
    assert shown.status == "error"
    assert 'no variable "rows"' in shown.refusal
