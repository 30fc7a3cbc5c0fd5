"""Lists of people: a table whose columns are mapped to the fields of a case."""

from casework.imports import headers, heads, reading
from casework.imports.intake import Head, Opened, Upload
from casework.imports.rows import RowReader
from casework.imports.tables import Unreadable
from casework.services import reference
from casework.services.actor import Actor


def head(upload: Upload) -> Head:
    """The columns with their first cells that hold anything. Raises Unreadable."""
    return heads.of(upload, headers.CASES, headers.named)


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
