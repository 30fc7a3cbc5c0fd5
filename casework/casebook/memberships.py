"""Who was in a population on its own day, for many populations at once: no day is worked out for everybody.

Custody is decided by the spans of each person and the sorted days of all populations, in one pass; sex, region,
article, profile and recognition by the traits that are kept anyway. Only a population that asks for a status, a
facility or a consent needs its own day, of those alone whom its other filters leave; the answer is kept.
"""

import json
import sqlite3
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
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
_CERTAIN = ("start_hi", "end_lo")
_POSSIBLE = ("start_lo", "end_hi")


class Memberships:
    """Not for use without `Index.reading()`."""

    def __init__(self, connection: sqlite3.Connection, groups: Groups) -> None:
        self.connection = connection
        self.groups = groups
        self._held: dict[tuple[tuple[str, str], int], Crowd] = {}
        self._daily: dict[Population, Crowd] = {}
        self._parsed: dict[Population, CaseQuery | None] = {}

    def of(self, populations: Collection[Population]) -> dict[Population, Crowd]:
        """Who is surely in each, as known now; nobody in one whose filters are not understood."""
        wanted = {one: query for one in set(populations) if (query := self.parsed(one)) is not None}
        asking = [query for query in wanted.values() if query.in_custody is not None]
        held = self._held_on({(_bounds(query), query.as_of.toordinal()) for query in asking})
        found = dict.fromkeys(populations, 0)
        for one, query in wanted.items():
            found[one] = self._members(one, query, held)
        return found

    def mend(self, people: Sequence[int]) -> None:
        """After these people changed and the groups were mended."""
        if not self._held and not self._daily:
            return
        away = ~crowds.pack([people], self.groups.size)
        for bounds in (_CERTAIN, _POSSIBLE):
            kept = sorted(day for which, day in self._held if which == bounds)
            fresh = self._swept(bounds, kept, people) if kept else []
            for day, some in zip(kept, fresh, strict=True):
                self._held[bounds, day] = self._held[bounds, day] & away | some
        mask = ~away
        for one in self._daily:
            query = self.parsed(one)
            if query is not None:
                held = self._held_on({(_bounds(query), one[0])} if query.in_custody is not None else set())
                self._daily[one] = self._daily[one] & away | self._on_its_day(query, self._lasting(query, held) & mask)

    def parsed(self, one: Population) -> CaseQuery | None:
        """The list that a population is; None where its filters are not understood."""
        if one not in self._parsed:
            try:
                self._parsed[one] = population.query(one[1], date.fromordinal(one[0]))
            except Invalid:
                self._parsed[one] = None
        return self._parsed[one]

    def _members(self, one: Population, query: CaseQuery, held: dict[tuple[tuple[str, str], int], Crowd]) -> Crowd:
        if not any(getattr(query, name) for name in DAILY):
            return self._lasting(query, held)
        if one not in self._daily:
            self._daily[one] = self._on_its_day(query, self._lasting(query, held))
        return self._daily[one]

    def _lasting(self, query: CaseQuery, held: dict[tuple[tuple[str, str], int], Crowd]) -> Crowd:
        inside = 0 if query.in_custody is None else held[_bounds(query), query.as_of.toordinal()]
        found = inside if query.in_custody else self.groups.everyone & ~inside
        return self.groups.narrowed(found, query, LASTING)

    def _on_its_day(self, query: CaseQuery, candidates: Crowd) -> Crowd:
        people = crowds.unpack(candidates)
        if not people:
            return 0
        with days.of_some(self.connection, query.as_of, people):
            wanted = where(query, people)
            rows = self.connection.execute(f"SELECT h.person {wanted.sql()}", wanted.values)
            return crowds.pack([[person for (person,) in rows]], self.groups.size)

    def _held_on(self, wanted: set[tuple[tuple[str, str], int]]) -> dict[tuple[tuple[str, str], int], Crowd]:
        found = {one: self._held[one] for one in wanted if one in self._held}
        for bounds in (_CERTAIN, _POSSIBLE):
            missing = sorted(day for which, day in wanted if which == bounds and (which, day) not in found)
            if missing:
                crowd_of = zip(missing, self._swept(bounds, missing), strict=True)
                found |= {(bounds, day): crowd for day, crowd in crowd_of}
        if (len(self._held) + len(found)) * self.groups.size // 8 <= MOST_BYTES:
            self._held |= found
        return found

    def _swept(
        self, bounds: tuple[str, str], wanted: Sequence[int], people: Sequence[int] | None = None
    ) -> list[Crowd]:
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
        self, bounds: tuple[str, str], wanted: Sequence[int], people: Sequence[int] | None
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
        persons, starts, ends = crowds.column(self.connection, query, values)
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


def _bounds(query: CaseQuery) -> tuple[str, str]:
    """In custody: surely inside a span. Not in custody: not even possibly."""
    return _CERTAIN if query.in_custody else _POSSIBLE
