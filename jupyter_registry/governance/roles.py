"""Roles as one table: what each may ask for. An unknown verb is allowed to nobody.

On a local file the roles are advice (who can write the file can write it without us); behind a server they bind.
"""

from __future__ import annotations

from ..errors import Forbidden
from ..requests import VERBS, Verb, wire_name
from ..types import Actor, Role

ORDER: tuple[Role, ...] = ("reader", "contributor", "reviewer", "steward")

NEEDS: dict[str, Role] = {
    **{name: "reader" for name, verb in VERBS.items() if not verb.writes},
    "list-search-log": "steward",
    "save-search": "reader",
    "remove-search": "reader",
    "log-search": "reader",
    "preview": "contributor",
    "publish": "contributor",
    "set-tags": "contributor",
    "edit-card": "contributor",
    "set-alias": "contributor",
    "retire": "contributor",
    "restore": "contributor",
    "undo-publish": "contributor",
    "add-evaluation": "contributor",
    "add-check": "contributor",
    "record-deployment": "contributor",
    "add-link": "contributor",
    "remove-link": "contributor",
    "record-reuse": "reader",
    "add-comment": "reader",
    "remove-comment": "reader",
    "set-star": "reader",
    "define-field": "steward",
    "remove-field": "steward",
    "add-practice": "contributor",
    "remove-practice": "steward",
    "merge-tags": "steward",
    "import-cards": "contributor",
    "verify": "steward",
    "reindex": "steward",
}
"""The lowest role that may ask for each verb."""


def allows(role: Role, verb_name: str) -> bool:
    """Whether ``role`` may ask for the verb; false for a verb the table does not know."""
    needed = NEEDS.get(verb_name)
    return needed is not None and ORDER.index(role) >= ORDER.index(needed)


def check(actor: Actor, request: Verb[object]) -> None:
    """Raise ``Forbidden`` unless the actor's role allows the request."""
    name = wire_name(type(request).__name__)
    if not allows(actor.role, name):
        raise Forbidden(
            f'"{name}" needs the role {NEEDS.get(name, "of nobody")}; {actor.name} is {actor.role}.',
            fix="Ask a steward of this registry for the role.",
        )


def check_blob(actor: Actor) -> None:
    """Raise ``Forbidden`` unless the actor may store bytes, which is part of publishing."""
    if not allows(actor.role, "publish"):
        raise Forbidden(
            f"Storing files needs the role {NEEDS['publish']}; {actor.name} is {actor.role}.",
            fix="Ask a steward of this registry for the role.",
        )
