"""The sanctions gap: officials tied to cases and listed by nobody, or not by this authority; and the other way round.

A fixed number of queries, whatever the number of officials; nothing is opened for a row.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec

from casework.casebook.index import Index
from casework.casebook.listings import CERTAIN, POSSIBLE, Entity, day, entity
from casework.casebook.query import Option
from casework.casebook.summaries import InvolvementSummary
from casework.domain.dates import PartialDate
from casework.domain.entities import EntityKind
from casework.domain.involvements import Credibility, InvolvementRole, Reliability

TIED = "involvement i JOIN person p ON p.record = i.person"
"""A part in a case that stands. One in a case that was withdrawn ties nobody."""
_read = msgspec.msgpack.Decoder(InvolvementSummary)


@dataclass(frozen=True, slots=True)
class GapQuery:
    """Without an authority: listed by nobody. `roles` and the ratings narrow which parts in a case tie.

    `reliability` and `credibility` ask for at least that good. `bodies` are those of posts held on the day.
    """

    as_of: date
    authority: str = ""
    programme: str = ""
    least: int = 1
    roles: tuple[InvolvementRole, ...] = ()
    bodies: tuple[str, ...] = ()
    reliability: Reliability | None = None
    credibility: Credibility | None = None


@dataclass(frozen=True, slots=True)
class Official:
    """`cases` are counted once each; `undated` of them have no part with a day. `roles` count cases in each role.

    `listed_by` are the authorities whose listing is in force on the day; `perhaps` those whose dates leave it open.
    """

    entity: Entity
    cases: int
    undated: int
    roles: Mapping[str, int]
    last: PartialDate | None
    held: tuple[tuple[str, str], ...] = field(repr=False)
    listed_by: tuple[str, ...]
    perhaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Those with most cases first. `tied` counts everyone tied to so many cases, listed or not."""

    officials: tuple[Official, ...]
    tied: int
    bodies: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Unlinked:
    """Listed and tied to no case; `perhaps` when the dates of a part in one leave open whether it was by that day."""

    entity: Entity
    listed_by: tuple[str, ...]
    perhaps: bool


@dataclass(frozen=True, slots=True)
class InForce:
    """How much one authority lists on a day; `uncertain` more may be in force."""

    authority: str
    kinds: Mapping[EntityKind, int]
    uncertain: int

    @property
    def total(self) -> int:
        return sum(self.kinds.values())


def gap(index: Index, query: GapQuery) -> Gap:
    with index.reading() as connection:
        tied = _tied(connection, query)
        roles = _roles(connection, query)
        listed = _listed(connection, query.as_of)
    unlisted = [row for row in tied if not _covered(listed[row[0]], query)]
    officials = [_official(row, roles[row[0]], listed[row[0]], query) for row in unlisted]
    bodies = Counter(body for one in officials for body in {body for _, body in one.held if body})
    chosen = [one for one in officials if not query.bodies or any(body in query.bodies for _, body in one.held)]
    options = sorted(bodies.items(), key=lambda pair: (-pair[1], pair[0]))
    return Gap(tuple(chosen), len(tied), tuple(Option(body, count) for body, count in options))


def unlinked(index: Index, on: date, authority: str = "") -> list[Unlinked]:
    """Persons who are listed on the day and not surely tied to a case, by name; with who lists them."""
    query = f"""
        SELECT e.record, e.summary, group_concat(DISTINCT d.authority),
            EXISTS (SELECT 1 FROM {TIED} WHERE i.entity = e.record AND i.day <= :day)
        FROM entity e JOIN designation d ON d.entity = e.record
        WHERE e.kind = :person AND {CERTAIN}
            AND NOT EXISTS (SELECT 1 FROM {TIED} WHERE i.entity = e.record AND i.day_hi <= :day)
        GROUP BY e.id ORDER BY e.sort_name, e.id
    """  # noqa: S608
    with index.reading() as connection:
        rows = connection.execute(query, {"day": on.toordinal(), "person": EntityKind.PERSON.value})
        found = [
            Unlinked(entity(record, summary), tuple(sorted(by.split(","))), bool(perhaps))
            for record, summary, by, perhaps in rows
        ]
    return [one for one in found if not authority or authority in one.listed_by]


