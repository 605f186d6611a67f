"""Loading a model without running code that nobody trusted.

The bytes are read into memory once, their digest is checked, and only those bytes are parsed. Formats that hold
no code load by themselves, and so does skops as long as it holds nothing but types that skops trusts; anything
else loads only when exactly that digest is trusted. The format is what the manifest says *and* what the first
bytes say; there is no other attempt.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import warnings
import zipfile
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import msgspec

from . import trust as trust_list
from .capture import artifacts
from .capture.columns import columns_of
from .capture.data import check_table
from .capture.environment import lock_lines
from .capture.installed import installed
from .capture.ledger import running_cell
from .capture.notebook import running_shell, where
from .capture.torch import fill
from .errors import Corrupt, Invalid, NotFound, RegistryError, Untrusted
from .fit_check import data_fit, packages_fit, packages_text
from .registry import Registry
from .session import current
from .types import Artifact, Reuse, Version

RUNS_CODE = ("pickle", "joblib")
PICKLE_STARTS = tuple(bytes((0x80, protocol)) for protocol in (2, 3, 4, 5))
ZIP_START = b"PK\x03\x04"
SWELLING = 200  # a file that grows more than so many times when it is unpacked is refused
SMALL = 1 << 30
WARNINGS = 3  # about the data, in one sentence
MEMBERS = {"skops": "schema.json", "keras": "config.json"}
"""Formats that are archives, with the member that every one of them has."""
_loaded: dict[tuple[int, str, str], None] = {}
"""What was loaded in this process: number of the cell that ran, address of the registry, version."""


def load(
    ref: str,
    *,
    data: Any = None,
    trust: bool | str = False,
    into: Any = None,
    registry: Registry | str | None = None,
) -> Any:
    """The model a ref names; of a PyTorch module its weights by name, or the module ``into`` filled with them.

    The packages that are here, and ``data`` when it is given, are compared with those of the version first: what
    may matter is a warning, data that cannot be predicted from is refused with ``Invalid``. ``trust`` is the digest
    ("sha256:...") of an artifact whose code may run; without it, and without the digest on this user's list, such an
    artifact is refused with ``Untrusted``. A version that is retired or about to be warns with the reason. That it
    was loaded, or why not, is noted in the registry where that can be written.
    """
    opened = current(registry)
    version = opened.get_version(ref)
    try:
        for told in (_leaving(version), _other_packages(version), _other_data(version, data)):
            if told:
                warnings.warn(told, UserWarning, stacklevel=2)
        found = _load(opened, version, trust, into)
    except RegistryError as error:
        refused = isinstance(error, Untrusted) or error.field == "data"
        _record(opened, version, Reuse(outcome="refused" if refused else "failed", reason=error.message))
        raise
    _record(opened, version, Reuse(outcome="loaded"))
    _loaded[running_cell(running_shell()), opened.url, _called(version)] = None
    return found


def loaded_in(cells: Collection[int], registry: str) -> tuple[str, ...]:
    """The versions of the registry at that address which the cells of these numbers loaded, each once."""
    return tuple(dict.fromkeys(ref for cell, url, ref in list(_loaded) if cell in cells and url == registry))


def _load(registry: Registry, version: Version, trust: bool | str, into: Any) -> Any:
    artifact = loadable(version)
    content = verified_bytes(registry, artifact)
    check_first_bytes(content, artifact)
    try:
        if artifact.format in artifacts.FORMATS:
            others = artifacts.foreign(artifact.format, content)
            if others:
                demand(artifact, _called(version), trust, f"holds code ({_few(others)})")
            found = _read_data(registry, version, artifact, content)
        else:
            found = _read(content, artifact, _called(version), trust)
        return found if into is None else fill(into, found)
    except RegistryError:
        raise
    except ModuleNotFoundError as error:
        raise Invalid(
            f'Loading {_called(version)} needs the package "{error.name}".',
            field="environment",
            fix=f"Install it: %pip install {' '.join(_needs(version)) or error.name}",
        ) from error
    except Exception as error:  # parsing calls into the framework, which may raise anything
        first = (str(error).splitlines() or [""])[0][:160].rstrip(". ")
        raise Invalid(
            f"{_called(version)} could not be loaded: {type(error).__name__}: {first}.",
            field="artifact",
            fix=f"Compare the packages: it was published with {', '.join(_needs(version)) or 'others'}.",
        ) from error


def _called(version: Version) -> str:
    return f"{version.model}:{version.number}"


def _leaving(version: Version) -> str:
    """A sentence about a version that is retired or about to be; "" for any other."""
    if version.stage not in ("retired", "deprecated"):
        return ""
    until = f" and leaves on {version.sunset_on}" if version.sunset_on else ""
    reason = f": {version.stage_reason}" if version.stage_reason else ""
    instead = f" Use {version.replacement} instead." if version.replacement else ""
    return f"{_called(version)} is {version.stage}{until}{reason}.{instead}"


def _other_packages(version: Version) -> str:
    here = {package.name: package.version for package in installed()}
    unfit = packages_fit(version.manifest.environment, here)
    return packages_text(_called(version), unfit) if unfit else ""


def _other_data(version: Version, data: Any) -> str:
    """What may matter about the data; raises ``Invalid`` when the model cannot predict from it."""
    signature = version.manifest.signature
    if data is None or signature is None or not signature.inputs:
        return ""
    check_table(data, "data")
    findings = data_fit(signature, columns_of(data))
    errors = tuple(finding for finding in findings if finding.level == "error")
    if errors:
        raise Invalid(
            f"The data does not fit {_called(version)}. {errors[0].message}",
            field="data",
            fix=f"Look at its signature: %registry show {_called(version)}",
            findings=errors[1:],
        )
    told = " ".join(f"{finding.message} {finding.fix}".strip() for finding in findings[:WARNINGS])
    return f"The data may not fit {_called(version)}. {told}" if told else ""


def _record(registry: Registry, version: Version, reuse: Reuse) -> None:
    try:
        registry.record_reuse(_called(version), msgspec.structs.replace(reuse, consumer=_notebook_name()))
    except RegistryError:
        return  # a registry that cannot be written, or a role that may not: the model is loaded all the same


def _notebook_name() -> str:
    shell = running_shell()
    return Path(where(shell)[0]).name if shell is not None else ""


def loadable(version: Version) -> Artifact:
    """The artifact that holds the model; raises ``NotFound`` when there is none that can be loaded here."""
    readable = ("skops", *RUNS_CODE, *artifacts.FORMATS)
    known = [artifact for artifact in version.manifest.artifacts if artifact.format in readable]
    if known:
        return known[0]
    held = ", ".join(sorted({artifact.format for artifact in version.manifest.artifacts}))
    raise NotFound(
        f"{version.model}:{version.number} has no artifact that can be loaded"
        f"{f' (it holds {held})' if held else ', only its card'}.",
        field="ref",
        fix="Look at its card for where the weights are.",
    )


def verified_bytes(registry: Registry, artifact: Artifact) -> bytes:
    """The artifact's bytes; raises ``Corrupt`` unless size and sha256 are those of the manifest."""
    with registry.open_artifact(artifact) as stream:
        content = stream.read(artifact.size + 1)
    found = f"sha256:{hashlib.sha256(content).hexdigest()}"
    if len(content) != artifact.size or found != artifact.digest:
        raise Corrupt(
            f'The bytes of "{artifact.path}" are not those that were published.',
            field="artifact",
            fix="Run: jupyter-registry verify",
        )
    return content


