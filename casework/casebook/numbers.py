"""The index's own small numbers for records: those it knows, and the next ones."""

import sqlite3
from collections.abc import Iterable, Sequence
from uuid import UUID

from casework.casebook import schema
from casework.casebook.summaries import ActionSummary, CaseSummary, Summary

Change = tuple[UUID, Summary]
"""A record and its newest summary."""


class Numbers:
    """Of one batch of changes. `known` are records that have rows, `touched` the numbers of all that changed.

    Somebody whom an action names gets a number before the case itself has come, and keeps it when the case goes.
    """

    def __init__(self, connection: sqlite3.Connection, changes: Sequence[Change]) -> None:
        self.connection = connection
        records = [record.bytes for record, _ in changes]
        self.known = {table: _known(connection, table, records) for table in schema.RECORDS}
        self.touched = {table: list(known.values()) for table, known in self.known.items()}
        named = list(_named(changes))
        self._people = _known(connection, "person", named) | self.known["person"]
        self._awaited = _known(connection, "awaited", [*named, *records])
        self._next = {table: _highest(connection, table) for table in (*schema.RECORDS, "name")}
        self._next["person"] = max(self._next["person"], _highest(connection, "awaited"))
        self._gone = self.known["person"].keys() - {
            record.bytes for record, summary in changes if isinstance(summary, CaseSummary) and summary.standing
        }

    def of(self, table: str, record: bytes) -> int:
        """The record's number, the one it had before if it had one."""
        if record in self.known[table]:
            return self.known[table][record]
        number = self.person(record, await_it=False) if table == "person" else self._new(table)
        self.touched[table].append(number)
        return number

    def person(self, record: bytes, *, await_it: bool = True) -> int:
        """Of a person on file, or of one who is awaited."""
        if record in self._people:
            return self._people[record]
        number = self._awaited.get(record) or self._new("person")
        if await_it:
            self._awaited[record] = number
        else:
            self._people[record] = number
        return number

    @property
    def highest(self) -> int:
        """Of a person, on file or awaited."""
        return self._next["person"]

    def names(self, count: int) -> int:
        first = self._next["name"] + 1
        self._next["name"] += count
        return first

    def await_missing(self) -> None:
        """After the rows are written: the numbers of those who are named or were here, and are not on file now."""
        here = self._people.keys() - self._gone
        self._awaited |= {record: self.known["person"][record] for record in self._gone}
        came = [(record,) for record in self._awaited if record in here]
        self.connection.executemany("DELETE FROM awaited WHERE record = ?", came)
        waiting = [(number, record) for record, number in self._awaited.items() if record not in here]
        self.connection.executemany("INSERT OR IGNORE INTO awaited VALUES (?, ?)", waiting)

    def _new(self, table: str) -> int:
        self._next[table] += 1
        return self._next[table]


def _named(changes: Iterable[Change]) -> Iterable[bytes]:
    cases = {case for _, one in changes if isinstance(one, ActionSummary) and not one.population for case in one.cases}
    return (UUID(case).bytes for case in cases)


def _highest(connection: sqlite3.Connection, table: str) -> int:
    found: int = connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]  # noqa: S608
    return found


def _known(connection: sqlite3.Connection, table: str, records: Sequence[bytes]) -> dict[bytes, int]:
    found: dict[bytes, int] = {}
    for start in range(0, len(records), 500):
        some = records[start : start + 500]
        marks = ", ".join("?" * len(some))
        query = f"SELECT record, id FROM {table} WHERE record IN ({marks})"  # noqa: S608
        found.update(connection.execute(query, some).fetchall())
    return found
