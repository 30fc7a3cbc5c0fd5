"""Sanctions listings in the index: of an entity, with an action, by authority and day; and finding what to list."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import msgspec

from casework.casebook.index import Index
from casework.casebook.summaries import DesignationSummary, EntitySummary
from casework.domain.dates import PartialDate
from casework.domain.entities import EntityKind
from casework.domain.sections import PersonName, Script

CERTAIN = "(d.listed_hi <= :day AND :day < d.delisted_lo)"
"""In force on the day whatever a partial date means. A listing without a day has always been there."""
POSSIBLE = "(d.listed_lo <= :day AND :day < d.delisted_hi)"
_LISTINGS = f"""
    SELECT d.record, d.summary, {CERTAIN}, {POSSIBLE}, e.record, e.summary
    FROM designation d JOIN entity e ON e.record = d.entity
"""  # noqa: S608
_read = msgspec.msgpack.Decoder(DesignationSummary)
_read_entity = msgspec.msgpack.Decoder(EntitySummary)


@dataclass(frozen=True, slots=True)
class Entity:
    """What can be listed, as far as a list shows it. `posts` are (position, body, since, until)."""

    id: UUID
    kind: EntityKind
    names: tuple[PersonName, ...] = field(repr=False)
    aliases: tuple[str, ...] = field(repr=False)
    registration: str
    posts: tuple[tuple[str, str, PartialDate | None, PartialDate | None], ...] = field(repr=False)

    def held(self, day: date) -> tuple[tuple[str, str], ...]:
        """(position, body) of the posts that may have been held on the day, the latest first."""
        on = [post for post in self.posts if _may_hold(post[2], post[3], day)]
        on.sort(key=lambda post: post[2].earliest if post[2] else date.min, reverse=True)
        return tuple((position, body) for position, body, *_ in on)


@dataclass(frozen=True, slots=True)
class Listing:
    """`certain` and `possible` say whether it is in force on the day that was asked for."""

    id: UUID
    entity: Entity
    authority: str
    programme: str
    listed_on: PartialDate | None
    delisted_on: PartialDate | None
    action: UUID | None
    certain: bool
    possible: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """Which listings; what is left empty does not narrow. `in_force` is about the day."""

    day: date
    authority: str = ""
    programme: str = ""
    kind: EntityKind | None = None
    year: int | None = None
    in_force: bool | None = None
    entity: UUID | None = None
    action: UUID | None = None


def found(index: Index, asked: Asked) -> list[Listing]:
    """The newest first. Listings of what is no longer on file are left out."""
    terms = ["1"]
    bound: dict[str, int | str | bytes] = {"day": asked.day.toordinal()}
    for name, column, value in (
        ("authority", "d.authority", asked.authority),
        ("programme", "d.programme", asked.programme),
        ("kind", "e.kind", asked.kind.value if asked.kind else ""),
        ("entity", "d.entity", asked.entity.bytes if asked.entity else b""),
        ("action", "d.action", asked.action.bytes if asked.action else b""),
    ):
        if value:
            terms.append(f"{column} = :{name}")
            bound[name] = value
    if asked.in_force is not None:
        terms.append(CERTAIN if asked.in_force else f"NOT {CERTAIN}")
    if asked.year is not None:
        terms.append("d.listed_lo <= :last AND :first <= d.listed_hi")
        bound |= {"first": date(asked.year, 1, 1).toordinal(), "last": date(asked.year, 12, 31).toordinal()}
    query = f"{_LISTINGS} WHERE {' AND '.join(terms)} ORDER BY d.listed_lo DESC, e.sort_name, d.id"
    with index.reading() as connection:
        return [_listing(row) for row in connection.execute(query, bound)]


def delisted(index: Index, until: date, limit: int) -> list[Listing]:
    """Those whose listing had surely ended by then, the latest first."""
    query = f"{_LISTINGS} WHERE d.delisted_hi <= :day ORDER BY d.delisted_lo DESC, e.sort_name, d.id LIMIT :limit"
    with index.reading() as connection:
        rows = connection.execute(query, {"day": until.toordinal(), "limit": limit})
        return [_listing(row) for row in rows]


def entities(index: Index, ids: Sequence[UUID]) -> dict[UUID, Entity]:
    """Those that are on file."""
    with index.reading() as connection:
        rows = [
            row
            for start in range(0, len(ids), 500)
            for row in _entity_rows(connection, [one.bytes for one in ids[start : start + 500]])
        ]
    return {UUID(bytes=record): entity(record, summary) for record, summary in rows}


def entity(record: bytes, summary: bytes) -> Entity:
    one = _read_entity.decode(summary)
    return Entity(
        id=UUID(bytes=record),
        kind=EntityKind(one.kind),
        names=tuple(PersonName(Script(script), text) for script, text in one.names),
        aliases=one.aliases,
        registration=one.registration,
        posts=tuple((position, body, day(since), day(until)) for position, body, since, until, *_ in one.posts),
    )


def day(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def _listing(row: tuple[bytes, bytes, int, int, bytes, bytes]) -> Listing:
    record, summary, certain, possible, of, entity_summary = row
    one = _read.decode(summary)
    return Listing(
        id=UUID(bytes=record),
        entity=entity(of, entity_summary),
        authority=one.authority,
        programme=one.programme,
        listed_on=day(one.listed_on),
        delisted_on=day(one.delisted_on),
        action=UUID(one.action) if one.action else None,
        certain=bool(certain),
        possible=bool(possible),
    )


def _may_hold(since: PartialDate | None, until: PartialDate | None, on: date) -> bool:
    return (since is None or since.earliest <= on) and (until is None or on <= until.latest)


def _entity_rows(connection: sqlite3.Connection, records: Sequence[bytes]) -> Iterable[tuple[bytes, bytes]]:
    marks = ", ".join("?" * len(records))
    return connection.execute(f"SELECT record, summary FROM entity WHERE record IN ({marks})", records)  # noqa: S608
