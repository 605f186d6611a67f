"""Columns that look personal, by their name or by their values; what they hold is not kept unless allowed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from ..types import Field, Signature

PERSONAL = re.compile(
    r"(?:^|_)(?:names?|surname|e_?mail|phone|mobile|address|street|zip|postcode|ssn|birth|dob|passport|iban|"
    r"user_?id|customer_?id|patient_?id|ip|card_?number|license_?plate)(?:_|$)"
)
VALUE = re.compile(
    r"[^@\s]+@[^@\s]+\.[a-z]{2,}"  # an e-mail address
    r"|\+\d[\d ()/-]{7,18}\d"  # a phone number with its country
    r"|[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?"  # an IBAN
    r"|\d{3}-\d{2}-\d{4}",  # a social security number
    re.IGNORECASE,
)
LOOKED_AT = 200  # values of one column
SHARE = 0.2  # of them that must look personal


def is_personal(column: str, values: Iterable[Any] = ()) -> bool:
    """Whether a column looks personal: its name tells, or several of its first texts."""
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z0-9]+", "_", column).lower()
    if PERSONAL.search(plain):
        return True
    texts = [text for text, _ in zip(values, range(LOOKED_AT), strict=False) if isinstance(text, str)]
    telling = sum(VALUE.fullmatch(text.strip()) is not None for text in texts)
    return telling > 0 and telling >= SHARE * len(texts)


def bare(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """The fields, those that look personal without the values that are known of them."""
    return tuple(
        msgspec.structs.replace(field, low=None, high=None, categories=())
        if is_personal(field.name, field.categories)
        else field
        for field in fields
    )


def without_personal(signature: Signature) -> tuple[Signature, str]:
    """The signature without values of columns that look personal, and a sentence when there are any."""
    row = signature.example[0] if signature.example else {}
    looks = [field.name for field in signature.inputs if is_personal(field.name, (row.get(field.name),))]
    if not looks:
        return signature, ""
    note = f'No example is kept, because "{looks[0][:60]}" looks personal. To keep one: --allow-personal'
    return msgspec.structs.replace(signature, inputs=bare(signature.inputs), example=()), note
