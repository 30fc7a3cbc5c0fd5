"""Who has which trait, kept as crowds and mended as people change; and whom a query's filters leave."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from casework.casebook import crowds, days
from casework.casebook.crowds import Crowd, Kept
from casework.casebook.filters import CONSENT
from casework.casebook.query import CaseQuery

BANDS = ((18, "0-17"), (25, "18-24"), (35, "25-34"), (45, "35-44"), (55, "45-54"), (65, "55-64"))
"""(first age above the band, its key); who is older is in `OLDEST`."""
OLDEST = "65+"
MOST = 4
"""Days whose traits are kept."""
_OF_DAY = frozenset({"custody", "status", "facility", "arrested", "age", "consent"})
_AGE = "CASE " + " ".join(
    f"WHEN birth_lo > :age{age} {f'AND birth_hi <= :age{before} ' if before else ''}THEN '{key}'"
    for (age, key), before in zip(BANDS, (0, *(age for age, _ in BANDS)), strict=False)
)
_PERSON = "SELECT {} AS v, id AS n FROM person p WHERE {{p}}"
_MANY = "SELECT {} AS v, person AS n FROM {} WHERE {{person}}"
_HELD = "SELECT {} AS v, person AS n FROM held WHERE day = :day AND {{person}}"
_QUERIES = {
    "everyone": _PERSON.format("1"),
    "sex": _PERSON.format("sex"),
    "region": _PERSON.format("region"),
    "recognition": _PERSON.format("recognition"),
    "consent": _PERSON.format(CONSENT.replace(":today", ":day")),
    "age": _PERSON.format(f"{_AGE} WHEN birth_hi <= :age65 THEN '{OLDEST}' ELSE '' END"),
    "article": _MANY.format("article", "charge"),
    "profile": _MANY.format("profile", "profile"),
    "custody": _HELD.format("custody"),
    "status": _HELD.format("status"),
    "facility": _HELD.format("facility"),
    "arrested": _HELD.format("arrested"),
}
"""Trait -> (value, number) of everybody, or of some."""
FILTERS = {
    "statuses": "status",
    "sexes": "sex",
    "facilities": "facility",
    "articles": "article",
    "regions": "region",
    "recognitions": "recognition",
    "profiles": "profile",
    "consents": "consent",
}
"""Filter of a query -> the trait it asks for."""


class Groups:
    """Not for use without `Index.reading()`; traits of a day need the day's rows in place (`days.ready`)."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.size = number_of(connection)
        self._kept: dict[tuple[str, int], dict[Any, Kept]] = {}

    @property
    def everyone(self) -> Crowd:
        return self.crowd("everyone", 0, [1])

    def values(self, trait: str, day: int) -> dict[Any, Kept]:
        """Value -> who has it on that day; an empty value, where there is one, is of those of whom it is not known."""
        key = (trait, day if trait in _OF_DAY else 0)
        if key not in self._kept:
            self._let_go(key)
            found = crowds.grouped(self.connection, _query(trait, some=False), _bound(day))
            self._kept[key] = {value: crowds.keep(people, self.size) for value, people in found.items()}
        return self._kept[key]

    def crowd(self, trait: str, day: int, wanted: Iterable[Any]) -> Crowd:
        """Everybody who has one of these values."""
        values, found = self.values(trait, day), 0
        for value in wanted:
            if value in values:
                found |= crowds.crowd_of(values[value], self.size)
        return found

    def matching(self, query: CaseQuery) -> Crowd:
        """As the list of cases would show them. The day must be ready. Text is not looked at."""
        day = query.as_of.toordinal()
        custody = days.UNCERTAIN if query.uncertain else query.in_custody and days.CERTAIN
        found = self.everyone if custody is None else self.crowd("custody", day, [int(custody)])
        return self.narrowed(found, query, FILTERS)

    def narrowed(self, found: Crowd, query: CaseQuery, names: Iterable[str]) -> Crowd:
        """Those whom the named filters leave."""
        for name in names:
            if wanted := getattr(query, name):
                day = (query.today or query.as_of) if name == "consents" else query.as_of
                found &= self.crowd(FILTERS[name], day.toordinal(), map(_plain, wanted))
        return found

    def mend(self, people: Sequence[int]) -> None:
        """After these people changed; the days kept ready have been mended before. Days let go since are forgotten."""
        self.size = number_of(self.connection)
        here = {day for (day,) in self.connection.execute("SELECT day FROM day")}
        for trait, day in list(self._kept):
            if trait in _OF_DAY - {"consent", "age"} and day not in here:
                del self._kept[trait, day]
                continue
            values = _bound(day) | {"some": json.dumps(people)}
            fresh = crowds.grouped(self.connection, _query(trait, some=True), values)
            crowds.mended(self._kept[trait, day], people, fresh, self.size)

    def _let_go(self, key: tuple[str, int]) -> None:
        same = [one for one in self._kept if one[0] == key[0]]
        for one in same[: max(0, len(same) - MOST + 1)]:
            del self._kept[one]


def number_of(connection: sqlite3.Connection) -> int:
    """The highest number of a person, on file or awaited."""
    query = "SELECT max((SELECT coalesce(max(id), 0) FROM person), (SELECT coalesce(max(id), 0) FROM awaited))"
    found: int = connection.execute(query).fetchone()[0]
    return found


def _query(trait: str, *, some: bool) -> str:
    these = "IN (SELECT value FROM json_each(:some))"
    return _QUERIES[trait].format(p=f"p.id {these}" if some else "true", person=f"person {these}" if some else "true")


def _bound(day: int) -> dict[str, Any]:
    """The day, and the birthdays on which one is of an age on it."""
    born = {f"age{age}": _years_before(day, age) for age, _ in BANDS} if day else {}
    return {"day": day} | born


def _years_before(day: int, years: int) -> int:
    """Who was born on or before this day is that old: a birthday on 29 February comes on 1 March in other years."""
    on = date.fromordinal(day)
    try:
        return on.replace(year=on.year - years).toordinal()
    except ValueError:
        return date(on.year - years, 2, 28).toordinal()


def _plain(value: Any) -> str | int:
    return int(value) if isinstance(value, int) else str(value)
