"""What a bare ``%publish`` means: which fitted object, and what to call its model."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, TypeVar

from ..capture.base import choose, describe
from ..capture.known_calls import words
from ..capture.ledger import ledger_of
from ..capture.notebook import shown, where
from ..capture.rerun import variable_of
from ..errors import Conflict, Invalid, NotFound
from ..refs import slug
from ..registry import Registry
from .variables import models

T = TypeVar("T")

GENERIC = words("""
    model clf classifier reg regressor est estimator pipe pipeline net network best bst booster gbm results result
    res fitted m mod mdl learner
    """)
"""Variables that say nothing about what is in them."""
UNTITLED = re.compile(r"(?:untitled|notebook|scratch)[\W_]*\d*", re.IGNORECASE)
NAMED = 5  # variables in one sentence
TRIED = 100  # numbers put after a name that is taken


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name for a model, whether it is one of a new model, and a sentence for the author."""

    name: str
    note: str
    new: bool = True


def only_model(shell: Any) -> str:
    """The variable of the one fitted model in a shell; raises ``NotFound`` without one, ``Invalid`` with several.

    Transformers such as scalers count only where nothing predicts.
    """
    found = [one["name"] for one in models(shell.user_ns)]
    if not found:
        raise NotFound(
            "There is no fitted model in this notebook.", field="variable", fix="Run the fit(...) of your model first."
        )
    if len(found) > 1:
        more = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
        raise Invalid(
            f"Several models are fitted: {', '.join(found[:NAMED])}{more}.",
            field="variable",
            fix=f"Name one of them: %publish {found[0]}",
        )
    return found[0]


def propose(registry: Registry, shell: Any, obj: Any, text: str) -> Proposal:
    """A name from the notebook of the shell and the variable, or from the task; ``text`` is what the author wrote.

    A name that is taken is given again only to a model of the same person, notebook and variable.
    """
    path, _ = where(shell)
    path = shown(path) if path else ""
    variable = variable_of(ledger_of(shell), obj) or text
    name = _base(obj, variable, path)
    way_on = f"Another name: %publish {text} --name NAME"
    for number in range(1, TRIED):
        tried = name if number == 1 else f"{name}-{number}"
        try:
            registry.get_model(tried)
        except NotFound:
            why = f'"{name}" is another model, so this one is called "{tried}".'
            return Proposal(tried, f'Called "{tried}". {way_on}' if number == 1 else f"{why} {way_on}")
        if _is_mine(registry, tried, variable, path):
            note = f'The next version of "{tried}", as this notebook called it before. {way_on}'
            return Proposal(tried, note, new=False)
    raise Invalid(f'The names "{name}" to "{tried}" are taken.', field="name", fix=way_on)


def under_proposed_name(
    registry: Registry, shell: Any, obj: Any, text: str, publish: Callable[[Proposal], T]
) -> tuple[T, str]:
    """``(what publish gives back, a sentence about the name)``, under the name that ``propose`` gives.

    When somebody else takes the name of a new model in between, under the next one.
    """
    taken = ""
    while True:
        proposal = propose(registry, shell, obj, text)
        try:
            return publish(proposal), proposal.note
        except Conflict as error:
            if error.field != "if_new" or proposal.name == taken:
                raise
            taken = proposal.name


def _is_mine(registry: Registry, name: str, variable: str, path: str) -> bool:
    try:
        newest = registry.get_version(name)
    except NotFound:  # all its versions are retired
        return False
    notebook = newest.manifest.notebook
    here = notebook is not None and path != "" and (notebook.path, notebook.variable) == (path, variable)
    return here and newest.published_by == registry.get_status().actor.name


def _base(obj: Any, variable: str, path: str) -> str:
    stem = PurePath(path).stem
    stem = "" if UNTITLED.fullmatch(stem) else _kebab(stem)
    word = "" if variable in GENERIC else _kebab(variable)
    if stem:
        return slug(stem if word in stem else word if stem in word else f"{stem}-{word}")
    return slug("-".join(filter(None, (word, describe(obj, choose(obj)).task))) or _kebab(type(obj).__name__))


def _kebab(text: str) -> str:
    """``churnModel_2`` -> "churn-model-2"."""
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", text)
    return re.sub(r"[^a-z0-9]+", "-", apart.lower()).strip("-")
