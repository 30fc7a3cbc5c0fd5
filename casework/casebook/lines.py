"""The actions that raise people, the earliest first, as columns: a place is where an action stands in that order.

What an action that is only planned covers is nobody's until it has been done, and an action that covers nobody
raises nobody: neither has a place here.
"""

import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

import msgspec

from casework.casebook import crowds
from casework.casebook.memberships import Population
from casework.casebook.schema import EVER

NOBODY = b""
"""In place of an actor: the action is linked to none on file."""
Key = tuple[str, Any]
"""What an action is added up under: ("month", (2024, 8)), ("kind", "media"), ("actor", the actor's record)."""
_ROWS = """
    SELECT id, raises, kind, listed, query, named FROM action
    WHERE raises < :ever AND (listed IS NOT NULL OR length(named) > 0)
"""
_ACTED = "SELECT actor, json_group_array(action) FROM acted GROUP BY actor"


_decode = msgspec.json.Decoder(list[int]).decode


class Line(NamedTuple):
    action: int
    raises: int
    named: "array[int]"
    population: Population | None


class Lines:
    """`raises` are the days from which on the actions raise; `named` the people, empty for a population's action."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        rows = connection.execute(_ROWS, {"ever": EVER}).fetchall()
        rows.sort(key=itemgetter(1, 0))
        columns: list[Any] = list(zip(*rows, strict=True)) or [()] * 6
        self.actions, self.raises, kinds, days, texts, named = columns
        self.named = [array("I", people) for people in named]
        self.populations: dict[int, Population] = {
            at: (day, text) for at, (day, text) in enumerate(zip(days, texts, strict=True)) if day is not None
        }
        """By place."""
        self.place_of = dict(zip(self.actions, range(len(self.actions)), strict=True))
        self.places: dict[Key, Sequence[int]] = dict(self._by_month())
        """Where the actions of each key are, the earliest first."""
        by_kind = crowds.grouped(kinds, range(len(kinds)))
        self.places |= {("kind", kind): places for kind, places in by_kind.items()}
        self.places |= self._by_actor(connection)

    def until(self, day: int) -> int:
        """How many raise up to that day, the day included: the place of the next."""
        return bisect_right(self.raises, day)

    def since(self, day: int) -> int:
        """The place of the first that raises on that day or later."""
        return bisect_left(self.raises, day)

    def line(self, place: int) -> Line:
        return Line(self.actions[place], self.raises[place], self.named[place], self.populations.get(place))

    def keys_of(self, actions: Collection[int]) -> set[Key]:
        """What these are added up under."""
        wanted = {self.place_of[action] for action in actions if action in self.place_of}
        return {key for key, places in self.places.items() if not wanted.isdisjoint(places)}

    def _by_month(self) -> Iterator[tuple[Key, range]]:
        start = 0
        while start < len(self.raises):
            day = date.fromordinal(self.raises[start])
            end = self.until(last_of_month(day))
            yield ("month", (day.year, day.month)), range(start, end)
            start = end

    def _by_actor(self, connection: sqlite3.Connection) -> dict[Key, Sequence[int]]:
        found: dict[Key, Sequence[int]] = {}
        for actor, actions in connection.execute(_ACTED):
            places = map(self.place_of.get, _decode(actions))
            if some := sorted([place for place in places if place is not None]):
                found["actor", actor] = some
        if rest := set(range(len(self.actions))).difference(*found.values()):
            found["actor", NOBODY] = sorted(rest)
        return found


def last_of_month(day: date) -> int:
    """The ordinal of the last day of that month."""
    if day.year == date.max.year and day.month == date.max.month:
        return date.max.toordinal()
    return date(day.year + day.month // 12, day.month % 12 + 1, 1).toordinal() - 1
