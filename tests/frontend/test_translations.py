"""The message catalogue: fresh, translated without losing what is filled in, and handed out by a server."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from jupyterlab_server.translation_utils import get_installed_packages_locale

from ..project import PACKAGE, ROOT, needed, run

CATALOGUES = sorted((PACKAGE / "locale").glob("*/LC_MESSAGES/jupyter_registry.po"))
ENOUGH = 0.9  # of the messages, that a language must have


def messages(catalogue: Path) -> list[Message]:
    """The messages of a file, its head aside."""
    with catalogue.open("rb") as file:
        return [message for message in read_po(file) if message.id]


def texts(given: str | tuple[str, ...] | list[str]) -> list[str]:
    """One text, or the singular and the plurals."""
    return [given] if isinstance(given, str) else list(given)


def test_the_catalogue_is_fresh() -> None:
    """It holds every text of the front end and no other; "jlpm translations" makes it so."""
    node = needed("Node", shutil.which("node"))
    if not (ROOT / "node_modules" / "gettext-extractor").is_dir():
        needed("node_modules", os.environ.get("CI"))
    run([node, "translations.mjs", "--check"], 2)


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-3])
def test_translations_keep_what_is_filled_in(catalogue: Path) -> None:
    """Nearly all messages are translated, and each translation has the places of its message, no other."""
    translated = [message for message in messages(catalogue) if all(texts(message.string))]
    assert len(translated) >= ENOUGH * len(messages(catalogue))
    for message in translated:
        places = set(re.findall(r"%\d", " ".join(texts(message.id))))
        for text in texts(message.string):
            assert set(re.findall(r"%\d", text)) <= places, message.id
        assert set(re.findall(r"%\d", " ".join(texts(message.string)))) == places, message.id


def test_a_server_hands_out_the_translations() -> None:
    """JupyterLab's server finds them through the installed package, under the name of the front end's domain."""
    found, problems = get_installed_packages_locale("de_DE")
    assert problems == ""
    catalogue = PACKAGE / "locale" / "de_DE" / "LC_MESSAGES" / "jupyter_registry.json"
    assert found["jupyter_registry"] == json.loads(catalogue.read_text(encoding="utf-8"))
    assert found["jupyter_registry"]["%1 more task"] == ["%1 weitere Aufgabe", "%1 weitere Aufgaben"]
