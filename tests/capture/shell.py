"""A real IPython in this process, to run the cells of a notebook in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from jupyter_registry.capture.ledger import Ledger, ledger_of
from jupyter_registry.kernel.autoload import install


class Notebook:
    """Runs cells; the ledger began before the first of them unless ``noted`` is false."""

    def __init__(self, shell: Any, *, noted: bool = True) -> None:
        self.shell = shell
        if noted:
            install(shell)

    @property
    def ledger(self) -> Ledger:
        """The ledger of the shell."""
        return ledger_of(self.shell)

    def run(self, *cells: str) -> None:
        """Run cells one after the other; their ids are c1, c2 ... in the order of execution."""
        for source in cells:
            self.shell.run_cell(source, store_history=True, cell_id=f"c{self.shell.execution_count}")

    def __getitem__(self, name: str) -> Any:
        return self.shell.user_ns[name]


@contextmanager
def notebook(*, noted: bool = True) -> Iterator[Notebook]:
    """A notebook whose shell is the running one until the end of the block."""
    settings = Config()
    settings.HistoryManager.enabled = False
    settings.InteractiveShell.colors = "nocolor"
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance(config=settings)
    try:
        yield Notebook(shell, noted=noted)
    finally:
        InteractiveShell.clear_instance()
