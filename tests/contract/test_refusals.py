"""What is refused is refused alike by every backend: same class, sentence, field and way on, and nothing changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jupyter_registry import limits
from jupyter_registry import requests as r
from jupyter_registry import types as t
from jupyter_registry.errors import Invalid, RegistryError
from jupyter_registry.local.backend import LocalBackend
from jupyter_registry.registry import Registry

from .conftest import Watched
from .scenarios import manifest


def nested(depth: int) -> dict[str, object]:
    """An object in an object, ``depth`` times."""
    found: dict[str, object] = {}
    for _ in range(depth):
        found = {"in": found}
    return found


NO_BYTES = t.Artifact(path="m.skops", digest="sha256:" + "0" * 64, size=1, format="skops")
REFUSED: dict[str, tuple[str, r.Verb[Any]]] = {
    "unknown model": ("not_found", r.GetModel(name="vine")),
    "unknown number": ("not_found", r.GetVersion(ref="wine:9")),
    "unknown alias": ("not_found", r.GetCard(ref="wine@nobody")),
    "bad ref": ("invalid", r.GetVersion(ref="wine:")),
    "page of none": ("invalid", r.Search(limit=0)),
    "page before the first": ("invalid", r.ListVersions(name="wine", offset=-1)),
    "spaces in a name": ("invalid", r.Publish(model="two words", manifest=manifest())),
    "path as a name": ("invalid", r.Publish(model="../wine", manifest=manifest())),
    "two slashes": ("invalid", r.Publish(model="a/b/c", manifest=manifest())),
    "emoji in a name": ("invalid", r.Publish(model="wine🍷", manifest=manifest())),
    "300 characters": ("invalid", r.Publish(model="x" * 300, manifest=manifest())),
    "bytes that are not stored": ("invalid", r.Publish(model="wine", manifest=manifest(artifacts=(NO_BYTES,)))),
    "name that is taken": ("conflict", r.Publish(model="wine", manifest=manifest(summary="x"), if_new=True)),
    "control character": ("invalid", r.SetTags(model="wine", tags=("a\0b",))),
    "empty tag": ("invalid", r.SetTags(model="wine", tags=(" ",))),
    "too many tags": ("too_large", r.SetTags(model="wine", tags=tuple(map(str, range(limits.TAGS + 1))))),
    "alias of an unknown version": ("not_found", r.SetAlias(model="wine", alias="champion", number=9)),
    "alias with a space": ("invalid", r.SetAlias(model="wine", alias="A B", number=1)),
    "alias that is elsewhere": ("conflict", r.SetAlias(model="wine", alias="champion", number=1, if_number=2)),
    "card of another revision": ("conflict", r.EditCard(ref="wine", text="x", if_revision=7)),
    "text without end": ("too_large", r.EditCard(ref="wine", text="x" * (limits.CARD_TEXT + 1))),
    "not retired": ("conflict", r.Restore(ref="wine:1")),
    "replacement that is not there": ("not_found", r.Retire(ref="wine", replacement="vine")),
    "evaluation without a number": ("invalid", r.AddEvaluation(ref="wine", evaluation=t.Evaluation())),
    "comment without a word": ("invalid", r.AddComment(ref="wine", comment=t.Comment(text=" "))),
    "comment that is gone": ("not_found", r.RemoveComment(ref="wine", sequence=7)),
    "link to itself": ("conflict", r.AddLink(ref="wine", link=t.Link(relation="derived-from", target="wine:1"))),
    "link without a relation": ("invalid", r.AddLink(ref="wine", link=t.Link(relation="", target="wines"))),
    "link nobody added": ("not_found", r.RemoveLink(ref="wine", link=t.Link(relation="trained-on", target="wines"))),
    "lineage without end": ("invalid", r.GetLineage(ref="wine", steps=99)),
    "leaderboard of nothing": ("not_found", r.GetLeaderboard(dataset="wines", metric="accuracy")),
    "field nobody defined": ("invalid", r.EditCard(ref="wine", fields={"licence": t.CardValue(value="MIT")})),
    "choice that is none": ("invalid", r.EditCard(ref="wine", fields={"risk": t.CardValue(value="huge")})),
    "standard field defined": (
        "invalid",
        r.DefineField(field=t.FieldDefinition(name="risk", label="Risk", question="How much?")),
    ),
    "practice with a bad name": ("invalid", r.AddPractice(practice=t.Practice(name="A b", title="x"))),
    "tags into nothing": ("invalid", r.MergeTags(tags=("a",), into=" ")),
    "search nobody saved": ("not_found", r.RemoveSearch(name="mine")),
    "search without a text": ("invalid", r.SaveSearch(name="mine", q=" ")),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_is_the_same_everywhere(case: str, registry: Registry, backend: Watched, tmp_path: Path) -> None:
    """The error equals that of a local registry of the same content, and the registry is as it was."""
    code, request = REFUSED[case]
    registry.publish("wine", manifest(), alias="champion")
    before = (registry.get_status(), registry.get_card("wine"))
    twin = LocalBackend(tmp_path / "twin.db")
    Registry(twin).publish("wine", manifest(), alias="champion")
    refusals = [_refusal(one, request) for one in (backend, twin)]
    twin.close()
    assert refusals[0] == refusals[1]
    assert refusals[0]["code"] == code
    assert refusals[0]["message"].endswith(".")
    assert "\n" not in refusals[0]["message"]
    assert (registry.get_status(), registry.get_card("wine")) == before


def _refusal(backend: Watched | LocalBackend, request: r.Verb[Any]) -> dict[str, Any]:
    with pytest.raises(RegistryError) as raised:
        backend.handle(request)
    wire: dict[str, Any] = raised.value.to_wire()
    return wire


NOT_JSON: dict[str, dict[str, Any]] = {
    "nan metric": {"metrics": (t.Metric(name="auc", value=float("nan")),)},
    "infinite metric": {"metrics": (t.Metric(name="auc", value=float("-inf")),)},
    "nan parameter": {"params": {"C": float("nan")}},
    "infinite parameter": {"params": {"grid": [1.0, float("inf")]}},
    "object": {"params": {"C": object()}},
    "number as a key": {"params": {1: "one"}},
    "nested too deep": {"params": nested(100)},
    "nested without end": {"params": nested(5_000)},
    "wrong type": {"summary": 7},
}


@pytest.mark.parametrize("case", NOT_JSON)
def test_what_json_cannot_hold_is_refused_and_never_changed(case: str, registry: Registry) -> None:
    """A value that would not arrive as it was given is Invalid, and nothing of the version is kept."""
    with pytest.raises(Invalid) as raised:
        registry.publish("wine", manifest(**NOT_JSON[case]))
    assert raised.value.message.endswith(".")
    assert registry.get_status().versions == 0


def test_a_bad_number_is_named(registry: Registry) -> None:
    """The sentence says which value of the request is not finite."""
    with pytest.raises(Invalid, match=r"manifest\.params\.C is nan") as raised:
        registry.publish("wine", manifest(params={"C": float("nan")}))
    assert (raised.value.field, bool(raised.value.fix)) == ("manifest.params.C", True)