def in_force(index: Index, on: date) -> list[InForce]:
    """By authority; an entity listed under two programmes of one authority counts once."""
    query = f"""
        SELECT d.authority, e.kind, count(DISTINCT CASE WHEN {CERTAIN} THEN d.entity END),
            count(DISTINCT CASE WHEN {POSSIBLE} THEN d.entity END)
        FROM designation d JOIN entity e ON e.record = d.entity GROUP BY 1, 2 ORDER BY 1, 2
    """  # noqa: S608
    kinds: dict[str, dict[EntityKind, int]] = defaultdict(dict)
    unsure: Counter[str] = Counter()
    with index.reading() as connection:
        for authority, kind, certain, possible in connection.execute(query, {"day": on.toordinal()}):
            kinds[authority][EntityKind(kind)] = certain
            unsure[authority] += possible - certain
    return [InForce(authority, found, unsure[authority]) for authority, found in kinds.items()]


def _where(query: GapQuery) -> tuple[str, dict[str, Any]]:
    """Which parts in a case tie. One without a day ties on every day: most are recorded without one."""
    terms, values = ["i.day_hi <= :day"], {"day": query.as_of.toordinal(), "least": query.least}
    bound: dict[str, Any] = values | {"person": EntityKind.PERSON.value}
    for column, wanted in (
        ("role", [role.value for role in query.roles]),
        ("reliability", _at_least(Reliability, query.reliability)),
        ("credibility", _at_least(Credibility, query.credibility)),
    ):
        if wanted:
            keys = {f"{column}{at}": value for at, value in enumerate(wanted)}
            terms.append(f"i.{column} IN ({', '.join(f':{key}' for key in keys)})")
            bound |= keys
    return " AND ".join(terms), bound


def _at_least(scale: type[Reliability] | type[Credibility], least: Reliability | Credibility | None) -> list[str]:
    return [] if least is None else [step.value for step in scale if step.value <= least.value]


def _tied(connection: sqlite3.Connection, query: GapQuery) -> list[tuple[Any, ...]]:
    """(record, summary, cases, cases with a day, last day, part of the last day); the bare column is the maximum's."""
    where, values = _where(query)
    rows = connection.execute(
        f"""
        SELECT e.record, e.summary, count(DISTINCT i.person),
            count(DISTINCT CASE WHEN i.day_hi > 0 THEN i.person END), max(i.day_hi), i.summary
        FROM {TIED} JOIN entity e ON e.record = i.entity
        WHERE e.kind = :person AND {where}
        GROUP BY e.id HAVING count(DISTINCT i.person) >= :least ORDER BY 3 DESC, e.sort_name, e.id
        """,  # noqa: S608
        values,
    )
    return rows.fetchall()


def _roles(connection: sqlite3.Connection, query: GapQuery) -> dict[bytes, dict[str, int]]:
    where, values = _where(query)
    rows = connection.execute(
        f"SELECT i.entity, i.role, count(DISTINCT i.person) FROM {TIED} WHERE {where} GROUP BY 1, 2 ORDER BY 1, 3 DESC",  # noqa: S608
        values,
    )
    found: dict[bytes, dict[str, int]] = defaultdict(dict)
    for record, role, cases in rows:
        found[record][role] = cases
    return found


def _listed(connection: sqlite3.Connection, on: date) -> dict[bytes, list[tuple[str, str, int]]]:
    """(authority, programme, certain) of every listing that may be in force."""
    rows = connection.execute(
        f"SELECT d.entity, d.authority, d.programme, {CERTAIN} FROM designation d WHERE {POSSIBLE}",  # noqa: S608
        {"day": on.toordinal()},
    )
    found: dict[bytes, list[tuple[str, str, int]]] = defaultdict(list)
    for record, *listing in rows:
        found[record].append(tuple(listing))
    return found


def _covered(listings: list[tuple[str, str, int]], query: GapQuery) -> bool:
    return any(
        certain and query.authority in ("", authority) and query.programme in ("", programme)
        for authority, programme, certain in listings
    )


def _official(
    row: tuple[Any, ...], roles: Mapping[str, int], listings: list[tuple[str, str, int]], query: GapQuery
) -> Official:
    record, summary, cases, dated, last, part = row
    one = entity(record, summary)
    sure = {authority for authority, _, certain in listings if certain}
    return Official(
        entity=one,
        cases=cases,
        undated=cases - dated,
        roles=roles,
        last=day(_read.decode(part).on) if last else None,
        held=one.held(query.as_of),
        listed_by=tuple(sorted(sure)),
        perhaps=tuple(sorted({authority for authority, *_ in listings} - sure)),
    )
