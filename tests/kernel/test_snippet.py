"""The code that loads a version runs in a kernel, for models that predict and for those that only transform."""

from __future__ import annotations

import pytest

from .conftest import Kernel

TRAINED = {
    "model": "model.predict(rows)",
    "scaler": "model.transform(rows)",
}


@pytest.mark.parametrize("variable", TRAINED)
def test_the_code_calls_what_the_model_has(variable: str, kernel: Kernel) -> None:
    """The last line of the code runs, and gives something for the example."""
    kernel.run("scaler = StandardScaler().fit(X)")
    ran = kernel.run(f"%publish {variable} --data X_test --name snippet-{variable}")
    assert ran.status == "ok", ran
    ran = kernel.run(f"%registry load snippet-{variable}")
    assert ran.status == "ok", ran
    (payload,) = ran.payload
    assert payload["text"].splitlines()[-1] == TRAINED[variable]
    assert kernel.run(payload["text"]).result is not None
