"""``jupyter-registry lock``: the packages of a version on standard output."""

from __future__ import annotations

import json

from jupyter_registry import open_registry
from jupyter_registry.types import Environment, Manifest, Package

from .conftest import Call


def test_a_lock_is_printed_for_a_file(url: str, call: Call) -> None:
    """Standard output is the file, and nothing else; with ``--json`` it is the environment."""
    packages = (Package(name="numpy", version="2.1.0"), Package(name="other", version="1.0"))
    with open_registry(url) as registry:
        environment = Environment(python="3.12.1", packages=packages, requires=("numpy",))
        registry.publish("locked", Manifest(environment=environment))
    said = call("lock", "locked:1")
    assert (said.code, said.err) == (0, "")
    assert [line.split()[0] for line in said.out.splitlines() if not line.startswith("#")] == ["numpy==2.1.0"]
    assert json.loads(call("lock", "locked:1", "--json").out)["python"] == "3.12.1"


def test_without_packages_it_is_refused(call: Call) -> None:
    """A version that came from elsewhere has no packages, and that is said."""
    said = call("lock", "churn")
    assert (said.code, said.out) == (1, "")
    assert "packages of churn:2 are not known" in said.err
