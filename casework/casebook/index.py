"""The casebook in RAM: a SQLite database that never touches a disk, filled from opened summaries."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from threading import RLock
from typing import Any
from uuid import UUID

import msgspec

from casework.casebook import days, schema, taking
from casework.casebook.projection import ActionSummary, CaseSummary, Summary
from casework.casebook.words import Words

Change = tuple[UUID, Summary]
"""A record and its newest summary."""
BATCH = 2000
FEW = 400
"""Up to so many changed people the tables of single days are mended; beyond, they are made anew when asked for."""


class Index:
    """People, their names and days, and advocacy actions. Not for use without `reading()` or `taking()`."""

    def __init__(self, image: bytes | memoryview = b"") -> None:
        self.connection = _connect()
        if len(image):
            self.connection.deserialize(image)
        else:
            self.connection.executescript(schema.TABLES)
        self.words = Words()
        self.kept: dict[Any, Any] = {}
        self._lock = RLock()

    @classmethod
    def load(cls, image: bytes | memoryview) -> "Index":
        """From `image()`. Raises sqlite3.DatabaseError for anything else, and for an image of another format."""
        index = cls(image)
        if index.meta("format") != schema.FORMAT:
            raise sqlite3.DatabaseError("another format")
        index.words = Words.load(index.connection)
        return index

    def image(self) -> tuple[bytes, int]:
        """Everything and the change it stands at: bytes that hold names, to be sealed before they are kept."""
        with self.reading():
            self.set_meta("format", schema.FORMAT)
            self.words.keep(self.connection)
            try:
                return self.connection.serialize(), self.meta("seq", 0)
            finally:
                self.words.kept(self.connection)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One thread at a time: a query takes a millisecond, a lock costs nothing beside it."""
        with self._lock:
            yield self.connection

    def meta(self, name: str, otherwise: Any = None) -> Any:
        found = self.connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return found[0] if found else otherwise

    def set_meta(self, name: str, value: Any) -> None:
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def take(self, changes: Iterable[Change]) -> int:
        """Put in what changed, take out what no longer stands. All of it or nothing; the number of records."""
        with self._lock:
            self.connection.execute("BEGIN")
            try:
                taken, people = self._take_all(iter(changes))
                days.mend(self.connection, people if len(people) <= FEW else None)
            except BaseException:
                self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")
            if taken:
                self.kept.clear()
            return taken

    def _take_all(self, changes: Iterator[Change]) -> tuple[int, list[int]]:
        taken, people = 0, []
        while some := list(islice(changes, BATCH)):
            people += self._take_some(some)
            taken += len(some)
        return taken, people

    def _take_some(self, changes: Sequence[Change]) -> list[int]:
        numbers = _Numbers(self.connection, [record.bytes for record, _ in changes])
        self._forget(numbers)
        rows, people = taking.new_rows(), list(numbers.people.values())
        for record, summary in changes:
            if isinstance(summary, CaseSummary) and summary.standing:
                person = numbers.person(record.bytes)
                people.append(person)
                spellings = len(summary.names) + len(summary.aliases)
                taking.person_rows(rows, person, record, summary, numbers.names(spellings))
            elif isinstance(summary, ActionSummary) and summary.standing:
                encoded = msgspec.msgpack.encode(summary)
                taking.action_rows(rows, numbers.action(record.bytes), record, summary, encoded)
        self._write(rows)
        return people

    def _forget(self, numbers: "_Numbers") -> None:
        gone = [(person,) for person in numbers.people.values()]
        for table in schema.OF_PERSON if gone else ():
            if table != "held":
                self.connection.executemany(f"DELETE FROM {table} WHERE person = ?", gone)  # noqa: S608
        self.connection.executemany("DELETE FROM words WHERE rowid = ?", gone)
        self.connection.executemany("DELETE FROM person WHERE id = ?", gone)
        actions = [(action,) for action in numbers.actions.values()]
        self.connection.executemany("DELETE FROM covered WHERE action = ?", actions)
        self.connection.executemany("DELETE FROM action WHERE id = ?", actions)

    def _write(self, rows: taking.Rows) -> None:
        for name_id, _, _, text in rows["name"]:
            self.words.add(name_id, text)
        for table, values in rows.items():
            if values:
                columns = "(rowid, text) " if table == "words" else ""
                marks = ", ".join("?" * len(values[0]))
                self.connection.executemany(f"INSERT INTO {table} {columns}VALUES ({marks})", values)


class _Numbers:
    """The index's own small numbers for records: those it knows, and the next ones."""

    def __init__(self, connection: sqlite3.Connection, records: Sequence[bytes]) -> None:
        self.people = _known(connection, "person", records)
        self.actions = _known(connection, "action", records)
        self._next_person = _highest(connection, "person")
        self._next_action = _highest(connection, "action")
        self._next_name = _highest(connection, "name")

    def person(self, record: bytes) -> int:
        if record in self.people:
            return self.people[record]
        self._next_person += 1
        return self._next_person

    def action(self, record: bytes) -> int:
        if record in self.actions:
            return self.actions[record]
        self._next_action += 1
        return self._next_action

    def names(self, count: int) -> int:
        first = self._next_name + 1
        self._next_name += count
        return first


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


def _connect() -> sqlite3.Connection:
    """In memory, shared by the threads of this process under the index's lock; nothing may spill into a file."""
    connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection
