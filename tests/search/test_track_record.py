"""What was recorded about models after publishing moves them in searches and can be asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from jupyter_registry import types as t
from jupyter_registry.local.backend import LocalBackend
from jupyter_registry.local.track_record import step
from jupyter_registry.registry import Registry

from .conftest import names


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[Registry]:
    """Three models that say the same; of equal ones the last comes first."""
    with Registry(LocalBackend(tmp_path / "registry.db")) as opened:
        for name in ("ant", "bee", "cow"):
            opened.publish(name, t.Manifest(summary="counts things"))
        yield opened


def reasons(registry: Registry, name: str) -> tuple[str, ...]:
    """Why a model is among the results."""
    return next(hit.reasons for hit in registry.search("counts things").hits if hit.model == name)


def test_models_in_use_come_first(registry: Registry) -> None:
    """Of models that say the same, one in use comes first and says so; when the use ends it no longer does."""
    assert names(registry.search("counts things")) == ["cow", "bee", "ant"]
    registry.record_deployment("ant", t.Deployment(target="counter"))
    assert names(registry.search("counts things"))[0] == "ant"
    assert "It is in use in 1 place." in reasons(registry, "ant")
    assert names(registry.search("deployments>=1")) == ["ant"]
    registry.record_deployment("ant", t.Deployment(target="counter", state="ended"))
    assert registry.search("deployments>=1").total == 0
    assert not any("in use" in reason for reason in reasons(registry, "ant"))


def test_models_that_are_loaded_come_first(registry: Registry) -> None:
    """Loads bring a model forward without changing when it was updated; refused ones do not count."""
    updated = registry.get_card("ant").model.updated_at
    for _ in range(30):
        registry.record_reuse("ant", t.Reuse())
        registry.record_reuse("bee", t.Reuse(outcome="refused", reason="not trusted"))
    assert names(registry.search("counts things"))[0] == "ant"
    assert "It was loaded at least 20 times." in reasons(registry, "ant")
    assert not any("loaded" in reason for reason in reasons(registry, "bee"))
    assert registry.get_card("ant").model.updated_at == updated


def test_measured(registry: Registry) -> None:
    """A model is found by when it was last measured, as the evaluation says or else when it was added."""
    metrics = (t.Metric(name="auc", value=0.9),)
    long_ago = datetime.now(timezone.utc) - timedelta(days=300)
    registry.add_evaluation("ant", t.Evaluation(metrics=metrics))
    registry.add_evaluation("bee", t.Evaluation(metrics=metrics, measured_at=long_ago))
    assert names(registry.search("measured:<30d")) == ["ant"]
    assert names(registry.search("measured:>30d")) == ["bee"]


def test_sunset(registry: Registry) -> None:
    """A model that will go is found by that, and by how soon; one that stays is not."""
    registry.retire("ant", sunset_on=date.today() + timedelta(days=20))
    registry.retire("bee", sunset_on=date.today() + timedelta(days=200))
    assert set(names(registry.search("is:sunset"))) == {"ant", "bee"}
    assert names(registry.search("sunset:<90d")) == ["ant"]
    assert names(registry.search("sunset:>90d")) == ["bee"]
    registry.restore("ant")
    assert names(registry.search("is:sunset")) == ["bee"]


def test_reviews_are_not_recorded(registry: Registry) -> None:
    """Asking for a reviewer says that there are no reviews, and changes nothing else."""
    page = registry.search("counts reviewer:ada")
    assert [problem.message for problem in page.problems] == ["Reviews are not recorded here."]
    assert page.total == 3


def test_steps_of_loads() -> None:
    """Loads are told as the largest of 1, 2, 5, 10, 20, 50 and so on that was reached."""
    reached = {0: 0, 1: 1, 2: 2, 4: 2, 5: 5, 9: 5, 10: 10, 19: 10, 20: 20, 99: 50, 100: 100, 1999: 1000, 5000: 5000}
    assert {count: step(count) for count in reached} == reached
