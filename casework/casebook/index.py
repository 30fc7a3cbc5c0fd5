"""The casebook in RAM: a SQLite database that never touches a disk, filled from opened summaries."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from threading import RLock
from typing import Any
from uuid import UUID

from casework.casebook import days, schema, taking
from casework.casebook.summaries import CaseSummary, Summary
from casework.casebook.words import Words

Change = tuple[UUID, Summary]
"""A record and its newest summary."""
BATCH = 2000
FEW = 400
"""Up to so many changed people the tables of single days are mended; beyond, they are made anew when asked for."""


class Index:
    """People, actions and who took them, officials and listings. Not for use without `reading()` or `taking()`."""

    def __init__(self, image: bytes | memoryview = b"") -> None:
        self.connection = _connect()
        if len(image):
            self.connection.deserialize(image)
        else:
            self.connection.executescript(schema.TABLES)
        self.words = Words()
        self.kept: dict[Any, Any] = {}
        self.named: Any = None
        """The register of officials and entities, made when first asked for; None once one of them has changed."""
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
        rows, people = taking.new_rows(), list(numbers.known["person"].values())
        for record, summary in changes:
            table = taking.TABLES.get(type(summary)) if summary.standing else None
            if isinstance(summary, CaseSummary) and table:
                person = numbers.of(table, record.bytes)
                people.append(person)
                spellings = len(summary.names) + len(summary.aliases)
                taking.person_rows(rows, person, record, summary, numbers.names(spellings))
            elif table:
                taking.other_rows(rows, numbers.of(table, record.bytes), record, summary)
        self._write(rows)
        if rows["entity"] or numbers.known["entity"]:
            self.named = None
        return people

    def _forget(self, numbers: "_Numbers") -> None:
        for table, column, record in schema.PARTS:
            gone = [(number,) for number in numbers.known[record].values()]
            if gone:
                self.connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", gone)  # noqa: S608
        for record, known in numbers.known.items():
            gone = [(number,) for number in known.values()]
            self.connection.executemany(f"DELETE FROM {record} WHERE id = ?", gone)  # noqa: S608

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
        self.known = {table: _known(connection, table, records) for table in schema.RECORDS}
        self._next = {table: _highest(connection, table) for table in (*schema.RECORDS, "name")}

    def of(self, table: str, record: bytes) -> int:
        if record in self.known[table]:
            return self.known[table][record]
        self._next[table] += 1
        return self._next[table]

    def names(self, count: int) -> int:
        first = self._next["name"] + 1
        self._next["name"] += count
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
