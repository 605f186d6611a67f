"""Markdown marks are taken off a line, and what only looks like one stays."""

from __future__ import annotations

import pytest

from jupyter_registry.search.prose import prose

TEXTS = {
    "# Title": "Title",
    "> quoted": "quoted",
    "Results\n=======\n\nare *good*.": "Results are good.",
    "**a** and __b__ and *c* and _d_ and `e`": "a and b and c and d and e",
    "[one](https://example.org/a_(b)) [![badge](x.svg)](https://example.org) two": "one two",
    "cut off in [a link](https://example.org/pap…": "cut off in a link",
    "see <https://example.org>, <br/>H<sub>2</sub>O": "see https://example.org, H2O",
    "224*224*3 and a*b, snake_case_name, f(x)[0] (2016)": "224*224*3 and a*b, snake_case_name, f(x)[0] (2016)",
    "x<y and y>z, for PyTorch* only": "x<y and y>z, for PyTorch* only",
    r"5 \* 3 \_ 2": "5 * 3 _ 2",
    "": "",
}


@pytest.mark.parametrize(("text", "plain"), TEXTS.items())
def test_marks_are_taken_off(text: str, plain: str) -> None:
    """The words stay, in one line."""
    assert prose(text) == plain


@pytest.mark.parametrize("part", ["[", "*", "`", "<a", "**a", "[a](", "![", "[a]((", "_ ", "\\", "- ", "===="])
def test_marks_without_end_are_text(part: str) -> None:
    """Marks that are opened again and again end in a text that has nothing added to it."""
    assert len(prose(part * 20_000)) <= len(part) * 20_000
