"""Who has which trait, kept as crowds and mended as people change; and whom a query's filters leave."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from casework.casebook import crowds, days, traits
from casework.casebook.crowds import Crowd, Kept
from casework.casebook.filters import CONSENT
from casework.casebook.query import CaseQuery
from casework.casebook.schema import NEVER

BANDS = ((18, "0-17"), (25, "18-24"), (35, "25-34"), (45, "35-44"), (55, "45-54"), (65, "55-64"))
"""(first age above the band, its key); who is older is in `OLDEST`."""
OLDEST = "65+"
MOST = 4
"""Days whose traits are kept."""
_AGE = " ".join(
    (
        "CASE",
        *(
            f"WHEN birth_lo > :age{age} {f'AND birth_hi <= :age{before} ' if before else ''}THEN '{key}'"
            for (age, key), before in zip(BANDS, (0, *(age for age, _ in BANDS)), strict=False)
        ),
        f"WHEN birth_hi <= :age{BANDS[-1][0]} THEN '{OLDEST}' ELSE '' END",
    )
)
_PERSON = "SELECT id AS n, {} FROM person p WHERE {{p}}"
_HELD = "SELECT person AS n, {} FROM held WHERE day = :day AND {{person}}"
_SOURCES: dict[str, tuple[str, tuple[str, ...]]] = {
    "custody": (_HELD.format("custody, facility, arrested"), ("custody", "facility", "arrested")),
    "status": (_HELD.format("status"), ("status",)),
    "consent": (_PERSON.format(CONSENT.replace(":today", ":day") + " AS consent"), ("consent",)),
    "age": (_PERSON.format(_AGE + " AS age"), ("age",)),
}
"""Of traits that depend on the day. Name -> a query for the numbers and traits of everybody, or of some; and the
traits it gives."""
_SOURCE_OF = {trait: name for name, (_, names) in _SOURCES.items() for trait in names}
_OF_HELD = frozenset({"custody", "status"})
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
        self._lasting: dict[str, dict[Any, Kept]] = {}
        self._daily: dict[tuple[str, int], dict[str, dict[Any, Kept]]] = {}

    @property
    def everyone(self) -> Crowd:
        return crowds.crowd_of(self.values(traits.EVERYONE, 0).get("", 0), self.size)

    def values(self, trait: str, day: int) -> dict[Any, Kept]:
        """Value -> who has it on that day; an empty value, where there is one, is of those of whom it is not known."""
        if trait in traits.LASTING:
            if trait not in self._lasting:
                self._lasting[trait] = traits.values(self.connection, trait)
            return self._lasting[trait]
        source = _SOURCE_OF[trait]
        if (source, day) not in self._daily:
            self._let_go(source)
            people, columns = _read(self.connection, source, day, None)
            self._daily[source, day] = {
                name: crowds.parted(column, people, self.size) for name, column in columns.items()
            }
        return self._daily[source, day][trait]

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
        self._lasting.clear()
        here = {day for (day,) in self.connection.execute("SELECT day FROM day")}
        for source, day in list(self._daily):
            if source in _OF_HELD and day not in here:
                del self._daily[source, day]
                continue
            some, columns = _read(self.connection, source, day, people)
            for trait, column in columns.items():
                crowds.mended(self._daily[source, day][trait], people, crowds.grouped(column, some), self.size)

    def _let_go(self, source: str) -> None:
        same = [one for one in self._daily if one[0] == source]
        for one in same[: max(0, len(same) - MOST + 1)]:
            del self._daily[one]


def number_of(connection: sqlite3.Connection) -> int:
    """The highest number of a person, on file or awaited."""
    query = "SELECT max((SELECT coalesce(max(id), 0) FROM person), (SELECT coalesce(max(id), 0) FROM awaited))"
    found: int = connection.execute(query).fetchone()[0]
    return found


def _read(
    connection: sqlite3.Connection, source: str, day: int, people: Sequence[int] | None
) -> tuple[list[int], dict[str, list[Any]]]:
    """The numbers of everybody or of these, and trait -> its value for each of them."""
    these = "IN (SELECT value FROM json_each(:some))"
    p, person = ("true", "true") if people is None else (f"p.id {these}", f"person {these}")
    query, names = _SOURCES[source]
    values = _bound(source, day) | {"some": json.dumps(list(people or ()))}
    numbers, *columns = crowds.columns(connection, query.format(p=p, person=person), values)
    found = dict(zip(names, columns, strict=True))
    if "arrested" in found:
        found["arrested"] = _months(found["arrested"])
    return numbers, found


def _months(days_: Sequence[int | None]) -> list[str]:
    """`2024-08` for a day; empty for none."""
    month = {day: date.fromordinal(day).isoformat()[:7] if day else "" for day in set(days_)}
    return [month[day] for day in days_]


def _bound(source: str, day: int) -> dict[str, Any]:
    """The day, and the birthdays on which one is of an age on it."""
    born = {f"age{age}": _years_before(day, age) for age, _ in BANDS} if source == "age" else {}
    return {"day": day} | born


def _years_before(day: int, years: int) -> int:
    """Who was born on or before this day is that old: a birthday on 29 February comes on 1 March in other years."""
    on = date.fromordinal(day)
    if on.year <= years:
        return NEVER
    try:
        return on.replace(year=on.year - years).toordinal()
    except ValueError:
        return date(on.year - years, 2, 28).toordinal()


def _plain(value: Any) -> str | int:
    return int(value) if isinstance(value, int) else str(value)
