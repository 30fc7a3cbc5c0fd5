"""Whether one person belongs to lists as of many days, without working out those days for everybody."""

from collections.abc import Sequence
from uuid import UUID

from casework.casebook import days
from casework.casebook.filters import where
from casework.casebook.index import Index
from casework.casebook.query import CaseQuery


def holds(index: Index, case: UUID, queries: Sequence[CaseQuery]) -> list[bool]:
    """For each query, whether this person is surely in it. Nobody is in any list after leaving the casebook."""
    with index.reading() as connection:
        found = connection.execute("SELECT id FROM person WHERE record = ?", (case.bytes,)).fetchone()
        if found is None:
            return [False] * len(queries)
        return [_holds(index, found[0], query) for query in queries]


def _holds(index: Index, person: int, query: CaseQuery) -> bool:
    wanted = where(query, [person])
    with days.of_some(index.connection, query.as_of, [person]):
        asked = index.connection.execute(f"SELECT 1 {wanted.sql()} LIMIT 1", wanted.values)
        return asked.fetchone() is not None
