"""The casebook in RAM: a SQLite database that never touches a disk, filled from opened summaries."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from threading import RLock
from typing import Any

from casework.casebook import days, schema, taking, traits
from casework.casebook.numbers import Change, Numbers
from casework.casebook.summaries import CaseSummary
from casework.casebook.words import Words
from casework.casebook.worked import Worked

BATCH = 2000
FEW = 400
"""Up to so many changes what was worked out of single days is mended; beyond, it is made anew when asked for."""


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
        self.worked = Worked()
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
                taken, people, actions = self._take_all(iter(changes))
                days.mend(self.connection, people if len(people) <= FEW else None)
            except BaseException:
                self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")
            self.worked.changed(people, actions, FEW)
            if taken:
                self.kept.clear()
            return taken

    def _take_all(self, changes: Iterator[Change]) -> tuple[int, list[int], list[int]]:
        taken, people, actions = 0, [], []
        while some := list(islice(changes, BATCH)):
            numbers = self._take_some(some)
            people += numbers.touched["person"]
            actions += numbers.touched["action"]
            taken += len(some)
        return taken, people, actions

    def _take_some(self, changes: Sequence[Change]) -> "Numbers":
        numbers = Numbers(self.connection, changes)
        before = traits.of(self.connection, numbers.known["person"].values())
        self._forget(numbers)
        rows = taking.new_rows()
        for record, summary in changes:
            table = taking.TABLES.get(type(summary)) if summary.standing else None
            if isinstance(summary, CaseSummary) and table:
                spellings = len(summary.names) + len(summary.aliases)
                person = numbers.of(table, record.bytes)
                taking.person_rows(rows, person, record, summary, numbers.names(spellings))
            elif table:
                taking.other_rows(rows, numbers.of(table, record.bytes), record, summary, numbers.person)
        self._write(rows)
        if rows["entity"] or numbers.known["entity"]:
            self.named = None
        numbers.await_missing()
        traits.write(self.connection, before, traits.of_rows(rows), numbers.highest)
        return numbers

    def _forget(self, numbers: "Numbers") -> None:
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


def _connect() -> sqlite3.Connection:
    """In memory, shared by the threads of this process under the index's lock; nothing may spill into a file."""
    connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection
