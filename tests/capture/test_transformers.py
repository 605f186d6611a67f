"""Capture of transformers: configuration, generation settings, and models that load without fetching anything."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest

import jupyter_registry
from jupyter_registry import Registry
from jupyter_registry.capture.base import choose, describe
from jupyter_registry.capture.transformers import TransformersCapturer
from jupyter_registry.errors import Invalid
from jupyter_registry.limits import check
from jupyter_registry.registry import ArtifactFile
from jupyter_registry.types import Manifest

torch = pytest.importorskip("torch", reason="PyTorch is not installed (extra: frameworks)")
transformers = pytest.importorskip("transformers", reason="transformers is not installed (extra: frameworks)")


def _classifier() -> Any:
    config = transformers.BertConfig(
        hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=8, vocab_size=30,
        id2label={0: "spam", 1: "ham"}, label2id={"spam": 0, "ham": 1},
    )  # fmt: skip
    return transformers.BertForSequenceClassification(config).eval()


def _writer() -> Any:
    config = transformers.GPT2Config(n_embd=16, n_layer=1, n_head=2, vocab_size=30, n_positions=12)
    model = transformers.GPT2LMHeadModel(config).eval()
    model.generation_config.top_k = 7
    return model


ROWS = {"input_ids": torch.tensor([[1, 2, 3]])}


def test_a_model_says_its_configuration() -> None:
    """Sizes of the configuration, labels, task and what the next user has to bring are captured."""
    captured = describe(_classifier(), choose(_classifier()))
    expected = {"hidden_size": 16, "num_hidden_layers": 1, "hidden_act": "gelu", "dtype": "float32"}
    assert {name: captured.params.get(name) for name in expected} == expected
    assert (captured.framework, captured.task, captured.family) == ("transformers", "text-classification", "bert")
    assert captured.classes == ("spam", "ham")
    assert captured.parameter_count == sum(weight.numel() for weight in _classifier().parameters())
    assert captured.warnings == ("The tokenizer is not stored with the model.",)


def test_generation_settings_stand_under_their_own_names() -> None:
    """What was set for generating text is among the settings."""
    captured = describe(_writer(), choose(_writer()))
    assert captured.params["generation__top_k"] == 7
    assert captured.task == "text-generation"


@pytest.mark.parametrize("make", [_classifier, _writer, lambda: _classifier().half()])
def test_a_model_comes_back_as_it_was_published(make: Any, registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    """It loads without trust and without the network, of the same class and dtype, and computes the same."""
    model = make()
    published = jupyter_registry.publish(model, "same", registry=registry)
    assert {artifact.format for artifact in published.version.manifest.artifacts} == {"safetensors", "json"}
    check(published.version.manifest)
    monkeypatch.setattr(socket, "socket", None)
    loaded = jupyter_registry.load("same", registry=registry)
    assert type(loaded) is type(model)
    assert loaded.dtype == model.dtype
    with torch.no_grad():
        assert torch.equal(loaded(**ROWS).logits, model(**ROWS).logits)


def test_generation_settings_and_shared_weights_come_back(registry: Registry) -> None:
    """The loaded model keeps how it generates, and its first and last layer are one again."""
    jupyter_registry.publish(_writer(), "writer", registry=registry)
    loaded = jupyter_registry.load("writer", registry=registry)
    assert loaded.generation_config.top_k == 7
    assert loaded.lm_head.weight is loaded.transformer.wte.weight


def _with_config(registry: Registry, folder: Path, model_class: str, **more: Any) -> None:
    files = TransformersCapturer().save(_classifier(), folder, "")
    (config,) = [file.file for file in files if file.path == "config.json"]
    config.write_text(json.dumps(json.loads(config.read_text()) | more))
    registry.publish("changed", Manifest(model_class=model_class), list(files))


def test_a_configuration_cannot_fetch_code(registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings that name code elsewhere are left out, so the library's own code is all that runs."""
    _with_config(
        registry,
        tmp_path,
        "transformers.models.bert.modeling_bert.BertForSequenceClassification",
        auto_map={"AutoModel": "somebody/code--model.Model"},
        attn_implementation="somebody/kernels",
        _attn_implementation="somebody/kernels",
        quantization_config={"quant_method": "bitsandbytes", "load_in_8bit": True},
    )
    monkeypatch.setattr(socket, "socket", None)
    loaded = jupyter_registry.load("changed", registry=registry)
    assert type(loaded) is transformers.BertForSequenceClassification
    assert "somebody" not in loaded.config.to_json_string()


@pytest.mark.parametrize("name", ["transformers.NoSuchModel", "transformers.pipeline", "transformers.AutoTokenizer"])
def test_only_models_of_the_library_are_made(name: str, registry: Registry, tmp_path: Path) -> None:
    """A class that is missing or no model is refused by name."""
    _with_config(registry, tmp_path, name)
    with pytest.raises(Invalid, match=f'has no model "{name.rpartition(".")[2]}"'):
        jupyter_registry.load("changed", registry=registry)


def test_a_model_of_the_notebook_gives_its_weights(registry: Registry, tmp_path: Path) -> None:
    """A class that only a notebook has is not looked for: its weights load by name."""
    files = TransformersCapturer().save(_classifier(), tmp_path, "")
    registry.publish(
        "mine", Manifest(model_class="__main__.Mine"), [ArtifactFile(f.path, f.file, f.format) for f in files]
    )
    weights = jupyter_registry.load("mine", registry=registry)
    assert weights.keys() == _classifier().state_dict().keys()
