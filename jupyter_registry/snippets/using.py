"""Code that uses a version as it is: load, predict, a whole table, a service, features of a store."""

from __future__ import annotations

import shlex

from .subject import NUMPY, PANDAS, Subject
from .text import Code, code, comment, quoted

KINDS = {"int": "int", "uint": "int", "float": "float", "bool": "bool"}
"""Beginnings of dtypes, and the type of such a value in a request; others are texts."""


def card(subject: Subject) -> Code | None:
    """A version without files can be read about but not loaded; the code says so instead of failing."""
    if subject.loads:
        return None
    source = subject.version.manifest.source
    origin = (source.weights_url or source.repo) if source else ""
    lines = [
        comment("The registry holds the card of this model and no file of it."),
        *([comment(f"It comes from {origin}")] if origin else []),
        f"registry.card({quoted(subject.ref)})",
    ]
    return code(lines, "import jupyter_registry as registry")


def load(subject: Subject) -> Code | None:
    """The object alone."""
    if not subject.loads:
        return None
    if subject.framework != "pytorch":
        return subject.load()
    name = subject.version.manifest.model_class.rpartition(".")[2] or "module"
    hint = comment(f"These are the weights by name. load(..., into={name}(...)) fills a module of your own.")
    return code([hint]) + subject.load()


def predict(subject: Subject) -> Code | None:
    """The object, one valid input, and the call."""
    if not subject.row:
        return None
    columns = subject.column_list() if subject.wide else Code()
    return subject.load() + columns + subject.rows() + code([f"model.{subject.method}(rows)"])


def batch(subject: Subject) -> Code | None:
    """A file of any length, piece by piece."""
    if not subject.columns:
        return None
    lines = [
        'for number, rows in enumerate(pd.read_csv("rows.csv", chunksize=10_000)):',
        f"    found = pd.DataFrame(model.{subject.method}(rows[columns]), index=rows.index)",
        '    rows.join(found.add_prefix("prediction_")).to_csv(',
        '        "predictions.csv", mode="a" if number else "w", header=number == 0, index=False',
        "    )",
    ]
    return subject.load() + subject.column_list() + code(lines, PANDAS)


def serve(subject: Subject) -> Code | None:
    """A file with a small web service."""
    # pydantic takes names with an underscore in front for its own
    if not subject.columns or any(name.startswith("_") for name in subject.columns):
        return None
    if subject.wide and not subject.numeric:
        return None
    lines = [
        *_row_model(subject),
        'app = FastAPI(title="Predictions")',
        "",
        "",
        f'@app.post("/{subject.method}")',
        f"def {subject.method}(rows: list[Row]) -> list:",
        "    frame = pd.DataFrame([row.model_dump() for row in rows], columns=list(Row.model_fields))",
        f"    return np.asarray(model.{subject.method}(frame)).tolist()",
    ]
    head = code([comment("Save this cell as serve.py, then run in a terminal: uvicorn serve:app")])
    made = code(
        lines,
        NUMPY,
        PANDAS,
        "from fastapi import FastAPI",
        "from pydantic import create_model",
        needs=("fastapi", "uvicorn"),
    )
    return head + subject.load() + (subject.column_list() if subject.wide else Code()) + made


def _row_model(subject: Subject) -> list[str]:
    if subject.wide:
        return ['Row = create_model("Row", **{name: (float, ...) for name in columns})']
    dtypes = {field.name: field.dtype for field in subject.signature.inputs}
    fields = (f"    {quoted(name)}: ({_kind(dtypes.get(name, ''))}, ...)," for name in subject.columns)
    return ["fields = {", *fields, "}", 'Row = create_model("Row", **fields)']


def _kind(dtype: str) -> str:
    return next((kind for start, kind in KINDS.items() if dtype.startswith(start)), "str")


def features(subject: Subject) -> Code | None:
    """The inputs from a feature store, as they were at given times."""
    if not subject.columns:
        return None
    lines = [
        'store = FeatureStore(repo_path=".")',
        comment("Who is asked about and when: the columns of entities, and event_timestamp."),
        'entities = pd.read_csv("entities.csv", parse_dates=["event_timestamp"])',
        comment("Use the feature view that holds these columns."),
        "found = store.get_historical_features(",
        '    entity_df=entities, features=[f"view:{column}" for column in columns]',
        ").to_df()",
        f"model.{subject.method}(found[columns])",
    ]
    made = code(lines, PANDAS, "from feast import FeatureStore", needs=("feast",))
    return subject.load() + subject.column_list() + made


def shell(subject: Subject) -> Code | None:
    """The card on the command line."""
    return code([f"jupyter-registry get-card {shlex.quote(subject.ref)}"])
