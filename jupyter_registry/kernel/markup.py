"""Snapshots as static HTML for viewers without the extension: inline styles, no script, all escaped."""

from __future__ import annotations

from html import escape

from ..types import CapturedLine, Completeness, Figure, Finding, Hit, Scrubbed, Snapshot
from ..types.outputs import Against

SCRUBBED = 20  # secrets of which the line is shown
LINE = "1px solid rgba(128,128,128,.35)"
BOX = f"max-width:860px;border:{LINE};border-radius:4px;font:13px/1.5 system-ui,sans-serif;margin:4px 0"
PART = f"padding:8px 12px;border-top:{LINE}"
SOFT = "opacity:.75"
CHIP = f"border:{LINE};border-radius:9px;padding:0 7px;font-size:12px"
EDGES = {
    "refusal": "3px solid #c62828",
    "published": "3px solid #2e7d32",
    "preview": "3px solid #1565c0",
    "sending": "3px solid #1565c0",
}


def markup(snapshot: Snapshot) -> str:
    """The HTML of a snapshot."""
    edge = f";border-left:{EDGES[snapshot.view]}" if snapshot.view in EDGES else ""
    parts = (_head(snapshot), *_body(snapshot), _foot(snapshot))
    inner = "".join(f'<div style="{PART if place else "padding:8px 12px"}">{part}</div>'
                    for place, part in enumerate(filter(None, parts)))  # fmt: skip
    return f'<article style="{BOX}{edge}" aria-label="{_label(snapshot)}">{inner}</article>'


def text(value: object) -> str:
    """Any text, escaped, and kept from turning the direction of what follows."""
    return f"<bdi>{escape(str(value))}</bdi>"


def _label(snapshot: Snapshot) -> str:
    named = f"{snapshot.hit.model} v{snapshot.hit.number}" if snapshot.hit else "model registry"
    return escape(f"{snapshot.view}: {named}", quote=True)


def _name(hit: Hit) -> str:
    chips = "".join(f' <span style="{CHIP}">@{text(alias)}</span>' for alias in hit.aliases)
    stage = f' <span style="{CHIP}">{text(hit.stage)}</span>' if hit.stage else ""
    return f"<strong>{text(hit.model)}</strong> v{hit.number}{chips}{stage}"


def _head(snapshot: Snapshot) -> str:
    hit = snapshot.hit
    if snapshot.view == "list":
        asked = f" for <code>{text(snapshot.q)}</code>" if snapshot.q else ""
        noun = "model" if snapshot.total == 1 else "models"
        return f"<strong>{snapshot.total:,} {noun}</strong>{asked}"
    if hit is None:
        under = "<div>Nothing was sent.</div>" if snapshot.view == "refusal" else ""
        return f"<strong>{text(snapshot.message)}</strong>{under}"
    done = " is published" if snapshot.view == "published" else ""
    under = snapshot.message or hit.summary or "purpose not set"
    made = f" · {text(hit.architecture)}" if hit.architecture else ""
    return f'<div>{_name(hit)}{done}</div><div style="{SOFT}">{text(under)}{made}</div>'


def _body(snapshot: Snapshot) -> list[str]:
    warning = snapshot.hit.warning if snapshot.hit else ""
    return [
        _figures(snapshot.figures),
        f"⚠ {text(warning)}" if warning else "",
        _captured(snapshot.captured),
        _scrubbed(snapshot.scrubbed),
        _complete(snapshot.completeness) if snapshot.view != "card" else "",
        _against(snapshot.against),
        _findings(snapshot.findings),
        _rows(snapshot.hits) if snapshot.view == "list" else "",
        _ways(snapshot.ways_on),
    ]


def _figures(figures: tuple[Figure, ...]) -> str:
    cells = "".join(
        f'<div style="margin-right:24px"><dt style="{SOFT}">{text(figure.label)}</dt>'
        f'<dd style="margin:0;font-weight:600">{text(figure.text)}</dd></div>'
        for figure in figures
    )
    return f'<dl style="display:flex;flex-wrap:wrap;margin:0">{cells}</dl>' if cells else ""


