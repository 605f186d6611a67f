"""Capture of PyTorch modules: what they are made of, and weights that load without code."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

import jupyter_registry
from jupyter_registry import Registry
from jupyter_registry.capture.base import Captured, choose, describe
from jupyter_registry.errors import Invalid, NotCapturable, Untrusted
from jupyter_registry.limits import check
from jupyter_registry.registry import ArtifactFile
from jupyter_registry.types import Manifest

torch = pytest.importorskip("torch", reason="PyTorch is not installed (extra: frameworks)")
pytest.importorskip("safetensors", reason="safetensors is not installed (extra: test)")


class Net(torch.nn.Module):  # type: ignore[misc, name-defined]
    """Two layers, of which the first is frozen."""

    def __init__(self, hidden: int = 8, dropout: float = 0.1) -> None:
        super().__init__()
        self.hidden = hidden
        self.dropout = dropout
        self.first = torch.nn.Linear(4, hidden)
        self.last = torch.nn.Linear(hidden, 2)
        self.first.requires_grad_(False)

    def forward(self, rows: Any) -> Any:
        """Two scores for each row."""
        return self.last(torch.relu(self.first(rows)))


class Tied(torch.nn.Module):  # type: ignore[misc, name-defined]
    """Two layers with the same weights."""

    def __init__(self) -> None:
        super().__init__()
        self.inward = torch.nn.Linear(4, 4, bias=False)
        self.outward = torch.nn.Linear(4, 4, bias=False)
        self.outward.weight = self.inward.weight


def _read(module: Any) -> Captured:
    return describe(module, choose(module))


def test_a_module_says_what_it_is_made_of(registry: Registry) -> None:
    """Settings it keeps, layers by class, weights that learn and that do not, dtype and device are captured."""
    published = jupyter_registry.publish(Net(hidden=6), "net", registry=registry)
    manifest = published.version.manifest
    expected = {
        "hidden": 6, "dropout": 0.1, "layers": {"Linear": 2}, "trainable_parameters": 14,
        "dtype": "float32", "device": "cpu",
    }  # fmt: skip
    assert {name: manifest.params.get(name) for name in expected} == expected
    assert "(last): Linear(in_features=6, out_features=2" in manifest.params["structure"]
    assert (manifest.framework, manifest.architecture) == ("pytorch", "Net")
    assert manifest.resources is not None
    assert manifest.resources.parameter_count == 44
    assert manifest.environment is not None
    assert {"torch", "safetensors"} <= set(manifest.environment.requires)
    check(manifest)


def test_the_seed_is_kept_and_a_missing_one_named(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    """A seed that was set is in the environment; without one it says which call would set it."""
    torch.manual_seed(11)
    environments = []
    for _ in range(2):
        environments.append(jupyter_registry.publish(Net(), "net", registry=registry).version.manifest.environment)
        monkeypatch.setattr(torch, "initial_seed", torch.Generator().initial_seed)
    assert [found and (found.seeds, found.unseeded) for found in environments] == [
        ({"torch__seed": 11}, ()),
        ({}, ("torch.manual_seed",)),
    ]


def test_weights_come_back_by_name_and_fill_a_module(registry: Registry) -> None:
    """Loaded without trust they are the published tensors; given a module, it predicts as the published one."""
    module = Net()
    published = jupyter_registry.publish(module, "net", registry=registry)
    assert [artifact.format for artifact in published.version.manifest.artifacts] == ["safetensors"]
    weights = jupyter_registry.load("net", registry=registry)
    assert weights.keys() == module.state_dict().keys()
    assert all(torch.equal(weights[name], value) for name, value in module.state_dict().items())
    rows = torch.ones(3, 4)
    filled = jupyter_registry.load("net", into=Net(), registry=registry)
    assert torch.equal(filled(rows), module(rows))


@pytest.mark.parametrize("make", [
    Tied,
    lambda: torch.nn.Sequential(torch.nn.Conv1d(2, 3, 2), torch.nn.BatchNorm1d(3)),
    lambda: Net().half(),
    lambda: torch.nn.LSTM(3, 4, num_layers=2),
    lambda: torch.nn.Embedding(5, 3),
])  # fmt: skip
def test_all_kinds_of_weights_come_back(make: Any, registry: Registry) -> None:
    """Shared weights, buffers, half precision and recurrent layers load into a fresh module of the same kind."""
    module = make()
    jupyter_registry.publish(module, "kinds", registry=registry)
    fresh = make()
    jupyter_registry.load("kinds", into=fresh, registry=registry)
    assert all(torch.equal(fresh.state_dict()[name], value) for name, value in module.state_dict().items())


def test_a_wrapped_module_is_the_module_inside(registry: Registry) -> None:
    """What distributes a module is left out of the names of its weights and of its description."""
    wrapped = torch.nn.DataParallel(Net())
    assert _read(wrapped).architecture == "Net"
    jupyter_registry.publish(wrapped, "wrapped", registry=registry)
    assert isinstance(jupyter_registry.load("wrapped", into=Net(), registry=registry), Net)


@pytest.mark.parametrize(
    ("other", "message"),
    [
        (lambda: Net(hidden=3), 'first.weight" has another shape'),
        (lambda: torch.nn.Linear(4, 2), 'bias" was not published'),
        (lambda: object(), "the object takes none"),
    ],
)
def test_a_module_that_does_not_fit_is_refused(other: Any, message: str, registry: Registry) -> None:
    """The refusal names the first weight that does not fit."""
    jupyter_registry.publish(Net(), "net", registry=registry)
    with pytest.raises(Invalid, match=message):
        jupyter_registry.load("net", into=other(), registry=registry)


def test_a_lazy_module_is_refused_until_it_ran(registry: Registry) -> None:
    """Sizes that are not known cannot be saved; after one batch they are."""
    module = torch.nn.LazyLinear(2)
    with pytest.raises(NotCapturable, match="not known yet"):
        jupyter_registry.publish(module, "lazy", registry=registry)
    module(torch.ones(1, 3))
    assert jupyter_registry.publish(module, "lazy", registry=registry).number == 1


def test_a_state_that_is_no_tensor_is_named(registry: Registry) -> None:
    """What safetensors cannot hold is refused by its name."""

    class Extra(torch.nn.Linear):  # type: ignore[misc, name-defined]
        """A layer with state of its own."""

        def get_extra_state(self) -> Any:
            """Words."""
            return {"step": 3}

    with pytest.raises(NotCapturable, match='"_extra_state" of the Extra is a dict'):
        jupyter_registry.publish(Extra(2, 2), "extra", registry=registry)


def test_without_safetensors_the_refusal_says_what_to_install(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where safetensors is missing nothing is pickled instead."""
    monkeypatch.setitem(sys.modules, "safetensors.torch", None)
    with pytest.raises(NotCapturable) as refused:
        jupyter_registry.publish(Net(), "net", registry=registry)
    assert "%pip install safetensors" in refused.value.fix
    assert registry.get_status().models == 0


def test_a_module_that_cannot_describe_itself_is_published(registry: Registry) -> None:
    """A broken text of the author's costs the structure, not the publication."""

    class Broken(torch.nn.Linear):  # type: ignore[misc, name-defined]
        """A layer whose text breaks."""

        def extra_repr(self) -> str:
            """Break."""
            raise RuntimeError("no text")

    published = jupyter_registry.publish(Broken(2, 2), "broken", registry=registry)
    assert published.version.manifest.params["structure"] == "Broken"


@pytest.mark.parametrize(
    ("content", "error"), [(b"\x80\x04.", Untrusted), (b"\x08\x00\x00\x00\x00\x00\x00\x00{broken!", Invalid)]
)
def test_other_bytes_are_refused(content: bytes, error: type[Exception], registry: Registry, tmp_path: Path) -> None:
    """A pickle reaches no reader, and a damaged header ends in one sentence."""
    file = tmp_path / "model.safetensors"
    file.write_bytes(content)
    registry.publish("other", Manifest(), [ArtifactFile("model.safetensors", file, "safetensors")])
    with pytest.raises(error):
        jupyter_registry.load("other", registry=registry)
