"""Which packages a model needs before it can be loaded, as values that a kernel can be compared with."""

from __future__ import annotations

from ..fit_check import distribution, series
from ..search.words import key
from ..types import Manifest

DISTRIBUTIONS = {
    "pytorch": "torch", "torch": "torch", "timm": "timm", "torchvision": "torchvision", "fastai": "fastai",
    "tensorflow": "tensorflow", "tf": "tensorflow", "keras": "keras", "tflite": "tflite-runtime", "jax": "jax",
    "flax": "flax", "onnx": "onnxruntime", "openvino": "openvino", "paddle": "paddlepaddle",
    "paddlepaddle": "paddlepaddle", "mxnet": "mxnet", "gluon": "mxnet", "mindspore": "mindspore",
    "scikit-learn": "scikit-learn", "sklearn": "scikit-learn", "xgboost": "xgboost", "lightgbm": "lightgbm",
    "catboost": "catboost", "statsmodels": "statsmodels", "prophet": "prophet", "transformers": "transformers",
    "sentence-transformers": "sentence-transformers", "diffusers": "diffusers", "peft": "peft", "spacy": "spacy",
    "flair": "flair", "stanza": "stanza", "spark-nlp": "spark-nlp", "nemo": "nemo-toolkit", "espnet": "espnet",
    "speechbrain": "speechbrain", "fairseq": "fairseq", "allennlp": "allennlp", "gensim": "gensim",
    "ultralytics": "ultralytics", "stable-baselines3": "stable-baselines3", "mlx": "mlx", "coreml": "coremltools",
}  # fmt: skip
"""The package that loads the models of a framework."""
NOT_PYTHON = ("marian", "caffe", "caffe2", "darknet", "tensorflow.js", "tfjs", "torch7", "ncnn", "mnn", "matconvnet")
"""Frameworks whose models no Python package loads."""
NOTHING = "-"
"""The need of a model that no package of Python can meet."""


def needs(manifest: Manifest) -> tuple[str, ...]:
    """``scikit-learn==1`` for each package that is needed, without a version where none is known; () when unknown."""
    environment = manifest.environment
    if environment and environment.requires:
        versions = {distribution(package.name): package.version for package in environment.packages}
        return tuple(_need(name, versions.get(name, "")) for name in map(distribution, environment.requires))
    framework = key(manifest.framework)
    if framework in NOT_PYTHON:
        return (NOTHING,)
    return (DISTRIBUTIONS[framework],) if framework in DISTRIBUTIONS else ()


def _need(name: str, version: str) -> str:
    return f"{name}=={series(version)}" if version else name