def check_first_bytes(content: bytes, artifact: Artifact) -> None:
    """Raise ``Untrusted`` when the bytes are not of the format that the manifest declares."""
    if artifact.format in artifacts.FORMATS:
        agrees = artifacts.begins_as(content, artifact.format)
    elif artifact.format == "skops":
        agrees = content.startswith(ZIP_START)
    else:
        agrees = content.startswith(PICKLE_STARTS)
    if artifact.format in MEMBERS:
        agrees = agrees and _holds(content, MEMBERS[artifact.format])
    if not agrees:
        raise Untrusted(
            f'"{artifact.path}" is declared as {artifact.format}, but its bytes are something else; '
            "nothing was loaded.",
            field="artifact",
            fix="Ask its publisher to publish it again.",
        )


def _holds(content: bytes, name: str) -> bool:
    """Whether the bytes are an archive with that member which does not swell beyond measure."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    unpacked = sum(member.file_size for member in members)
    bomb = unpacked > max(SMALL, SWELLING * len(content))
    return not bomb and any(member.filename == name for member in members)


def untrusted_types(source: bytes | Path) -> tuple[str, ...]:
    """Types in skops bytes or a skops file that skops does not trust by itself; nothing is loaded."""
    import skops.io

    where = {"file": source} if isinstance(source, Path) else {"data": source}
    return tuple(skops.io.get_untrusted_types(**where))


def _read_data(registry: Registry, version: Version, artifact: Artifact, content: bytes) -> Any:
    """The object in a format without code, with the version's small files beside it."""
    files = {
        beside.path: verified_bytes(registry, beside)
        for beside in version.manifest.artifacts
        if beside.format == "json"
    }
    files[artifact.path] = content
    return artifacts.read(artifact.format, artifact.path, files, version.manifest.model_class)


def _read(content: bytes, artifact: Artifact, ref: str, trust: bool | str) -> Any:
    if artifact.format == "skops":
        import skops.io

        others = untrusted_types(content)
        if others:
            demand(artifact, ref, trust, f"holds types that are not trusted by themselves ({_few(others)})")
        return skops.io.loads(content, trusted=list(others))
    demand(artifact, ref, trust, f"is a {artifact.format} file, and loading it runs code of its publisher")
    return _unpickler(artifact.format)(content)


def _few(names: tuple[str, ...]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _unpickler(format: str) -> Callable[[bytes], Any]:
    if format == "joblib":
        import joblib

        return lambda content: joblib.load(io.BytesIO(content))
    return pickle.loads


def demand(artifact: Artifact, ref: str, trust: bool | str, why: str) -> None:
    """Return when exactly this digest is trusted, else raise ``Untrusted`` naming it and the way on."""
    if isinstance(trust, str) and trust:
        if trust.removeprefix("sha256:") == artifact.digest.removeprefix("sha256:"):
            return
        why = f"has another digest than the one given as trust, and it {why}"
    elif trust_list.is_trusted(artifact.digest):
        return
    elif trust:
        why = f"{why}; trust=True does not say which bytes"
    raise Untrusted(
        f"{ref} {why}; nothing was loaded.",
        field="trust",
        fix=f'If you trust its publisher: load("{ref}", trust="{artifact.digest}"), or %registry trust {ref}',
    )


def _needs(version: Version) -> tuple[str, ...]:
    """Packages that loading needs, pinned as they were at capture."""
    return lock_lines(version.manifest.environment) if version.manifest.environment else ()
