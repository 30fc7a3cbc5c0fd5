"""Actions as what raises people: by name, or as one of a population; and who has been raised by what, as of a day.

What an action that is only planned covers is nobody's until it has been done, and an action that covers nobody
raises nobody: neither has a line here.
"""

import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from casework.casebook import crowds
from casework.casebook.crowds import Crowd
from casework.casebook.memberships import Memberships, Population
from casework.casebook.schema import EVER

NOBODY = b""
"""In place of an actor: the action is linked to none on file."""
Key = tuple[str, Any]
"""("month", (2024, 8)), ("kind", "media"), ("actor", the actor's record)."""
_LINES = """
    SELECT id, raises, kind, named, listed, query FROM action
    WHERE raises < :ever AND (listed IS NOT NULL OR length(named) > 0)
"""


class Line(NamedTuple):
    """An action that raises somebody, from the day `raises` on; `keys` say under what it is added up."""

    action: int
    raises: int
    named: "array[int]"
    population: Population | None
    keys: tuple[Key, ...]


@dataclass(slots=True)
class Raised:
    """Who was raised by the actions of one key: by name, and at all."""

    named: Crowd = 0
    every: Crowd = 0


@dataclass(slots=True)
class Raising:
    """As of one day."""

    day: int
    by: dict[Key, Raised] = field(default_factory=dict)

    def total(self) -> Raised:
        return united(one for key, one in self.by.items() if key[0] == "month")


class Book:
    """The lines, and who has been raised as of the days asked. Not for use without `Index.reading()`."""

    MOST = 2
    """Days kept ready."""

    def __init__(self, connection: sqlite3.Connection, memberships: Memberships) -> None:
        self.connection = connection
        self.memberships = memberships
        self._lines = {line.action: line for line in _read(connection, None)}
        self._order: list[Line] = []
        self._dates: list[int] = []
        self._days: dict[int, Raising] = {}

    def lines(self, until: int, since: int = 0) -> list[Line]:
        """Those that raise from `since` up to `until`, both included, the earliest first."""
        if not self._order:
            self._order = sorted(self._lines.values(), key=lambda line: (line.raises, line.action))
            self._dates = [line.raises for line in self._order]
        return self._order[bisect_left(self._dates, since) : bisect_right(self._dates, until)]

    def line(self, action: int) -> Line | None:
        return self._lines.get(action)

    def members(self, lines: Iterable[Line]) -> dict[Population, Crowd]:
        return self.memberships.of([line.population for line in lines if line.population])

    def as_of(self, day: int) -> Raising:
        if day not in self._days:
            while len(self._days) >= self.MOST:
                self._days.pop(next(iter(self._days)))
            self._days[day] = Raising(day)
            self._fill(self._days[day], None)
        return self._days[day]

    def since(self, day: int, until: int) -> Raised:
        """Who was raised from `day` on, up to `until`."""
        first = date.fromordinal(day)
        raising, month = self.as_of(until), (first.year, first.month)
        whole = united(one for key, one in raising.by.items() if key[0] == "month" and key[1] > month)
        end = date(first.year + first.month // 12, first.month % 12 + 1, 1).toordinal() - 1
        part = self._gathered(self.lines(min(end, until), day), lambda _: ("since",))
        return united([whole, *part.values()])

    def mend(self, people: Sequence[int], actions: Sequence[int]) -> None:
        """After these people changed, and their memberships were mended, and these actions."""
        if people:
            self._mend_people(people)
        if actions:
            before = [self._lines.pop(one) for one in set(actions) if one in self._lines]
            after = {line.action: line for line in _read(self.connection, actions)}
            self._lines |= after
            self._order = []
            touched = {key for line in (*before, *after.values()) for key in line.keys}
            for raising in self._days.values():
                self._fill(raising, touched)

    def _mend_people(self, people: Sequence[int]) -> None:
        """Whom actions name does not change with the person; who was in a population does."""
        away = ~crowds.pack([people], self.memberships.groups.size)
        for raising in self._days.values():
            lines = [line for line in self.lines(raising.day) if line.population]
            members = self.members(lines)
            for one in raising.by.values():
                one.every = one.every & away | one.named
            for line in lines:
                if line.population and (some := members[line.population] & ~away):
                    for key in line.keys:
                        raising.by[key].every |= some

    def _fill(self, raising: Raising, keys: set[Key] | None) -> None:
        """Work out these keys anew; all of them for None."""
        for key in keys or ():
            raising.by.pop(key, None)
        lines = self.lines(raising.day)
        if keys is not None:
            lines = [line for line in lines if not keys.isdisjoint(line.keys)]
        raising.by |= self._gathered(lines, lambda line: line.keys if keys is None else keys.intersection(line.keys))

    def _gathered(self, lines: Sequence[Line], keys_of: Any) -> dict[Any, Raised]:
        named: dict[Any, list[array[int]]] = defaultdict(list)
        found: dict[Any, Raised] = defaultdict(Raised)
        members = self.members(lines)
        for line in lines:
            for key in keys_of(line):
                if line.population:
                    found[key].every |= members[line.population]
                else:
                    named[key].append(line.named)
        size = self.memberships.groups.size
        for key, people in named.items():
            found[key].named = crowds.pack(people, size)
            found[key].every |= found[key].named
        return found


def united(some: Iterable[Raised]) -> Raised:
    found = Raised()
    for one in some:
        found.named |= one.named
        found.every |= one.every
    return found


def _read(connection: sqlite3.Connection, actions: Sequence[int] | None) -> Iterator[Line]:
    numbers = ", ".join(map(str, map(int, actions or ())))
    by: dict[int, list[Key]] = {}
    which = "" if actions is None else f" WHERE action IN ({numbers})"
    for action, actor in connection.execute(f"SELECT action, actor FROM acted{which}"):  # noqa: S608
        by.setdefault(action, []).append(("actor", actor))
    nobody: list[Key] = [("actor", NOBODY)]
    months: dict[int, Key] = {}
    which = "" if actions is None else f" AND id IN ({numbers})"
    for action, raises, kind, named, listed, query in connection.execute(_LINES + which, {"ever": EVER}):
        if raises not in months:
            day = date.fromordinal(raises)
            months[raises] = ("month", (day.year, day.month))
        keys = (months[raises], ("kind", kind), *by.get(action, nobody))
        yield Line(action, raises, array("I", named), None if listed is None else (listed, query), keys)
