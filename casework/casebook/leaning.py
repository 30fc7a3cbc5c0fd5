"""What names another record: parts in cases, listings, holdings and posts, with the section in which each does."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from casework.casebook.index import Index
from casework.domain.records import RecordKind

_NAMING = """
    SELECT i.record, 'involvement', 'involvement', i.entity FROM involvement i JOIN person p ON p.record = i.person
    UNION ALL SELECT record, 'designation', 'designation', entity FROM designation
    UNION ALL SELECT record, 'designation', 'designation', action FROM designation WHERE action IS NOT NULL
    UNION ALL SELECT e.record, 'entity', 'holdings', h.thing FROM holding h JOIN entity e ON e.id = h.entity
    UNION ALL SELECT e.record, 'entity', 'posts', o.at FROM post o JOIN entity e ON e.id = o.entity
        WHERE o.at IS NOT NULL
"""


class Leaning(NamedTuple):
    record: UUID
    kind: RecordKind
    section: str


def on(index: Index, records: Collection[UUID]) -> list[Leaning]:
    """What names one of these records; a part in a case that no longer stands holds nobody."""
    wanted = {record.bytes for record in records}
    if not wanted:
        return []
    with index.reading() as connection:
        rows = connection.execute(_NAMING).fetchall()
    return [
        Leaning(UUID(bytes=record), RecordKind(kind), section) for record, kind, section, of in rows if of in wanted
    ]
