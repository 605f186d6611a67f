"""Requests as the audit log and the replay table know them: without the bulk, which is named by its digest."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

import msgspec

from .. import requests as r
from ..canonical import canonical, digest
from ..types import Manifest


@singledispatch
def audited_form(request: r.Verb[Any]) -> dict[str, Any]:
    """The request for the audit log."""
    plain: dict[str, Any] = msgspec.to_builtins(request)
    return {name: value for name, value in plain.items() if name not in ("kind", "request_id")}


@audited_form.register
def _(request: r.Publish) -> dict[str, Any]:
    plain = audited_form.dispatch(object)(msgspec.structs.replace(request, manifest=_EMPTY))
    return {**plain, "manifest": digest(canonical(request.manifest))}


@audited_form.register
def _(request: r.ImportCards) -> dict[str, Any]:
    content = msgspec.json.encode(request.items, order="deterministic")
    return {"count": len(request.items), "items": digest(content)}


@audited_form.register
def _(request: r.AddComment) -> dict[str, Any]:
    plain = audited_form.dispatch(object)(request)
    return {**plain, "comment": digest(canonical(request.comment))}  # what is taken away must not stay in the log


def signed_form(request: Any, form: dict[str, Any]) -> dict[str, Any]:
    """What must be equal for two requests with one id to be the same request; ``form`` is its audited one."""
    return {"kind": r.wire_name(type(request).__name__), **form}


_EMPTY = Manifest()
