"""Outputs where the extension is not installed: the page that nbconvert makes of a notebook."""

from __future__ import annotations

from datetime import datetime, timezone
from html import unescape

import nbformat
from nbconvert import HTMLExporter

from jupyter_registry.kernel.display import bundle
from jupyter_registry.types import Figure, Hit, Snapshot

NOW = datetime(2026, 11, 24, tzinfo=timezone.utc)
HIT = Hit(
    model="churn", number=15, title="churn", summary="Ranks <b>customers</b>", task="", framework="scikit-learn",
    architecture="SVC", license="MIT", owner="ada", stage="draft", aliases=("champion",), tags=(), warning="",
    figures=(Figure(label="auc", text="0.912", value=0.912),), source_id="", published_at=NOW,
)  # fmt: skip


def test_nbconvert_shows_the_static_card_and_nothing_that_runs() -> None:
    """The page holds name, version, alias, figure and code of a card as text, and the card brings no script."""
    snapshot = Snapshot(
        view="card", as_of=NOW, registry="here", hit=HIT, figures=HIT.figures, load_code='registry.load("churn:15")'
    )
    output = nbformat.v4.new_output("display_data", data=bundle(snapshot))
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("card", outputs=[output])])
    page, _ = HTMLExporter(template_name="basic").from_notebook_node(notebook)
    card = page[page.index("<article") : page.index("</article>")]
    for shown in ("churn", "v15", "champion", "0.912", 'registry.load("churn:15")'):
        assert shown in unescape(card)
    assert "<script" not in card
    assert "&lt;b&gt;customers" in card
