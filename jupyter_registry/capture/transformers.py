"""transformers: models with their configuration, saved as safetensors and JSON. The library is loaded already."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from ..errors import Invalid
from ..registry import ArtifactFile
from .artifacts import Files
from .base import Captured, is_kind
from .generic import save_as
from .packages import needed
from .params import json_value
from .secrets import scrub_value
from .torch import TorchCapturer, seed, structure, write_weights

TASKS = {
    "ForSequenceClassification": "text-classification", "ForTokenClassification": "token-classification",
    "ForQuestionAnswering": "question-answering", "ForCausalLM": "text-generation",
    "LMHeadModel": "text-generation", "ForMaskedLM": "fill-mask", "ForImageClassification": "image-classification",
    "ForObjectDetection": "object-detection", "ForSemanticSegmentation": "semantic-segmentation",
    "ForAudioClassification": "audio-classification", "ForCTC": "speech-recognition",
}  # fmt: skip
"""How the class of a model ends -> its task."""
NOT_SETTINGS = ("id2label", "label2id", "architectures", "transformers_version", "auto_map", "dtype", "torch_dtype")
FETCHES_CODE = ("auto_map", "implementation", "quantization_config")
"""Words in the names of settings that make the library look for code elsewhere."""


class TransformersCapturer:
    """``PreTrainedModel`` on PyTorch."""

    def matches(self, obj: Any) -> bool:
        """Whether the object is a model of transformers."""
        return is_kind(obj, "transformers.PreTrainedModel") and not isinstance(obj, type)

    def describe(self, obj: Any) -> Captured:
        """Configuration, generation settings, labels, task, and what is known of any module."""
        own = {name: value for name, value in _described(obj.config).items() if name not in NOT_SETTINGS}
        sampling = getattr(obj, "generation_config", None)
        if sampling is not None:
            own |= {f"generation__{name}": value for name, value in sampling.to_diff_dict().items()}
            own.pop("generation__transformers_version", None)
        kept = {name: scrub_value(name, json_value(value)) for name, value in own.items() if value is not None}
        ending = next((end for end in TASKS if type(obj).__name__.endswith(end)), "")
        text = getattr(obj, "main_input_name", "") == "input_ids"
        return msgspec.structs.replace(
            TorchCapturer().describe(obj),
            framework="transformers",
            task=TASKS.get(ending, ""),
            family=str(getattr(obj.config, "model_type", "")),
            params=dict(sorted({**kept, **structure(obj), **seed()}.items())),
            requires=needed(obj, "transformers", "torch", "safetensors"),
            classes=labels(obj.config),
            warnings=("The tokenizer is not stored with the model.",) if text else (),
        )

    def save(self, obj: Any, folder: Path, format: str) -> tuple[ArtifactFile, ...]:
        """Write ``model.safetensors``, ``config.json`` and ``generation_config.json`` (pickle on request)."""
        return save_as(obj, folder, format, "safetensors", _write)


def _described(config: Any) -> dict[str, Any]:
    return {name: value for name, value in config.to_diff_dict().items() if not name.startswith("_")}


def labels(config: Any) -> tuple[str, ...]:
    """Names of the classes, where the author gave them names."""
    names = tuple(str(name) for name in (getattr(config, "id2label", None) or {}).values())
    return () if all(name.startswith("LABEL_") for name in names) else names


def _write(obj: Any, folder: Path) -> tuple[ArtifactFile, ...]:
    return (*write_weights(obj, folder), *_written(obj, folder))


def _written(obj: Any, folder: Path) -> Iterator[ArtifactFile]:
    parts = {"config.json": obj.config, "generation_config.json": getattr(obj, "generation_config", None)}
    for name, part in parts.items():
        if part is not None:
            file = folder / name
            file.write_text(part.to_json_string(use_diff=False), encoding="utf-8")
            yield ArtifactFile(path=name, file=file, format="json")


def assembled(weights: dict[str, Any], files: Files, model_class: str) -> Any:
    """The model of this class with its weights; made from the library's own code, nothing is fetched."""
    import transformers

    cls: Any = getattr(transformers, model_class.rpartition(".")[2], None)
    known = isinstance(cls, type) and issubclass(cls, transformers.PreTrainedModel)
    if not known:
        raise Invalid(
            f'transformers {transformers.__version__} has no model "{model_class.rpartition(".")[2]}".',
            field="environment",
            fix="Install the version on the card.",
        )
    model = cls(cls.config_class.from_dict(_harmless(json.loads(files["config.json"]))))
    model.load_state_dict(weights, assign=True)  # assign: keeps the dtype that was published
    model.tie_weights()
    if "generation_config.json" in files:
        sampling = json.loads(files["generation_config.json"])
        model.generation_config = transformers.GenerationConfig.from_dict(sampling)
    return model.eval()


def _harmless(config: Any) -> Any:
    """The configuration without the settings that would make the library fetch code."""
    if isinstance(config, list):
        return [_harmless(part) for part in config]
    if not isinstance(config, dict):
        return config
    return {name: _harmless(value) for name, value in config.items() if not any(word in name for word in FETCHES_CODE)}
