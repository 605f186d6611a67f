"""What stands around a published object in its notebook: the cells that made it, and what they found out.

Nothing here may stop a publish: what cannot be read is left out, with a sentence about it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..registry import ArtifactFile
from ..types import Environment, Explanation, Metric, Notebook
from .base import Captured
from .chance import still_unseeded
from .environment import environment
from .explanations import METHODS, in_notebook, on_model
from .figures import at_hand, write_figures
from .found_data import FoundData, found_data, source_of, truth_of
from .found_metrics import attribute_metrics, found_metrics, without_known
from .git import Question, ask_status, work_tree
from .given_data import given_data
from .ledger import Ledger, ledger_of
from .notebook import notebook, running_shell
from .permutation import permutation_importance, rows_in_notebook
from .rerun import measuring, with_rerun
from .signature import Signed, signature
from .sklearn import final_estimator
from .slice import Slice, producing
from .slice_code import SliceCode, slice_code
from .training import training_settings

if TYPE_CHECKING:
    from typing_extensions import Self


class Surroundings:
    """The notebook around ``obj``; outside of IPython there is none, and all answers are empty.

    Git is asked within a ``with`` block from its beginning, while other things are read.
    """

    def __init__(self, obj: Any) -> None:
        self.obj = obj
        self.warnings: list[str] = []
        self.shell = running_shell()
        self.ledger: Ledger | None = None
        self.made = Slice(frozenset())
        self.measuring: frozenset[int] = frozenset()  # numbers of the cells that the metrics come from
        self.code = SliceCode()
        self._status: Question | None = None
        if self.shell is None:
            return
        try:
            self.ledger = ledger_of(self.shell)
            self.ledger.look_at_running()
            self.made = producing(self.ledger, obj)
            self.measuring = measuring(self.ledger, obj)
            self.code = slice_code(self.shell, self.ledger, Slice(self.made.numbers | self.measuring))
        except Exception as error:  # whatever the cells hold, the publish goes on without them
            self.ledger = None
            self.warnings.append(f"The executed cells could not be read ({type(error).__name__}).")

    def __enter__(self) -> Self:
        try:
            folder = Path.cwd()
            self._status = ask_status(folder) if work_tree(folder) is not None else None
        except OSError:  # the working folder was deleted
            pass
        return self

    def __exit__(self, *_: object) -> None:
        if self._status is not None:
            self._status.drop()

    def notebook(self, *, cells: bool) -> Notebook | None:
        """The notebook, with the source of its cells unless ``cells`` is false."""
        told = notebook(
            self.shell,
            self.ledger,
            self.made,
            self.obj,
            cells=cells,
            files=self.code.imported.files,
            status=self._status,
        )
        self.warnings.extend(told.warnings)
        if told.notebook is None or self.ledger is None or not cells:
            return told.notebook
        try:
            return with_rerun(told.notebook, self.ledger, self.made, self.measuring, self.obj)
        except Exception as error:  # as above
            self.warnings.append(f"What a later run needs could not be read ({type(error).__name__}).")
            return told.notebook

    def params(self, captured: Captured) -> dict[str, Any]:
        """The settings of the object, and those it was trained with that only the notebook knows."""
        own = dict(captured.params)
        try:
            found = training_settings(self.obj, self.ledger.values) if self.ledger is not None else {}
        except Exception as error:  # as above
            self.warnings.append(f"The optimizer in the notebook could not be read ({type(error).__name__}).")
            return own
        return found | own

    def environment(self, captured: Captured) -> Environment:
        """The environment, with the packages that the cells import and the seeds that they set."""
        chance = self.code.chance
        return environment(
            captured.requires,
            captured.params,
            (*still_unseeded(captured.unseeded, chance), *chance.unseeded),
            imports=self.code.distributions,
            code_seeds=chance.seeds,
        )

    def explanations(self, captured: Captured, seconds: float) -> tuple[Explanation, ...]:
        """How much each input matters, as the object and the notebook know; measured too when there are ``seconds``."""
        found: list[Explanation] = []
        try:
            found += on_model(self.obj, final_estimator(self.obj), captured)
            if self.ledger is not None:
                found += in_notebook(self.ledger, self.obj, captured)
            if seconds:
                found += self._measured(seconds)
        except Exception as error:  # as above
            self.warnings.append(f"What matters to the model could not be read ({type(error).__name__}).")
        return tuple(found[:METHODS])

    def _measured(self, seconds: float) -> tuple[Explanation, ...]:
        rows = rows_in_notebook(self.ledger, self.obj) if self.ledger is not None else None
        if rows is None or not hasattr(self.obj, "score"):
            self.warnings.append("Nothing to explain with: it takes a score method, and the tables of the fit.")
            return ()
        found = permutation_importance(self.obj, rows, seconds)
        if found is None:
            self.warnings.append(f"Explaining takes more than {seconds:.0f} seconds; nothing of it is kept.")
        return (found,) if found is not None else ()

    def figures(self, folder: Path, *, write: bool) -> tuple[ArtifactFile, ...]:
        """The figures of the notebook as files in ``folder``; they are only offered unless ``write`` is true."""
        if self.ledger is None:
            return ()
        try:
            if write:
                return write_figures(self.shell, self.ledger, folder)
            count = len(at_hand(self.ledger))
            if count:
                noun = "1 figure" if count == 1 else f"{count:,} figures"
                self.warnings.append(f"{noun} of the notebook can be attached: --figures")
            return ()
        except OSError:
            raise
        except Exception as error:  # as above
            self.warnings.append(f"The figures could not be drawn ({type(error).__name__}).")
            return ()

    def metrics(self, task: str, known: tuple[Metric, ...]) -> tuple[Metric, ...]:
        """Metrics of the object that are not among the ``known`` ones."""
        try:
            kept = without_known(attribute_metrics(self.obj, task), known)
            found = found_metrics(self.ledger, self.obj, task) if self.ledger is not None else ()
            return kept + without_known(found, known + kept)
        except Exception as error:  # as above
            self.warnings.append(f"Metrics in the notebook could not be read ({type(error).__name__}).")
            return ()

    def data(self, captured: Captured, tables: dict[str, Any], *, personal: bool = False) -> FoundData:
        """The data that the author named; without any that of the fit and of the scores, as the notebook tells."""
        given = given_data(tables, self._source, self._truth, personal=personal) if tables else None
        found = given or self._found(captured, personal)
        self.warnings.extend(found.warnings)
        return found

    def _found(self, captured: Captured, personal: bool) -> FoundData:
        try:
            if self.ledger is None:
                return FoundData()
            return found_data(self.ledger, self.obj, captured, personal=personal)
        except Exception as error:  # as above
            self.warnings.append(f"The data in the notebook could not be read ({type(error).__name__}).")
            return FoundData()

    def _source(self, table: Any) -> str:
        return source_of(self.ledger, table) if self.ledger is not None else ""

    def _truth(self, table: Any) -> Any:
        return truth_of(self.ledger, self.obj, table) if self.ledger is not None else None

    def signature(self, captured: Captured, rows: Any, *, personal: bool = False) -> Signed:
        """The signature from rows of the data."""
        try:
            return signature(self.obj, captured, rows, personal=personal)
        except Exception:  # as above: less is known
            return signature(self.obj, captured, None)
