"""No test sees or changes what belongs to the person who runs it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

FOLDERS = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
UNSET = ("JUPYTER_REGISTRY", "JUPYTER_REGISTRY_TOKEN", "JUPYTER_PATH", "JUPYTER_CONFIG_PATH")


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Settings, registry and kernel connections of the tests lie in folders of their own."""
    with pytest.MonkeyPatch.context() as patch:
        for name in FOLDERS:
            patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
        for name in UNSET:
            patch.delenv(name, raising=False)
        patch.setenv("JUPYTER_REGISTRY_EMBEDDER", "none")  # tests of meaning choose their own
        yield
