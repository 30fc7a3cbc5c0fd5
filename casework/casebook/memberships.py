"""Who was in a population on its own day, for many populations at once: no day is worked out for everybody.

Custody is decided by the spans of each person and the sorted days of all populations, in one pass; sex, region,
article, profile and recognition by the traits that are kept anyway. Only a population that asks for a status, a
facility or a consent needs its own day, of those alone whom its other filters leave; the answer is kept.
"""

import json
import sqlite3
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from casework.casebook import crowds, days, population
from casework.casebook.crowds import Crowd
from casework.casebook.filters import where
from casework.casebook.groups import Groups
from casework.casebook.query import CaseQuery
from casework.domain.errors import Invalid

Population = tuple[int, str]
"""The day it is of, and its filters as they are kept."""

LASTING = ("sexes", "regions", "articles", "profiles", "recognitions")
"""Filters whose answer does not depend on the day."""
DAILY = ("statuses", "facilities", "consents")
MOST_BYTES = 48 * 2**20
"""Up to so much memory custody on the days of populations is kept; beyond, it is worked out at each asking."""
Bounds = tuple[str, str]
CERTAIN: Bounds = ("start_hi", "end_lo")
"""In custody: surely inside a span."""
POSSIBLE: Bounds = ("start_lo", "end_hi")
"""Not in custody: not even possibly inside one."""


@dataclass(frozen=True, slots=True)
class _Filters:
    """A population's filters, its day set aside. `lasting` is whom those leave that do not depend on a day."""

    query: CaseQuery
    bounds: Bounds | None
    daily: bool
    lasting: Crowd | None


