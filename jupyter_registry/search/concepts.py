"""What the words of a query may stand for: words that mean the same, and the tasks people speak of with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .stems import stem
from .vocabulary import Vocabulary
from .words import STOP_WORDS, WORD, folded, is_ideographic, word_set, words

FILLERS = STOP_WORDS | word_set(
    "able all also any best each else every find get gets give given go good gets just kind let like make makes made "
    "many may most much need needs network not only per pretrained s same should show so such sure t take there thing "
    "things trained very want weights whether would"
)
"""Words that say little about what is looked for, beside words that say more."""

WORDS = 24  # of one line that are looked for
OTHERS = 14  # words that mean the same as one word
PAIR = 2  # characters that are looked for together in a script without spaces
LONGEST = 3  # words of a phrase that has synonyms
SAME_TASK = 0.6  # how much a word that means the same says about a task, against the word itself


@dataclass(frozen=True)
class Asked:
    """A folded word, ``others`` that mean the same, and how strongly it speaks of each task (0..1)."""

    text: str
    others: tuple[str, ...] = ()
    tasks: Mapping[str, float] = field(default_factory=dict)


def telling(found: Sequence[str]) -> list[str]:
    """The words that say something; all of them when none does."""
    return [word for word in found if word not in FILLERS] or list(found)


def asked(text: str, vocabulary: Vocabulary) -> tuple[Asked, ...]:
    """The first telling words of ``text``, each once, with what they may stand for."""
    found = _readable(text)
    return tuple(
        Asked(word, others, _tasks(word, others, vocabulary))
        for word in list(dict.fromkeys(telling(found)))[:WORDS]
        for others in (_others(word, found, vocabulary),)
    )


def _readable(text: str) -> list[str]:
    """The folded words; of a script without spaces every two characters that stand side by side."""
    found = []
    for word in WORD.findall(folded(text)):
        long = len(word) > PAIR and is_ideographic(word)
        found += [word[i : i + PAIR] for i in range(len(word) - 1)] if long else [word]
    return found


def _others(word: str, line: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The synonyms of the word and of the phrases of the line that hold it."""
    known = vocabulary.synonyms
    found = dict.fromkeys((*known.get(word, ()), *known.get(word.removesuffix("s"), ())))
    for phrase in _phrases(word, line):
        found.update(dict.fromkeys(known.get(phrase, ())))
    return tuple(other for other in found if other != word)[:OTHERS]


def _phrases(word: str, line: Sequence[str]) -> Iterator[str]:
    for length in range(2, LONGEST + 1):
        for start in range(len(line) - length + 1):
            part = line[start : start + length]
            if word in part:
                yield " ".join(part)


def _tasks(word: str, others: Sequence[str], vocabulary: Vocabulary) -> dict[str, float]:
    spoken = vocabulary.task_stems
    found = dict(spoken.get(stem(word), {}))
    for other in others:
        parts = [spoken.get(stem(part), {}) for part in words(other)]
        shared = set.intersection(*map(set, parts)) if parts else set()
        for task in shared:
            found[task] = max(found.get(task, 0.0), SAME_TASK)
    return found


def overlap(text: str, vocabulary: Vocabulary) -> dict[str, float]:
    """How much of a phrase that people use for a task is in ``text``, and of ``text`` in the phrase (0..1)."""
    wanted = {stem(word) for word in telling(words(text))}
    shared = Counter(phrase for word in wanted for phrase in vocabulary.task_phrases.get(word, ()))
    found: dict[str, float] = {}
    for (task, stems), count in shared.items():
        found[task] = max(found.get(task, 0.0), 2 * count / (len(wanted) + len(stems)))
    return found
