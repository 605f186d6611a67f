"""The exceptions of the registry, their wire codes and HTTP statuses.

::

    RegistryError                 registry_error   500
    +- Invalid                    invalid          422   a value is wrong; names the field and the fix
    +- NotFound                   not_found        404
    +- Conflict                   conflict         409   something changed in between, or a request id was reused
    +- Forbidden                  forbidden        403   the actor's role does not allow the verb
    +- PolicyFailed               policy_failed    422   rules are not met; carries findings
    +- TooLarge                   too_large        413
    +- Busy                       busy             503   another process holds the registry; try again
    +- NotWritable                not_writable     409   read-only file, newer schema, network file system
    +- Corrupt                    corrupt          500   stored bytes do not match what was written
    +- DiskFull                   disk_full        507
    +- Unreachable                unreachable      502   the server did not answer (client side)
    +- Untrusted                  untrusted        403   loading would run code nobody trusted (client side)
    +- NotCapturable              not_capturable   422   the object cannot be published as it is (client side)

No other exception crosses ``Registry``: engines map sqlite3, httpx, msgspec and OS errors to these.
On the wire an error is ``{"code", "message", "details": {"field", "fix", "findings"}}``.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar

import msgspec

from .types import Finding


class RegistryError(Exception):
    """Base. ``message`` is one sentence for the user, ``fix`` the way on, ``field`` what it is about."""

    code: ClassVar[str] = "registry_error"
    status: ClassVar[int] = 500

    def __init__(self, message: str, *, field: str = "", fix: str = "", findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.fix = fix
        self.findings = findings

    def __str__(self) -> str:
        return f"{self.message} {self.fix}".strip()

    def _render_traceback_(self) -> list[str]:
        """What IPython prints in the place of a traceback: the sentence and the way on."""
        return [f"{type(self).__name__}: {self}"]

    def to_wire(self) -> dict[str, Any]:
        """The JSON error body."""
        details = {"field": self.field, "fix": self.fix, "findings": msgspec.to_builtins(self.findings)}
        return {
            "code": self.code,
            "message": self.message,
            "details": {name: value for name, value in details.items() if value},
        }


class Invalid(RegistryError):
    code, status = "invalid", 422


class NotFound(RegistryError):
    code, status = "not_found", 404


class Conflict(RegistryError):
    code, status = "conflict", 409


class Forbidden(RegistryError):
    code, status = "forbidden", 403


class PolicyFailed(RegistryError):
    code, status = "policy_failed", 422


class TooLarge(RegistryError):
    code, status = "too_large", 413


class Busy(RegistryError):
    code, status = "busy", 503


class NotWritable(RegistryError):
    code, status = "not_writable", 409


class Corrupt(RegistryError):
    code, status = "corrupt", 500


class DiskFull(RegistryError):
    code, status = "disk_full", 507


class Unreachable(RegistryError):
    code, status = "unreachable", 502


class Untrusted(RegistryError):
    code, status = "untrusted", 403


class NotCapturable(RegistryError):
    code, status = "not_capturable", 422


_CLASSES: tuple[type[RegistryError], ...] = (RegistryError, *RegistryError.__subclasses__())
ERRORS = {cls.code: cls for cls in _CLASSES}
"""Every error class by its wire code."""
NAMED_FIELD = re.compile("field `([^`]+)`")
"""How msgspec's messages name a field that is missing or unknown."""


def from_validation(error: msgspec.ValidationError) -> Invalid:
    """What msgspec found wrong as ``Invalid``, with the field that its message names."""
    text, _, place = str(error).partition(" - at `")
    missing = NAMED_FIELD.search(text)  # the place leads to what lacks the field or has one too many
    parts = (place.rpartition("$")[2].rstrip("`").lstrip("."), missing.group(1) if missing else "")
    field = ".".join(filter(None, parts))
    return Invalid(f"{field or 'The request'}: {text}.", field=field)


def from_wire(body: Any, status: int = 500) -> RegistryError:
    """Rebuild the error a server sent; an unknown code or shape gives the class of ``status``."""
    found = body if isinstance(body, dict) else {}
    by_status = {cls.status: cls for cls in reversed(ERRORS.values())}
    cls = ERRORS.get(str(found.get("code")), by_status.get(status, RegistryError))
    details = found.get("details")
    details = details if isinstance(details, dict) else {}
    try:
        findings = msgspec.convert(details.get("findings", ()), tuple[Finding, ...])
    except msgspec.ValidationError:
        findings = ()
    message = str(found.get("message") or f"The registry answered with status {status}.")
    return cls(message, field=str(details.get("field", "")), fix=str(details.get("fix", "")), findings=findings)
