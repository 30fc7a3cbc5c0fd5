"""The head of a table, to be mapped: every column with its first cells and a guess at its field."""

from collections.abc import Callable
from enum import StrEnum
from itertools import islice
from typing import TypeVar

from casework.imports import reading
from casework.imports.headers import Mapping, Titles
from casework.imports.intake import Column, Head, Upload
from casework.imports.tables import Unreadable
from casework.services.importwriting import ROWS

F = TypeVar("F", bound=StrEnum)
SAMPLES = 3
_LOOKED_AT = 200
"""Rows in which sample cells are looked for: the first rows of a column are often empty."""


def of(upload: Upload, titles: Titles[F], named: Callable[[Mapping[F]], bool]) -> Head:
    """Raises Unreadable. `named` says whether the columns tell what a row is about."""
    table = reading.read(upload.data, upload.limit)
    samples: list[dict[str, None]] = [{} for _ in table.header]
    found_rows = table.rows()
    rows = list(islice(found_rows, _LOOKED_AT))
    if not rows:
        raise Unreadable("no_rows")
    long = next(islice(found_rows, ROWS - _LOOKED_AT, None), None) is not None
    for row in rows:
        for cell, found in zip(row.cells, samples, strict=True):
            if cell.strip() and len(found) < SAMPLES:
                found.setdefault(cell.strip())
    guess = titles.guess(table.header)
    fields = guess.each(len(table.header))
    columns = tuple(
        Column(title, tuple(found), field) for title, found, field in zip(table.header, samples, fields, strict=True)
    )
    settled = named(guess) and not guess.unknown and not guess.guessed and not long
    return Head(columns, tuple(field.value for field in titles.fields), settled, titles.twice)
