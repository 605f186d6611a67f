"""The vocabulary: one spelling for what the field writes in many ways, and words that a package adds."""

from __future__ import annotations

import pytest

from jupyter_registry.errors import Invalid
from jupyter_registry.search.vocabulary import extended, vocabulary
from jupyter_registry.search.vocabulary.tables import Tables, squashed

SPELLINGS = [
    ("dataset", "imagenet-1k", ("ImageNet", "ImageNet-1K", "imagenet1k", "IN1k", "ILSVRC2012", "ImageNet ILSVRC 2012")),
    ("dataset", "cifar-10", ("CIFAR10", "Cifar 10")),
    ("dataset", "imagenet-21k", ("ImageNet-22k", "in21k")),
    ("framework", "pytorch", ("PyTorch", "torch")),
    ("framework", "scikit-learn", ("sklearn", "Scikit Learn")),
    ("task", "speech-recognition", ("automatic-speech-recognition", "ASR", "speech_to_text")),
    ("task", "machine-translation", ("translation", "Neural Machine Translation")),
    ("license", "apache-2.0", ("Apache License v2", "Apache-2.0 (a)", "https://www.apache.org/licenses/LICENSE-2.0")),
    ("license", "cc-by-4.0", ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")),
    ("language", "multilingual", ("xx", "mul")),
    ("language", "de", ("German", "deu")),
]  # fmt: skip


@pytest.mark.parametrize(("field", "name", "written"), SPELLINGS, ids=[name for _, name, _ in SPELLINGS])
def test_one_spelling(field: str, name: str, written: tuple[str, ...]) -> None:
    """However a source writes a value, the registry has one name for it, and that name stays itself."""
    assert {vocabulary().normal(field, spelling) for spelling in (*written, name)} == {name}


def test_unknown_values_stay() -> None:
    """What the vocabulary does not know is left as it was written."""
    assert vocabulary().normal("dataset", "Our Night Set") == "Our Night Set"
    assert vocabulary().normal("license", "https://example.org/LICENSE") == "https://example.org/LICENSE"
    assert vocabulary().normal("owner", "torch") == "torch"


def test_marks_tell_names_apart() -> None:
    """A plus sign is a part of a name, case and separators are not."""
    assert squashed("DeepLab V3+") != squashed("deeplab-v3") == squashed("DeepLab_V3")


def test_broad_kinds_hold_tasks_that_exist() -> None:
    """Each broader kind that a task names is a task or a group, so that a filter by it finds something."""
    tables = vocabulary().tables
    kinds = {kind for task in tables.tasks.values() for kind in task.kinds}
    assert kinds - tables.tasks.keys() - tables.groups.keys() == set()
    assert "object-detection" in vocabulary().tasks_in("detection")
    assert all(vocabulary().tasks_in(group) for group in tables.groups)


def test_a_name_of_a_task_is_of_one_task_only() -> None:
    """No two tasks claim the same name, because a name may become a filter."""
    claimed: dict[str, str] = {}
    for name, task in vocabulary().tables.tasks.items():
        for spelling in dict.fromkeys(map(squashed, (name, *task.names))):
            assert claimed.setdefault(spelling, name) == name


def test_a_package_adds_words() -> None:
    """Additions stand beside the words of the program."""
    own = extended({"datasets": {"night-streets": ["our night set"]}, "synonyms": {"ours": [["churn", "leaver"]]}})
    assert own.normal("dataset", "Our Night Set") == "night-streets"
    assert own.normal("dataset", "MS-COCO") == "coco"
    assert "leaver" in own.synonyms["churn"]


@pytest.mark.parametrize("wrong", [{"datasets": ["x"]}, {"data_sets": {}}, 3])
def test_a_wrong_addition_is_named(wrong: object) -> None:
    """An addition of another shape is refused with the place that is wrong."""
    with pytest.raises(Invalid, match="shape"):
        extended(wrong)  # type: ignore[arg-type]


def test_every_table_is_filled() -> None:
    """The files of the vocabulary are found and hold something of each kind."""
    assert all(getattr(vocabulary().tables, name) for name in Tables.__struct_fields__)
