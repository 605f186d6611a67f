"""The values of one field of all documents as small numbers, so that filters and counts are array operations."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from ..search.words import words

Ids = npt.NDArray[np.int32]
"""Ids of documents."""
Mask = npt.NDArray[np.bool_]
"""For every id whether the document is in a set; the id 0 is nobody's."""
Numbers = npt.NDArray[np.unsignedinteger]

SPARSE = 20  # documents of a column for each of a set, from which looking these up beats walking the column


def ids_of(text: str | None) -> Ids:
    """The ids in a text such as "3,1,2", which is how SQLite hands over many at once; None is no id."""
    return np.fromstring(text, np.int32, sep=",") if text else np.empty(0, np.int32)


def mask_of(ids: Ids | Sequence[int], size: int) -> Mask:
    """The set of ``ids`` among ids below ``size``."""
    mask = np.zeros(size, np.bool_)
    mask[ids] = True
    return mask


@dataclass(frozen=True)
class Codes:
    """``first[document]`` is the code of its first value, 0 for none; further values are the pairs in ``more``.

    The pairs are in the order of documents.
    """

    values: tuple[str, ...]  # by code, "" for code 0 and for a value that no document has any more
    labels: tuple[str, ...]
    first: Numbers
    more: tuple[Ids, Ids]  # documents and codes

    @cached_property
    def code(self) -> Mapping[str, int]:
        """The code of each value."""
        return {value: code for code, value in enumerate(self.values) if value}

    @cached_property
    def alphabetical(self) -> Ids:
        """The place of each code when the values are in order."""
        place = np.empty(len(self.values), np.int32)
        place[np.argsort(np.array(self.values, dtype=object), kind="stable")] = np.arange(len(self.values))
        return place

    @cached_property
    def _by_word(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for value in self.values[1:]:
            for word in dict.fromkeys(words(value)):
                found.setdefault(word, []).append(value)
        return {word: tuple(values) for word, values in found.items()}

    def holding(self, parts: Collection[str]) -> tuple[str, ...]:
        """The values that have all of the words ``parts``; none for no words."""
        sets = [set(self._by_word.get(part, ())) for part in parts]
        return tuple(sorted(set.intersection(*sets))) if sets else ()

    def mask(self, value: str) -> Mask:
        """The documents that have ``value``."""
        code = self.code.get(value)
        if code is None:
            return np.zeros(len(self.first), np.bool_)
        found: Mask = self.first == code
        documents, codes = self.more
        found[documents[codes == code]] = True
        return found

    def counts(self, ids: Ids, mask: Mask) -> npt.NDArray[np.int64]:
        """How many documents of a set, given in both forms, have each code; what stands at 0 means nothing."""
        documents, codes = self.more
        if len(ids) * SPARSE < len(documents):
            starts, ends = np.searchsorted(documents, ids), np.searchsorted(documents, ids, "right")
            further = codes[_ranges(starts, ends)]
        else:
            further = codes[mask[documents]]
        counts = np.bincount(self.first[ids], minlength=len(self.values))
        return counts + np.bincount(further, minlength=len(self.values)) if len(further) else counts

    def of(self, ids: Ids) -> set[str]:
        """The values of some documents; ids without a document yet have none."""
        known = ids[ids < len(self.first)]
        further = self.more[1][np.isin(self.more[0], known)]
        return {self.values[code] for code in {*self.first[known].tolist(), *further.tolist()} if code}

    def after(self, size: int, changed: Ids, pairs: Sequence[tuple[int, str]], labels: Mapping[str, str]) -> Codes:
        """These codes with the values of ``changed`` documents replaced by ``pairs`` of document and value.

        ``labels`` are those of all values the documents had or have; a value without one is no document's any more.
        """
        values, names, code = list(self.values), list(self.labels), dict(self.code)
        for value in self.of(changed) - labels.keys():
            values[code.pop(value)] = ""
        for value, label in labels.items():
            if value not in code:
                code[value] = len(values)
                values.append(value)
                names.append(label)
            names[code[value]] = label
        first = np.zeros(size, _small(len(values)))
        first[: len(self.first)] = self.first
        first[changed] = 0
        documents, codes = self.more
        kept = ~mask_of(changed, size)[documents]
        new = np.array([document for document, _ in pairs], np.int32)
        new_codes = np.array([code[value] for _, value in pairs], np.int32)
        more = _merged((documents[kept], codes[kept]), _place(first, new, new_codes))
        return Codes(tuple(values), tuple(names), first, more)


def read_codes(connection: sqlite3.Connection, field: str, size: int) -> Codes:
    """The codes of ``field`` as the tables have them."""
    rows = connection.execute(
        "SELECT value, group_concat(document) FROM search_facets WHERE field = ? GROUP BY value ORDER BY value",
        (field,),
    ).fetchall()
    labels = dict(connection.execute("SELECT value, label FROM search_values WHERE field = ?", (field,)).fetchall())
    values = [value for value, _ in rows]
    each = [ids_of(text) for _, text in rows]
    documents = np.concatenate(each) if each else ids_of(None)
    codes = np.repeat(np.arange(1, len(each) + 1, dtype=np.int32), [len(ids) for ids in each])
    first = np.zeros(size, _small(len(values) + 1))
    more = _place(first, documents, codes)
    return Codes(("", *values), ("", *_labels(values, labels)), first, more)


def _labels(values: Iterable[str], labels: Mapping[str, str]) -> list[str]:
    return [labels.get(value, value) for value in values]


def _place(first: Numbers, documents: Ids, codes: Ids) -> tuple[Ids, Ids]:
    """Put the first code of each document into ``first`` and return the pairs that are left."""
    order = np.argsort(documents, kind="stable")
    documents, codes = documents[order], codes[order]
    leading = np.ones(len(documents), np.bool_)
    leading[1:] = documents[1:] != documents[:-1]
    first[documents[leading]] = codes[leading]
    return documents[~leading], codes[~leading]


def _merged(pairs: tuple[Ids, Ids], new: tuple[Ids, Ids]) -> tuple[Ids, Ids]:
    """Two lists of documents and codes in the order of documents as one."""
    places = np.searchsorted(pairs[0], new[0])
    return np.insert(pairs[0], places, new[0]), np.insert(pairs[1], places, new[1])


def _ranges(starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """All numbers from each of ``starts`` up to its end."""
    lengths = ends - starts
    before = np.cumsum(lengths) - lengths
    return np.repeat(starts - before, lengths) + np.arange(lengths.sum())


def _small(count: int) -> type[np.unsignedinteger]:
    """The narrowest type for codes below ``count``."""
    return np.uint8 if count <= 1 << 8 else np.uint16 if count <= 1 << 16 else np.uint32
