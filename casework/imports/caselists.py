"""Lists of people: a table whose columns are mapped to the fields of a case."""

from itertools import islice

from casework.imports import headers, reading
from casework.imports.fields import Field
from casework.imports.intake import Column, Head, Opened, Upload
from casework.imports.rows import RowReader
from casework.imports.tables import Unreadable
from casework.services import reference
from casework.services.actor import Actor
from casework.services.importwriting import ROWS

SAMPLES = 3
_LOOKED_AT = 200
"""Rows in which sample cells are looked for: the first rows of a column are often empty."""


def head(upload: Upload) -> Head:
    """The columns with their first cells that hold anything. Raises Unreadable."""
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
    guess = headers.map_columns(table.header)
    fields = guess.each(len(table.header))
    columns = tuple(
        Column(title, tuple(found), field) for title, found, field in zip(table.header, samples, fields, strict=True)
    )
    settled = headers.named(guess) and not guess.unknown and not guess.guessed and not long
    return Head(columns, tuple(field.value for field in Field), settled, headers.CASES.twice)


def opened(actor: Actor, upload: Upload) -> Opened:
    """The table, its columns and the reference data. Raises Unreadable, NotAllowed."""
    known = reference.lists(actor)
    table = reading.read(upload.data, upload.limit)
    chosen = upload.batch.columns
    mapping = headers.CASES.chosen(table.header, chosen) if chosen else headers.map_columns(table.header)
    if not headers.named(mapping):
        raise Unreadable("no_name_column")
    if next(table.rows(), None) is None:
        raise Unreadable("no_rows")
    reader = RowReader(table, mapping, known)
    return Opened(lambda: reader.drafts(table), [*table.told, *headers.problems(table.header, mapping)])
