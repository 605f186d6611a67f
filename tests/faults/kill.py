"""Kill -9 in the middle of publishing, over and over, and look at what is left.

    python -m tests.faults.kill [--kills 300] [--seed 0] [--bug NAME] [--folder FOLDER]

A child publishes versions with an artifact, says when it begins and when the version was acknowledged, and is killed
at a random moment. The next child first sends the unanswered request again, under its request id. At the end every
acknowledged version must be there, every artifact whole, every request exactly one version and the audit chain
unbroken, and after each kill the newest version has its bytes; the exit code says whether that holds. ``--bug``
plants a mistake that this must find.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from jupyter_registry import types as t
from jupyter_registry.errors import NotFound, RegistryError
from jupyter_registry.local.backend import LocalBackend
from jupyter_registry.registry import ArtifactFile, Registry

from .bugs import BUGS

MODELS = ("model-0", "model-1", "model-2", "model-3")
SIZES = (1_000, 400_000)  # bytes of an artifact, from and to
LONGEST = 4.0  # a child lives at most so many times as long as one takes here to open the registry and publish once
WATCHED = 3  # children that are let finish first, to know that time


class Found(msgspec.Struct):
    """What a run did and what was wrong in the end."""

    kills: int = 0
    acknowledged: int = 0
    unanswered: int = 0  # requests that a kill left without an answer; all were sent again
    versions: int = 0
    parts: int = 0  # files of cut uploads, which are swept after a day
    lost: int = 0
    half: int = 0  # versions that were there after a kill without their bytes, whole
    damages: list[str] = []
    refusals: list[str] = []

    @property
    def sound(self) -> bool:
        """Nothing lost, nothing torn, nothing doubled, nobody refused."""
        return not (self.lost or self.half or self.damages or self.refusals) and self.versions == self.acknowledged


class Run:
    """One registry that is published to until ``kills`` children were killed."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.path = folder / "registry.db"
        self.chance = random.Random(seed)
        self.found = Found()
        self.known: dict[int, tuple[str, int, str]] = {}  # request -> model, number and digest as acknowledged
        self.next = 0

    def children(self, kills: int) -> Found:
        """Kill so many children, let one finish, and judge."""
        start = time.perf_counter()
        for _ in range(WATCHED):
            self._child(None)
        latest = LONGEST * (time.perf_counter() - start) / WATCHED
        for _ in range(kills):
            self.found.kills += 1
            self.found.unanswered += self._child(self.chance.uniform(0.0, latest))
            self.found.half += self._half_there()
        if self._child(None):
            raise RuntimeError("the last child, which nobody killed, left a request unanswered")
        return self._judged()

    def _child(self, seconds: float | None) -> int:
        """Run a child and kill it after so many seconds, or let it publish once; 1 when it left a request open."""
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            self._work(writing, once=seconds is None)
        os.close(writing)
        with os.fdopen(reading, "rb") as said:
            first = said.readline()
            if seconds is not None:
                time.sleep(seconds)
                os.kill(child, signal.SIGKILL)
            heard = first + said.read()
        os.waitpid(child, 0)
        return self._heard(heard)

    def _work(self, writing: int, *, once: bool) -> None:
        """What the child does; it never returns."""
        try:
            with Registry(LocalBackend(self.path)) as registry:
                while True:
                    os.write(writing, f"begin {self.next}\n".encode())
                    version = publish(registry, self.next)
                    os.write(writing, f"done {version.model} {version.number} {version.digest}\n".encode())
                    if once:
                        os._exit(0)
                    self.next += 1
        except RegistryError as error:
            os.write(writing, f"refused {error}\n".encode())
        finally:
            os._exit(1)

    def _heard(self, said: bytes) -> int:
        begun = False
        for line in said.decode().splitlines():
            word, _, rest = line.partition(" ")
            if word == "begin":
                self.next, begun = int(rest), True
            elif word == "done":
                model, number, digest = rest.split()
                self.known[self.next] = (model, int(number), digest)
                self.next, begun = self.next + 1, False
            else:
                self.found.refusals.append(rest)
        return int(begun)

    def _half_there(self) -> bool:
        """Whether the version that the killed child was at is there without all of its bytes."""
        backend = LocalBackend(self.path)
        with Registry(backend) as registry:
            model, manifest, _ = request(self.next)
            try:
                found = registry.get_version(model).manifest
            except NotFound:
                return False
            digests = [artifact.digest for artifact in found.artifacts]
            whole = all(backend.has_blob(digest) and backend.blobs.whole(digest) for digest in digests)
            return found.params == manifest.params and not whole

    def _judged(self) -> Found:
        found = self.found
        with Registry(LocalBackend(self.path)) as registry:
            stored = set(_stored(registry))
            verified = registry.verify()
        found.acknowledged = len(self.known)
        found.versions = verified.versions
        found.lost = len(set(self.known.values()) - stored)
        found.damages = [f"{damage.subject}: {damage.message}" for damage in verified.damages]
        found.parts = len(list(self.path.with_suffix(".blobs").glob(".part-*")))
        return found


def _stored(registry: Registry) -> Iterator[tuple[str, int, str]]:
    for model in MODELS:
        try:
            total = registry.get_model(model).version_count
        except NotFound:  # no request came so far, or all of it was lost
            continue
        for offset in range(0, total, 100):
            for version in registry.list_versions(model, offset=offset).versions:
                yield model, version.number, version.digest


def request(number: int) -> tuple[str, t.Manifest, bytes]:
    """The model, the manifest and the artifact of the request of that number, always the same."""
    chance = random.Random(number)
    content = chance.randbytes(chance.randint(*SIZES))
    return MODELS[number % len(MODELS)], t.Manifest(task="a-task", params={"request": number}), content


def publish(registry: Registry, number: int) -> t.Version:
    """Publish the request of that number as everybody does."""
    model, manifest, content = request(number)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "artifact"
        file.write_bytes(content)
        artifact = ArtifactFile("model.skops", file, "skops")
        return registry.publish(model, manifest, [artifact], request_id=f"request-{number}").version


def run(folder: Path, kills: int, seed: int, bug: str = "") -> Found:
    """Kill ``kills`` children that publish into a registry in ``folder``, with ``bug`` planted."""
    with Registry(LocalBackend(folder / "warm.db")) as warm:
        publish(warm, 0)  # so that a child has all modules when it is forked
    if bug:
        BUGS[bug]()
    return Run(folder, seed).children(kills)


def main() -> int:
    """Run and print what was found as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--bug", choices=BUGS, default="")
    parser.add_argument("--folder", type=Path, help="where to work; by default where temporary files go")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=args.folder) as folder:
        found = run(Path(folder), args.kills, args.seed, args.bug)
    print(msgspec.json.encode(found).decode())
    return 0 if found.sound else 1


if __name__ == "__main__":
    sys.exit(main())
