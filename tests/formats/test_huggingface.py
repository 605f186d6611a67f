"""Model cards in Markdown with front matter: what becomes of the fields, and of what people write into them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_registry.errors import Invalid
from jupyter_registry.formats import huggingface

CARD = """---
license: apache-2.0
library_name: transformers
pipeline_tag: text-classification
language: [en, de]
tags: [sentiment, sentiment, distilled]
datasets: [imdb]
base_model: distilbert-base-uncased
model-index:
- name: net
  results:
  - task: {type: text-classification}
    dataset: {name: IMDB, type: imdb, split: test}
    metrics:
    - {type: accuracy, value: 0.93, name: Accuracy}
    - {type: f1, value: .nan}
    - {type: loss, value: low}
---
# Net

[![badge](https://example.org/x.svg)](https://example.org)

Tells whether a review is positive.

## Limits
English and German only.
"""


def test_every_field_finds_its_place() -> None:
    """Front matter and text become the manifest; the first prose paragraph is the summary."""
    publish = huggingface.read(CARD, "owner/Net")
    manifest = publish.manifest
    assert (publish.model, publish.title, publish.tags) == ("owner/net", "Net", ("sentiment", "distilled"))
    assert (manifest.framework, manifest.task, manifest.license) == (
        "transformers",
        "text-classification",
        "apache-2.0",
    )
    assert manifest.languages == ("en", "de")
    assert manifest.summary == "Tells whether a review is positive."
    assert [link.target for link in manifest.links] == ["distilbert-base-uncased"]
    assert [dataset.name for dataset in manifest.datasets] == ["imdb"]
    (metric,) = manifest.metrics
    assert (metric.name, metric.key, metric.value, metric.dataset, metric.split) == (
        "Accuracy",
        "accuracy",
        0.93,
        "IMDB",
        "test",
    )
    assert manifest.card and manifest.card.text.startswith("# Net")
    assert manifest.source and manifest.source.id == "owner/Net"


def test_a_card_without_front_matter_is_its_text() -> None:
    """Plain Markdown is a card, too."""
    manifest = huggingface.read("# Net\n\nIt does one thing, and does it well.\n", "o/n").manifest
    assert manifest.summary == "It does one thing, and does it well."
    assert manifest.metrics == ()


@pytest.mark.parametrize(
    "front",
    [
        "a: [", "- just\n- a list", "text", "!!python/object/apply:os.system ['echo']", "a: &a [*a]\nb: *c",
        "license: " + "x" * 70_000, "[" * 5_000, "? [a]\n: b",
    ],
)  # fmt: skip
def test_front_matter_that_cannot_be_read_says_why(front: str) -> None:
    """It is refused with one sentence, and nothing in it runs."""
    with pytest.raises(Invalid) as refused:
        huggingface.read(f"---\n{front}\n---\ntext", "o/n")
    assert "front matter" in str(refused.value)


@pytest.mark.parametrize(
    "front",
    [
        "tags: 7", "tags: {a: b}", "language: null", "model-index: yes", "model-index: [{results: [1, {metrics: {}}]}]",
        "license: [mit, apache-2.0]", "datasets: [[x]]", "library_name: 2020-01-01", "1: 2",
    ],
)  # fmt: skip
def test_fields_of_another_shape_are_passed_over(front: str) -> None:
    """A field that does not have the shape of the specification does not lose the card."""
    assert huggingface.read(f"---\n{front}\n---\n# N\n", "o/n").model == "o/n"


def test_names_that_refer_to_each_other_stay_small() -> None:
    """A bomb of YAML anchors is read without growing."""
    levels = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 9))
    manifest = huggingface.read(f"---\nl0: &l0 x\n{levels}\ntags: *l8\n---\n", "o/n").manifest
    assert manifest.source and manifest.source.id == "o/n"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("-:[]{}&*!|>'\"#% \n\tabc019.~")))
def test_no_content_breaks_the_reader(front: str) -> None:
    """Whatever stands between the lines, the card is read or refused."""
    try:
        huggingface.read(f"---\n{front}\n---\n", "o/n")
    except Invalid as refused:
        assert str(refused)
