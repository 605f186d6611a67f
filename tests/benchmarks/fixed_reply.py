"""A Jupyter server extension with one address that always gives the same 10 kB of JSON: what HTTP itself costs."""

from __future__ import annotations

import json
from typing import Any

from jupyter_server.base.handlers import APIHandler
from tornado.web import authenticated

REPLY = json.dumps({"text": "x" * 10_000})


class FixedReply(APIHandler):
    """Gives the same reply to everybody who is signed in."""

    @authenticated
    def get(self) -> None:
        """Send it."""
        self.finish(REPLY)


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server_app: Any) -> None:
    base = server_app.web_app.settings["base_url"].rstrip("/")
    server_app.web_app.add_handlers(".*$", [(f"{base}/fixed-reply", FixedReply)])
