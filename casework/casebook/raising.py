"""Who has been raised as of a day: by name, or as one of a population; by every key actions are added up under."""

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from casework.casebook import crowds
from casework.casebook.crowds import Crowd
from casework.casebook.lines import Key, Lines, last_of_month
from casework.casebook.memberships import Memberships


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
    MOST_BYTES = 8 * 2**20
    """Up to so much memory whom each action names is kept: it stands under a month, a kind and its actors."""

    def __init__(self, connection: sqlite3.Connection, memberships: Memberships) -> None:
        self.connection = connection
        self.memberships = memberships
        self.lines = Lines(connection)
        self._days: dict[int, Raising] = {}
        self._named: dict[int, Crowd] = {}

    def members(self, until: int, since: int = 0) -> dict[int, Crowd]:
        """Who is in the populations of the actions from the place `since` up to before `until`, by place, in order."""
        populations = {at: one for at, one in self.lines.populations.items() if since <= at < until}
        members = self.memberships.of(set(populations.values()))
        return {at: members[one] for at, one in populations.items()}

    def as_of(self, day: int) -> Raising:
        if day not in self._days:
            while len(self._days) >= self.MOST:
                self._days.pop(next(iter(self._days)))
            self._days[day] = Raising(day)
            self._fill(self._days[day], self.lines.places.keys())
        return self._days[day]

    def since(self, day: int, until: int) -> Raised:
        """Who was raised from `day` on, up to `until`."""
        first = date.fromordinal(day)
        raising, month = self.as_of(until), (first.year, first.month)
        whole = united(one for key, one in raising.by.items() if key[0] == "month" and key[1] > month)
        start, end = self.lines.since(day), self.lines.until(min(last_of_month(first), until))
        return united([whole, self._raised(range(start, end), self.members(end, start))])

    def mend(self, people: Sequence[int], actions: Sequence[int]) -> None:
        """After these people changed, and their memberships were mended, and these actions."""
        if people:
            self._mend_people(people)
        if actions:
            for action in actions:
                self._named.pop(action, None)
            before = self.lines.keys_of(actions)
            self.lines = Lines(self.connection)
            touched = before | self.lines.keys_of(actions)
            for raising in self._days.values():
                self._fill(raising, touched)

    def _mend_people(self, people: Sequence[int]) -> None:
        """Whom actions name does not change with the person; who was in a population does."""
        these = crowds.pack([people], self.memberships.groups.size)
        for raising in self._days.values():
            members = self.members(self.lines.until(raising.day))
            fresh = {at: some for at, crowd in members.items() if (some := crowd & these)}
            for key, one in raising.by.items():
                one.every = one.every & ~these | one.named
                for at in fresh.keys() & self.lines.places[key]:
                    one.every |= fresh[at]

    def _fill(self, raising: Raising, keys: Iterable[Key]) -> None:
        """Work out these keys anew."""
        count = self.lines.until(raising.day)
        members = self.members(count)
        for key in keys:
            places = self.lines.places.get(key, ())
            if places := places[: bisect_left(places, count)]:
                raising.by[key] = self._raised(places, members)
            else:
                raising.by.pop(key, None)

    def _raised(self, places: Sequence[int], members: Mapping[int, Crowd]) -> Raised:
        named = every = self._named_at(places)
        for at in members.keys() & places:
            every |= members[at]
        return Raised(named, every)

    def _named_at(self, places: Sequence[int]) -> Crowd:
        """Whom any of the actions there names."""
        size, named = self.memberships.groups.size, self.lines.named
        if len(named) * size > 8 * self.MOST_BYTES:
            return crowds.pack([named[at] for at in places], size)
        found = 0
        for at in places:
            action = self.lines.actions[at]
            if action not in self._named:
                self._named[action] = crowds.pack([named[at]], size)
            found |= self._named[action]
        return found


def united(some: Iterable[Raised]) -> Raised:
    found = Raised()
    for one in some:
        found.named |= one.named
        found.every |= one.every
    return found
