"""What the registry and the notebook already hold that helps with a new version: the champion to measure it against,
answers of earlier versions to take over.

A publication never fails for this: what cannot be read is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from .errors import RegistryError, Unreachable
from .hits import certain_metrics, metric_better_high, metric_figure, metric_names, place
from .offering import offered
from .registry import Registry
from .types import Completeness, Manifest, Metric, ModelCard, Version
from .types.outputs import Against, MetricChange, Offer

ALIAS = "champion"
CHANGES = 4  # metrics shown against the champion


class Earlier(msgspec.Struct, frozen=True):
    """Versions that were there before: the one an alias points at, and the one published last."""

    champion: ModelCard | None = None
    last: ModelCard | None = None


def earlier(registry: Registry, name: str) -> Earlier:
    """The versions there are of the model ``name``; raises ``Unreachable``, as publishing to that server would."""
    last = _card(registry, name)
    if last is None or ALIAS not in last.model.aliases:
        return Earlier(last=last)
    is_champion = last.model.aliases[ALIAS] == last.version.number
    return Earlier(champion=last if is_champion else _card(registry, f"{name}@{ALIAS}"), last=last)


def _card(registry: Registry, ref: str) -> ModelCard | None:
    try:
        return registry.get_card(ref)
    except Unreachable:
        raise
    except RegistryError:  # the model is new, or what is stored cannot be read
        return None


def against(manifest: Manifest, champion: ModelCard | None) -> Against | None:
    """Each certain metric of ``manifest`` against the champion's of the same name, dataset and split."""
    if champion is None:
        return None
    version = champion.version
    theirs = certain_metrics(version.manifest)
    changes, unlike = [], []
    for metric in certain_metrics(manifest):
        named = [other for other in theirs if set(metric_names(other)) & set(metric_names(metric))]
        same = next((other for other in named if _place(other) == _place(metric)), None)
        if same is not None:
            changes.append(_change(same, metric))
        elif named:
            unlike.append(
                f"{metric_figure(metric).label} is not comparable: on {_words(metric)} here, "
                f"on {_words(named[0])} in v{version.number}."
            )
    return Against(
        ref=f"{version.model}:{version.number}",
        alias=ALIAS,
        changes=tuple(changes[:CHANGES]),
        unlike=tuple(unlike[:CHANGES]),
    )


def _place(metric: Metric) -> tuple[str, str]:
    return metric.dataset.casefold(), metric.split.casefold()


def _words(metric: Metric) -> str:
    return place(metric.dataset, metric.split) or "data that is not named"


def _change(before: Metric, after: Metric) -> MetricChange:
    old, new = metric_figure(before), metric_figure(after)
    delta = after.value - before.value
    return MetricChange(
        label=new.label,
        note=new.note,
        before=old.text,
        after=new.text,
        change=f"{delta:+.3g}" if delta else "same",
        better=(delta > 0) == metric_better_high(after) if delta else None,
    )


def offers(found: Earlier, completeness: Completeness, version: Version) -> tuple[Offer, ...]:
    """An answer to accept for each gap that has one: from an earlier version, else from what is around ``version``."""
    return tuple(_offers(found, [gap.field for gap in completeness.gaps], version))


def _offers(found: Earlier, fields: list[str], version: Version) -> Iterator[Offer]:
    cards = [card for card in (found.last, found.champion) if card is not None]
    for field in fields:
        answers = (_recovered(card, field) for card in cards)
        offer = next((answer for answer in answers if answer), None) or offered(field, version, Path.cwd())
        if offer is not None:
            yield offer


def _recovered(card: ModelCard, field: str) -> Offer | None:
    manifest = card.version.manifest
    answer = card.card.fields.get(field)
    value = answer.value if answer else {"purpose": manifest.summary, "license": manifest.license}.get(field)
    if not value:
        return None
    return Offer(field=field, value=value, origin="recovered", note=f"as in v{card.version.number}")
