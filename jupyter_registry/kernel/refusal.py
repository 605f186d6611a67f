"""A refusal as people see it: a sentence, that nothing was sent, and the ways on."""

from __future__ import annotations

from datetime import datetime, timezone

from IPython import get_ipython
from IPython.core.error import UsageError

from ..errors import RegistryError
from ..session import called
from ..snapshots import of_refusal
from .display import bundle


def refused(error: RegistryError, done: str) -> UsageError:
    """The error to raise; in a notebook the refusal is shown with its ways on as well."""
    snapshot = of_refusal(error, registry=called(""), now=datetime.now(timezone.utc), done=done)
    shell = get_ipython()
    if shell is not None and getattr(shell, "kernel", None) is not None:
        shell.display_pub.publish(data=bundle(snapshot))
    found = " ".join(f"{finding.message} {finding.fix}".strip() for finding in error.findings[:3])
    return UsageError(" ".join(filter(None, (snapshot.message, found, error.fix))))
