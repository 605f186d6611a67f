"""A refusal as people see it, once: a sentence, that nothing was sent, and the ways on."""

from __future__ import annotations

from bdb import BdbQuit
from datetime import datetime, timezone

from IPython import get_ipython
from IPython.core.error import UsageError

from ..errors import RegistryError
from ..session import called
from ..snapshots import of_refusal
from .display import bundle


class Refused(UsageError, BdbQuit):
    """A refusal that is on the screen already.

    The cell has failed, as for any ``UsageError``; IPython adds no line of its own to what ends with ``BdbQuit``.
    """


def refused(error: RegistryError, done: str) -> UsageError:
    """The error to raise: in a notebook the refusal is shown with its ways on, elsewhere IPython prints it."""
    snapshot = of_refusal(error, registry=called(""), now=datetime.now(timezone.utc), done=done)
    found = " ".join(f"{finding.message} {finding.fix}".strip() for finding in error.findings[:3])
    sentence = " ".join(filter(None, (snapshot.message, found, error.fix)))
    shell = get_ipython()
    if shell is None or getattr(shell, "kernel", None) is None:
        return UsageError(sentence)
    shell.display_pub.publish(data=bundle(snapshot))
    return Refused(sentence)
