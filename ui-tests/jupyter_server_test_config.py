"""Server of the browser tests: an example registry in a folder of its own, on a port of its own.

Galata turns token and XSRF checks off, so nothing here says anything about authentication.
"""

import os

from jupyterlab.galata import configure_jupyter_server

c = get_config()  # type: ignore[name-defined]  # noqa: F821  # given by traitlets
configure_jupyter_server(c)
c.ServerApp.port = int(os.environ.get("JUPYTER_REGISTRY_UI_PORT", "8977"))
c.ServerApp.allow_root = True
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"
c.JupyterNotebookApp.expose_app_in_browser = True
