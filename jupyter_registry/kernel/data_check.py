"""Whether a variable of the kernel fits a version: what the card's page asks; the rows stay in the kernel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from ..capture.columns import columns_of
from ..capture.data import check_table
from ..fit_check import data_fit
from ..types import Signature

SHOWN = 5


def data_faults(user_ns: Mapping[str, Any], variable: str, signature: dict[str, Any]) -> list[dict[str, str]]:
    """What is wrong with the table in ``variable`` for a model of that ``signature``, errors first; [] when it fits.

    Raises ``Invalid`` when the variable holds no rows, and ``KeyError`` when there is none of that name.
    """
    data = user_ns[variable]
    check_table(data, variable)
    findings = data_fit(msgspec.convert(signature, Signature), columns_of(data))
    return [{"level": one.level, "message": one.message, "fix": one.fix} for one in findings[:SHOWN]]
