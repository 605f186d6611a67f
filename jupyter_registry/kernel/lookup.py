"""Variables of the notebook, by the words on the line of a magic."""

from __future__ import annotations

import difflib
from typing import Any

from ..errors import NotFound
from .variables import fitted_variables


def look_up(shell: Any, text: str, option: str) -> Any:
    """The object a word names: a variable, or an expression such as ``search.best_estimator_``.

    Raises ``NotFound`` with the nearest name, or with the variables that look fitted.
    """
    names = shell.user_ns
    if text in names:
        return names[text]
    if text.isidentifier():
        raise _unknown(names, text, option)
    head = text.split(".")[0].split("[")[0]
    if head.isidentifier() and head not in names:
        raise _unknown(names, head, option)
    try:
        return shell.ev(text)
    except Exception as error:  # the author's own expression may raise anything
        raise NotFound(
            f'"{text[:60]}" cannot be evaluated ({type(error).__name__}).',
            field=option,
            fix="Give the name of a variable.",
        ) from None


def look_up_tables(shell: Any, words: list[str]) -> dict[str, Any] | None:
    """Tables by the names they have in the notebook; ``train=frame`` gives another name."""
    tables = {}
    for word in words:
        for part in word.split(","):
            name, equals, variable = part.strip().partition("=")
            tables[name] = look_up(shell, variable if equals else name, "--data")
    return tables or None


def _unknown(names: dict[str, Any], text: str, option: str) -> NotFound:
    own = [name for name in names if not name.startswith("_")]
    near = difflib.get_close_matches(text, own, n=1, cutoff=0.7)
    fitted = [found["name"] for found in fitted_variables(names)][:5]
    if near:
        fix = f'Did you mean "{near[0]}"?'
    elif option == "variable" and fitted:
        fix = f"These look fitted: {', '.join(fitted)}."
    else:
        fix = "Run the cell that makes it first."
    return NotFound(f'There is no variable "{text[:60]}" in this notebook.', field=option, fix=fix)