def _captured(lines: tuple[CapturedLine, ...]) -> str:
    rows = "".join(
        f'<tr><th scope="row" style="text-align:left;font-weight:400;{SOFT}">{"✓" if line.ok else "-"} '
        f'{text(line.label)}</th><td style="text-align:left">{text(line.text)}'
        f"{f' ⚠ {text(line.warning)}' if line.warning else ''}</td></tr>"
        for line in lines
    )
    if not rows:
        return ""
    have = sum(line.ok for line in lines)
    caption = f'<caption style="text-align:left">Captured for you {have} of {len(lines)}</caption>'
    return f'<table style="border:0;margin:0;font:inherit">{caption}<tbody>{rows}</tbody></table>'


def _scrubbed(cuts: tuple[Scrubbed, ...]) -> str:
    rows = "".join(
        f"<dt>{text(cut.place)}: {text(cut.what)}</dt>"
        f'<dd style="margin:0 0 0 18px"><code><ins>{text(cut.line)}</ins></code></dd>'
        for cut in cuts[:SCRUBBED]
    )
    noun = "secret was" if len(cuts) == 1 else "secrets were"
    more = f"<div>{len(cuts) - SCRUBBED} more</div>" if len(cuts) > SCRUBBED else ""
    head = f"{len(cuts)} {noun} cut out before anything was written; the lines are kept so:"
    return f'{head}<dl style="margin:0">{rows}</dl>{more}' if cuts else ""


def _complete(found: Completeness | None) -> str:
    if found is None:
        return ""
    gaps = "".join(f"<li>{text(gap.question)} +{gap.gain}%</li>" for gap in found.gaps[:3])
    questions = f'Only you know this:<ul style="margin:0;padding-left:18px">{gaps}</ul>' if gaps else ""
    return f"<div>Card {found.percent}% complete</div>{questions}"


def _against(found: Against | None) -> str:
    if found is None:
        return ""
    words = {True: "▴ better", False: "▾ worse", None: ""}
    rows = [
        f"<li>{text(one.label)} {text(one.before)} → {text(one.after)} ({text(one.change)}) {words[one.better]}</li>"
        for one in found.changes
    ]
    rows += [f"<li>{text(line)}</li>" for line in found.unlike]
    number = text(found.ref.rpartition(":")[2])
    inner = f'<ul style="margin:0;padding-left:18px">{"".join(rows)}</ul>' if rows else " no metric of both"
    return f"Against v{number} @{text(found.alias)}:{inner}"


def _findings(findings: tuple[Finding, ...]) -> str:
    items = "".join(f"<li>{text(finding.message)} {text(finding.fix)}</li>" for finding in findings)
    return f'<ul style="margin:0;padding-left:18px">{items}</ul>' if items else ""


def _ways(ways: tuple[str, ...]) -> str:
    items = "".join(f"<li>{text(way)}</li>" for way in ways)
    return f'Ways on:<ul style="margin:0;padding-left:18px">{items}</ul>' if items else ""


def _rows(hits: tuple[Hit, ...]) -> str:
    head = "".join(f'<th scope="col" style="text-align:left">{name}</th>' for name in ("Model", "Summary", "Figures"))
    rows = "".join(
        f'<tr><td style="text-align:left">{_name(hit)}</td><td style="text-align:left">'
        f"{text(hit.warning or hit.summary)}</td>"
        f"<td>{' · '.join(text(f'{figure.label} {figure.text}') for figure in hit.figures[:2])}</td></tr>"
        for hit in hits
    )
    if not rows:
        return ""
    return f'<table style="font:inherit"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _foot(snapshot: Snapshot) -> str:
    parts = [text(fact) for fact in snapshot.facts]
    more = snapshot.total - len(snapshot.hits)
    if snapshot.view == "list" and more > 0:
        parts.append(f"{more:,} more")
    moment = snapshot.as_of.strftime("%d %b %Y %H:%M UTC")
    parts.append(f'<time datetime="{snapshot.as_of.isoformat()}">as of {moment}</time>')
    code = f'<pre style="margin:4px 0 0">{escape(snapshot.load_code)}</pre>' if snapshot.load_code else ""
    return f'<div style="{SOFT}">{" · ".join(parts)}</div>{code}'
