"""Every verb: one frozen Struct that names its reply and whether it writes.

``Search(q="churn")`` asks for a ``Page``; its wire name is ``search`` (URL ``api/v1/search``, command
``jupyter-registry search``, method ``Registry.search``). Reads go by GET with the fields as query arguments,
except those with ``body = True``; writes go by POST and carry a ``request_id``: the same id with the same
content gives the stored reply again, the same id with other content is a ``Conflict``.
"""

from __future__ import annotations

from .reads import (
    Compare,
    GetCard,
    GetFacets,
    GetLeaderboard,
    GetLineage,
    GetModel,
    GetStatus,
    GetVersion,
    ListBenchmarks,
    ListSearches,
    ListSearchLog,
    ListVersions,
    Search,
    Suggest,
    TailAudit,
    Verify,
)
from .verb import Verb, Write, reply_type, wire_name
from .writes import (
    AddCheck,
    AddComment,
    AddEvaluation,
    AddLink,
    EditCard,
    ImportCards,
    LogSearch,
    Preview,
    Publish,
    RecordDeployment,
    RecordReuse,
    Reindex,
    RemoveComment,
    RemoveSearch,
    Restore,
    Retire,
    SaveSearch,
    SetAlias,
    SetStar,
    SetTags,
    UndoPublish,
)

VERBS: dict[str, type[Verb]] = {  # type: ignore[type-arg]  # a map of unlike verbs has no single reply
    wire_name(cls.__name__): cls
    for cls in (
        GetStatus, GetModel, GetVersion, GetCard, Compare, ListVersions, Search, GetFacets, Suggest, ListSearches,
        ListSearchLog, GetLineage, GetLeaderboard, ListBenchmarks, TailAudit, Verify, Publish, Preview, SetAlias,
        SetTags, EditCard, Retire, Restore, UndoPublish, AddEvaluation, AddCheck, RecordDeployment, RecordReuse,
        AddComment, RemoveComment, AddLink, SetStar, SaveSearch, RemoveSearch, LogSearch, ImportCards, Reindex,
    )
}  # fmt: skip
"""Every verb by its wire name, reads first."""

__all__ = [
    "VERBS",
    "AddCheck",
    "AddComment",
    "AddEvaluation",
    "AddLink",
    "Compare",
    "EditCard",
    "GetCard",
    "GetFacets",
    "GetLeaderboard",
    "GetLineage",
    "GetModel",
    "GetStatus",
    "GetVersion",
    "ImportCards",
    "ListBenchmarks",
    "ListSearchLog",
    "ListSearches",
    "ListVersions",
    "LogSearch",
    "Preview",
    "Publish",
    "RecordDeployment",
    "RecordReuse",
    "Reindex",
    "RemoveComment",
    "RemoveSearch",
    "Restore",
    "Retire",
    "SaveSearch",
    "Search",
    "SetAlias",
    "SetStar",
    "SetTags",
    "Suggest",
    "TailAudit",
    "UndoPublish",
    "Verb",
    "Verify",
    "Write",
    "reply_type",
    "wire_name",
]
