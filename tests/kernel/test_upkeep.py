"""``%registry audit`` and ``%registry practice`` in a real kernel."""

from __future__ import annotations

from .conftest import Kernel


def test_an_audit_tells_how_cards_are_filled(kernel: Kernel) -> None:
    """Each field of the cards has a row with its share and the query that finds what is open."""
    kernel.run("%publish model --name wine --data X_test --metrics scores --quiet")
    ran = kernel.run("%registry audit")
    assert ran.result is not None
    assert "missing:license" in ran.result["text/plain"]


def test_a_practice_is_kept_followed_and_counted(kernel: Kernel) -> None:
    """A practice with a title is kept; a version that follows it is counted, and an unknown one is refused."""
    kernel.run("%publish model --name wine --data X_test --metrics scores --quiet")
    dry = kernel.run('%registry practice five-fold --title "Five folds" --dry-run')
    assert dry.result is not None
    assert "nothing was done" in dry.result["text/plain"]
    assert 'there is no practice "five-fold"' in kernel.run("%registry practice five-fold").refusal
    kernel.run('%registry practice five-fold --title "Five folds" --text "Shuffle first." --kind evaluation')
    kernel.run("%registry practice five-fold --follow wine:1")
    shown = kernel.run("%registry practice five-fold").result
    assert shown is not None
    assert "followed by 1 model" in shown["text/plain"]
    assert "Shuffle first." in shown["text/plain"]


def test_a_practice_is_followed_no_more(kernel: Kernel) -> None:
    """A version that followed a practice by mistake does so no more; one that does not follow it is refused."""
    kernel.run("%publish model --name wine --data X_test --metrics scores --quiet")
    kernel.run('%registry practice five-fold --title "Five folds"')
    kernel.run("%registry practice five-fold --follow wine:1")
    dry = kernel.run("%registry practice five-fold --unfollow wine:1 --dry-run")
    assert dry.result is not None
    assert "nothing was done" in dry.result["text/plain"]
    kernel.run("%registry practice five-fold --unfollow wine:1")
    shown = kernel.run("%registry practice five-fold").result
    assert shown is not None
    assert "followed by 0 models" in shown["text/plain"]
    assert "wine:1 has no such link" in kernel.run("%registry practice five-fold --unfollow wine:1").refusal
