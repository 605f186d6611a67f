"""What a mistake looks like when the registry is used from Python in a notebook."""

from __future__ import annotations

import pytest

from .conftest import Kernel


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ('registry.card("nope")', "NotFound: "),
        ('registry.load("nope:3")', "NotFound: "),
        ('registry.publish(model, "Bad Name")', "Invalid: "),
        ('registry.publish(object(), "thing")', "NotCapturable: "),
    ],
)
def test_a_mistake_in_python_is_one_sentence(kernel: Kernel, code: str, sentence: str) -> None:
    """An error of the registry shows its sentence and the way on, and no traceback."""
    kernel.run("import jupyter_registry as registry")
    ran = kernel.run(code)
    assert ran.status == "error"
    (error,) = ran.errors
    (shown,) = error["traceback"]
    assert shown.startswith(sentence)
    assert "\n" not in shown
