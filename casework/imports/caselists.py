"""Lists of people: a table whose columns are mapped to the fields of a case."""

from casework.imports import headers, reading
from casework.imports.intake import Opened, Upload
from casework.imports.rows import RowReader
from casework.imports.tables import Unreadable
from casework.services import reference
from casework.services.actor import Actor


def opened(actor: Actor, upload: Upload) -> Opened:
    """The table, its columns and the reference data. Raises Unreadable, NotAllowed."""
    known = reference.lists(actor)
    table = reading.read(upload.data, upload.limit)
    mapping = headers.map_columns(table.header)
    if not mapping.named:
        raise Unreadable("no_name_column")
    if next(table.rows(), None) is None:
        raise Unreadable("no_rows")
    reader = RowReader(table, mapping, known)
    return Opened(lambda: reader.drafts(table), [*table.told, *headers.problems(table.header, mapping)])