class Memberships:
    """Not for use without `Index.reading()`."""

    def __init__(self, connection: sqlite3.Connection, groups: Groups) -> None:
        self.connection = connection
        self.groups = groups
        self._held: dict[tuple[Bounds, int], Crowd] = {}
        self._daily: dict[Population, Crowd] = {}
        self._filters: dict[str, _Filters | None] = {}

    def of(self, populations: Collection[Population]) -> dict[Population, Crowd]:
        """Who is surely in each, as known now; nobody in one whose filters are not understood."""
        wanted = set(populations)
        filters = {text: self.filters(text) for text in {text for _, text in wanted}}
        asking = [(one.bounds, day) for day, text in wanted if (one := filters[text]) and one.bounds]
        held = self._held_on(set(asking))
        return {(day, text): self._members(day, text, filters[text], held) for day, text in wanted}

    def filters(self, text: str) -> _Filters | None:
        """None where they are not understood."""
        if text not in self._filters:
            self._filters[text] = self._understood(text)
        return self._filters[text]

    def mend(self, people: Sequence[int]) -> None:
        """After these people changed and the groups were mended."""
        self._filters.clear()
        mask = crowds.pack([people], self.groups.size)
        for bounds in (CERTAIN, POSSIBLE):
            kept = sorted(day for which, day in self._held if which == bounds)
            fresh = self._swept(bounds, kept, people) if kept else []
            for day, some in zip(kept, fresh, strict=True):
                self._held[bounds, day] = self._held[bounds, day] & ~mask | some
        for day, text in self._daily:
            if filters := self.filters(text):
                held = self._held_on({(filters.bounds, day)}) if filters.bounds else {}
                fresh_ones = self._on_its_day(filters, day, self._lasting(filters, day, held) & mask)
                self._daily[day, text] = self._daily[day, text] & ~mask | fresh_ones

    def _understood(self, text: str) -> _Filters | None:
        try:
            query = population.query(text, date.min)
        except Invalid:
            return None
        daily = any(getattr(query, name) for name in DAILY)
        lasting = any(getattr(query, name) for name in LASTING)
        everyone = self.groups.everyone
        bounds = None if query.in_custody is None else CERTAIN if query.in_custody else POSSIBLE
        return _Filters(query, bounds, daily, self.groups.narrowed(everyone, query, LASTING) if lasting else None)

    def _members(self, day: int, text: str, filters: _Filters | None, held: dict[tuple[Bounds, int], Crowd]) -> Crowd:
        if filters is None:
            return 0
        if not filters.daily:
            return self._lasting(filters, day, held)
        if (day, text) not in self._daily:
            self._daily[day, text] = self._on_its_day(filters, day, self._lasting(filters, day, held))
        return self._daily[day, text]

    def _lasting(self, filters: _Filters, day: int, held: dict[tuple[Bounds, int], Crowd]) -> Crowd:
        if filters.bounds is None:
            return self.groups.everyone if filters.lasting is None else filters.lasting
        inside = held[filters.bounds, day]
        found = inside if filters.bounds is CERTAIN else self.groups.everyone & ~inside
        return found if filters.lasting is None else found & filters.lasting

    def _on_its_day(self, filters: _Filters, day: int, candidates: Crowd) -> Crowd:
        people = crowds.unpack(candidates)
        if not people:
            return 0
        query = replace(filters.query, as_of=date.fromordinal(day))
        with days.of_some(self.connection, query.as_of, people):
            wanted = where(query, people)
            rows = self.connection.execute(f"SELECT h.person {wanted.sql()}", wanted.values)
            return crowds.pack([[person for (person,) in rows]], self.groups.size)

    def _held_on(self, wanted: set[tuple[Bounds, int]]) -> dict[tuple[Bounds, int], Crowd]:
        found = {one: self._held[one] for one in wanted if one in self._held}
        for bounds in (CERTAIN, POSSIBLE):
            missing = sorted(day for which, day in wanted if which == bounds and (which, day) not in found)
            if missing:
                crowd_of = zip(missing, self._swept(bounds, missing), strict=True)
                found |= {(bounds, day): crowd for day, crowd in crowd_of}
        if (len(self._held) + len(found)) * self.groups.size // 8 <= MOST_BYTES:
            self._held |= found
        return found

    def _swept(self, bounds: Bounds, wanted: Sequence[int], people: Sequence[int] | None = None) -> list[Crowd]:
        """Who is inside the spans on each of the days: everybody comes and goes once for each span."""
        come, gone = self._comings(bounds, wanted, people)
        inside = bytearray(self.groups.size // 8 + 1)
        marks = [1 << bit for bit in range(8)]
        found: list[Crowd] = []
        for begun, ended in zip(come[: len(wanted)], gone, strict=False):
            for person in ended:
                inside[person >> 3] &= ~marks[person & 7]
            for person in begun:
                inside[person >> 3] |= marks[person & 7]
            found.append(int.from_bytes(inside, "little"))
        return found

    def _comings(
        self, bounds: Bounds, wanted: Sequence[int], people: Sequence[int] | None
    ) -> tuple[list[list[int]], list[list[int]]]:
        """For each day, who has come since the day before, and who has gone."""
        first, last = wanted[0], wanted[-1] + 1
        start, end = (f"min(max({name}, :first), :last)" for name in bounds)
        these = "" if people is None else "AND person IN (SELECT value FROM json_each(:some))"
        query = f"""
            SELECT person AS p, {start} AS a, {end} AS b FROM span
            WHERE {bounds[0]} < :last AND {bounds[1]} > :first {these}
        """  # noqa: S608
        values = {"first": first, "last": last, "some": json.dumps(list(people or ()))}
        persons, starts, ends = crowds.columns(self.connection, query, values)
        rank = [bisect_left(wanted, day) for day in range(first, last + 1)]
        come: list[list[int]] = [[] for _ in range(len(wanted) + 1)]
        gone: list[list[int]] = [[] for _ in range(len(wanted) + 1)]
        several = {one for one, other in pairwise(persons) if one == other}
        again: list[tuple[int, int, int]] = []
        for person, a, b in zip(persons, starts, ends, strict=True):
            i, j = rank[a - first], rank[b - first]
            if i < j:
                if person in several:
                    again.append((person, i, j))
                else:
                    come[i].append(person)
                    gone[j].append(person)
        for person, i, j in _apart(again):
            come[i].append(person)
            gone[j].append(person)
        return come, gone


def _apart(spans: list[tuple[int, int, int]]) -> Iterable[tuple[int, int, int]]:
    """The spans of each person without what two of them share."""
    reached = (0, 0)
    for person, start, end in sorted(spans):
        begun = max(start, reached[1]) if reached[0] == person else start
        if begun < end:
            reached = (person, end)
            yield person, begun, end
