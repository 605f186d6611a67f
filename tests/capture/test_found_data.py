"""The data that a notebook fitted and measured a model on, found without being named."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

import numpy as np
import pandas as pd
import pytest

from jupyter_registry.capture.base import Captured, choose
from jupyter_registry.capture.found_data import FoundData
from jupyter_registry.capture.overlap import overlap
from jupyter_registry.capture.signature import Signed
from jupyter_registry.capture.surroundings import Surroundings

from ..project import needed
from .shell import Notebook, notebook

START = """
import numpy as np
import pandas as pd
from sklearn.datasets import load_iris, load_wine
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
rows = np.random.RandomState(0).rand(60, 3)
target = rows @ [1.0, 2.0, 3.0]
frame = pd.DataFrame(rows, columns=["a", "b", "c"])
frame["sold"] = target
"""
IRIS = """
X, y = load_iris(return_X_y=True, as_frame=True)
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
model = LogisticRegression(max_iter=500).fit(X_train, y_train)
"""


@pytest.fixture
def book() -> Iterator[Notebook]:
    """A notebook with imports and data."""
    with notebook() as opened:
        opened.run(START)
        yield opened


def look(book: Notebook, name: str = "model") -> tuple[FoundData, Signed, list[str]]:
    """What was found about the data of a variable, the signature from it, and the warnings."""
    around = Surroundings(book[name])
    captured: Captured = choose(book[name]).describe(book[name])
    found = around.data(captured, {})
    return found, around.signature(captured, found.rows), around.warnings


def test_the_data_of_the_fit_and_of_a_score(book: Notebook) -> None:
    """Train and test data are described with split, size, columns, digest and the set they come from."""
    book.run(IRIS, "model.score(X_test, y_test)")
    found, signed, _ = look(book)
    assert [(data.name, data.split, data.rows, data.source) for data in found.datasets] == [
        ("iris", "train", 112, "pkg:pypi/scikit-learn#datasets/iris"),
        ("iris", "test", 38, "pkg:pypi/scikit-learn#datasets/iris"),
    ]
    assert all(data.digest.startswith("sha256:") and not data.sampled for data in found.datasets)
    assert [field.dtype for field in found.datasets[0].columns] == ["float64"] * 4
    assert signed.signature is not None
    assert len(signed.signature.inputs) == 4
    assert signed.signature.example
    assert signed.signature.outputs[0].categories == ("0", "1", "2")


LOADED = {
    "keras": ("keras.src.datasets.mnist", "load_data", "", "mnist", "pkg:pypi/keras#datasets/mnist"),
    "torchvision": ("torchvision.datasets.cifar", "CIFAR10", "", "CIFAR10", "pkg:pypi/torchvision#datasets/CIFAR10"),
    "own folder": ("torchvision.datasets.folder", "ImageFolder", "'photos'", "X", ""),
    "hub": ("datasets.load", "load_dataset", "'team/prices'", "prices", "pkg:huggingface/datasets/team/prices"),
    "hub by keyword": ("datasets.load", "load_dataset", "path='imdb'", "imdb", "pkg:huggingface/datasets/imdb"),
    "own file": ("datasets.load", "load_dataset", "'csv', data_files='a.csv'", "X", ""),
    "own module": ("datasets", "load_dataset", "'imdb'", "X", ""),
    "R": ("statsmodels.datasets.utils", "get_rdataset", "'Guerry', 'HistData'", "Guerry", "pkg:cran/HistData#Guerry"),
    "R itself": ("statsmodels.datasets.utils", "get_rdataset", "'iris'", "iris", "pkg:cran/datasets#iris"),
}


@pytest.mark.parametrize("case", LOADED)
def test_well_known_data_is_told_by_the_function_that_loads_it(case: str, book: Notebook) -> None:
    """Module and name of the function, and what it is given, name the set; files of the author's own have none."""
    module, function, arguments, name, source = LOADED[case]
    book.run(
        f"def {function}(*args, **kwargs): return rows\n{function}.__module__ = {module!r}",
        f"X = {function}({arguments})",
        "model = Ridge().fit(X, target)",
    )
    assert [(data.name, data.source) for data in look(book)[0].datasets] == [(name, source)]


def test_data_of_statsmodels_has_an_id(book: Notebook) -> None:
    """A table that statsmodels brings along is known by the package."""
    needed("statsmodels", find_spec("statsmodels"))
    book.run(
        "import statsmodels.api as sm",
        "data = sm.datasets.longley.load_pandas()",
        "model = Ridge().fit(data.exog, data.endog)",
        "X = data.exog\nother = Ridge().fit(X, data.endog)",
    )
    (found,) = look(book, "other")[0].datasets
    assert (found.name, found.source) == ("longley", "pkg:pypi/statsmodels#datasets/longley")


def test_data_that_was_only_scored_by_another_model_is_not_its_data(book: Notebook) -> None:
    """Scores of other models bring no data."""
    book.run(IRIS, "other = LogisticRegression(max_iter=500).fit(X_test, y_test)", "other.score(X, y)")
    assert [data.split for data in look(book)[0].datasets] == ["train"]


def test_data_that_changed_is_known_by_its_size_alone(book: Notebook) -> None:
    """When the variable holds something else by now, no column, digest or row of that is described."""
    book.run("X = frame[['a', 'b', 'c']]", "model = Ridge().fit(X, target)", "X = X.head(5) * 100")
    found, signed, _ = look(book)
    (data,) = found.datasets
    assert (data.name, data.rows, data.columns, data.digest) == ("X", 60, (), "")
    assert signed.signature is not None
    assert signed.signature.example == ()
    assert [field.low for field in signed.signature.inputs] == [None] * 3


