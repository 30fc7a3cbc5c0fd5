"""Advocacy actions in the index: lists of them, and those that touched a person."""

import json
from collections.abc import Iterable, Sequence
from uuid import UUID

import msgspec

from casework.casebook.index import Index
from casework.casebook.query import Deed
from casework.casebook.summaries import ActionSummary
from casework.domain.dates import PartialDate

_NAMING = """
    SELECT record, summary FROM action WHERE id IN (SELECT action FROM covered WHERE person IN
        (SELECT id FROM person WHERE record = :case UNION SELECT id FROM awaited WHERE record = :case))
    ORDER BY day DESC, id DESC
"""
_read = msgspec.msgpack.Decoder(ActionSummary)


def listing(index: Index) -> list[Deed]:
    """All, the newest first."""
    with index.reading() as connection:
        return _deeds(connection.execute("SELECT record, summary FROM action ORDER BY day DESC, id DESC"))


def naming(index: Index, case: UUID) -> list[Deed]:
    """Those that name this person, the newest first."""
    with index.reading() as connection:
        return _deeds(connection.execute(_NAMING, {"case": case.bytes}))


def numbered(index: Index, actions: Sequence[int]) -> dict[int, Deed]:
    """By the index's own numbers."""
    query = "SELECT id, record, summary FROM action WHERE id IN (SELECT value FROM json_each(?))"
    with index.reading() as connection:
        rows = connection.execute(query, (json.dumps(list(actions)),)).fetchall()
    return {number: _deed(UUID(bytes=record), _read.decode(summary)) for number, record, summary in rows}


def covering_lists(index: Index) -> list[Deed]:
    """Those that cover everyone in a list as of a day, the newest first."""
    with index.reading() as connection:
        return _deeds(
            connection.execute("SELECT record, summary FROM action WHERE everyone ORDER BY day DESC, id DESC")
        )


def _deeds(rows: Iterable[tuple[bytes, bytes]]) -> list[Deed]:
    return [_deed(UUID(bytes=record), _read.decode(summary)) for record, summary in rows]


def _deed(record: UUID, one: ActionSummary) -> Deed:
    return Deed(
        action=record,
        kind=one.kind,
        date=PartialDate.parse(one.date),
        title=one.title,
        actors=one.actors,
        addressees=one.addressees,
        everyone=one.population,
        cases=one.cases,
        as_of=_date(one.as_of),
        query=one.query,
        count=one.count,
        uncertain=one.uncertain,
        link=one.link,
        outcome=one.outcome,
        report=one.report,
        by=tuple(UUID(actor) for actor in one.by),
        status=one.status,
        since=_date(one.since),
        until=_date(one.until),
        deadline=_date(one.deadline),
        follow_ups=tuple((PartialDate.parse(due), what, _date(done)) for due, what, done in one.follow_ups),
    )


def _date(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
