"""Who had a part in which case, in the index. What belongs to a case that no longer stands is left out."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

import msgspec

from casework.casebook.index import Index
from casework.casebook.summaries import InvolvementSummary

_read = msgspec.msgpack.Decoder(InvolvementSummary).decode
_STANDING = "SELECT i.record, i.summary FROM involvement i JOIN person p ON p.record = i.person"


class Part(NamedTuple):
    record: UUID
    summary: InvolvementSummary


def of_case(index: Index, case: UUID) -> list[Part]:
    """The latest first."""
    with index.reading() as connection:
        return _parts(connection.execute(f"{_STANDING} WHERE i.person = ? ORDER BY i.day DESC, i.id", (case.bytes,)))


def of_entity(index: Index, entity: UUID) -> list[Part]:
    """The latest first."""
    with index.reading() as connection:
        return _parts(connection.execute(f"{_STANDING} WHERE i.entity = ? ORDER BY i.day DESC, i.id", (entity.bytes,)))


def every_of_entity(index: Index, entity: UUID) -> list[Part]:
    """With those in cases that no longer stand."""
    with index.reading() as connection:
        return _parts(connection.execute("SELECT record, summary FROM involvement WHERE entity = ?", (entity.bytes,)))


def same(index: Index, entity: UUID, case: UUID, role: str) -> UUID | None:
    """The one on file for this official, case and role."""
    query = "SELECT record FROM involvement WHERE entity = ? AND person = ? AND role = ?"
    with index.reading() as connection:
        found = connection.execute(query, (entity.bytes, case.bytes, role)).fetchone()
    return UUID(bytes=found[0]) if found else None


def case_stands(index: Index, case: UUID) -> bool:
    with index.reading() as connection:
        return connection.execute("SELECT 1 FROM person WHERE record = ?", (case.bytes,)).fetchone() is not None


def _parts(rows: Iterable[tuple[bytes, bytes]]) -> list[Part]:
    return [Part(UUID(bytes=record), _read(summary)) for record, summary in rows]
