"""What is still to be done after advocacy actions, in the index: follow-ups and deadlines that are open, by day."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import msgspec

from casework.casebook.index import Index
from casework.casebook.schema import DEADLINE, EVER
from casework.casebook.summaries import ActionSummary
from casework.domain.actions import ActionKind
from casework.domain.dates import PartialDate

_read = msgspec.msgpack.Decoder(ActionSummary)


@dataclass(frozen=True, slots=True)
class Open:
    """`row` is its place among the action's follow-ups, None for the action's own deadline; `version` of the action.

    `cases` are the people it names; none of one that covers everyone in a list.
    """

    action: UUID
    row: int | None
    version: int
    kind: ActionKind
    title: str = field(repr=False)
    due: PartialDate
    what: str = field(repr=False)
    date: PartialDate
    cases: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Page:
    lines: tuple[Open, ...]
    number: int
    size: int
    total: int
    overdue: int
    everything: int


def page(index: Index, today: date, *, overdue: bool = False, number: int = 1, size: int = 50) -> Page:
    """The one due first comes first. Overdue: its last possible day is past."""
    skip = (max(1, number) - 1) * size
    values = {"ever": EVER, "today": today.toordinal(), "late": overdue, "size": size, "skip": skip}
    with index.reading() as connection:
        everything, past = connection.execute(
            "SELECT count(*), coalesce(sum(due < :today), 0) FROM follow_up WHERE done = :ever", values
        ).fetchone()
        rows = connection.execute(
            "SELECT a.record, f.ord, a.summary FROM follow_up f JOIN action a ON a.id = f.action "
            "WHERE f.done = :ever AND (NOT :late OR f.due < :today) "
            "ORDER BY f.due, a.id, f.ord LIMIT :size OFFSET :skip",
            values,
        )
        lines = tuple(_open(UUID(bytes=record), place, _read.decode(summary)) for record, place, summary in rows)
    return Page(lines, max(1, number), size, past if overdue else everything, past, everything)


def _open(action: UUID, place: int, one: ActionSummary) -> Open:
    due, what, _ = (one.deadline, "", "") if place == DEADLINE else one.follow_ups[place]
    return Open(
        action=action,
        row=None if place == DEADLINE else place,
        version=one.versions.get("action", 0),
        kind=ActionKind(one.kind),
        title=one.title,
        due=PartialDate.parse(due),
        what=what,
        date=PartialDate.parse(one.date),
        cases=tuple(map(UUID, one.cases)),
    )
