"""How far a publication in the background is, in words and figures."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from jupyter_registry.background import of_sending, time_text
from jupyter_registry.kernel.markup import markup
from jupyter_registry.kernel.plain import plain
from jupyter_registry.types.outputs import Sending

NOW = datetime(2026, 11, 24, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.2, "1 s"), (17.4, "17 s"), (170, "3 min"), (3_600, "about 1 h"), (9_000, "about 2 h")]
)
def test_times_are_rounded_for_people(seconds: float, text: str) -> None:
    """Seconds below a minute, minutes below an hour, then hours."""
    assert time_text(seconds) == text


def test_progress_is_said_in_bytes_speed_and_time() -> None:
    """What is known is said; what is not known yet is left out."""
    whole = Sending(
        job="ab12cd34", state="sending", done=1_270_000_000, size=2_050_000_000, speed=46e6, seconds_left=17.0
    )
    shown = of_sending(whole, name="detector", registry="local registry", now=NOW)
    assert plain(shown).splitlines() == [
        "detector is being published. You can run other cells.",
        "  1.3 GB of 2.0 GB, 46.0 MB/s, 17 s left",
    ]
    early = of_sending(
        Sending(job="ab12cd34", state="waiting", done=0, size=10, reason="The <server> is away."),
        name="detector", registry="local registry", now=NOW,
    )  # fmt: skip
    assert early.facts == ("0 B of 10 B", "The <server> is away.")
    assert "&lt;server&gt;" in markup(early)
    assert "waits for the registry" in markup(early)
