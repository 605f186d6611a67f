"""What code is offered for which version, and that names and values of other people stay text in it."""

from __future__ import annotations

import ast
import json
import re
import shlex
from typing import Any

import msgspec
import pytest

from jupyter_registry import Registry, open_registry
from jupyter_registry.snippets import snippets
from jupyter_registry.snippets.text import comment, literal, quoted
from jupyter_registry.types import Artifact, Field, Manifest, Signature, Source, Version

HOSTILE = (
    '"); import os; os.system("x")  #',
    "'; rm -rf / #",
    "a\nimport os",
    "a\r\nimport os",
    "\\",
    '"""',
    '{__import__("os")}',
    "$HOME `id`",
    "right\u202eleft\u2066",
    "line\u2028break\u0085",
    "nul\x00",
    "snow \u2603 \U0001f389",
    "%pip install x",
    "",
)
SKOPS = Artifact(path="model.skops", digest="sha256:ab", size=10, format="skops")


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    """An empty registry."""
    return open_registry(f"sqlite://{tmp_path_factory.mktemp('snippets')}/registry.db")


def _version(registry: Registry, **manifest: Any) -> Version:
    """A version as the registry gives it, with this manifest."""
    some = registry.publish("wine", Manifest(summary="Tells wines apart")).version
    return msgspec.structs.replace(some, manifest=Manifest(**manifest))


def _signature(container: str, example: dict[str, Any], names: tuple[str, ...] = ()) -> Signature:
    return Signature(
        inputs=tuple(Field(name=name, dtype="float64") for name in names or example),
        outputs=(Field(name="prediction", dtype="int64"),),
        example=(example,),
        container=container,
    )


def _made(version: Version, ref: str = "wine:1") -> dict[str, str]:
    return {snippet.id: snippet.code for snippet in snippets(version, ref)}


def test_text_comes_back_as_it_was() -> None:
    """A literal of any text is that text, on one line, with no character that turns text around."""
    for text in HOSTILE:
        assert ast.literal_eval(quoted(text)) == text
        assert not re.search("[\x00-\x1f\x85\u2028\u2029\u202a-\u202e\u2066-\u2069]", quoted(text))
        assert len(comment(text).splitlines()) == 1


def test_values_are_those_of_python() -> None:
    """Numbers, truth, nothing, lists and objects are literals that Python reads back."""
    value = {"a": [True, False, None, 1.5, -0.25, "x"], "b": {}}
    assert ast.literal_eval(literal(value)) == value
    assert literal(float("nan")) == 'float("nan")'


def test_every_hostile_name_gives_the_same_program(registry: Registry) -> None:
    """Names of columns, files and models change nothing but the texts in the code."""
    shapes: dict[str, set[str]] = {}
    for text in HOSTILE:
        version = _version(
            registry,
            framework="scikit-learn",
            model_class="sklearn.linear_model.Ridge",
            artifacts=(Artifact(path=text, digest=text, size=1, format="pickle"),),
            signature=_signature("dataframe", {f"{text}x": text}),
        )
        made = _made(version, text)
        assert len(shlex.split(made.pop("shell"))) == 3
        for way, code in made.items():
            tree = ast.dump(ast.parse(code))
            shapes.setdefault(way, set()).add(re.sub(r"""value=(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""", "S", tree))
    assert {way: len(found) for way, found in shapes.items()} == dict.fromkeys(shapes, 1)
    assert {"predict", "load", "batch", "tune", "serve", "pipeline", "features"} <= set(shapes)


def test_columns_keep_the_order_of_the_signature(registry: Registry) -> None:
    """Stored JSON does not keep the order of its names; the signature does."""
    version = _version(registry, artifacts=(SKOPS,), signature=_signature("dataframe", {"b": 1, "a": 2}, ("a", "b")))
    assert '{"a": 2, "b": 1}' in _made(version)["predict"]


def test_arrays_and_texts_are_what_the_model_takes(registry: Registry) -> None:
    """A model of arrays is given an array, one of texts a list; neither is offered code for tables."""
    array = _made(_version(registry, artifacts=(SKOPS,), signature=_signature("ndarray", {"X": [1, 2.5]})))
    assert "[1, 2.5]" in array["predict"]
    texts = _made(_version(registry, artifacts=(SKOPS,), signature=_signature("list", {"text": 'good "wine"'})))
    assert 'rows = ["good \\"wine\\""]' in texts["predict"]
    for made in (array, texts):
        assert not {"batch", "serve", "features", "pipeline"} & set(made)


def test_what_never_predicted_is_not_asked_to(registry: Registry) -> None:
    """Without known outputs there is only code that loads."""
    signature = Signature(inputs=(Field(name="a", dtype="float64"),), example=({"a": 1},), container="dataframe")
    assert set(_made(_version(registry, artifacts=(SKOPS,), signature=signature))) == {"load", "shell"}


def test_a_pickle_is_warned_of_and_not_trusted(registry: Registry) -> None:
    """The code names the digest to trust in a comment, and its call trusts nothing."""
    digest = f"sha256:{'c' * 64}"
    pickle = Artifact(path="model.pkl", digest=digest, size=1, format="cloudpickle")
    code = _made(_version(registry, artifacts=(pickle,)))["load"]
    assert f'# trust="{digest}"' in code
    assert '# Loading "model.pkl" (cloudpickle) runs code' in code
    assert code.endswith('model = registry.load("wine:1")')


def test_a_card_without_files_is_shown(registry: Registry) -> None:
    """There is nothing to load, so the card is shown, and where the model comes from."""
    made = _made(_version(registry, source=Source(id="x", weights_url="https://example.org/a\nb")))
    assert set(made) == {"card", "shell"}
    assert '# It comes from https://example.org/a b\nregistry.card("wine:1")' in made["card"]


def test_a_class_name_that_is_no_name_is_in_no_code(registry: Registry) -> None:
    """The class of a module becomes code only when it can be one name."""
    for name in ("models.import", "models.Net()", "models.a b", ""):
        weights = Artifact(path="model.safetensors", digest="sha256:ab", size=1, format="safetensors")
        made = _made(_version(registry, framework="pytorch", model_class=name, artifacts=(weights,)))
        assert "tune" not in made
        ast.parse(made["load"])


def test_a_wide_table_makes_short_code(registry: Registry) -> None:
    """A thousand columns are read from the registry and not written out."""
    example = {f"column {number}": float(number) for number in range(1000)}
    made = _made(
        _version(registry, framework="scikit-learn", artifacts=(SKOPS,), signature=_signature("dataframe", example))
    )
    assert len(json.dumps(made)) < 10_000
