"""Parts in cases in the index: those of one official that tie as of a day."""

from datetime import date
from uuid import UUID

from casework.casebook.index import Index
from casework.casebook.sanctions import TIED


def of_entity(index: Index, entity: UUID, until: date) -> list[UUID]:
    """The earliest first, those without a day before them; in cases that stand."""
    query = (
        f"SELECT i.record FROM {TIED} WHERE i.entity = ? AND i.day_hi <= ? ORDER BY i.day, i.day_hi, i.role, i.record"  # noqa: S608
    )
    with index.reading() as connection:
        return [UUID(bytes=record) for (record,) in connection.execute(query, (entity.bytes, until.toordinal()))]
