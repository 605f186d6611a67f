"""What loading compares first, and what it notes."""

from __future__ import annotations

import pickle
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pandas as pd
import pytest
from sklearn.linear_model import LinearRegression

import jupyter_registry
from jupyter_registry import Registry
from jupyter_registry.errors import Invalid, Untrusted
from jupyter_registry.registry import ArtifactFile
from jupyter_registry.types import Environment, Package, ReuseSummary

FRAME = pd.DataFrame({"a": [1.0, 2.0, 3.0], "b": [2.0, 1.0, 5.0]})
MODEL = LinearRegression().fit(FRAME, FRAME["a"])


@pytest.fixture(autouse=True)
def published(registry: Registry) -> None:
    """A model that was published with its data."""
    jupyter_registry.publish(MODEL, "sums", data=FRAME, registry=registry)


def reuse(registry: Registry, ref: str = "sums") -> ReuseSummary:
    """What is noted about loading."""
    return registry.get_card(ref).records.reuse


def test_data_that_fits_loads_without_a_word(registry: Registry) -> None:
    """The same columns need no warning; that it was loaded is noted."""
    jupyter_registry.load("sums", data=FRAME, registry=registry)
    assert (reuse(registry).loaded, reuse(registry).refused) == (1, 0)


def test_data_that_does_not_fit_is_refused_before_anything_is_read(registry: Registry, tmp_path: Path) -> None:
    """The missing column is named, the reason is noted, and the bytes, here damaged, were not looked at."""
    for blob in (tmp_path / "registry.blobs").rglob("*"):
        if blob.is_file():
            blob.chmod(0o600)
            blob.write_bytes(b"damaged")
    with pytest.raises(Invalid, match=r'does not fit sums:1\. It lacks "b"\.'):
        jupyter_registry.load("sums", data=FRAME[["a"]], registry=registry)
    assert reuse(registry).refused == 1
    assert "lacks" in reuse(registry).recent[0].reuse.reason


def test_data_that_may_not_fit_is_a_warning(registry: Registry) -> None:
    """The model is loaded all the same."""
    with pytest.warns(UserWarning, match=r'may not fit sums:1\. The model does not take "c"'):
        assert jupyter_registry.load("sums", data=FRAME.assign(c=1), registry=registry).n_features_in_ == 2


def test_other_packages_are_a_warning_with_the_line_that_installs_them(registry: Registry, tmp_path: Path) -> None:
    """A package of another series and one that is not there are named before the file is read."""
    version = registry.get_version("sums")
    other = Environment(
        packages=(Package(name="scikit-learn", version="0.1.0"), Package(name="nowhere", version="2.0")),
        requires=("scikit-learn", "nowhere"),
    )
    manifest = msgspec.structs.replace(version.manifest, environment=other)
    registry.publish("elsewhere", manifest)
    with pytest.warns(UserWarning, match=r"%pip install scikit-learn==0\.1\.0 nowhere==2\.0"):
        jupyter_registry.load("elsewhere", registry=registry)


def test_a_version_that_is_about_to_leave_warns_with_day_and_replacement(registry: Registry) -> None:
    """Who loads it learns until when it is offered, why it goes and what to use."""
    jupyter_registry.publish(LinearRegression(fit_intercept=False).fit(FRAME, FRAME["a"]), "sums", registry=registry)
    day = (datetime.now(timezone.utc) + timedelta(days=30)).date()
    registry.retire("sums:1", "drifts", sunset_on=day, replacement="sums:2")
    with pytest.warns(UserWarning, match=rf"sums:1 is deprecated and leaves on {day}: drifts\. Use sums:2 instead\."):
        jupyter_registry.load("sums:1", registry=registry)


def test_a_refusal_for_trust_is_noted(registry: Registry, tmp_path: Path) -> None:
    """It counts as refused, and a file that cannot be read as failed."""
    jupyter_registry.publish(MODEL, "old-way", format="pickle", registry=registry)
    with pytest.raises(Untrusted):
        jupyter_registry.load("old-way", registry=registry)
    broken = tmp_path / "model.pkl"
    broken.write_bytes(pickle.dumps(MODEL)[:-20])
    version = registry.publish(
        "broken",
        msgspec.structs.replace(registry.get_version("sums").manifest, artifacts=()),
        [ArtifactFile("model.pkl", broken, "pickle")],
    )
    digest = version.version.manifest.artifacts[0].digest
    with pytest.raises(Invalid, match="could not be loaded"):
        jupyter_registry.load("broken", trust=digest, registry=registry)
    assert reuse(registry, "old-way").refused == 1
    assert reuse(registry, "broken").failed == 1


def test_a_registry_that_cannot_be_written_loads(registry: Registry, tmp_path: Path) -> None:
    """That nothing can be noted, here in a file of a newer program, is no reason to refuse."""
    with closing(sqlite3.connect(tmp_path / "registry.db")) as connection:
        connection.execute("PRAGMA user_version = 1000")
    assert jupyter_registry.load("sums", registry=registry).n_features_in_ == 2
    assert reuse(registry).loaded == 0
