"""What was worked out from the rows of an index and outlives a change: mended where little changed, else made anew."""

import sqlite3
from collections.abc import Sequence

from casework.casebook.groups import Groups, number_of
from casework.casebook.memberships import Memberships
from casework.casebook.raising import Book


class Worked:
    """Nothing is done before somebody asks; it is no part of the image of an index."""

    def __init__(self) -> None:
        self._book: Book | None = None
        self._people: set[int] = set()
        self._actions: set[int] = set()

    def changed(self, people: Sequence[int], actions: Sequence[int], few: int) -> None:
        """Note what the next asking has to mend."""
        if self._book is None:
            return
        self._people.update(people)
        self._actions.update(actions)
        if len(self._people) > few or len(self._actions) > few:
            self.forget()

    def forget(self) -> None:
        """The next asking starts from nothing."""
        self._book = None
        self._people, self._actions = set(), set()

    def book(self, connection: sqlite3.Connection) -> Book:
        """As of the last change. Call inside `reading()`, with the day of the question in place."""
        if self._book is None:
            self._book = Book(connection, Memberships(connection, Groups(connection)))
        elif self._people or self._actions:
            self._mend(connection, self._book)
        self._people, self._actions = set(), set()
        return self._book

    def _mend(self, connection: sqlite3.Connection, book: Book) -> None:
        people, actions = sorted(self._people), sorted(self._actions)
        self._book = None
        book.memberships.groups.size = number_of(connection)
        if people:
            book.memberships.groups.mend(people)
            book.memberships.mend(people)
        book.mend(people, actions)
        self._book = book
