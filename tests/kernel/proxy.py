"""A way to a server that breaks off for good in the middle of what is sent through it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


@contextmanager
def breaking(address: str, after: int, then: Callable[[], object], port: int = 0) -> Iterator[str]:
    """An address that leads to ``address`` until ``after`` bytes of one connection went there; then ``then`` is called.

    From then on nobody answers at the address; ``port`` opens one again.
    """
    target = urlsplit(address)
    listener = socket.create_server(("127.0.0.1", port))
    opened: list[socket.socket] = [listener]

    def serve() -> None:
        with suppress(OSError):  # the listener was closed
            while True:
                near, _ = listener.accept()
                far = socket.create_connection((str(target.hostname), int(target.port or 80)))
                opened.extend((near, far))
                threading.Thread(target=_pass_on, args=(near, far, after, stop), daemon=True).start()
                threading.Thread(target=_pass_on, args=(far, near, None, stop), daemon=True).start()

    def stop() -> None:
        for each in opened:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        then()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield address.replace(target.netloc, f"127.0.0.1:{listener.getsockname()[1]}")
    finally:
        for each in opened:
            each.close()


def _pass_on(source: socket.socket, sink: socket.socket, most: int | None, stop: Callable[[], None]) -> None:
    passed = 0
    with suppress(OSError):  # the other side went away
        while piece := source.recv(65536):
            passed += len(piece)
            if most is not None and passed > most:
                stop()
                return
            sink.sendall(piece)
        sink.shutdown(socket.SHUT_WR)
