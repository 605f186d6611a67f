"""The audit entries of one model in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from .. import types as t
from . import audit

SHOWN = 100


def of_model(db: sqlite3.Connection, model: t.Model) -> Iterator[t.HistoryEntry]:
    """What happened to a model, newest first; the first entry of an imported one is made from the model."""
    entries = audit.tail(db, model.name, SHOWN, 0)
    for entry in entries.entries:
        number, text = _words(entry.verb, entry.request)
        alias = entry.request.get("alias", "")
        yield t.HistoryEntry(number=number, verb=entry.verb, text=text, actor=entry.actor, at=entry.at, alias=alias)
    if model.source_id and entries.total <= SHOWN:
        text = f"Imported from {model.source_id}"
        yield t.HistoryEntry(number=1, verb="import-cards", text=text, actor=model.owner, at=model.created_at)


def _words(verb: str, request: dict[str, Any]) -> tuple[int | None, str]:
    number = request.get("number")
    alias = request.get("alias", "")
    match verb:
        case "publish":
            return number, f"Published version {number}" + (f" as @{alias}" if alias else "")
        case "set-alias":
            return number, f"Set @{alias} to version {number}" if number else f"Took away @{alias}"
        case "set-tags":
            return None, "Tags: " + (", ".join(request.get("tags", ())) or "none")
        case "edit-card":
            parts = [*request.get("fields", {}), *(["text"] if "text" in request else [])]
            return number, f"Edited the card of version {number}: {', '.join(parts)}"
        case "retire":
            reason = request.get("reason", "")
            until = request.get("sunset_on")
            act = f"Deprecated version {number} until {until}" if until else f"Retired version {number}"
            return number, act + (f": {reason}" if reason else "")
        case "restore":
            return number, f"Restored version {number}"
        case "undo-publish":
            return number, f"Took version {number} back"
        case "add-evaluation":
            names = [metric["name"] for metric in request["evaluation"].get("metrics", ())]
            return number, f"Evaluated version {number}: {', '.join(names) or 'resources'}"
        case "add-check":
            check = request["check"]
            return number, f"Check {check['name']} of version {number}: {check['verdict']}"
        case "record-deployment":
            deployment = request["deployment"]
            ended = deployment.get("state") == "ended"
            act = "No longer deployed" if ended else "Deployed"
            return number, f"{act} version {number} as {deployment['target']}"
        case "add-link":
            link = request["link"]
            return number, f"Linked version {number}: {link['relation']} {link['target']}"
        case "remove-link":
            link = request["link"]
            return number, f"Took a link of version {number} away: {link['relation']} {link['target']}"
        case "add-comment":
            return number, f"Commented on version {number}"
        case "remove-comment":
            return number, f"Took a comment on version {number} away"
        case _:
            return number, verb
