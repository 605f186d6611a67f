"""Completion of the magics: options, commands, names of models, variables that look fitted."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, TypeVar

from IPython.core.completer import SimpleCompletion

from ..errors import RegistryError
from ..session import current
from . import commands, gaps
from .arguments import publish_parser
from .variables import fitted_variables

PUBLISH = publish_parser()
R = TypeVar("R")
PATIENCE = 1.0  # seconds
NAMES = 50  # models that are offered


def complete(shell: Any, context: Any) -> dict[str, Any]:
    """Matches for the word before the cursor, in the form of IPython's matchers (API 2)."""
    before = context.text_until_cursor.lstrip().lstrip("%")
    magic, *words = before.split()
    if before.endswith(" ") or not words:
        words.append("")
    word = words[-1]
    if not before[len(magic) :]:  # the name of the magic itself is still being typed
        return {"completions": [], "suppress": False}
    offered = _publish(shell, words) if magic == "publish" else _registry(words)
    skipped = len(word) - len(context.token) if word.endswith(context.token) else 0
    found = sorted({text for text in offered if text.startswith(word)})
    return {
        "completions": [SimpleCompletion(text[skipped:], type="magic") for text in found],
        "suppress": True,
        "ordered": True,
    }


def _publish(shell: Any, words: list[str]) -> Iterable[str]:
    word, before = words[-1], words[-2] if len(words) > 1 else ""
    if word.startswith("-"):
        return PUBLISH.options()
    if before in ("--name", "-n"):
        return model_names(word)
    if before in ("--metrics", "-m", "--data", "-d"):
        return (name for name in shell.user_ns if not name.startswith("_") and _is_own(shell, name))
    if before == "--format":
        return ("skops", "pickle", "joblib")
    if before == "--alias":
        return ("champion", "challenger")
    if before.startswith("-") and before not in PUBLISH.options(flags_only=True):
        return ()
    if len(words) == 1:
        return (found["name"] for found in fitted_variables(shell.user_ns))
    return PUBLISH.options()


def _is_own(shell: Any, name: str) -> bool:
    value = shell.user_ns[name]
    hidden = name in shell.user_ns_hidden or callable(value) or type(value).__name__ == "module"
    return not hidden


def _registry(words: list[str]) -> Iterable[str]:
    if len(words) == 1:
        return commands.COMMANDS
    name, word = words[0], words[-1]
    if name not in commands.COMMANDS:
        return ()
    if word.startswith("-"):
        return commands.COMMANDS[name].parser().options()
    if commands.COMMANDS[name].takes_refs:
        return refs(word)
    if len(words) == 3 and name == "answer":
        return gaps.FIELDS
    if len(words) == 2 and name not in ("status", "verify"):
        return refs(word) if commands.COMMANDS[name].takes_ref else model_names(word)
    return ()


def model_names(word: str) -> list[str]:
    """Names of models that begin with ``word``; none when the registry does not answer in time."""
    pages = [_asked(lambda: current().search("", sort="name", limit=NAMES))]
    if word:
        pages.append(_asked(lambda: current().search(word, limit=NAMES)))
    return [hit.model for page in pages if page for hit in page.hits]


def _asked(question: Callable[[], R]) -> R | None:
    """The answer, or None when there is none after ``PATIENCE`` seconds: a key was pressed and waits."""
    answers: list[R] = []

    def ask() -> None:
        with suppress(RegistryError):
            answers.append(question())

    if current().url.startswith("sqlite:"):  # answers at once
        ask()
    else:
        asking = threading.Thread(target=ask, daemon=True)
        asking.start()
        asking.join(PATIENCE)
    return answers[0] if answers else None


def refs(word: str) -> list[str]:
    """Names of models, or after ``name@`` and ``name:`` its aliases and numbers."""
    name, at, _ = word.partition("@")
    colon = "" if at else ":" if ":" in word else ""
    if colon:
        name = word.partition(":")[0]
    if not (at or colon):
        return model_names(word)
    model = _asked(lambda: current().get_model(name))
    if model is None:
        return []
    if at:
        return [f"{name}@{alias}" for alias in model.aliases]
    return [f"{name}:{number}" for number in range(1, model.version_count + 1)]
