"""What names another record, with the section in which each does: actions and parts in cases name people; parts,
listings, holdings and posts name officials and entities; listings name actions.

An action that covers a population names nobody: who belongs to it is worked out whenever it is asked.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from casework.casebook.index import Index
from casework.domain.records import RecordKind
from casework.store.records import batches

_NAMING = """
    WITH wanted (id) AS (VALUES {values})
    SELECT a.record, 'action', 'action' FROM person p CROSS JOIN covered c ON c.person = p.id
        CROSS JOIN action a ON a.id = c.action WHERE p.record IN wanted
    UNION SELECT i.record, 'involvement', 'involvement' FROM involvement i JOIN person p ON p.record = i.person
        WHERE i.entity IN wanted OR i.person IN wanted
    UNION SELECT record, 'designation', 'designation' FROM designation WHERE entity IN wanted OR action IN wanted
    UNION SELECT e.record, 'entity', 'holdings' FROM holding h JOIN entity e ON e.id = h.entity
        WHERE h.thing IN wanted
    UNION SELECT e.record, 'entity', 'posts' FROM post o JOIN entity e ON e.id = o.entity WHERE o.at IN wanted
"""
"""CROSS JOIN: from the few people asked about to their actions, whatever SQLite would guess."""


class Leaning(NamedTuple):
    record: UUID
    kind: RecordKind
    section: str


def on(index: Index, records: Sequence[UUID]) -> Iterator[Leaning]:
    """What names one of these records; a part in a case that no longer stands holds nobody."""
    for some in batches(records):
        statement = _NAMING.format(values=", ".join(["(?)"] * len(some)))
        with index.reading() as connection:
            rows = connection.execute(statement, [record.bytes for record in some]).fetchall()
        for record, kind, section in rows:
            yield Leaning(UUID(bytes=record), RecordKind(kind), section)
