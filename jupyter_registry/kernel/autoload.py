"""Make the magics known to a shell without loading them: their code arrives with their first use.

The ledger of executed cells begins here as well; its code arrives with the first cell.
"""

from __future__ import annotations

from typing import Any

MAGICS = ("publish", "registry")
HOME = "jupyter_registry.kernel.magic"
STARTS = tuple(f"%{name}" for name in MAGICS)
_MARK = "_jupyter_registry_completes"
_NOTED = "_jupyter_registry_notes"


def install(shell: Any) -> None:
    """Register both magics lazily, and a completion that is asleep until a line begins with one of them."""
    if shell is None:
        return
    known = shell.magics_manager.magics
    for name in MAGICS:
        if name not in known["line"]:
            shell.magics_manager.register_lazy(name, HOME)
    add_completion(shell)
    add_ledger(shell)


def add_ledger(shell: Any) -> None:
    """Have the shell's cells noted from now on, once."""
    events = getattr(shell, "events", None)
    if events is None or any(hasattr(noted, _NOTED) for noted in events.callbacks.get("post_run_cell", ())):
        return

    def starts(info: Any) -> None:
        from ..capture.ledger import cell_starts

        cell_starts(shell, info)

    def ends(result: Any) -> None:
        from ..capture.ledger import cell_ends

        cell_ends(shell, result)

    setattr(ends, _NOTED, True)
    events.register("pre_run_cell", starts)
    events.register("post_run_cell", ends)


def add_completion(shell: Any) -> None:
    """Add the matcher to the shell's completer, once."""
    completer = getattr(shell, "Completer", None)
    if completer is None or getattr(completer, "custom_matchers", None) is None:
        return
    if any(getattr(matcher, _MARK, False) for matcher in completer.custom_matchers):
        return

    def registry_matcher(context: Any) -> Any:
        if not context.line_with_cursor.lstrip().lstrip("%").startswith(MAGICS):
            return {"completions": [], "suppress": False}
        from .completion import complete

        return complete(shell, context)

    # what IPython's @context_matcher sets, without importing IPython for it
    registry_matcher.matcher_priority = 0  # type: ignore[attr-defined]  # attributes of a matcher
    registry_matcher.matcher_identifier = HOME  # type: ignore[attr-defined]  # as above
    registry_matcher.matcher_api_version = 2  # type: ignore[attr-defined]  # as above
    setattr(registry_matcher, _MARK, True)
    completer.custom_matchers.append(registry_matcher)