def test_columns_of_a_larger_frame(book: Notebook) -> None:
    """A frame of which some columns were fitted is the data; the signature has the fitted columns alone."""
    book.run("model = Ridge().fit(frame[['a', 'b', 'c']], frame['sold'])")
    found, signed, _ = look(book)
    assert [(data.name, len(data.columns)) for data in found.datasets] == [("frame", 4)]
    assert signed.signature is not None
    assert [field.name for field in signed.signature.inputs] == ["a", "b", "c"]


def test_an_array_that_was_made_on_the_way(book: Notebook) -> None:
    """Rows that the model does not take as they are make no signature; they are the data all the same."""
    book.run(
        "from sklearn.preprocessing import PolynomialFeatures",
        "model = Ridge().fit(PolynomialFeatures().fit_transform(rows), target)",
    )
    found, signed, _ = look(book)
    assert [data.name for data in found.datasets] == ["rows"]
    assert found.rows is None
    assert signed.signature is not None
    assert signed.signature.inputs[0].shape == (None, 10)


def test_texts(book: Notebook) -> None:
    """A model of texts is described by the texts it was fitted on."""
    book.run(
        "from sklearn.feature_extraction.text import TfidfVectorizer\nfrom sklearn.pipeline import make_pipeline",
        "texts = pd.Series(['good wine', 'bad wine', 'good', 'bad'], name='text')\nlabels = [1, 0, 1, 0]",
        "model = make_pipeline(TfidfVectorizer(), LogisticRegression()).fit(texts, labels)",
    )
    found, signed, _ = look(book)
    assert [(data.name, data.rows) for data in found.datasets] == [("texts", 4)]
    assert signed.signature is not None
    assert [field.name for field in signed.signature.inputs] == ["text"]


def test_shared_rows_are_said(book: Notebook) -> None:
    """Rows that stand in both train and test data are counted."""
    book.run(
        "X_train = frame[['a', 'b', 'c']]\nX_test = X_train.tail(10)\ny_test = target[-10:]",
        "model = Ridge().fit(X_train, target)",
        "model.score(X_test, y_test)",
    )
    assert look(book)[2] == ["10 of 10 rows of X_test are also in X_train."]


def test_apart_is_apart(book: Notebook) -> None:
    """Without a common row nothing is said."""
    book.run(
        "X_train, X_test = rows[:40], rows[40:]\nmodel = Ridge().fit(X_train, target[:40])",
        "model.score(X_test, target[40:])",
    )
    found, _, warnings = look(book)
    assert [(data.name, data.split, data.rows) for data in found.datasets] == [
        ("X_train", "train", 40),
        ("X_test", "test", 20),
    ]
    assert warnings == []


def test_overlap_of_large_tables_is_looked_at_in_part() -> None:
    """More rows than are compared are sampled evenly, and it is said."""
    train = np.arange(3_000_000.0).reshape(-1, 2)
    found = overlap(train, train[:20_000])
    assert found is not None
    assert found.sampled
    assert found.looked_at == 5_000
    assert found.common > 0


@pytest.mark.parametrize(
    ("train", "test"),
    [
        (pd.DataFrame({"a": [1]}), pd.DataFrame({"b": [1]})),
        (pd.DataFrame({"a": [[1]]}), pd.DataFrame({"a": [[1]]})),
        (np.ones((2, 2)), np.ones((2, 3))),
        (np.ones(2), np.ones(2)),
        (np.array([[{}]], dtype=object), np.array([[{}]], dtype=object)),
        ([[1]], [[1]]),
    ],
)
def test_tables_that_cannot_be_compared(train: object, test: object) -> None:
    """Tables of other columns, types or objects share no rows that could be counted."""
    assert overlap(train, test) is None


def test_personal_columns_leave_no_values(book: Notebook) -> None:
    """Where a column looks personal its range is not kept, nor an example row, and the way to keep one is said."""
    book.run(
        "people = pd.DataFrame({'customer_id': range(40), 'spent': np.arange(40.0)})",
        "model = Ridge().fit(people, people['spent'])",
    )
    found, signed, _ = look(book)
    assert signed.signature is not None
    assert signed.signature.example == ()
    assert signed.warning == 'No example is kept, because "customer_id" looks personal. To keep one: --allow-personal'
    for fields in (found.datasets[0].columns, signed.signature.inputs):
        assert [(field.name, field.low) for field in fields] == [("customer_id", None), ("spent", 0.0)]


ODD = {
    "twin columns": "odd = pd.DataFrame(rows, columns=['a', 'a', 'b'])",
    "numbers as names": "odd = pd.DataFrame(rows, columns=[0, 1, 2])",
    "tuples as names": "odd = pd.DataFrame(rows, columns=[('a', 1), ('a', 2), ('b', 1)])",
    "sparse": "import scipy.sparse\nodd = scipy.sparse.csr_matrix(rows)",
    "lists": "odd = rows.tolist()",
    "float16": "odd = rows.astype('float16')",
    "view": "odd = rows[::-1]",
    "column order": "odd = np.asfortranarray(rows)",
    "read only": "odd = rows.copy()\nodd.flags.writeable = False",
    "nullable": "odd = pd.DataFrame(rows).convert_dtypes()",
}


@pytest.mark.parametrize("case", ODD)
def test_odd_tables_are_no_obstacle(case: str, book: Notebook) -> None:
    """Tables of unusual makes are described as far as they can be, and never stop a publish."""
    fit = "model = Ridge().fit(odd.values, target)" if case == "twin columns" else "model = Ridge().fit(odd, target)"
    book.run(ODD[case], fit)
    found, signed, warnings = look(book)
    assert warnings == []
    assert [data.rows for data in found.datasets] == [60]
    assert signed.signature is not None
