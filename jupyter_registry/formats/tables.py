"""Tables in files: CSV, JSON lines, Parquet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..errors import Invalid, NotFound

ENDINGS = (".csv", ".tsv", ".jsonl", ".parquet")


def read_table(file: Path) -> Any:
    """The rows of a file as a pandas frame; raises ``NotFound`` or ``Invalid`` with the reason in one sentence."""
    ending = next((ending for ending in ENDINGS if file.name.lower().removesuffix(".gz").endswith(ending)), "")
    if not ending:
        raise Invalid(
            f"{file.name} is not a table.", field="data", fix=f"Give a file that ends in {', '.join(ENDINGS)}."
        )
    if not file.is_file():
        raise NotFound(f"There is no file {file}.", field="data")
    try:
        import pandas

        if ending == ".parquet":
            return pandas.read_parquet(file)
        if ending == ".jsonl":
            return pandas.read_json(file, lines=True)
        return pandas.read_csv(file, sep="\t" if ending == ".tsv" else ",")
    except ImportError as error:
        raise Invalid(f'Reading {file.name} needs the package "{error.name}".', field="data") from error
    except Exception as error:  # a parser of somebody else's file may raise anything
        first = (str(error).splitlines() or [""])[0][:160].rstrip(". ")
        raise Invalid(f"{file.name} cannot be read: {first}.", field="data") from error
