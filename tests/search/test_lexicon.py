"""The words of a registry in memory: which are like a typed one, and that new ones are there at once."""

from __future__ import annotations

import random
import sqlite3

import pytest

from jupyter_registry.local.lexicon import Lexicon, read_lexicon
from jupyter_registry.local.typos import near, slips_between

from .conftest import asking, fill, names
from .models import made

LETTERS = "aeionrst日"


@pytest.mark.parametrize("seed", range(5))
def test_the_nearest_words(seed: int) -> None:
    """What is near is what comparing the word with every other one says, the fewest slips first."""
    draw = random.Random(seed)
    known = {"".join(draw.choices(LETTERS, k=draw.randint(3, 9))): draw.randint(1, 9) for _ in range(3_000)}
    lexicon = Lexicon(known)
    for _ in range(40):
        word = "".join(draw.choices(LETTERS, k=draw.randint(3, 9)))
        slips = 2 if len(word) >= 6 else 1
        distances = {other: slips_between(word, other, slips) for other in known if other[0] in word[:2]}
        close = {other: distance for other, distance in distances.items() if 0 < distance <= slips}
        found = near(lexicon, word, len(known))
        assert set(found) == close.keys()
        assert [close[other] for other in found] == sorted(close.values())


def test_words_of_new_models(database: sqlite3.Connection) -> None:
    """A misspelt word of a model written after the words were read is put right."""
    ask = asking(database)
    fill(database, [made("kestrel")])
    assert names(ask("kestral")) == ["kestrel"]
    fill(database, [made("sparrowhawk", summary="Hunts nightingales.")])
    assert names(ask("sparowhawk")) == names(ask("nightingaels")) == ["sparrowhawk"]


def test_no_numbers(database: sqlite3.Connection) -> None:
    """Words with a letter are kept, mere numbers and very short ones are not."""
    fill(database, [made("resnet50", summary="of 2024, v2")])
    assert {"resnet50", "resnet"} == read_lexicon(database).documents.keys() - {"ada"}
